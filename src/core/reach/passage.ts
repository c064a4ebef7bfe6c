/**
 * The way between two ends with every filter taken away: which filters both packets meet, in order, and whether the
 * routes let them arrive. It is found by walking the same network with filters that let everything pass, so routing has
 * one implementation, `walk`.
 */
import type { Direction, Network, NetworkAclEntry, SecurityGroupRule } from '../aws/network.ts';
import { cidrOf, type Address, type Cidr } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import { allProtocols, hasPorts, type Protocol } from '../net/protocol.ts';
import { known } from '../value/value.ts';
import type { Endpoint } from './endpoint.ts';
import type { Hop, Walk } from './hop.ts';
import { Topology } from './topology.ts';
import { walk, type WalkResult } from './walk.ts';

/** A filter on the way. */
export interface Step {
  readonly filter: 'network-acl' | 'security-group';
  readonly direction: Direction;
  /** Whose filter it is: an end's, or that of an interface between them, such as a NAT gateway's, by its address. */
  readonly at: string;
  /** The address it looks at: an end's, or that of a NAT gateway. */
  readonly remote: 'from' | 'to' | Address;
  /** Replies only: it sees the port a NAT gateway sent from, not the initiator's. */
  readonly nat: boolean;
}

/** One leg: its filters as far as the routes lead, and how those end. */
export interface PassageLeg {
  readonly steps: readonly Step[];
  /** The hop of a router or gateway that did not let it pass, or could not be told; `undefined` when all did. */
  readonly end: Hop | undefined;
}

export interface Passage {
  readonly request: PassageLeg;
  /** What a reply would meet; `undefined` when the request is known never to arrive, or it cannot be told. */
  readonly reply: PassageLeg | undefined;
}

const openName = '(lets everything pass)';

/** The network with filters that let everything pass. Interfaces and routes keep their addresses. */
export function withoutFilters(network: Network): Topology {
  const [first] = [...network.vpcs, ...network.subnets, ...network.interfaces];
  const origin = first?.origin ?? { file: network.root, span: { start: 0, end: 0 } };
  const everyone: readonly Cidr[] = [
    cidrOf({ family: 'ipv4', value: 0n }, 0),
    cidrOf({ family: 'ipv6', value: 0n }, 0),
  ];
  const traffic = {
    protocol: known(allProtocols),
    ports: known('all' as const),
    icmp: known('all' as const),
    resource: openName,
    origin,
    exists: known(true as const),
  };
  const entries = everyone.map((cidr, i): NetworkAclEntry => ({
    ...traffic,
    ruleNumber: known(i + 1),
    action: known('allow'),
    cidr: known(cidr),
  }));
  const rules = (['inbound', 'outbound'] as const).flatMap((direction) =>
    everyone.map((cidr): SecurityGroupRule => ({
      ...traffic,
      direction,
      peer: known({ kind: 'cidr', cidr }),
    })),
  );
  const common = { address: openName, origin, vpc: known(openName), refused: [] };
  return new Topology({
    ...network,
    networkAcls: [{ ...common, isDefault: false, inbound: entries, outbound: entries }],
    securityGroups: [{ ...common, rules }],
    subnets: network.subnets.map((subnet) => ({ ...subnet, networkAcl: known(openName) })),
    interfaces: network.interfaces.map((at) => ({ ...at, securityGroups: [known(openName)] })),
  });
}

/** Walks both legs. @param open made by {@link withoutFilters}; the ends are interfaces of the real network. */
export function passageBetween(
  open: Topology,
  from: Endpoint,
  to: Endpoint,
  source: Address,
  destination: Address,
  protocol: Protocol,
): Passage {
  const start = endOf(open, from);
  const target = endOf(open, to);
  const ports = hasPorts(protocol) ? { sourcePort: 40000, destinationPort: 40000 } : {};
  const asked: Packet = { source, destination, protocol, ...ports };
  const there = walk(open, asked, start, target, 'request');
  const request = legOf(there.walk, there, from, to);
  if (request.end !== undefined) return { request, reply: undefined };
  const seen = there.flows.translation?.outside ?? asked;
  const back: Packet = { source: seen.destination, destination: seen.source, protocol, ...ports };
  const reply = walk(open, back, target, start, 'reply', { flows: there.flows });
  return { request, reply: legOf(reply.walk, there, from, to) };
}

function endOf(open: Topology, end: Endpoint): Endpoint {
  if (end.kind === 'outside') return end;
  return { kind: 'interface', interface: open.interface(end.interface.address) ?? end.interface };
}

function legOf(walked: Walk, request: WalkResult, from: Endpoint, to: Endpoint): PassageLeg {
  const { leg } = walked;
  const translation = request.flows.translation;
  // A request is translated from the gateway on, a reply until it.
  let translated = leg === 'reply' && translation !== undefined;
  const steps: Step[] = [];
  for (const hop of walked.hops) {
    const { checkpoint, direction } = hop;
    if (checkpoint === 'nat-gateway') translated = leg === 'request';
    if (checkpoint !== 'network-acl' && checkpoint !== 'security-group') continue;
    if (direction === undefined || hop.rule === 'tracked') continue;
    // A filter looks at the source of inbound and the destination of outbound packets (SEMANTICS N5).
    const initiator = (leg === 'request') === (direction === 'inbound');
    const rewritten = initiator && translated ? translation?.outside.source : undefined;
    steps.push({
      filter: checkpoint,
      direction,
      at: isAt(from, hop) ? 'from' : isAt(to, hop) ? 'to' : (hop.at ?? ''),
      remote: rewritten ?? (initiator ? 'from' : 'to'),
      nat: leg === 'reply' && translated,
    });
  }
  const last = walked.hops.at(-1);
  return { steps, end: last === undefined || last.verdict === 'allow' ? undefined : last };
}

function isAt(end: Endpoint, hop: Hop): boolean {
  return end.kind === 'interface' && end.interface.address === hop.at;
}
