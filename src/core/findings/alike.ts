/**
 * One block of code can stand for many resources: `count` multiplies it, and modules are called from many places. What
 * holds for all of them is told once.
 */
import { withoutKeys } from '../text/instanceKeys.ts';
import type { Finding, Related } from './finding.ts';

/** Leads on from a finding to the other resources it is about. */
const alsoFor = ' The same holds for ';

/** As many of the others as a reader wants named. */
const named = 2;

/** Findings of one network: those that say the same at one place become one, which names the other resources. */
export function mergeInstances(findings: readonly Finding[]): readonly Finding[] {
  const byPlace = new Map<string, { readonly first: Finding; readonly others: string[] }>();
  for (const finding of findings) {
    const key = `${placeOf(finding)}\n${wordsOf(finding)}`;
    const known = byPlace.get(key);
    if (known === undefined) byPlace.set(key, { first: finding, others: [] });
    else if (finding.resource !== known.first.resource) known.others.push(finding.resource);
  }
  return [...byPlace.values()].map(({ first, others }) =>
    others.length === 0 ? first : { ...first, message: `${first.message}${alsoFor}${listed(others)}.` },
  );
}

/** A finding that tells of each place once, however many interfaces are there. */
export function withoutRepeats(finding: Finding): Finding {
  const keyOf = ({ message, origin }: Related): string =>
    [message, origin.file, origin.span.start, origin.span.end].join('\n');
  const related = [...new Map(finding.related.map((one) => [keyOf(one), one])).values()];
  return related.length === finding.related.length ? finding : { ...finding, related };
}

/**
 * Findings of several networks: a module may be part of more than one, and the same may be found in each. What
 * is proved in one of them is proved.
 */
export function distinctFindings(findings: readonly Finding[]): readonly Finding[] {
  const distinct = new Map<string, Finding>();
  for (const one of findings) {
    const key = `${placeOf(one)}\n${one.message}`;
    if (distinct.get(key)?.certainty !== 'proved') distinct.set(key, one);
  }
  // In one network it may hold for more instances than in another, which is the same story told longer.
  const longer = [...distinct.keys()].flatMap((key) => {
    const end = key.lastIndexOf(alsoFor);
    return end < 0 ? [] : [key.slice(0, end)];
  });
  for (const key of longer) distinct.delete(key);
  return [...distinct.values()];
}

function placeOf({ rule, severity, origin }: Finding): string {
  return [rule, severity, origin.file, origin.span.start, origin.span.end].join('\n');
}

/** The message without what tells instances apart: keys, and the modules around an address. */
function wordsOf({ message }: Finding): string {
  return withoutKeys(message).replace(/\bmodule\.[\w-]+\./g, '');
}

function listed(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const shown = unique.slice(0, named).join(', ');
  return unique.length > named ? `${shown} and ${unique.length - named} more` : shown;
}
