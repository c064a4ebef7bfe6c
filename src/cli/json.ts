/** The JSON every command can print. Shapes and key order are those of docs/cli.md and docs/schema; keys are never left out. */
import type { Log } from 'sarif';
import { formatPacket } from '../core/net/packet.ts';
import type { Connect, ConnectAttempt } from '../core/probe/connectResult.ts';
import type { HostStatus, PortResult, Scan, ScanSource } from '../core/probe/scanResult.ts';
import type { Finding } from '../core/findings/finding.ts';
import type { Fix } from '../core/findings/fixes/fix.ts';
import type { Hop, Walk } from '../core/reach/hop.ts';
import type { Because } from '../core/value/value.ts';
import type { Origin } from '../core/text/origin.ts';
import type { Locator } from './locate.ts';

/** The version of the shapes, first key of every answer. */
export const schemaVersion = 1;

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

// Characters JSON may hold bare, but a terminal or a reader would take for something else.
const risky = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** Two spaces a level and a line break at the end. Characters that are invisible or steer a terminal are escaped. */
export function printJson(value: Json | Log): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(risky, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

export function scanJson(scan: Scan, locator: Locator): Json {
  return {
    ackscope: schemaVersion,
    scan: scan.withUdp === true ? `${scan.scan},udp` : scan.scan,
    from: sourceJson(scan.from),
    targets: scan.targets.map((target) => ({
      address: target.address,
      interface: target.interface,
      ip: target.ip ?? null,
      publicIp: target.publicIp ?? null,
      host: hostJson(target.host, locator),
      ports: target.results.map((result) => resultJson(result, locator)),
    })),
  };
}

/** `outcome` is what decided: connected if any address was, else unknown if any is, else the first that sent a packet. */
export function connectJson(connect: Connect, locator: Locator, text: string): Json {
  const decisive = decisiveAttempt(connect.attempts);
  return {
    ackscope: schemaVersion,
    outcome: decisive?.outcome ?? 'unknown',
    certainty: decisive?.certainty ?? 'proved',
    because: (decisive?.because ?? []).map((reason) => becauseJson(reason, locator)),
    packets: connect.attempts.flatMap(({ packets }) => packets.map((packet) => walkJson(packet, locator))),
    text,
  };
}

/** @param fixesOf nothing where the fixes of a finding take too long to find. */
export function checkJson(
  findings: readonly Finding[],
  fixesOf: (finding: Finding) => readonly Fix[] | undefined,
  unresolved: readonly Because[],
  files: number,
  locator: Locator,
): Json {
  return {
    ackscope: schemaVersion,
    findings: findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      certainty: finding.certainty,
      ...assumesJson(finding.assumes?.() ?? [], locator),
      message: finding.message,
      resource: finding.resource,
      origin: originJson(finding.origin, locator),
      related: finding.related.map(({ message, origin }) => ({
        message,
        origin: originJson(origin, locator),
      })),
      proof: finding.proof === undefined ? null : walkJson(finding.proof, locator),
      fixes: fixesJson(fixesOf(finding)),
    })),
    unresolved: unresolved.map((reason) => becauseJson(reason, locator)),
    files,
  };
}

/** Nothing where nothing is taken for true beside what AWS does not document. */
export function assumesJson(
  assumes: readonly Because[],
  locator: Locator,
): { readonly assumes?: readonly Json[] } {
  return assumes.length === 0 ? {} : { assumes: assumes.map((reason) => becauseJson(reason, locator)) };
}

function fixesJson(fixes: readonly Fix[] | undefined): Json {
  if (fixes === undefined) return null;
  return fixes.map(({ title, needsReview = false, onRequest = false, edits }) => ({
    title,
    needsReview,
    onRequest,
    edits: edits.map(({ file, start, end, text }) => ({ file, start, end, text })),
  }));
}

/** The attempt a person would call the outcome. */
function decisiveAttempt(attempts: readonly ConnectAttempt[]): ConnectAttempt | undefined {
  return (
    attempts.find(({ outcome }) => outcome === 'connected') ??
    attempts.find(({ outcome }) => outcome === 'unknown') ??
    attempts.find(({ outcome }) => outcome !== 'network-unreachable') ??
    attempts[0]
  );
}

function sourceJson(from: ScanSource): Json {
  if (from.kind === 'interface') return { kind: from.kind, address: from.address, ip: from.ip ?? null };
  return { kind: from.kind, ip: from.ip };
}

/** A scan without host discovery takes its targets to be up, which nmap calls `user-set`. */
function hostJson(host: HostStatus | undefined, locator: Locator): Json {
  const { status, reason, certainty, because, unresolved, assumes = [] } = host ?? userSet;
  return {
    status,
    reason: reason ?? null,
    certainty,
    because: [
      ...because.map((hop) => hopJson(hop, locator)),
      ...[...assumes, ...unresolved].map((value) => becauseJson(value, locator)),
    ],
  };
}

const userSet: HostStatus = {
  status: 'up',
  reason: 'user-set',
  certainty: 'proved',
  because: [],
  unresolved: [],
};

function resultJson(result: PortResult, locator: Locator): Json {
  return {
    protocol: result.protocol,
    ports: result.ports.toString(),
    state: result.state,
    reason: result.reason ?? null,
    certainty: result.certainty,
    because: [
      ...result.because.map((hop) => hopJson(hop, locator)),
      ...[...(result.assumes ?? []), ...result.unresolved].map((reason) => becauseJson(reason, locator)),
    ],
  };
}

function walkJson(walk: Walk, locator: Locator): Json {
  return {
    flags: walk.packet.flags ?? null,
    leg: walk.leg,
    packet: formatPacket(walk.packet),
    walk: walk.hops.map((hop) => hopJson(hop, locator)),
  };
}

function hopJson(hop: Hop, locator: Locator): Json {
  return {
    leg: hop.leg,
    checkpoint: hop.checkpoint,
    direction: hop.direction ?? null,
    component: hop.component,
    rule: hop.rule ?? null,
    verdict: hop.verdict,
    code: hop.code ?? null,
    origin: originJson(hop.origin, locator),
  };
}

export function becauseJson(reason: Because, locator: Locator): Json {
  return {
    what: reason.what,
    why: reason.why,
    origin: reason.origin === undefined ? null : originJson(reason.origin, locator),
  };
}

/** `default` stands only where AWS adds the fact by itself. */
export function originJson(origin: Origin, locator: Locator): Json {
  const { file, line, column } = locator.at(origin);
  return { file, line, column, ...(origin.awsDefault === true ? { default: true } : {}) };
}
