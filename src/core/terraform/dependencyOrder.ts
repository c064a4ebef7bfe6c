/**
 * The order in which things that depend on each other can be evaluated, and which of them form a circle (Tarjan's
 * strongly connected components, without recursion: a chain of a hundred thousand locals is only a long list).
 */

/** Things to evaluate together; more than one, or one that depends on itself, is a circle. */
export interface Component<T> {
  /** In the order of their ids. */
  readonly members: readonly T[];
  readonly circular: boolean;
}

/**
 * Components in an order in which each comes after all it depends on. The result does not depend on the order of the map.
 * @param things by their ids.
 * @param eachDependency calls `add` with the id of everything a thing depends on; one that is no key of the map is passed
 * over.
 */
export function dependencyOrder<T>(
  things: ReadonlyMap<string, T>,
  eachDependency: (thing: T, add: (id: string) => void) => void,
): readonly Component<T>[] {
  const ids = [...things.keys()].sort();
  const numbers = new Map<string, number>();
  for (const id of ids) numbers.set(id, numbers.size);
  const edges: number[] = [];
  const add = (id: string): void => {
    const number = numbers.get(id);
    if (number !== undefined) edges.push(number);
  };
  const sorted: T[] = [];
  const starts = new Int32Array(ids.length + 1);
  for (const [number, id] of ids.entries()) {
    const thing = things.get(id) as T;
    sorted.push(thing);
    eachDependency(thing, add);
    starts[number + 1] = edges.length;
  }
  return componentsOf({ edges, starts }).map(({ members, circular }) => ({
    members: members.map((number) => sorted[number] as T),
    circular,
  }));
}

/** Things as numbers: the edges of `n` are those from `starts[n]` up to `starts[n + 1]`, and lead to what it depends on. */
interface Graph {
  readonly edges: readonly number[];
  readonly starts: Int32Array;
}

function componentsOf(graph: Graph): readonly Component<number>[] {
  const search = new Search(graph);
  for (let number = 0; number + 1 < graph.starts.length; number++) search.from(number);
  return search.components;
}

class Search {
  readonly components: Component<number>[] = [];
  readonly #graph: Graph;
  /** When each was first met, from 1 on; 0 before that. */
  readonly #met: Int32Array;
  /** As `met`; lowered to the earliest still open one it leads back to. */
  readonly #low: Int32Array;
  /** The next of its edges to follow. */
  readonly #next: Int32Array;
  readonly #isOpen: Uint8Array;
  readonly #open: number[] = [];
  #count = 0;

  constructor(graph: Graph) {
    const count = graph.starts.length - 1;
    this.#graph = graph;
    this.#met = new Int32Array(count);
    this.#low = new Int32Array(count);
    this.#next = graph.starts.slice(0, count);
    this.#isOpen = new Uint8Array(count);
  }

  from(root: number): void {
    if (this.#met[root] !== 0) return;
    const path = [this.#enter(root)];
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const dependency = this.#follow(at);
      if (dependency === undefined) {
        path.pop();
        this.#leave(at, path.at(-1));
      } else if (this.#met[dependency] === 0) path.push(this.#enter(dependency));
      else if (this.#isOpen[dependency] === 1) this.#lower(at, this.#met[dependency] ?? 0);
    }
  }

  #enter(number: number): number {
    this.#met[number] = this.#low[number] = ++this.#count;
    this.#isOpen[number] = 1;
    this.#open.push(number);
    return number;
  }

  #follow(number: number): number | undefined {
    const { edges, starts } = this.#graph;
    const edge = this.#next[number] ?? 0;
    if (edge === starts[number + 1]) return undefined;
    this.#next[number] = edge + 1;
    return edges[edge];
  }

  #leave(number: number, parent: number | undefined): void {
    const low = this.#low[number] ?? 0;
    if (parent !== undefined) this.#lower(parent, low);
    if (low !== this.#met[number]) return;
    const members = this.#open.splice(this.#open.lastIndexOf(number));
    for (const member of members) this.#isOpen[member] = 0;
    const circular = members.length > 1 || this.#dependsOnItself(number);
    this.components.push({ members: members.sort((a, b) => a - b), circular });
  }

  #dependsOnItself(number: number): boolean {
    const { edges, starts } = this.#graph;
    const end = starts[number + 1] ?? 0;
    for (let edge = starts[number] ?? 0; edge < end; edge++) if (edges[edge] === number) return true;
    return false;
  }

  #lower(number: number, low: number): void {
    if (low < (this.#low[number] ?? 0)) this.#low[number] = low;
  }
}
