/** Something for each place that code is called from, kept as long as the code is. */

/** Places of one module that are told apart; calls get other names, so that there may come to be any number. */
const mostPlaces = 2000;

interface Kept<T> {
  readonly place: string;
  readonly latest: T;
  /** Set where there is more than one place: most code has one. */
  readonly all: Map<string, T> | undefined;
}

export class PlaceMemory<T> {
  readonly #byNode = new WeakMap<object, Kept<T>>();

  /** What was kept for the place, or for the one before it: root modules that call a module alike may share it. */
  of(node: object, place: string): T | undefined {
    const known = this.#byNode.get(node);
    return known?.place === place ? known.latest : (known?.all?.get(place) ?? known?.latest);
  }

  keep(node: object, place: string, latest: T): void {
    const known = this.#byNode.get(node);
    if (known?.place === place && known.latest === latest) return;
    let all = known?.all;
    if (known !== undefined && known.place !== place) all ??= new Map([[known.place, known.latest]]);
    if (all !== undefined && all.size >= mostPlaces) all.clear();
    all?.set(place, latest);
    this.#byNode.set(node, { place, latest, all });
  }
}
