/** Which edges a packet is drawn along: those between two boxes it met one after the other. */
import type { Drawing } from '../drawing.ts';

/** Ids of edges. */
export function coveredEdges({ edges, probe }: Pick<Drawing, 'edges' | 'probe'>): ReadonlySet<string> {
  const met = new Set<string>();
  for (const { from, hops } of probe?.packets ?? []) {
    let before = from;
    for (const { boxId } of hops) {
      met.add(`${before}\n${boxId}`).add(`${boxId}\n${before}`);
      // Tags have no place on the line.
      if (!boxId.startsWith('route-table ')) before = boxId;
    }
  }
  return new Set(edges.filter(({ from, to }) => met.has(`${from}\n${to}`)).map(({ id }) => id));
}
