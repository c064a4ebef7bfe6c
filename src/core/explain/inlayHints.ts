/**
 * What is true of a line and not written in it: what a network ACL entry decides once earlier ones have, and what the
 * expression of a block or port is worth.
 */
import { portsOf } from '../aws/match.ts';
import type { Direction, NetworkAcl, NetworkAclEntry } from '../aws/network.ts';
import { tcp, udp } from '../net/protocol.ts';
import type { Topology } from '../reach/topology.ts';
import type { Span } from '../text/span.ts';
import type { Configuration } from '../value/resource.ts';
import { textOf } from '../value/read.ts';
import type { Property, Value } from '../value/value.ts';
import { sharesOf } from './share.ts';

export interface InlayHint {
  /** What it belongs to. */
  readonly span: Span;
  /** `value` stands behind the span, `line` at the end of the line it starts on. */
  readonly at: 'value' | 'line';
  /** `= 10.0.0.0/8`, `decides tcp 0-21,23-1023`. */
  readonly text: string;
}

const valueKeys = /cidr|^(from|to)_?port$/i;
/** Values of instances that are told apart. */
const mostValues = 2;
/** Items of a list. */
const mostItems = 4;

/** @param text of the file. */
export function inlayHintsOf(
  topology: Topology,
  configuration: Configuration,
  file: string,
  text: string,
  within: Span,
): readonly InlayHint[] {
  return [...decisions(topology, file, within), ...values(configuration, file, text, within)];
}

function decisions(topology: Topology, file: string, within: Span): readonly InlayHint[] {
  const byPlace = new Map<number, InlayHint>();
  for (const acl of topology.network.networkAcls) {
    for (const direction of ['inbound', 'outbound'] as const) {
      for (const entry of acl[direction]) {
        const { file: own, span, awsDefault } = entry.origin;
        if (own !== file || awsDefault === true || !overlaps(span, within) || byPlace.has(span.start))
          continue;
        const decided = decisionOf(acl, direction, entry);
        if (decided !== undefined) byPlace.set(span.start, { span, at: 'line', text: decided });
      }
    }
  }
  return [...byPlace.values()];
}

/** `undefined` where an entry decides what it names, which is written already. */
function decisionOf(acl: NetworkAcl, direction: Direction, entry: NetworkAclEntry): string | undefined {
  const parts = [tcp, udp].flatMap((protocol) => {
    const shares = sharesOf(acl, direction, entry, protocol);
    const [most] = shares;
    const asked = portsOf(entry, protocol).must;
    if (most === undefined || (shares.length === 1 && most.ports.equals(asked))) return [];
    const partly = shares.length > 1 ? ' at most' : '';
    const name = protocol === tcp ? 'tcp' : 'udp';
    return [most.ports.isEmpty ? `no ${name}` : `${name} ${most.ports.toString()}${partly}`];
  });
  return parts.length === 0 ? undefined : `decides ${parts.join(', ')}`;
}

function values(
  configuration: Configuration,
  file: string,
  text: string,
  within: Span,
): readonly InlayHint[] {
  const found = new Map<string, { readonly span: Span; readonly texts: Set<string> }>();
  const visit = (value: Value, key: string): void => {
    if (value.kind === 'object') for (const [name, property] of value.properties) offer(property, name);
    else if (value.kind === 'list') for (const item of value.items) offer(item, key);
  };
  const offer = ({ value, origin }: Property, key: string): void => {
    const worths = valueKeys.test(key) ? worthsOf(value) : [];
    if (worths.length === 0) visit(value, key);
    if (worths.length === 0 || origin.file !== file || !overlaps(origin.span, within)) return;
    const { start, end } = origin.span;
    const written = text.slice(start, end);
    if (worths.every((one) => written.includes(one))) return;
    const worth =
      worths.length > mostItems ? `${worths.slice(0, mostItems).join(', ')}, …` : worths.join(', ');
    const place = `${start} ${end}`;
    const known = found.get(place);
    if (known === undefined) found.set(place, { span: origin.span, texts: new Set([worth]) });
    else known.texts.add(worth);
  };
  for (const { origin, properties } of configuration.resources)
    if (origin.file === file && overlaps(origin.extent ?? origin.span, within)) visit(properties, '');
  return [...found.values()].map(({ span, texts }) => {
    const shown = [...texts].slice(0, mostValues).join(', ');
    return { span, at: 'value', text: `= ${shown}${texts.size > mostValues ? ', …' : ''}` };
  });
}

/** A known text or number, and those of a list that is known as a whole; none for anything else. */
function worthsOf(value: Value): readonly string[] {
  if (value.kind !== 'list') return value.kind === 'reference' ? [] : [textOf(value) ?? []].flat();
  if (value.open !== undefined) return [];
  const all = value.items.map((item) => (item.value.kind === 'reference' ? undefined : textOf(item.value)));
  return all.every((one) => one !== undefined) ? all : [];
}

function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
