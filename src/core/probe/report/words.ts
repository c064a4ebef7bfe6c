/** nmap's words for scans and reasons, and the packets behind them. */
import { protocolKeyword } from '../protocolNames.ts';
import { isListed, serviceName } from '../services.ts';
import { renamedSince780, unlistedIn780, unnamedIn780 } from '../services/in780.ts';
import type { PortResult, Scan, ScanType } from '../scanResult.ts';
import type { NmapVersion } from './options.ts';

export interface ScanWords {
  /** As in `Initiating SYN Stealth Scan at 07:43`. */
  readonly title: string;
  /** The protocol whose ports it asks about. */
  readonly protocol: PortResult['protocol'];
  /** Whether nmap builds the packets itself, and so counts them. */
  readonly raw: boolean;
  /** Bytes of a probe behind its IP header, where every port gets the same. A SYN carries one TCP option. */
  readonly probe: number;
}

/** By type of scan. */
export const scanWords: Readonly<Record<ScanType, ScanWords>> = {
  ack: { title: 'ACK Scan', protocol: 'tcp', raw: true, probe: 20 },
  syn: { title: 'SYN Stealth Scan', protocol: 'tcp', raw: true, probe: 24 },
  connect: { title: 'Connect Scan', protocol: 'tcp', raw: false, probe: 40 },
  window: { title: 'Window Scan', protocol: 'tcp', raw: true, probe: 20 },
  fin: { title: 'FIN Scan', protocol: 'tcp', raw: true, probe: 20 },
  null: { title: 'NULL Scan', protocol: 'tcp', raw: true, probe: 20 },
  xmas: { title: 'XMAS Scan', protocol: 'tcp', raw: true, probe: 20 },
  maimon: { title: 'Maimon Scan', protocol: 'tcp', raw: true, probe: 20 },
  udp: { title: 'UDP Scan', protocol: 'udp', raw: true, probe: 8 },
  ipproto: { title: 'IPProto Scan', protocol: 'ip', raw: true, probe: 0 },
};

/** The scans of one run in the order nmap lists them, TCP before UDP. */
export function scanTypesOf(scan: Scan): readonly ScanType[] {
  return scan.withUdp === true ? [scan.scan, 'udp'] : [scan.scan];
}

/** The scans of one run in the order nmap makes them: its connect scan comes after its UDP scan. */
export function scanOrder(scan: Scan): readonly ScanType[] {
  const types = scanTypesOf(scan);
  return scan.scan === 'connect' ? types.toReversed() : types;
}

/** Bytes behind the IP header of the packet a reason stands for; an ICMP error carries the probe and its IP header. */
export function answerBytes(reason: string, probe: number, ipHeader: number): number {
  if (reason === 'syn-ack') return 24;
  if (reason.endsWith('-unreach')) return 8 + ipHeader + probe;
  return reason === 'udp-response' || reason === 'echo-reply' ? 8 : 20;
}

/** Reasons that are no packet, or one whose IP header nmap does not see. */
const headless: ReadonlySet<string> = new Set([
  'no-response',
  'conn-refused',
  'user-set',
  'arp-response',
  'nd-response',
  'unresolved',
]);

/** The TTL a reason is printed with, 0 where nmap has none: a connect scan's packets go to the kernel. */
export function ttlOf(reason: string, toKernel: boolean, ttl: number): number {
  return toKernel || headless.has(reason) ? 0 : ttl;
}

/** A reason as 7.80 counts it: `1 reset`, `705 resets`, `40 port-unreaches`. */
export function reasonWord(reason: string, count: number): string {
  if (count === 1 || reason === 'conn-refused' || reason === 'unresolved') return reason;
  if (reason === 'echo-reply') return 'echo-replies';
  return reason.endsWith('unreach') ? `${reason}es` : `${reason}s`;
}

/** The name a version prints for a port in its SERVICE column: `https`, or `unknown`. */
export function serviceColumn(port: number, protocol: PortResult['protocol'], version: NmapVersion): string {
  if (protocol === 'ip') return protocolKeyword(port) ?? 'unknown';
  if (version === '7.80') {
    const renamed = renamedSince780.get(port);
    if (renamed !== undefined) return renamed;
    if (unnamedIn780[protocol].has(port) || isUnlistedIn780(port, protocol)) return 'unknown';
  }
  return serviceName(port, protocol);
}

function isUnlistedIn780(port: number, protocol: 'tcp' | 'udp'): boolean {
  return protocol === 'tcp' && unlistedIn780.has(port);
}

/**
 * The name for machines: `undefined` where nmap's list does not hold the port at all, which it prints as `unknown` too.
 */
export function listedService(
  port: number,
  protocol: PortResult['protocol'],
  version: NmapVersion,
): string | undefined {
  const name = serviceColumn(port, protocol, version);
  if (name !== 'unknown') return name;
  if (protocol === 'ip') return undefined;
  const isOld = version === '7.80' && isUnlistedIn780(port, protocol);
  return isListed(port, protocol) && !isOld ? name : undefined;
}

/** The protocol as counts name it: nmap has no name for what a protocol scan counts. */
export function countedProtocol(protocol: PortResult['protocol']): string {
  return protocol === 'ip' ? 'n/a' : protocol;
}

/** What a scan counts: ports, or protocols. */
export function countedThing(protocol: PortResult['protocol'], count: number): string {
  return `${protocol === 'ip' ? 'protocol' : 'port'}${count === 1 ? '' : 's'}`;
}
