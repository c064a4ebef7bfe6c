/**
 * What of a drawing stands for a place in the code: the boxes of the component that is written there, the gates whose
 * rule it is, and the hops and reasons that name it. The narrowest construct round the place counts, and nothing wider.
 */
import { printable } from '../probe/report/printable.ts';
import type { Topology } from '../reach/topology.ts';
import type { Origin } from '../text/origin.ts';
import { touches } from '../text/span.ts';
import type { Box } from './drawing.ts';

export interface Place {
  readonly file: string;
  /** In UTF-16 code units. */
  readonly offset: number;
}

/**
 * Ids of boxes, and of whatever else `origins` has a line for; empty when the place is about nothing that is drawn.
 * @param origins the code behind the ids of the drawing
 */
export function idsAt(
  topology: Topology,
  boxes: readonly Box[],
  origins: ReadonlyMap<string, Origin>,
  place: Place,
): ReadonlySet<string> {
  const ofBoxes = new Narrowest(place);
  // A reason is written inside of the rule it keeps open: it must not put the rule's gate out.
  const ofWords = new Narrowest(place);
  const boxIds = new Set(boxes.map(({ id }) => id));
  for (const [id, origin] of origins) (boxIds.has(id) ? ofBoxes : ofWords).offer(id, origin);
  for (const { address, kind, rules } of rulesOf(topology)) {
    for (const { origin } of rules) {
      if (!ofBoxes.isNear(origin)) continue;
      for (const box of boxes) if (isOf(box, kind, address)) ofBoxes.offer(box.id, origin);
    }
  }
  return new Set([...ofBoxes.ids, ...ofWords.ids]);
}

interface RulesOf {
  readonly address: string;
  readonly kind: Box['kind'];
  readonly rules: readonly { readonly origin: Origin }[];
}

function rulesOf({ network }: Topology): readonly RulesOf[] {
  return [
    ...network.networkAcls.map(({ address, inbound, outbound }): RulesOf => {
      return { address, kind: 'network-acl', rules: [...inbound, ...outbound] };
    }),
    ...network.securityGroups.map(({ address, rules }): RulesOf => {
      return { address, kind: 'security-group', rules };
    }),
    ...network.routeTables.map(({ address, routes }): RulesOf => {
      return { address, kind: 'route-table', rules: routes };
    }),
  ];
}

/** Several groups share a box, named one after the other. */
function isOf({ kind, name }: Box, wanted: Box['kind'], address: string): boolean {
  return kind === wanted && `, ${name}, `.includes(`, ${printable(address)}, `);
}

/** Keeps the ids of the narrowest constructs round a place. */
class Narrowest {
  readonly #place: Place;
  readonly #ids = new Set<string>();
  #width = Number.POSITIVE_INFINITY;

  constructor(place: Place) {
    this.#place = place;
  }

  get ids(): ReadonlySet<string> {
    return this.#ids;
  }

  /** Whether somebody wrote it round the place, and not wider than what was found. */
  isNear({ file, span, extent = span, awsDefault }: Origin): boolean {
    const { file: wanted, offset } = this.#place;
    if (file !== wanted || awsDefault === true) return false;
    return touches(extent, offset) && extent.end - extent.start <= this.#width;
  }

  offer(id: string, origin: Origin): void {
    if (!this.isNear(origin)) return;
    const { span, extent = span } = origin;
    const width = extent.end - extent.start;
    if (width < this.#width) this.#ids.clear();
    this.#width = width;
    this.#ids.add(id);
  }
}
