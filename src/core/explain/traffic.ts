/** The protocol and the ports of a rule: what the numbers stand for, and when AWS ignores them. */
import type { TrafficMatch } from '../aws/network.ts';
import { ephemeralPorts, type Initiator } from '../net/ephemeralPorts.ts';
import { lastPort, PortSet, type PortRange } from '../net/portSet.ts';
import { allProtocols, hasIcmpType, hasPorts, icmp, protocolName, tcp } from '../net/protocol.ts';
import { defaultPortCount, topPorts } from '../probe/ports.ts';
import { serviceName } from '../probe/services.ts';
import { trafficInWords } from '../reach/words.ts';
import type { Span } from '../text/span.ts';
import type { Explanation } from './explanation.ts';
import { count, list, unknowns } from './sentences.ts';

export function explainProtocol(match: TrafficMatch, span: Span): Explanation {
  const { protocol } = match;
  if (protocol.kind === 'unknown') {
    return plain(span, 'a protocol that is not known yet', unknowns([protocol]));
  }
  const number = protocol.value;
  if (number === allProtocols)
    return plain(span, 'every protocol', [
      'AWS writes -1 for it. Ports and ICMP types of the rule are ignored: it is about all of them.',
    ]);
  const title = `${protocolName(number)}, IP protocol ${number}`;
  if (hasPorts(number))
    return plain(span, title, ['The rule is about its destination ports; no rule looks at source ports.']);
  if (hasIcmpType(number))
    return plain(span, title, [`The rule is about its types and codes: ${trafficInWords(match)}.`]);
  return plain(span, title, ['It has no ports: whatever ports the rule gives are ignored.']);
}

export function explainPorts(match: TrafficMatch, span: Span): Explanation {
  const { protocol, ports, icmp: types } = match;
  if (protocol.kind === 'unknown' || (hasPorts(protocol.value) && ports.kind === 'unknown')) {
    return plain(span, trafficInWords(match), unknowns([protocol, ports]));
  }
  if (hasIcmpType(protocol.value)) return explainTypes(match, protocol.value, span);
  if (!hasPorts(protocol.value))
    return plain(span, `${trafficInWords(match)}: these ports are ignored`, [
      'Only tcp and udp rules have ports; for other protocols AWS takes the rule to be about everything.',
    ]);
  if (ports.kind === 'unknown' || types.kind === 'unknown') return plain(span, trafficInWords(match), []);
  const range: PortRange = ports.value === 'all' ? { first: 0, last: lastPort } : ports.value;
  const set = PortSet.of(range);
  const size = range.first === range.last ? serviceAt(range.first, protocol.value) : count(set.size, 'port');
  const zero =
    range.first === 0 && range.last === 0 ? ['Port 0 alone, which nothing listens on: not all ports.'] : [];
  return plain(span, `${trafficInWords(match)}${size === '' ? '' : `: ${size}`}`, [
    ...zero,
    'Destination ports, both ends included; no rule looks at source ports.',
    ...servicesIn(range, protocol.value),
    ...clientsIn(set),
  ]);
}

/** For ICMP the two numbers are a type and a code (SEMANTICS N14, S8). */
function explainTypes(match: TrafficMatch, protocol: number, span: Span): Explanation {
  const { icmp: types } = match;
  if (types.kind === 'unknown') return plain(span, trafficInWords(match), unknowns([types]));
  if (types.value === 'all' || types.value.type === undefined)
    return plain(span, `${trafficInWords(match)}: every type and code`, []);
  const name = (protocol === icmp ? icmpTypes : icmpv6Types).get(types.value.type);
  const isReplies = protocol === icmp && types.value.type === 0 && types.value.code === 0;
  return plain(span, `${trafficInWords(match)}${name === undefined ? '' : `: ${name}`}`, [
    'For ICMP the two numbers are a type and a code, not ports.',
    ...(isReplies ? ['0 and 0 are echo replies alone, not all of ICMP, which is -1 and -1.'] : []),
  ]);
}

const icmpTypes: ReadonlyMap<number, string> = new Map([
  [0, 'echo reply'],
  [3, 'destination unreachable'],
  [8, 'echo request, a ping'],
  [11, 'time exceeded'],
]);

const icmpv6Types: ReadonlyMap<number, string> = new Map([
  [1, 'destination unreachable'],
  [2, 'packet too big'],
  [3, 'time exceeded'],
  [128, 'echo request, a ping'],
  [129, 'echo reply'],
]);

function serviceAt(port: number, protocol: number): string {
  const name = serviceName(port, protocol === tcp ? 'tcp' : 'udp');
  return name === 'unknown' ? 'one port' : name;
}

/** Ports of a range that somebody may mean one by one. */
const mostRead = 50;

/** Those of a short range that are often open: nearly every port below 10,000 has a name. */
function servicesIn({ first, last }: PortRange, number: number): readonly string[] {
  if (first === last || last - first >= mostRead) return [];
  const protocol = number === tcp ? 'tcp' : 'udp';
  const often = topPorts(defaultPortCount, protocol);
  const names = Array.from({ length: last - first + 1 }, (_, i) => first + i).flatMap((port) => {
    const name = serviceName(port, protocol);
    return name === 'unknown' || !often.has(port) ? [] : [`${name} (${port})`];
  });
  return names.length === 0 ? [] : [`Among them ${list(names)}.`];
}

const clients: readonly (readonly [Initiator, string])[] = [
  ['linux', 'Linux'],
  ['windows', 'Windows and macOS'],
  ['nat-gateway', 'NAT gateways, load balancers and Lambda functions'],
];

/** How much of what each kind of client picks from lies in the range, where some does and it is not all ports. */
function clientsIn(ports: PortSet): readonly string[] {
  if (ports.size < 1000 || ports.equals(PortSet.all)) return [];
  const shares = clients.flatMap(([initiator, name]) => {
    const picked = ephemeralPorts[initiator];
    const found = ports.intersect(picked);
    if (found.isEmpty) return [];
    return [
      `${found.equals(picked) ? 'all' : `${found.toString()} of`} ${picked.toString()}, which ${name} pick from`,
    ];
  });
  return shares.length === 0 ? [] : [`Of the ports of clients it holds ${shares.join('; ')}.`];
}

function plain(span: Span, title: string, lines: readonly string[]): Explanation {
  return { span, title, lines, walks: [], related: [] };
}
