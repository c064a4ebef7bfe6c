/** Which of its subnets an attachment uses: the one in the Availability Zone of the traffic (SEMANTICS R16). */
import type { Subnet } from '../aws/network.ts';
import type { TransitGatewayAttachment } from '../aws/transitGateway.ts';
import { known, unknown, unknownOf, type Maybe } from '../value/value.ts';
import type { Topology } from './topology.ts';

/** Where traffic of a subnet goes to the gateway; known to be `undefined` when its zone is not served. */
export function doorFrom(
  topology: Topology,
  attachment: TransitGatewayAttachment,
  subnet: Subnet,
): Maybe<Subnet | undefined> {
  const doors = doorsOf(topology, attachment);
  if (doors.kind === 'unknown') return doors;
  const own = doors.value.find(({ address }) => address === subnet.address);
  if (own !== undefined) return known(own);
  const zone = zoneOf(subnet);
  if (zone.kind === 'unknown') return zone;
  const open = [];
  for (const door of doors.value) {
    const there = zoneOf(door);
    if (there.kind === 'unknown') open.push(there);
    else if (there.value === zone.value) return known(door);
  }
  return open.length === 0 ? known(undefined) : unknownOf(open);
}

/**
 * Where traffic comes out of the gateway: in the zone it came from where that is served, else in any. Several will do
 * when they filter and route alike.
 * @param home the subnet of the interface it is for, as no network ACL stands between that and itself.
 */
export function doorTo(
  topology: Topology,
  attachment: TransitGatewayAttachment,
  exit: Subnet,
  home: Subnet | undefined,
): Maybe<Subnet> {
  const doors = doorsOf(topology, attachment);
  if (doors.kind === 'unknown') return doors;
  const zone = exit.availabilityZone;
  const same = doors.value.find(
    ({ availabilityZone: there }) =>
      there?.kind === 'known' && zone?.kind === 'known' && there.value === zone.value,
  );
  const [first, ...others] = doors.value;
  if (first === undefined) return unknown(attachment.address, 'has no subnet');
  if (same !== undefined) return known(same);
  const alike = others.every(
    (other) =>
      sameName(other.networkAcl, first.networkAcl) &&
      sameName(other.routeTable, first.routeTable) &&
      other.address !== home?.address,
  );
  if (others.length === 0 || (alike && first.address !== home?.address)) return known(first);
  return unknown(
    attachment.address,
    'has several subnets that differ, and which of them is used is not known',
  );
}

function doorsOf(topology: Topology, { subnets }: TransitGatewayAttachment): Maybe<readonly Subnet[]> {
  const found = subnets.map((subnet) => topology.subnet(subnet));
  const open = found.filter((subnet) => subnet.kind === 'unknown');
  if (open.length > 0) return unknownOf(open);
  return known(found.flatMap((subnet) => (subnet.kind === 'known' ? [subnet.value] : [])));
}

function zoneOf({ address, availabilityZone }: Subnet): Maybe<string> {
  return availabilityZone ?? unknown(address, 'is in an Availability Zone the code does not name');
}

function sameName(a: Maybe<string>, b: Maybe<string>): boolean {
  return a.kind === 'known' && b.kind === 'known' && a.value === b.value;
}
