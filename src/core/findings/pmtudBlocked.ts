/**
 * `pmtud-blocked`: a network ACL lets TCP connections with the internet through and drops the ICMP messages by which routers
 * on the way ask for smaller packets, so some connections open and then hang (SEMANTICS N38, N39). Whether NAT gateways and
 * peerings pass such messages on is not known, so what is behind them is left out (SEMANTICS N39a).
 */
import type { Direction, NetworkAcl, NetworkInterface, Subnet } from '../aws/network.ts';
import { judgeNetworkAcl, networkAclPorts } from '../aws/networkAcl.ts';
import { securityGroupPorts } from '../aws/securityGroup.ts';
import type { Address, Family } from '../net/address.ts';
import { icmp, icmpv6, tcp } from '../net/protocol.ts';
import { converse } from '../reach/conversation.ts';
import { everyday, internetClasses } from '../reach/internet.ts';
import { reachabilityOf } from '../reach/reachability.ts';
import type { Topology } from '../reach/topology.ts';
import type { Endpoint } from '../reach/walk.ts';
import { opens } from './droppedReply.ts';
import type { Finding, Related } from './finding.ts';
import { isPublic, routesToInternet } from './internetRoute.ts';
import { alike, behindNetworkAcl, namesInWords } from './members.ts';
import type { Rule } from './rule.ts';

/** What a router says when a packet is too large and may not be cut: fragmentation needed, packet too big. */
const tooLarge = {
  ipv4: { protocol: icmp, icmpType: 3, icmpCode: 4 },
  ipv6: { protocol: icmpv6, icmpType: 2, icmpCode: 0 },
} as const;
const words = {
  ipv4: { message: 'ICMP type 3 code 4', advice: 'icmp type 3 code 4 from 0.0.0.0/0' },
  ipv6: { message: 'ICMPv6 type 2', advice: 'icmpv6 type 2 from ::/0' },
} as const;
const client = 40000;
/** Tried first: what people use. */
const wellKnown = [443, 80, 22];

export const pmtudBlocked: Rule = {
  id: 'pmtud-blocked',
  check: ({ topology }) => topology.network.networkAcls.flatMap((acl) => judge(topology, acl)),
};

/** One finding a network ACL, for both families. */
function judge(topology: Topology, acl: NetworkAcl): readonly Finding[] {
  const behind = behindNetworkAcl(topology, acl).flatMap((at) => {
    const subnet = topology.subnetOf(at);
    return subnet.kind === 'unknown' || at.kind === 'nat-gateway' ? [] : [{ at, subnet: subnet.value }];
  });
  const affected = new Map<Family, readonly NetworkInterface[]>();
  for (const family of ['ipv4', 'ipv6'] as const) {
    const remotes = everyday(internetClasses(topology, family)).map(({ address }) => address);
    // A router on the way may have any address, so all of them must be dropped.
    if (behind.length === 0 || !remotes.every((remote) => drops(acl, family, remote))) continue;
    // Whether packets for the internet leave a subnet by an internet gateway.
    const ways = new Map<Subnet, boolean>();
    const online = behind.flatMap(({ at, subnet }) => {
      if (!hasPublic(at, family)) return [];
      const way = ways.get(subnet) ?? routesToInternet(topology, subnet, family)?.some(isPublic) === true;
      ways.set(subnet, way);
      return way ? [at] : [];
    });
    const talking = alike(online).filter(
      ([member]) =>
        member !== undefined && remotes.some((remote) => converses(topology, member, acl, remote)),
    );
    if (talking.length > 0) affected.set(family, talking.flat());
  }
  return affected.size === 0 ? [] : [toFinding(acl, affected)];
}

function drops(acl: NetworkAcl, family: Family, source: Address): boolean {
  const packet = { ...tooLarge[family], source, destination: source };
  return judgeNetworkAcl(acl, 'inbound', packet).verdict === 'deny';
}

/** Whether an interface is known to have an address the internet can answer. */
function hasPublic(at: NetworkInterface, family: Family): boolean {
  const addresses = family === 'ipv4' ? at.publicIps : at.ipv6;
  return addresses.kind === 'known' && addresses.value.length > 0;
}

/** Whether a connection in either direction is known to open. */
function converses(topology: Topology, member: NetworkInterface, acl: NetworkAcl, remote: Address): boolean {
  return (['inbound', 'outbound'] as const).some((opened) => connects(topology, member, acl, remote, opened));
}

function connects(
  topology: Topology,
  member: NetworkInterface,
  acl: NetworkAcl,
  remote: Address,
  opened: Direction,
): boolean {
  if (!opens(member, opened)) return false;
  const groups = topology.groupsOf(member);
  const admitted = securityGroupPorts(groups, opened, remote, tcp, topology.matchesPeer).must;
  const ports = admitted.subtract(networkAclPorts(acl, opened, remote, tcp).mayDeny);
  const destinationPort = wellKnown.find((port) => ports.has(port)) ?? ports.ranges[0]?.first;
  if (destinationPort === undefined) return false;
  const inside: Endpoint = { kind: 'interface', interface: member };
  const outside: Endpoint = { kind: 'outside', address: remote };
  const [from, to] = opened === 'outbound' ? [inside, outside] : [outside, inside];
  const exchange = {
    protocol: tcp,
    sourcePort: client,
    destinationPort,
    requestFlags: 'SYN',
    replyFlags: 'SYN-ACK',
  } as const;
  return (
    reachabilityOf(topology).surely(from, to, exchange) ||
    converse(topology, from, to, exchange).verdict === 'allow'
  );
}

function toFinding(acl: NetworkAcl, affected: ReadonlyMap<Family, readonly NetworkInterface[]>): Finding {
  const families = [...affected.keys()];
  const members = [...new Set([...affected.values()].flat())];
  const dropped = families.map((family) => words[family].message).join(' and ');
  const advice = families.map((family) => words[family].advice).join(' and ');
  const related: readonly Related[] = members
    .slice(0, 3)
    .map(({ owner, origin }) => ({ message: `Talks with the internet behind it: ${owner}`, origin }));
  return {
    rule: 'pmtud-blocked',
    severity: 'information',
    certainty: 'proved',
    message: `${acl.address} lets ${namesInWords(members)} talk with the internet and drops ${dropped}, by which routers ask for smaller packets: where a path takes less than usual, connections open and then hang. Allow inbound ${advice}.`,
    resource: acl.address,
    origin: acl.origin,
    related,
    proof: undefined,
    because: [],
  };
}
