/**
 * Everything that would have to change for a flow to work: all checkpoints that say no, or cannot tell, on both legs.
 * `walk` ends at the first; here a packet that was refused goes on as if it had passed.
 */
import type { Address, Family } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import { passNetworkAcl, passSecurityGroups } from './checkpoints.ts';
import { addressesOf } from './addresses.ts';
import type { Exchange } from './conversation.ts';
import type { Endpoint } from './endpoint.ts';
import type { Hop, Leg } from './hop.ts';
import { passageBetween, withoutFilters, type PassageLeg } from './passage.ts';
import type { Topology } from './topology.ts';
import { Trail } from './trail.ts';
import { usualNatPort } from './natGateway.ts';

export interface BlockerOptions {
  /** Decides between IPv4 and IPv6 when both ends are interfaces. */
  readonly family?: Family;
  /** ICMP: the type and code of the request and of its reply. */
  readonly icmp?: {
    readonly request: { readonly type: number; readonly code: number };
    readonly reply: { readonly type: number; readonly code: number };
  };
}

/**
 * The hops that do not let the exchange pass, in the order its packets meet them; empty exactly when it passes. Filters
 * behind a route that leads nowhere are not among them: which they are depends on the route. Where AWS picks an address,
 * the first it may pick is taken, and of a NAT gateway its usual port unless the exchange names one.
 */
export function blockers(
  topology: Topology,
  from: Endpoint,
  to: Endpoint,
  exchange: Exchange,
  options: BlockerOptions = {},
): readonly Hop[] {
  const family =
    from.kind === 'outside'
      ? from.address.family
      : to.kind === 'outside'
        ? to.address.family
        : (options.family ?? 'ipv4');
  const inside = from.kind === 'interface' && to.kind === 'interface';
  const [source] = addressesOf(topology, from, family, inside).addresses;
  const [destination] = addressesOf(topology, to, family, inside).addresses;
  if (source === undefined || destination === undefined) return [];
  const { protocol, sourcePort, destinationPort, natPort = usualNatPort } = exchange;
  const passage = passageBetween(withoutFilters(topology.network), from, to, source, destination, protocol);
  const judge = (leg: Leg, way: PassageLeg): readonly Hop[] => {
    const base = leg === 'request' ? { source, destination } : { source: destination, destination: source };
    const trail = new Trail(leg, { ...base, protocol });
    for (const step of way.steps) {
      const at =
        step.at === 'from' && from.kind === 'interface'
          ? from.interface
          : step.at === 'to' && to.kind === 'interface'
            ? to.interface
            : topology.interface(step.at);
      const subnet = at === undefined ? undefined : topology.subnetOf(at);
      if (at === undefined || subnet?.kind !== 'known') continue;
      const remote: Address =
        step.remote === 'from' ? source : step.remote === 'to' ? destination : step.remote;
      const port =
        leg === 'request' ? destinationPort : step.nat && sourcePort !== undefined ? natPort : sourcePort;
      const icmp = options.icmp?.[leg];
      const packet: Packet = {
        ...base,
        [step.direction === 'inbound' ? 'source' : 'destination']: remote,
        protocol,
        ...(port === undefined ? {} : { destinationPort: port }),
        ...(icmp === undefined ? {} : { icmpType: icmp.type, icmpCode: icmp.code }),
      };
      if (step.filter === 'network-acl')
        passNetworkAcl(topology, trail, at, subnet.value, step.direction, packet);
      else passSecurityGroups(topology, trail, at, step.direction, packet);
    }
    const hops = trail.end().hops.filter(({ verdict }) => verdict !== 'allow');
    return way.end === undefined ? hops : [...hops, way.end];
  };
  return [
    ...judge('request', passage.request),
    ...(passage.reply === undefined ? [] : judge('reply', passage.reply)),
  ];
}
