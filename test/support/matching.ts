/** Whether two lists are the same in some order, where only pairs that may go together are known. */

/** Whether each of `items` can be given one of `others` that `goes` with it, so that none is given twice and none is left. */
export function matchesInSomeOrder<A, B>(
  items: readonly A[],
  others: readonly B[],
  goes: (item: A, other: B) => boolean,
): boolean {
  if (items.length !== others.length) return false;
  const taken = new Map<number, number>();
  const place = (item: number, tried: Set<number>): boolean => {
    for (const [index, other] of others.entries()) {
      if (tried.has(index) || !goes(items[item] as A, other)) continue;
      tried.add(index);
      const holder = taken.get(index);
      if (holder !== undefined && !place(holder, tried)) continue;
      taken.set(index, item);
      return true;
    }
    return false;
  };
  return items.every((_, item) => place(item, new Set()));
}
