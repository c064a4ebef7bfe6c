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
  /** When each was first met; lowered to the earliest still open one it leads back to. */
  readonly #low = new Map<string, number>();
  readonly #met = new Map<string, number>();
  readonly #open: string[] = [];
  readonly #isOpen = new Set<string>();

  constructor(dependencies: ReadonlyMap<string, readonly string[]>) {
    this.#dependencies = dependencies;
  }

  from(root: string): void {
    if (this.#met.has(root)) return;
    const path: Visit[] = [this.#enter(root)];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const dependency = visit.dependencies[visit.next++];
      if (dependency === undefined) {
        path.pop();
        this.#leave(visit, path.at(-1)?.id);
      } else if (!this.#met.has(dependency)) {
        path.push(this.#enter(dependency));
      } else if (this.#isOpen.has(dependency)) {
        this.#lower(visit.id, this.#met.get(dependency) ?? 0);
      }
    }
  }

  #enter(id: string): Visit {
    const order = this.#met.size;
    this.#met.set(id, order);
    this.#low.set(id, order);
    this.#open.push(id);
    this.#isOpen.add(id);
    const known = (this.#dependencies.get(id) ?? []).filter((dependency) =>
      this.#dependencies.has(dependency),
    );
    return { id, dependencies: known.length < 2 ? known : [...new Set(known)].sort(), next: 0 };
  }

  #lower(id: string, order: number): void {
    this.#low.set(id, Math.min(this.#low.get(id) ?? order, order));
  }

  #leave({ id, dependencies }: Visit, parent: string | undefined): void {
    const low = this.#low.get(id) ?? 0;
    if (parent !== undefined) this.#lower(parent, low);
    if (low !== this.#met.get(id)) return;
    const members = this.#open.splice(this.#open.lastIndexOf(id));
    for (const member of members) this.#isOpen.delete(member);
    const circular = members.length > 1 || dependencies.includes(id);
    this.components.push({ members: members.sort(), circular });
  }
}
