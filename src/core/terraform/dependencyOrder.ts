/**
 * The order in which things that depend on each other can be evaluated, and which of them form a circle (Tarjan's
 * strongly connected components, without recursion: a chain of a hundred thousand locals is only a long list).
 */

/** Things to evaluate together; more than one, or one that depends on itself, is a circle. */
export interface Component {
  readonly members: readonly string[];
  readonly circular: boolean;
}

interface Visit {
  readonly id: string;
  /** When it was first met. */
  readonly met: number;
  /** As `met`; lowered to the earliest still open one it leads back to. */
  low: number;
  isOpen: boolean;
  readonly dependencies: readonly string[];
  next: number;
}

/**
 * Components in an order in which each comes after all it depends on. Dependencies that are no key of the map are
 * passed over. The result does not depend on the order of the map.
 */
export function dependencyOrder(dependencies: ReadonlyMap<string, readonly string[]>): readonly Component[] {
  const search = new Search(dependencies);
  for (const id of [...dependencies.keys()].sort()) search.from(id);
  return search.components;
}

class Search {
  readonly components: Component[] = [];
  readonly #dependencies: ReadonlyMap<string, readonly string[]>;
  readonly #visits = new Map<string, Visit>();
  readonly #open: Visit[] = [];

  constructor(dependencies: ReadonlyMap<string, readonly string[]>) {
    this.#dependencies = dependencies;
  }

  from(root: string): void {
    if (this.#visits.has(root)) return;
    const path: Visit[] = [this.#enter(root)];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const dependency = visit.dependencies[visit.next++];
      if (dependency === undefined) {
        path.pop();
        this.#leave(visit, path.at(-1));
        continue;
      }
      const known = this.#visits.get(dependency);
      if (known === undefined) path.push(this.#enter(dependency));
      else if (known.isOpen) visit.low = Math.min(visit.low, known.met);
    }
  }

  #enter(id: string): Visit {
    const met = this.#visits.size;
    const visit = { id, met, low: met, isOpen: true, dependencies: this.#dependenciesOf(id), next: 0 };
    this.#visits.set(id, visit);
    this.#open.push(visit);
    return visit;
  }

  #dependenciesOf(id: string): readonly string[] {
    const known = (this.#dependencies.get(id) ?? []).filter((dependency) =>
      this.#dependencies.has(dependency),
    );
    return known.length < 2 ? known : [...new Set(known)].sort();
  }

  #leave(visit: Visit, parent: Visit | undefined): void {
    if (parent !== undefined) parent.low = Math.min(parent.low, visit.low);
    if (visit.low !== visit.met) return;
    const members = this.#open.splice(this.#open.lastIndexOf(visit));
    for (const member of members) member.isOpen = false;
    const circular = members.length > 1 || visit.dependencies.includes(visit.id);
    this.components.push({ members: members.map(({ id }) => id).sort(), circular });
  }
}
