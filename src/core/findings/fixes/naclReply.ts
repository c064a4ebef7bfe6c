/** For `nacl-reply-blocked` and `nacl-reply-intermittent`: the rule replies need, added, or a rule for some of them widened. */
import type { NetworkAcl, NetworkAclEntry } from '../../aws/network.ts';
import { formatCidr } from '../../net/address.ts';
import { lastPort, type PortRange } from '../../net/portSet.ts';
import { tcp } from '../../net/protocol.ts';
import type { MissingEntry } from '../finding.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';
import { addEntry, namesOf, writtenEntry } from './networkAclEntries.ts';
import { numberBefore, numberBehind } from './ruleNumbers.ts';

/** What AWS tells people to open, whoever connects (SEMANTICS N41). */
const everyPort: PortRange = { first: 1024, last: lastPort };

export function naclReply(context: FixContext): readonly Alternatives[] {
  const { missing } = context.finding;
  const acl = missing && context.topology.networkAcl(missing.networkAcl);
  if (missing === undefined || acl === undefined) return [];
  const wider = missing.ports.first > everyPort.first || missing.ports.last < everyPort.last;
  return [missing.ports, ...(wider ? [everyPort] : [])].map((ports) => [
    ...widened(context, acl, missing, ports),
    ...added(context, acl, missing, ports),
  ]);
}

function added(
  context: FixContext,
  acl: NetworkAcl,
  { direction, cidr }: MissingEntry,
  ports: PortRange,
): Alternatives {
  const killer = killerOf(context, acl, direction);
  const numbers = [
    numberBehind(acl, direction),
    ...(killer === undefined ? [] : [numberBefore(acl, direction, killer)]),
  ];
  if (killer !== undefined) numbers.reverse();
  return numbers.map((number) => (): Proposal | undefined => {
    if (number === undefined) return undefined;
    const edits = addEntry(context, acl, direction, {
      number,
      action: 'allow',
      protocol: tcp,
      cidr,
      match: ports,
      name: 'replies',
    });
    const title = `Allow the replies: ${direction} ${portsInWords(ports)} ${towards(direction)} ${formatCidr(cidr)} (rule ${number})`;
    return edits && { title, edits };
  });
}

/** The written entry that dropped the reply; `undefined` when it was `*`. */
function killerOf(
  { finding }: FixContext,
  acl: NetworkAcl,
  direction: MissingEntry['direction'],
): NetworkAclEntry | undefined {
  const died = finding.proof?.hops.at(-1);
  return acl[direction].find(
    ({ ruleNumber }) => ruleNumber.kind === 'known' && String(ruleNumber.value) === died?.rule,
  );
}

/** Entries that allow replies to a part of the ports, with the others too. */
function widened(
  { code }: FixContext,
  acl: NetworkAcl,
  { direction, cidr }: MissingEntry,
  ports: PortRange,
): Alternatives {
  return acl[direction]
    .filter((entry) => isForSome(entry, formatCidr(cidr), ports))
    .map((entry) => (): Proposal | undefined => {
      const written = writtenEntry(code, entry);
      if (written === undefined || entry.ruleNumber.kind === 'unknown' || entry.ports.kind === 'unknown')
        return undefined;
      const { firstPort, lastPort: last } = namesOf(written);
      const now = entry.ports.value === 'all' ? ports : entry.ports.value;
      const first = now.first > ports.first ? written.set(firstPort, ports.first) : [];
      const end = now.last < ports.last ? written.set(last, ports.last) : [];
      if (first === undefined || end === undefined) return undefined;
      const reach = { first: Math.min(now.first, ports.first), last: Math.max(now.last, ports.last) };
      const title = `Allow all replies: widen ${direction} rule ${entry.ruleNumber.value} to ${portsInWords(reach)}`;
      return { title, edits: [...first, ...end] };
    });
}

function isForSome(entry: NetworkAclEntry, cidr: string, wanted: PortRange): boolean {
  const { action, protocol, exists, ports } = entry;
  if (action.kind === 'unknown' || action.value !== 'allow' || exists.kind === 'unknown') return false;
  if (protocol.kind === 'unknown' || protocol.value !== tcp) return false;
  if (entry.cidr.kind === 'unknown' || formatCidr(entry.cidr.value) !== cidr) return false;
  if (ports.kind === 'unknown' || ports.value === 'all') return false;
  const { first, last } = ports.value;
  return first >= everyPort.first && first <= wanted.last && last >= wanted.first;
}

function towards(direction: MissingEntry['direction']): string {
  return direction === 'inbound' ? 'from' : 'to';
}

function portsInWords({ first, last }: PortRange): string {
  return `tcp ${first}-${last}`;
}
