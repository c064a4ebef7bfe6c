/** The peers a security group rule names, in any mixture: AWS makes one rule of each (SEMANTICS S3, S10). */
import type { Peer } from '../aws/network.ts';
import type { Family } from '../net/address.ts';
import type { Origin } from '../text/origin.ts';
import {
  known,
  mapMaybe,
  unknownOf,
  type Maybe,
  type ObjectValue,
  type Property,
  type Unknown,
} from '../value/value.ts';
import { cidrOf, field, items, refusal, type Field } from './fields.ts';

/** One peer of a rule. `exists` is unknown for the peers an unknown list may hold. */
export interface PeerRow {
  readonly peer: Field<Peer>;
  readonly exists: Maybe<true>;
}

/** A row that holds if `exists` does. */
export function row(peer: Field<Peer>): PeerRow {
  return { peer, exists: known(true) };
}

/** The peers of a list that is not known, or not to its end. */
export function openRow(open: Unknown): PeerRow {
  return { peer: open, exists: open };
}

/** A block of addresses as a peer; `undefined` when the property is absent. */
export function cidrPeer(
  object: ObjectValue,
  name: string,
  family: Family,
  hostBits: 'cleared' | 'refused',
): Field<Peer> | undefined {
  const found = field(object, name);
  return found === undefined ? undefined : asCidrPeer(found, name, family, hostBits);
}

/** The blocks of a list, one row each. */
export function cidrRows(object: ObjectValue, name: string, family: Family): readonly PeerRow[] {
  const list = items(field(object, name));
  const rows = list.items.flatMap((item) => {
    const peer = asCidrPeer(item, name, family, 'refused');
    return peer === undefined ? [] : [row(peer)];
  });
  return list.open === undefined ? rows : [...rows, openRow(ofFamily(list.open, family))];
}

/** The components of a list, one row each. An unknown one may stand for several, or for none. */
export function componentRows(
  components: readonly Maybe<string>[] | undefined,
  kind: 'group' | 'prefix-list',
): readonly PeerRow[] {
  return (components ?? []).map((component) =>
    component.kind === 'unknown' ? openRow(component) : row(componentPeer(component, kind)),
  );
}

export function componentPeer(component: Maybe<string>, kind: 'group' | 'prefix-list'): Maybe<Peer> {
  return mapMaybe(component, (address): Peer =>
    kind === 'group' ? { kind: 'group', group: address } : { kind: 'prefix-list', prefixList: address },
  );
}

/** The peer of a rule that has one; a refusal where more are named, or none. @param named those that are, in any order. */
export function onlyPeer(named: readonly (Field<Peer> | undefined)[], origin: Origin): Field<Peer> {
  const peers = named.filter((peer) => peer !== undefined);
  const [only] = peers;
  if (only === undefined) return refusal('no-peer', 'this rule', 'names no peer', origin);
  if (peers.length === 1) return only;
  const open = peers.flatMap((peer) => (peer.kind === 'unknown' ? [peer] : []));
  return open.length > 0
    ? unknownOf(open)
    : refusal('peers', 'this rule', 'names more than one peer', origin);
}

function asCidrPeer(
  found: Property,
  name: string,
  family: Family,
  hostBits: 'cleared' | 'refused',
): Field<Peer> | undefined {
  const read = cidrOf(found, name, family, hostBits);
  if (read?.kind === 'known') return known({ kind: 'cidr', cidr: read.value });
  return read?.kind === 'unknown' ? ofFamily(read, family) : read;
}

/** Whatever an argument for one family turns out to be, the other family is never meant (SEMANTICS S10). */
function ofFamily(open: Unknown, family: Family): Unknown & { readonly family: Family } {
  return { ...open, family };
}
