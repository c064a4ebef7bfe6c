/**
 * NAT gateways and load balancers pick the ports they send from (SEMANTICS N41): which network ACLs on the way of a reply
 * admit it to some of those ports only, so that it cannot be told whether it passes them.
 */
import { judgeNetworkAcl, networkAclPorts, remoteOf } from '../aws/networkAcl.ts';
import { percent } from '../net/ephemeralPorts.ts';
import type { PortSet } from '../net/portSet.ts';
import { hasPorts, type Protocol } from '../net/protocol.ts';
import { unknown, unknownOf, type Unknown } from '../value/value.ts';
import type { Step } from './journey.ts';
import { natPorts } from './natGateway.ts';
import type { Topology } from './topology.ts';
import type { Way } from './way.ts';

type NetworkAclStep = Extract<Step, { kind: 'network-acl' }>;

/** What one network ACL does with replies to the ports that may have been picked. */
interface Crossing {
  readonly step: NetworkAclStep;
  /** The ports it may admit. */
  readonly may: PortSet;
  readonly reason: Unknown;
}

const nothing: ReadonlyMap<Step, Unknown> = new Map();
/** Ranges of ports of which it is open whether they pass that are looked into for their reasons. */
const mostSamples = 16;

/**
 * The network ACLs whose verdict hangs on the port somebody picked, with the reason.
 * @param picking the addresses of those on the way who pick ports.
 */
export function undecidedByPort(
  topology: Topology,
  { steps }: Way,
  picking: readonly string[],
  protocol: Protocol,
): ReadonlyMap<Step, Unknown> {
  if (picking.length === 0 || !hasPorts(protocol)) return nothing;
  const result = new Map<Step, Unknown>();
  const left = [...picking];
  let before: NetworkAclStep[] = [];
  const flush = (at: string): void => {
    for (const { step, reason } of undecidedBefore(topology, at, before, protocol)) result.set(step, reason);
    before = [];
  };
  for (const step of steps) {
    if (step.kind === 'network-acl') before.push(step);
    if (step.kind !== 'hop' || !left.includes(step.hop.component)) continue;
    flush(step.hop.component);
    left.splice(left.indexOf(step.hop.component), 1);
  }
  // Where the way ends early, those before its end see the port of the next one all the same.
  const next = left.at(-1);
  if (next !== undefined) flush(next);
  return result;
}

/** Of the network ACLs a reply to one port meets, those to which it matters which one that is. */
function undecidedBefore(
  topology: Topology,
  at: string,
  steps: readonly NetworkAclStep[],
  protocol: Protocol,
): readonly Crossing[] {
  const crossings: Crossing[] = [];
  let mayPass = natPorts;
  for (const step of steps) {
    const acl = topology.networkAclOf(step.subnet);
    if (acl.kind === 'unknown') continue;
    const { direction, packet } = step;
    const ports = networkAclPorts(acl.value, direction, remoteOf(direction, packet), protocol);
    const may = natPorts.intersect(ports.mayAllow);
    const must = natPorts.subtract(ports.mayDeny);
    mayPass = mayPass.intersect(may);
    const open = may.subtract(must);
    // The port decides nothing where the same is known of all of them, or open about all of them.
    if (must.equals(natPorts) || may.isEmpty || open.equals(natPorts)) continue;
    const lost = natPorts.subtract(must);
    const drops = open.isEmpty ? 'drops' : 'drops, or may drop,';
    const why = `decides: ${acl.value.address} ${drops} the replies to ${percent(lost.size / natPorts.size)} of them (ports ${lost.toString()})`;
    const values = open.ranges.slice(0, mostSamples).map(({ first }): Unknown => {
      const { because } = judgeNetworkAcl(acl.value, direction, { ...packet, destinationPort: first });
      return { kind: 'unknown', because };
    });
    const reason = unknownOf([unknown(`the port ${at} picks`, why, acl.value.origin), ...values]);
    crossings.push({ step, may, reason });
  }
  // Where no port passes all of them, the reply is dropped whichever was picked.
  return mayPass.isEmpty ? [] : crossings;
}
