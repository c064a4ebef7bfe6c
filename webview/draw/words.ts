/** The words for kinds and fates that the picture shows as shapes. */
import type { Box, BoxKind, Fate, ProbePath } from '../../src/core/diagram/drawing.ts';

export const kindInWords: Record<BoxKind, string> = {
  'internet': 'Outside',
  'internet-gateway': 'Internet gateway',
  'vpc': 'VPC',
  'subnet': 'Subnet',
  'network-acl': 'Network ACL',
  'security-group': 'Security group',
  'instance': 'Instance',
  'network-interface': 'Network interface',
};

export const fateInWords: Record<Fate, string> = {
  passed: 'passed',
  dropped: 'dropped',
  unknown: 'cannot be told',
  untouched: '',
};

/** `request: a; reply: b` as the core joins them, one a line. */
function linesOf(verdict: string): readonly string[] {
  return verdict === '' ? [] : verdict.split(/; (?=re(?:quest|ply): )/);
}

/** What a box has room for. */
export interface Shown {
  readonly caption: string;
  readonly label: string;
  readonly detail: string;
}

/**
 * A box in one breath: `Network ACL main, 1 in · 1 out (aws_network_acl.main), dropped: request: …`. It begins with what
 * is seen, so that people who speak to their computer can say it.
 */
export function boxInWords({ name, detail, fate, verdict }: Box, shown: Shown): string {
  const full = detail === shown.detail ? name : `${name}, ${detail}`;
  const seen = [`${shown.caption} ${shown.label}`, shown.detail].filter((part) => part !== '').join(', ');
  const told = [fateInWords[fate], ...linesOf(verdict)].filter((part) => part !== '').join(': ');
  return `${seen}${full === shown.label ? '' : ` (${full})`}${told === '' ? '' : `, ${told}`}`;
}

/** The tooltip of a box: everything its place has no room for. */
export function boxTooltip(box: Box): string {
  return [`${kindInWords[box.kind]} ${box.name}`, box.detail, ...linesOf(box.verdict)]
    .filter((part) => part !== '')
    .join('\n');
}

/** `Request ACK: dropped, no-response → filtered`. */
export function pathInWords({ leg, label, fate, endLabel }: ProbePath): string {
  const end = fate === 'unknown' ? 'cannot be told' : fate;
  return `${leg === 'request' ? 'Request' : 'Reply'} ${label}: ${end}${endLabel === '' ? '' : `, ${endLabel}`}`;
}
