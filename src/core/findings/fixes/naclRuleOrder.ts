/**
 * For the rules about the order of a network ACL: a rule that decides nothing taken out, and one that comes too late given
 * a number before those that decide instead of it.
 */
import type { NetworkAclEntry } from '../../aws/network.ts';
import { entryOrders, isException, numbersInWords } from '../entryOrders.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';
import { entriesAt, namesOf, type FoundEntry } from './networkAclEntries.ts';
import { numberBefore } from './ruleNumbers.ts';

/** For `nacl-rule-shadowed` and `nacl-rule-redundant`. */
export function removeRule(context: FixContext): readonly Alternatives[] {
  const found = deadOrLate(context);
  const removal = found.map((one) => () => removed(one));
  // A rule that does what those before it do has nothing to say with another number either.
  const late = found.flatMap((one) => {
    const before = decidersOf(context, one).filter((other) => differs(one.entry, other));
    return before.length === 0 ? [] : [() => moved(one, before)];
  });
  return [removal, late];
}

/** For `nacl-deny-after-allow` and `nacl-rule-partly-shadowed`. */
export function moveRule(context: FixContext): readonly Alternatives[] {
  return [
    deadOrLate(context).map((one) => () => {
      const late = decidersOf(context, one).filter((other) => differs(one.entry, other));
      const whole = late.filter((other) => !isException(other, one.entry));
      return moved(one, whole.length > 0 ? whole : late);
    }),
  ];
}

/** The entries at the place of the finding that others decide instead of; a block may make several. */
function deadOrLate(context: FixContext): readonly FoundEntry[] {
  const { finding, topology } = context;
  const orders = new Map(entryOrders(topology).map((ordered) => [ordered.entry, ordered]));
  return entriesAt(context, finding.origin).filter(({ entry }) => {
    const ordered = orders.get(entry);
    const isDeadOrLate = ordered !== undefined && (ordered.redundant || ordered.shadowedBy.length > 0);
    return isDeadOrLate && entry.resource === finding.resource;
  });
}

function removed({ direction, entry, written }: FoundEntry): Proposal | undefined {
  const edits = written.remove();
  const title = `Remove ${direction} ${numbersInWords([entry])}`;
  return edits && { title, edits, needsReview: true, keepsTraffic: true, hangsOn: 'others' };
}

/** Numbered before the first of others. */
function moved(found: FoundEntry, others: readonly NetworkAclEntry[]): Proposal | undefined {
  const [earliest] = [...others].sort((a, b) => numberOf(a) - numberOf(b));
  if (earliest === undefined) return undefined;
  const { acl, direction, written, entry } = found;
  const number = numberBefore(acl, direction, earliest);
  const edits = number === undefined ? undefined : written.set(namesOf(written).number, number);
  if (number === undefined || edits === undefined) return undefined;
  const title = `Give ${direction} ${numbersInWords([entry])} the number ${number}, before ${numbersInWords([earliest])}`;
  return { title, edits, needsReview: true, hangsOn: 'all' };
}

function decidersOf({ topology }: FixContext, { entry }: FoundEntry): readonly NetworkAclEntry[] {
  return entryOrders(topology).find((ordered) => ordered.entry === entry)?.shadowedBy ?? [];
}

function differs(one: NetworkAclEntry, other: NetworkAclEntry): boolean {
  return (
    one.action.kind === 'known' && other.action.kind === 'known' && one.action.value !== other.action.value
  );
}

function numberOf({ ruleNumber }: NetworkAclEntry): number {
  return ruleNumber.kind === 'known' ? ruleNumber.value : Infinity;
}
