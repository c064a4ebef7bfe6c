/**
 * One probe of one port, packet by packet, for people to watch: what is sent, what answers it, what the scanner sends
 * then, and what a load balancer sends on for it. What the scan makes of it all is beside them.
 */
import type { NetworkInterface } from '../aws/network.ts';
import { formatAddress, type Address, type Family } from '../net/address.ts';
import { PortSet } from '../net/portSet.ts';
import { tcp } from '../net/protocol.ts';
import type { Conversation } from '../reach/conversation.ts';
import { endpointIn } from '../reach/endpoint.ts';
import { forwarding } from '../reach/forwarding.ts';
import type { Walk } from '../reach/hop.ts';
import { privateAddress } from '../reach/interfaceAddresses.ts';
import type { Topology } from '../reach/topology.ts';
import type { Endpoint } from '../reach/walk.ts';
import type { Because } from '../value/value.ts';
import { resultWithCertainty } from './certainty.ts';
import { askPort, carriesPorts, type Asking } from './exchange.ts';
import { flagsOf, type Answer } from './host.ts';
import { converseIcmp, portUnreachable } from './icmp.ts';
import { socketsOf, type Listeners } from './listeners.ts';
import { scan } from './scan.ts';
import { endpointsOf, type ScanOrigin } from './scanOrigin.ts';
import type { PortResult, PortScanType } from './scanResult.ts';
import { answerTo, flagsOfProbe, protocolOf, stateFor } from './scanTypes.ts';

/** Between the ports nmap and a Linux kernel send from (SEMANTICS N41, N42). */
export const usualSourcePort = 40000;

export interface ProbeOptions {
  readonly type: PortScanType;
  /** An interface, or a host outside the code. */
  readonly target: NetworkInterface | Address;
  readonly from: ScanOrigin;
  readonly port: number;
  /** nmap's `-g`. */
  readonly sourcePort?: number;
  readonly family?: Family;
  readonly listeners?: Listeners;
}

/** A packet that is sent as soon as the one before has arrived. */
export interface SentPacket {
  /** `SYN`, `SYN-ACK or RST`, `UDP`, `ICMP`. */
  readonly label: string;
  readonly part: 'probe' | 'forwarded' | 'health-check';
  readonly walk: Walk;
  /** Addresses of the interfaces it goes between; `undefined` for a host outside the code. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface Probe {
  readonly packets: readonly SentPacket[];
  /** What the scan says of the port. */
  readonly result: PortResult;
}

/** Sends one probe. */
export function sendProbe(topology: Topology, options: ProbeOptions): Probe {
  const { type, from, port, sourcePort = usualSourcePort } = options;
  const target: Endpoint =
    'kind' in options.target
      ? { kind: 'interface', interface: options.target }
      : { kind: 'outside', address: options.target };
  const family = options.family ?? familyBetween(from, target);
  if (family === undefined) return strangers(options);
  const [source] = endpointsOf(topology, from, family);
  if (source === undefined) throw new Error('a probe has a source');
  const asking: Asking = { source, target, type, port, sourcePort, family };
  if (target.kind === 'outside') return outsideWithCertainty(topology, asking);
  const result = scanned(topology, target.interface, family, options);
  const answers = answersOf(target, options);
  return {
    packets: [...exchanged(topology, asking, answers), ...behind(topology, asking)],
    result,
  };
}

/** No packet can be sent between ends that have no family of addresses in common. */
function strangers({ type, target, port }: ProbeOptions): Probe {
  const what = 'kind' in target ? target.owner : formatAddress(target);
  const why = 'and the source have no family of addresses in common, so no packet can be sent';
  return {
    packets: [],
    result: {
      protocol: protocolOf(type),
      ports: PortSet.of({ first: port, last: port }),
      state: 'unknown',
      reason: undefined,
      certainty: 'proved',
      because: [],
      unresolved: [{ what, why, origin: undefined }],
    },
  };
}

function scanned(
  topology: Topology,
  target: NetworkInterface,
  family: Family,
  { type, from, port, sourcePort, listeners }: ProbeOptions,
): PortResult {
  const ports = PortSet.of({ first: port, last: port });
  const { targets } = scan(topology, {
    type,
    targets: [target],
    from,
    ports,
    family,
    ...(listeners === undefined ? {} : { listeners }),
    ...(sourcePort === undefined ? {} : { sourcePort }),
  });
  const result = targets[0]?.results[0];
  if (result === undefined) throw new Error('a scan answers for each port');
  return result;
}

function outsideWithCertainty(topology: Topology, asking: Asking): Probe {
  const probe = probeOutside(topology, asking);
  const { premise } = topology;
  if (premise === undefined) return probe;
  const [result = probe.result] = resultWithCertainty(probe.result, premise, (other) => {
    const source = endpointIn(other, asking.source);
    return source === undefined ? [] : [probeOutside(other, { ...asking, source }).result];
  });
  return { ...probe, result };
}

/** What a host outside answers nobody knows: it is taken to listen, and to say so. */
function probeOutside(topology: Topology, asking: Asking): Probe {
  const { type, target, port } = asking;
  const answer = answerTo(type, 'listening');
  const packets = exchanged(topology, asking, [answer]);
  const hops = packets.flatMap(({ walk }) => walk.hops);
  const last = packets.at(-1)?.walk;
  const verdict = last?.verdict ?? 'allow';
  const name = target.kind === 'outside' ? formatAddress(target.address) : target.interface.owner;
  const assumes: readonly Because[] = [
    {
      what: name,
      why: `is outside the code; it is taken to listen on ${protocolOf(type)} ${port}`,
      origin: undefined,
    },
  ];
  const common = {
    protocol: protocolOf(type),
    ports: PortSet.of({ first: port, last: port }),
    because: hops,
  } as const;
  const result: PortResult =
    verdict === 'unknown'
      ? {
          ...common,
          state: 'unknown',
          reason: undefined,
          certainty: 'proved',
          unresolved: last?.because ?? [],
        }
      : {
          ...common,
          ...stateFor(type, verdict === 'allow' ? answer : 'none'),
          certainty: verdict === 'allow' ? 'assumed' : 'proved',
          unresolved: [],
          ...(verdict === 'allow' ? { assumes } : {}),
        };
  return { packets, result };
}

function answersOf(target: Endpoint, { type, port, listeners }: ProbeOptions): readonly Answer[] {
  const ports = PortSet.of({ first: port, last: port });
  const at = target.kind === 'interface' ? target.interface : undefined;
  const sockets = socketsOf(listeners, at, protocolOf(type), ports).flatMap((cut) => cut.sockets);
  return [...new Set(sockets.map((socket) => answerTo(type, socket)))];
}

/** What the packets of a scan are called: its probe, and all that a port may answer. */
export function packetLabels(type: PortScanType): { readonly request: string; readonly reply: string } {
  const sockets = ['listening', 'closed'] as const;
  const answers = sockets.map((socket) => answerTo(type, socket)).filter((answer) => answer !== 'none');
  return {
    request: requestLabel(type),
    reply: [...new Set(answers.map((answer) => answerLabel(type, answer)))].join(' or '),
  };
}

interface Ends {
  readonly client: string | undefined;
  readonly server: string | undefined;
}

/** The probe, what answers it, and what the scanner says to that. */
function exchanged(topology: Topology, asking: Asking, answers: readonly Answer[]): readonly SentPacket[] {
  const { type, source, target, sourcePort, port, family } = asking;
  const ends: Ends = { client: addressOf(source), server: addressOf(target) };
  const answer = answers.find(carriesPorts) ?? answers.find((one) => one !== 'none') ?? 'none';
  const talk =
    answer === 'port-unreachable'
      ? converseIcmp(
          topology,
          source,
          target,
          { sourcePort, destinationPort: port },
          portUnreachable[family],
          family,
        )
      : askPort(topology, asking, answer);
  const request = sent(requestLabel(type), 'probe', talk.request, ends);
  if (talk.reply === undefined || answer === 'none') return [request];
  const words = answers.filter((one) => one !== 'none').map((one) => answerLabel(type, one));
  const label = [...new Set(words), ...(answers.includes('none') ? ['nothing'] : [])].join(' or ');
  const reply = sent(label, 'probe', talk.reply, { client: ends.server, server: ends.client });
  const isAccepted = answers.length === 1 && answer === 'syn-ack' && talk.reply.verdict === 'allow';
  return isAccepted ? [request, reply, third(type, talk, ends)] : [request, reply];
}

/** The connect scan completes the handshake; the SYN scan's kernel knows of none and resets it (SEMANTICS T7). */
function third(type: PortScanType, { request }: Conversation, ends: Ends): SentPacket {
  const flags = type === 'connect' ? 'ACK' : 'RST';
  const hops = request.hops.map((hop) =>
    hop.checkpoint === 'security-group' && hop.tracking === 'tracked'
      ? {
          ...hop,
          rule: 'tracked',
          text: `security group ${hop.component}: the packet belongs to a tracked flow`,
        }
      : hop,
  );
  return sent(flags, 'probe', { ...request, hops, packet: { ...request.packet, flags } }, ends);
}

/** More conversations of a load balancer with its targets than anybody can follow. */
const mostBehind = 8;

/** What the node of a load balancer sends on for the probe, where a listener takes it. */
function behind(
  topology: Topology,
  { source, target, type, port, sourcePort, family }: Asking,
): readonly SentPacket[] {
  if (target.kind === 'outside' || (type !== 'connect' && type !== 'syn')) return [];
  const exchange = {
    protocol: tcp,
    sourcePort,
    destinationPort: port,
    requestFlags: 'SYN',
    replyFlags: 'SYN-ACK',
  } as const;
  const found = forwarding(topology, source, target, exchange, family);
  return (found?.back ?? [])
    .filter(({ purpose }) => purpose === 'traffic')
    .slice(0, mostBehind)
    .flatMap(({ conversation: { request, reply }, node, target: member }): readonly SentPacket[] => {
      const ends: Ends = { client: node.address, server: member.address };
      const back: Ends = { client: member.address, server: node.address };
      return [
        sent('SYN', 'forwarded', request, ends),
        ...(reply === undefined ? [] : [sent('SYN-ACK', 'forwarded', reply, back)]),
      ];
    });
}

function sent(label: string, part: SentPacket['part'], walk: Walk, { client, server }: Ends): SentPacket {
  return { label, part, walk, from: client, to: server };
}

function requestLabel(type: PortScanType): string {
  const flags = flagsOfProbe(type);
  return flags === undefined ? 'UDP' : flags === 'none' ? 'no flags' : flags;
}

function answerLabel(type: PortScanType, answer: Answer): string {
  if (answer === 'datagram') return 'UDP';
  if (answer === 'port-unreachable') return 'ICMP';
  if (answer === 'none') return 'nothing';
  return flagsOf(answer, flagsOfProbe(type) ?? 'SYN').replace('RST-ACK', 'RST');
}

function addressOf(end: Endpoint): string | undefined {
  return end.kind === 'interface' ? end.interface.address : undefined;
}

/** The family both ends have, IPv4 before IPv6; `undefined` when they have none in common. */
function familyBetween(from: ScanOrigin, target: Endpoint): Family | undefined {
  const ends = [
    from.kind === 'internet' ? undefined : from.kind === 'address' ? from.address : from.interface,
    target.kind === 'outside' ? target.address : target.interface,
  ];
  return (['ipv4', 'ipv6'] as const).find((family) =>
    ends.every(
      (end) =>
        end === undefined ||
        ('kind' in end ? privateAddress(end, family) !== undefined : end.family === family),
    ),
  );
}
