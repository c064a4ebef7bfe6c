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
  const found = entriesAt(context, context.finding.origin);
  const removal = [() => removed(found)];
  const [first] = found;
  // A rule that does what those before it do has nothing to say with another number either.
  const late =
    first === undefined ? [] : decidersOf(context, first).filter((other) => differs(first.entry, other));
  return late.length === 0 ? [removal] : [removal, [() => moved(found, late)]];
}

/** For `nacl-deny-after-allow` and `nacl-rule-partly-shadowed`. */
export function moveRule(context: FixContext): readonly Alternatives[] {
  const found = entriesAt(context, context.finding.origin);
  const [first] = found;
  if (first === undefined) return [];
  const late = decidersOf(context, first).filter((other) => differs(first.entry, other));
  const whole = late.filter((other) => !isException(other, first.entry));
  return [[() => moved(found, whole.length > 0 ? whole : late)]];
}

function removed(found: readonly FoundEntry[]): Proposal | undefined {
  const [first] = found;
  const edits = first?.written.remove();
  if (first === undefined || edits === undefined) return undefined;
  const title = `Remove ${first.direction} ${numbersInWords([first.entry])}`;
  return { title, edits, needsReview: true, keepsTraffic: true };
}

/** Numbered before the first of others. */
function moved(found: readonly FoundEntry[], others: readonly NetworkAclEntry[]): Proposal | undefined {
  const [first] = found;
  const [earliest] = [...others].sort((a, b) => numberOf(a) - numberOf(b));
  if (first === undefined || earliest === undefined) return undefined;
  const { acl, direction, written, entry } = first;
  const number = numberBefore(acl, direction, earliest);
  const edits = number === undefined ? undefined : written.set(namesOf(written).number, number);
  if (number === undefined || edits === undefined) return undefined;
  const title = `Give ${direction} ${numbersInWords([entry])} the number ${number}, before ${numbersInWords([earliest])}`;
  return { title, edits, needsReview: true };
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
