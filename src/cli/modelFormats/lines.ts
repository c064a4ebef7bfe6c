/** What the lines of a network as text are made of: words for values, with a `?` for what is not known, and columns. */
import type { MaybeCidr } from '../../core/aws/component.ts';
import { formatCidr } from '../../core/net/address.ts';
import type { Origin } from '../../core/text/origin.ts';
import { explain, unknownOf, type Because, type Maybe } from '../../core/value/value.ts';

/** Lines of a paragraph, which belong under a title. */
export type Lines = readonly string[];

const names: ReadonlyMap<string, string> = new Map([
  ['nat-gateway', 'NAT gateway'],
  ['vpc-peering-connection', 'VPC peering connection'],
  ['egress-only-internet-gateway', 'egress-only internet gateway'],
]);

export function kindText(kind: string): string {
  return names.get(kind) ?? kind.replaceAll('-', ' ');
}

export function cidrText(cidr: MaybeCidr): string {
  if (cidr.kind === 'known') return formatCidr(cidr.value);
  return cidr.family === undefined ? '?' : `? (${cidr.family === 'ipv6' ? 'IPv6' : 'IPv4'})`;
}

export function maybeText<T>(maybe: Maybe<T>, show: (value: T) => string): string {
  return maybe.kind === 'known' ? show(maybe.value) : '?';
}

/** A blank line and a paragraph, where there is one. */
export function under(title: string, lines: Lines): Lines {
  return lines.length === 0 ? [] : [title, ...lines];
}

export function indented(lines: Lines): Lines {
  return lines.map((line) => `  ${line}`);
}

export function listed(items: readonly string[]): string {
  return items.length === 0 ? 'no address' : items.join(', ');
}

export function added(origin: Origin): string {
  return origin.awsDefault === true ? '  (AWS adds it)' : '';
}

/** What is to be said of a row behind its fields. */
export function ends(
  { origin, exists }: { readonly origin: Origin; readonly exists?: Maybe<true> },
  fields: readonly Maybe<unknown>[],
): string {
  if (exists?.kind !== 'unknown') return `${added(origin)}${why(fields)}`;
  const doubt = explain(exists.because);
  const others = fields.filter((field) => field.kind === 'known' || explain(field.because) !== doubt);
  return `${added(origin)}  (may not be there: ${doubt})${why(others)}`;
}

/** Why values are open, each reason once. */
export function why(parts: readonly Maybe<unknown>[]): string {
  const open = parts.filter((part) => part.kind === 'unknown');
  return open.length === 0 ? '' : `  (not known: ${explain(unknownOf(open).because)})`;
}

export function openText(what: string, open: readonly Because[] | undefined): Lines {
  return open === undefined ? [] : [`perhaps further ${what}: ${explain(open)}`];
}

export function refusedText(refused: Because | undefined): Lines {
  return refused === undefined ? [] : [`AWS refuses: ${explain([refused])}`];
}

/** Columns as wide as their longest cell. */
export function aligned(rows: readonly { readonly cells: readonly string[]; readonly end: string }[]): Lines {
  const widths: number[] = [];
  for (const { cells } of rows)
    for (const [n, cell] of cells.entries()) widths[n] = Math.max(widths[n] ?? 0, cell.length);
  return rows.map(({ cells, end }) =>
    cells
      .map((cell, n) => cell.padEnd(widths[n] ?? 0))
      .join('  ')
      .trimEnd()
      .concat(end),
  );
}

export function countOf(parts: readonly unknown[], name: string): string {
  return `${parts.length} ${name}${parts.length === 1 ? '' : 's'}`;
}
