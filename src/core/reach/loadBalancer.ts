/**
 * Load balancers as two hops: a client talks to a node, and the node to a target, as a conversation of its own from a
 * port of 1024–65535 (SEMANTICS N29, N41). Network load balancers may show the client's address to the target (S40).
 */
import { anyOf, type Match } from '../aws/match.ts';
import type { Listener, LoadBalancer, TargetGroup } from '../aws/loadBalancer.ts';
import type { NetworkInterface } from '../aws/network.ts';
import { PortSet } from '../net/portSet.ts';
import { hasPorts, protocolName, type Protocol } from '../net/protocol.ts';
import { explain, known, unknown, type Because, type Maybe } from '../value/value.ts';
import type { Journey } from './journey.ts';
import type { Topology } from './topology.ts';

/** What one listener sends on to: a target of a group, on a port. */
export interface Forward {
  readonly group: TargetGroup;
  readonly interface: Maybe<NetworkInterface>;
  readonly port: Maybe<number>;
}

/**
 * At a node, or at an endpoint that leads to one: what takes connections on the port. What a load balancer answers on any
 * other is not documented.
 */
export function passListener(journey: Journey, at: NetworkInterface): void {
  const behind = journey.topology.balancerBehind(at);
  if (behind?.kind === 'unknown') {
    passUnknown(journey, at, behind.because);
    return;
  }
  const { protocol, destinationPort: port } = journey.packet;
  // Without a port the question is about all of them.
  if (behind === undefined || (port === undefined && hasPorts(protocol))) return;
  const balancer = behind.value;
  const listens = port === undefined ? 'no' : isListening(balancer, protocol, port);
  const where = `load balancer ${balancer.address}`;
  const what = port === undefined ? protocolName(protocol) : `${protocolName(protocol)} ${port}`;
  const { address: component, origin } = balancer;
  const place = { checkpoint: 'load-balancer', at: at.address, component, origin } as const;
  if (listens === 'yes') {
    const further = at.leadsTo === undefined ? '' : `, and ${at.owner} leads there`;
    journey.allow(place, `${where}: listens on ${what}${further}`);
    return;
  }
  const because = listens === 'no' ? undocumented(balancer, what) : listens.because;
  const text = (): string => `${where}: cannot be told, because ${explain(because)}`;
  journey.doubt(place, 'ELBV2_LISTENERS_MISMATCH', because, text);
}

/** At an endpoint of which it is not known where it leads. */
function passUnknown(
  journey: Journey,
  { address: at, owner: component, origin }: NetworkInterface,
  because: readonly Because[],
): void {
  const text = (): string => `${component}: where it leads cannot be told, because ${explain(because)}`;
  journey.doubt(
    { checkpoint: 'load-balancer', at, component, origin },
    'UNSUPPORTED_COMPONENT',
    because,
    text,
  );
}

/** The ports a load balancer is known to listen on. */
export function listenerPorts({ listeners }: LoadBalancer, protocol: Protocol): PortSet {
  return listeners.reduce(
    (ports, { protocol: own, port }) =>
      own === protocol && port.kind === 'known'
        ? ports.union(PortSet.of({ first: port.value, last: port.value }))
        : ports,
    PortSet.none,
  );
}

/** Everything the listener of a port may send a connection to. */
export function forwardsOf(
  topology: Topology,
  listener: Listener,
): { readonly forwards: readonly Forward[]; readonly open: readonly Because[] } {
  const forwards: Forward[] = [];
  const open: Because[] = [];
  for (const address of listener.targetGroups) {
    const group =
      address.kind === 'known'
        ? topology.network.targetGroups.find((other) => other.address === address.value)
        : undefined;
    if (address.kind === 'unknown') open.push(...address.because);
    else if (group === undefined)
      open.push(...unknown(address.value, 'is a target group outside the code').because);
    if (group === undefined) continue;
    open.push(...(group.open ?? []));
    for (const target of group.targets) {
      const at = target.interface;
      const found = at.kind === 'known' ? topology.interface(at.value) : undefined;
      const member: Maybe<NetworkInterface> =
        at.kind === 'unknown'
          ? at
          : found === undefined
            ? unknown(at.value, 'is outside the code')
            : known(found);
      forwards.push({
        group,
        interface: member,
        port: target.port,
      });
    }
  }
  return { forwards, open };
}

/** The listener that takes what comes to a port. */
export function listenerAt(
  { listeners }: LoadBalancer,
  protocol: Protocol,
  port: number,
): Listener | undefined {
  return listeners.find(
    (listener) =>
      listener.protocol === protocol && listener.port.kind === 'known' && listener.port.value === port,
  );
}

function isListening({ listeners, open }: LoadBalancer, protocol: Protocol, port: number): Match {
  const matches = listeners.map((listener): Match => {
    if (listener.protocol !== protocol) return 'no';
    return listener.port.kind === 'unknown' ? listener.port : listener.port.value === port ? 'yes' : 'no';
  });
  return anyOf(...matches, open === undefined ? 'no' : { kind: 'unknown', because: open });
}

function undocumented({ address, origin }: LoadBalancer, what: string): readonly Because[] {
  const why = `has no listener on ${what}, and what a load balancer does there is not documented`;
  return unknown(address, why, origin).because;
}
