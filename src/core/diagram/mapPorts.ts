/** What becomes of all 65,536 ports of one target under one scan, with the rules whose ranges begin and end between them. */
import { entriesOf } from '../aws/networkAcl.ts';
import type { Direction, NetworkInterface, TrafficMatch } from '../aws/network.ts';
import { lastPort, PortSet } from '../net/portSet.ts';
import { allProtocols, tcp, udp, type Protocol } from '../net/protocol.ts';
import { packetLabels } from '../probe/packets.ts';
import { decidingHop, decisionInWords } from '../probe/report/deciding.ts';
import { printable } from '../probe/report/printable.ts';
import { scan } from '../probe/scan.ts';
import type { ScanOrigin } from '../probe/scanOrigin.ts';
import type { PortResult, PortScanType } from '../probe/scanResult.ts';
import { protocolOf } from '../probe/scanTypes.ts';
import type { Hop } from '../reach/hop.ts';
import type { Topology } from '../reach/topology.ts';
import { entryInWords, groupRuleInWords } from '../reach/words.ts';
import type { Origin } from '../text/origin.ts';
import { shortName } from './names.ts';
import type { ExplainedHop, PortBoundary, PortMap, PortSpan } from './portMap.ts';
import type { Register } from './register.ts';

export interface MapOptions {
  readonly type: PortScanType;
  readonly target: NetworkInterface;
  readonly from: ScanOrigin;
}

/** Scans every port. Lines of code are noted in the register. */
export function mapPorts(topology: Topology, options: MapOptions, register: Register): PortMap {
  const { type, target, from } = options;
  const result = scan(topology, { type, targets: [target], from, ports: PortSet.all });
  const results = result.targets.flatMap((scanned) => scanned.results);
  const spans = results.flatMap((one, index) => {
    const said = spanOf(one, `ports ${index}`, type, register);
    return one.ports.ranges.map(({ first, last }): PortSpan => ({ first, last, ...said }));
  });
  return {
    protocol: protocolOf(type),
    spans: spans.sort((a, b) => a.first - b.first),
    boundaries: boundariesOf(topology, options, register),
  };
}

function spanOf(
  result: PortResult,
  id: string,
  type: PortScanType,
  register: Register,
): Omit<PortSpan, 'first' | 'last'> {
  const decided = decidingHop(result);
  const open = result.unresolved.find((reason) => reason.origin !== undefined)?.origin;
  const origin = result.state === 'unknown' ? (open ?? decided?.origin) : decided?.origin;
  return {
    state: result.state,
    reason: result.reason ?? '',
    isAssumed: result.certainty === 'assumed',
    decidedBy: decided === undefined ? '' : printable(nameOf(decided)),
    because: decisionInWords(result, packetLabels(type)),
    revealId: origin === undefined ? undefined : register.note(id, origin),
    unknown: register.reasons(result.unresolved),
    hops: result.because.map((hop, index) => explained(hop, `${id} ${index}`, register)),
  };
}

function nameOf({ checkpoint, component, rule }: Hop): string {
  const names = component.split(', ').map(shortName).join(', ');
  if (rule === undefined || checkpoint === 'route-table') return names;
  const words = rule === 'tracked' ? rule : checkpoint === 'network-acl' ? `rule ${rule}` : shortName(rule);
  return words === names ? names : `${names}: ${words}`;
}

const fates = { allow: 'passed', deny: 'dropped', unknown: 'unknown' } as const;

function explained({ leg, text, verdict, origin }: Hop, id: string, register: Register): ExplainedHop {
  return { leg, text: printable(text), fate: fates[verdict], revealId: register.note(id, origin) };
}

interface NamedRule extends TrafficMatch {
  readonly origin: Origin;
  readonly text: string;
}

/** The edges of the rules a probe meets by the port it goes to: inbound at the target, outbound at an interface it comes from. */
function boundariesOf(
  topology: Topology,
  { type, target, from }: MapOptions,
  register: Register,
): readonly PortBoundary[] {
  const protocol = protocolOf(type) === 'udp' ? udp : tcp;
  const rules = [
    ...rulesAt(topology, target, 'inbound'),
    ...(from.kind === 'interface' ? rulesAt(topology, from.interface, 'outbound') : []),
  ];
  const edges = new Map<number, PortBoundary['rules'][number][]>();
  for (const [index, rule] of rules.entries()) {
    if (!speaksOf(rule, protocol) || rule.ports.kind === 'unknown' || rule.ports.value === 'all') continue;
    const { first, last } = rule.ports.value;
    const said = { text: printable(rule.text), revealId: register.note(`edge ${index}`, rule.origin) };
    for (const port of [first, last + 1]) {
      if (port < 1 || port > lastPort) continue;
      const there = edges.get(port);
      if (there === undefined) edges.set(port, [said]);
      else there.push(said);
    }
  }
  return [...edges].sort(([a], [b]) => a - b).map(([port, own]) => ({ port, rules: own }));
}

function speaksOf({ protocol: own }: TrafficMatch, protocol: Protocol): boolean {
  return own.kind === 'unknown' || own.value === allProtocols || own.value === protocol;
}

function rulesAt(topology: Topology, at: NetworkInterface, direction: Direction): readonly NamedRule[] {
  const subnet = topology.subnetOf(at);
  const acl = subnet.kind === 'known' ? topology.networkAclOf(subnet.value) : subnet;
  const entries = acl.kind === 'known' ? entriesOf(acl.value, direction) : [];
  const groups = topology.groupsOf(at).flatMap((group) => (group.kind === 'known' ? [group.value] : []));
  return [
    ...entries.map((entry) => ({
      ...entry,
      text: `${acl.kind === 'known' ? acl.value.address : ''}: ${entryInWords(direction, entry)}`,
    })),
    ...groups.flatMap((group) =>
      group.rules
        .filter((rule) => rule.direction === direction)
        .map((rule) => ({ ...rule, text: `${group.address}: ${groupRuleInWords(rule)}` })),
    ),
  ];
}
