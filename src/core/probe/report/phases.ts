/** The course of a run: host discovery, then one scan after another, with the estimated times and the packets of each. */
import { icmp, tcp, udp, type Protocol } from '../../net/protocol.ts';
import type { Scan, ScanType } from '../scanResult.ts';
import { estimateDiscovery } from './estimate.ts';
import { bytes, counted } from './figures.ts';
import type { HostReport, Share } from './hostReport.ts';
import type { ReportOptions } from './options.ts';
import { payloadsOf } from './payloads.ts';
import { answerBytes, scanOrder, scanWords } from './words.ts';

export interface Phase {
  readonly kind: 'discovery' | 'scan';
  /** `ACK Scan`, `Ping Scan`. */
  readonly title: string;
  /** Seconds after the start. */
  readonly begin: number;
  readonly end: number;
  readonly hosts: readonly HostReport[];
  /** How many ports of each host are probed; of discovery, how many probes each gets. */
  readonly portsPerHost: number;
  /** `1000 total ports`. */
  readonly extent: string;
  /** `22/tcp`, with the address it was found on. */
  readonly discovered: readonly { readonly port: string; readonly on: string }[];
  /** Hosts whose time was up during this phase. */
  readonly timedOut: readonly HostReport[];
}

export interface Course {
  readonly phases: readonly Phase[];
  /** Seconds of the whole run. */
  readonly seconds: number;
  /** `Raw packets sent: 2000 (80.000KB) | Rcvd: 0 (0B)`; `undefined` when nmap would build no packet itself. */
  readonly traffic: string | undefined;
}

/** Bytes of an IP header. */
const header = { ipv4: 20, ipv6: 40 };

/** Bytes behind the IP header of the probes of host discovery (T12): echo, SYN, ACK and, in IPv4, timestamp. */
const pings = { ipv4: [8, 24, 20, 20], ipv6: [8, 24, 20] };

/** Bytes behind the IP header of what a protocol scan sends, where that is no empty packet; 2 is IGMP, 132 SCTP. */
const protocolProbes: ReadonlyMap<Protocol, number> = new Map([
  [icmp, 8],
  [2, 8],
  [tcp, 20],
  [udp, 8],
  [132, 32],
]);

interface Packets {
  sent: number;
  sentBytes: number;
  received: number;
  receivedBytes: number;
}

/** What the scan of these targets takes, one after another. */
export function courseOf(scan: Scan, hosts: readonly HostReport[], options: ReportOptions): Course {
  const packets: Packets = { sent: 0, sentBytes: 0, received: 0, receivedBytes: 0 };
  const phases: Phase[] = [];
  let isRaw = false;
  let now = 0;
  if (hosts.some(({ discovered }) => discovered)) {
    phases.push(discovery(hosts, packets));
    now = phases.at(-1)?.end ?? 0;
    isRaw = true;
  }
  const scanned = hosts.filter(({ status }) => status !== 'down');
  const left = new Map(scanned.map((host) => [host, options.hostTimeout ?? Infinity]));
  for (const type of scanned.length === 0 ? [] : scanOrder(scan)) {
    const phase = portScan(type, [...left.keys()], left, now);
    phases.push(phase);
    now = phase.end;
    if (scanWords[type].raw) {
      isRaw = true;
      for (const host of phase.hosts) countOf(type, options)(packets, type, host);
    }
    for (const host of phase.timedOut) left.delete(host);
    if (left.size === 0) break;
  }
  const { sent, sentBytes, received, receivedBytes } = packets;
  const traffic = `Raw packets sent: ${sent} (${bytes(sentBytes)}) | Rcvd: ${received} (${bytes(receivedBytes)})`;
  return { phases, seconds: now + 0.1, traffic: isRaw ? traffic : undefined };
}

function discovery(hosts: readonly HostReport[], packets: Packets): Phase {
  const isLocal = hosts.some(({ reason }) => reason === 'arp-response' || reason === 'nd-response');
  const family = hosts.some(isIpv6) ? 'ipv6' : 'ipv4';
  const probes = isLocal ? [family === 'ipv4' ? 8 : 32] : pings[family];
  for (const { status, reason } of hosts) {
    const tries = status === 'down' ? 2 : 1;
    packets.sent += tries * probes.length;
    packets.sentBytes += tries * probes.reduce((sum, size) => sum + header[family] + size, 0);
    if (status !== 'up') continue;
    packets.received += 1;
    packets.receivedBytes += header[family] + answerBytes(reason, 0, 0);
  }
  return {
    kind: 'discovery',
    title: isLocal ? (family === 'ipv4' ? 'ARP Ping Scan' : 'ND Ping Scan') : 'Ping Scan',
    begin: 0,
    end: estimateDiscovery(hosts.every(({ status }) => status === 'up')),
    hosts,
    portsPerHost: probes.length,
    extent: `${hosts.length} total hosts`,
    discovered: [],
    timedOut: [],
  };
}

function portScan(
  type: ScanType,
  hosts: readonly HostReport[],
  left: Map<HostReport, number>,
  begin: number,
): Phase {
  const timedOut: HostReport[] = [];
  let seconds = 0;
  let ports = 0;
  for (const host of hosts) {
    const needed = host.shares.get(type)?.seconds ?? 0;
    const allowed = left.get(host) ?? Infinity;
    if (needed > allowed) timedOut.push(host);
    left.set(host, allowed - needed);
    seconds += Math.min(needed, allowed);
    ports += host.shares.get(type)?.total ?? 0;
  }
  return {
    kind: 'scan',
    title: scanWords[type].title,
    begin,
    end: begin + seconds,
    hosts,
    portsPerHost: hosts[0]?.shares.get(type)?.total ?? 0,
    extent: timedOut.length > 0 ? `${counted(timedOut.length, 'host')} timed out` : `${ports} total ports`,
    discovered: hosts.filter((host) => !timedOut.includes(host)).flatMap((host) => openPorts(type, host)),
    timedOut,
  };
}

function openPorts(type: ScanType, host: HostReport): Phase['discovered'] {
  const on = host.label.ip ?? host.label.text;
  return host.rows
    .filter(({ state, protocol }) => state === 'open' && protocol === scanWords[type].protocol)
    .map(({ port, protocol }) => ({ port: `${port}/${protocol}`, on }));
}

function countOf(type: ScanType, { version }: ReportOptions): typeof countPackets {
  if (type === 'ipproto') return countProtocols;
  return type === 'udp' && version === '7.93' ? countDatagrams : countPackets;
}

/** Silent ports are probed twice. */
function countPackets(packets: Packets, type: ScanType, host: HostReport): void {
  const ipHeader = header[isIpv6(host) ? 'ipv6' : 'ipv4'];
  const { probe } = scanWords[type];
  const share: Share | undefined = host.shares.get(type);
  if (share === undefined) return;
  packets.sent += share.total + share.silent;
  packets.sentBytes += (share.total + share.silent) * (ipHeader + probe);
  for (const { ports, reason } of share.results) {
    if (reason === undefined || reason === 'no-response') continue;
    packets.received += ports.size;
    packets.receivedBytes += ports.size * (ipHeader + answerBytes(reason, probe, ipHeader));
  }
}

/** The same for UDP, whose probes carry payloads. Of the answers to several nmap waits for the first alone. */
function countDatagrams(packets: Packets, type: ScanType, host: HostReport): void {
  const ipHeader = header[isIpv6(host) ? 'ipv6' : 'ipv4'];
  const { probe } = scanWords[type];
  for (const { ports, reason } of host.shares.get(type)?.results ?? []) {
    const isSilent = reason === undefined || reason === 'no-response';
    for (const { first, last } of ports.ranges) {
      for (let port = first; port <= last; port++) {
        const payloads = payloadsOf(port);
        for (const payload of payloads) {
          packets.sent += isSilent ? 2 : 1;
          packets.sentBytes += (isSilent ? 2 : 1) * (ipHeader + probe + payload);
        }
        if (isSilent) continue;
        packets.received += 1;
        packets.receivedBytes += ipHeader + answerBytes(reason, probe + (payloads[0] ?? 0), ipHeader);
      }
    }
  }
}

/** The same for protocols. What opens ICMP may be an error about another one, which is counted there. */
function countProtocols(packets: Packets, type: ScanType, host: HostReport): void {
  for (const { ports, reason } of host.shares.get(type)?.results ?? []) {
    const isSilent = reason === undefined || reason === 'no-response';
    for (const { first, last } of ports.ranges) {
      for (let protocol = first; protocol <= last; protocol++) {
        const probe = protocolProbes.get(protocol) ?? 0;
        packets.sent += isSilent ? 2 : 1;
        packets.sentBytes += (isSilent ? 2 : 1) * (header.ipv4 + probe);
        if (isSilent || (protocol === icmp && reason !== 'echo-reply')) continue;
        packets.received += 1;
        packets.receivedBytes += header.ipv4 + answerBytes(reason, probe, header.ipv4);
      }
    }
  }
}

function isIpv6({ label }: HostReport): boolean {
  return label.ip?.includes(':') === true;
}
