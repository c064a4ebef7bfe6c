/**
 * The properties of a resource, each evaluated when it is first asked for. A network hangs on few of them, and what is
 * never read takes no time and raises no questions.
 */
import type { Property } from '../value/value.ts';
import type { Entry } from './node.ts';

export class LazyProperties implements ReadonlyMap<string, Property> {
  /** What is written under each name: of two that a loop made, the later one. */
  readonly #written: ReadonlyMap<string, Entry>;
  readonly #evaluate: (entry: Entry) => Property | undefined;
  readonly #made = new Map<string, Property | undefined>();
  #everything: ReadonlyMap<string, Property> | undefined;

  /** @param evaluate gives `undefined` when the property turns out not to be there. */
  constructor(entries: readonly Entry[], evaluate: (entry: Entry) => Property | undefined) {
    this.#written = new Map(entries.map((entry) => [entry.key, entry]));
    this.#evaluate = evaluate;
  }

  get(name: string): Property | undefined {
    const made = this.#made.get(name);
    if (made !== undefined) return made;
    const entry = this.#written.get(name);
    if (entry === undefined || this.#made.has(name)) return undefined;
    const property = this.#evaluate(entry);
    this.#made.set(name, property);
    return property;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  get size(): number {
    return this.#all().size;
  }

  forEach(visit: (value: Property, key: string, map: ReadonlyMap<string, Property>) => void): void {
    for (const [name, property] of this.#all()) visit(property, name, this);
  }

  entries(): MapIterator<[string, Property]> {
    return this.#all().entries();
  }

  keys(): MapIterator<string> {
    return this.#all().keys();
  }

  values(): MapIterator<Property> {
    return this.#all().values();
  }

  [Symbol.iterator](): MapIterator<[string, Property]> {
    return this.entries();
  }

  #all(): ReadonlyMap<string, Property> {
    if (this.#everything !== undefined) return this.#everything;
    const all = new Map<string, Property>();
    for (const name of this.#written.keys()) {
      const property = this.get(name);
      if (property !== undefined) all.set(name, property);
    }
    return (this.#everything = all);
  }
}
