/** Network ACLs and their entries: what one entry decides in the company of the others, and who stands behind them. */
import { portsOf } from '../aws/match.ts';
import type { Direction, NetworkAcl, NetworkAclEntry } from '../aws/network.ts';
import { entriesOf } from '../aws/networkAcl.ts';
import { formatCidr } from '../net/address.ts';
import { tcp, udp } from '../net/protocol.ts';
import type { Topology } from '../reach/topology.ts';
import { entryInWords } from '../reach/words.ts';
import type { Span } from '../text/span.ts';
import type { Explanation } from './explanation.ts';
import { walksOfEntry } from './miniWalk.ts';
import { remarksInWords } from './remarks.ts';
import { behindAcl, count, guards, unknowns } from './sentences.ts';
import { mayLose, sharesOf, type Share } from './share.ts';

export function explainNetworkAcl(topology: Topology, acl: NetworkAcl, span: Span): Explanation {
  const rulesOf = (direction: Direction): string => {
    const entries = entriesOf(acl, direction).length;
    if (acl.open !== undefined) return `${direction}: ${count(entries, 'rule')} known, perhaps more`;
    return entries === 0
      ? `${direction}: only rule *, so everything is dropped`
      : `${direction}: ${count(entries, 'rule')}, then * drops the rest`;
  };
  const open = acl.open === undefined ? [] : [{ kind: 'unknown', because: acl.open } as const];
  return {
    span,
    title: `network ACL ${acl.address}`,
    lines: [
      `${rulesOf('inbound')}; ${rulesOf('outbound')}.`,
      guards(topology, acl),
      'It keeps no state: replies need rules of their own, for the ports clients pick.',
      ...unknowns(open),
    ],
    walks: [],
    related: behindAcl(topology, acl).map(({ owner, origin }) => ({
      message: `Behind it: ${owner}`,
      origin,
    })),
  };
}

export function explainEntry(
  topology: Topology,
  acl: NetworkAcl,
  direction: Direction,
  entry: NetworkAclEntry,
  span: Span,
): Explanation {
  const { ruleNumber, action, protocol, ports, icmp, cidr, exists } = entry;
  const behind = behindAcl(topology, acl);
  const taken = new Set<NetworkAclEntry>();
  const decided = [tcp, udp].flatMap((one) => {
    const shares = sharesOf(acl, direction, entry, one);
    for (const share of shares) for (const other of share.taken) taken.add(other.entry);
    return shares.length === 0 ? [] : [decides(one === tcp ? 'tcp' : 'udp', entry, shares)];
  });
  return {
    span,
    title: entryInWords(direction, entry),
    lines: [
      ...together(decided),
      ...(mayLose(acl, direction, entry)
        ? ['An earlier rule that is not fully known may decide some of this.']
        : []),
      ...(acl.open === undefined
        ? []
        : [
            'Rules that are not in the code may come before it.',
            ...unknowns([{ kind: 'unknown', because: acl.open }]),
          ]),
      ...remarksInWords([entry]),
      ...unknowns([ruleNumber, action, protocol, ports, icmp, cidr, exists]),
      'A network ACL keeps no state: it judges SYN, ACK and every reply alike, each packet alone.',
      guards(topology, acl),
    ],
    walks: walksOfEntry(topology, acl, direction, entry, behind),
    related: entriesOf(acl, direction)
      .filter((other) => taken.has(other))
      .map((other) => ({
        message: `Decides before it: ${entryInWords(direction, other)}`,
        origin: other.origin,
      })),
  };
}

/** What all of several entries made by one block decide, in a line each. */
export function explainEntries(
  topology: Topology,
  made: readonly (readonly [NetworkAcl, Direction, NetworkAclEntry])[],
  span: Span,
): Explanation | undefined {
  const all = made.map(([acl, direction, entry]) => explainEntry(topology, acl, direction, entry, span));
  const [first] = all;
  if (first === undefined || all.length === 1) return first;
  return {
    span,
    title: `${count(all.length, 'rule')} made here`,
    lines: [
      ...all.map(({ title, lines }) => `${title}: ${uncapitalised(lines[0] ?? '')}`),
      ...first.lines.slice(1),
    ],
    walks: first.walks,
    related: first.related,
  };
}

/** `Decides tcp 0-21,23-1023; earlier rules decide tcp 22.` */
function decides(name: string, entry: NetworkAclEntry, shares: readonly Share[]): string {
  const asked = portsOf(entry, name === 'tcp' ? tcp : udp).must;
  const [most, ...others] = shares;
  if (most === undefined || most.ports.isEmpty)
    return `No ${name} packet reaches it: earlier rules decide all its ports.`;
  const lost = asked.subtract(most.ports);
  const own = `Decides ${name} ${most.ports.toString()}`;
  if (others.length === 0)
    return lost.isEmpty
      ? `${own}; no earlier rule takes any of them.`
      : `${own}; earlier rules decide ${name} ${lost.toString()}.`;
  const exceptions = others.slice(0, 3).map(({ remotes, ports }) => {
    const whose = shorten(remotes.toString());
    return ports.isEmpty ? `none for ${whose}` : `${name} ${ports.toString()} for ${whose}`;
  });
  const more = others.length > 3 ? [count(others.length - 3, 'more difference')] : [];
  const block = entry.cidr.kind === 'known' ? formatCidr(entry.cidr.value) : 'its block';
  return `${own} for most of ${block}; earlier rules leave it ${[...exceptions, ...more].join(', ')}.`;
}

/** An entry for all protocols decides alike for both of them, which is told once. */
function together(lines: readonly string[]): readonly string[] {
  const [first, second] = lines;
  if (first === undefined || second === undefined) return lines;
  const same = first.replaceAll('tcp', 'udp') === second;
  return same ? [first.replaceAll('tcp', 'tcp and udp')] : lines;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, text.lastIndexOf(', ', 80))} and others` : text;
}

function uncapitalised(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** Why an entry AWS would refuse has no effect. */
export function explainRefused(
  owner: string,
  refused: { readonly what: string; readonly why: string } | undefined,
  span: Span,
): Explanation {
  const why = refused === undefined ? 'it is not valid' : `${refused.what} ${refused.why}`;
  return {
    span,
    title: `${owner}: this rule counts as absent`,
    lines: [`AWS would refuse it: ${why}.`],
    walks: [],
    related: [],
  };
}
