/**
 * The properties of a resource, each evaluated when it is first asked for. A network hangs on few of them, and what is
 * never read takes no time and raises no questions.
 */
import type { Property } from '../value/value.ts';

export class LazyProperties implements ReadonlyMap<string, Property> {
  readonly #make: ReadonlyMap<string, () => Property | undefined>;
  readonly #made = new Map<string, Property | undefined>();

  /** @param make by name; `undefined` when the property turns out not to be there. */
  constructor(make: ReadonlyMap<string, () => Property | undefined>) {
    this.#make = make;
  }

  get(name: string): Property | undefined {
    if (this.#made.has(name)) return this.#made.get(name);
    const property = this.#make.get(name)?.();
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

  #all(): Map<string, Property> {
    const all = new Map<string, Property>();
    for (const name of this.#make.keys()) {
      const property = this.get(name);
      if (property !== undefined) all.set(name, property);
    }
    return all;
  }
}
