/** For `nacl-duplicate-number` and `nacl-number-range`: another number. */
import type { NetworkAcl } from '../../aws/network.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';
import { directionOf, namesOf } from './networkAclEntries.ts';
import { numberAfter, numberBefore, numberBehind } from './ruleNumbers.ts';
import { ruleOfFinding } from './ruleOfFinding.ts';

/** The next free number, so that the entry stays where it is among the others; or else one before them. */
export function freeNumber(context: FixContext): readonly Alternatives[] {
  return renumbered(context, (acl, direction, number) => {
    const same = acl[direction].find(
      ({ ruleNumber }) => ruleNumber.kind === 'known' && ruleNumber.value === number,
    );
    const before = same && numberBefore(acl, direction, same);
    // Behind AWS' own entry, which allows everything, nothing decides.
    return same?.origin.awsDefault === true ? [before] : [numberAfter(acl, direction, number), before];
  });
}

/** A number there may be, behind all others. */
export function validNumber(context: FixContext): readonly Alternatives[] {
  return renumbered(context, (acl, direction) => [numberBehind(acl, direction)]);
}

function renumbered(
  context: FixContext,
  numbersFor: (
    acl: NetworkAcl,
    direction: 'inbound' | 'outbound',
    number: number,
  ) => readonly (number | undefined)[],
): readonly Alternatives[] {
  const found = ruleOfFinding(context);
  const acl = found?.rule.owner && context.topology.networkAcl(found.rule.owner.address);
  const direction = found && directionOf(found.written);
  if (found === undefined || acl === undefined || direction === undefined) return [];
  const { number: name } = namesOf(found.written);
  const now = Number(found.written.literalOf(name));
  return [
    numbersFor(acl, direction, now).map((number) => (): Proposal | undefined => {
      const edits = number === undefined ? undefined : found.written.set(name, number);
      return edits && { title: `Give this ${direction} rule the number ${number ?? ''}`, edits };
    }),
  ];
}
