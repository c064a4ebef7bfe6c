/**
 * Code that does nothing is shown faded. One block can stand for many entries, by `count`, `for_each`, `dynamic` or a module
 * called twice, and is faded only where it does nothing in any of them.
 */
import type { Topology } from '../reach/topology.ts';
import type { Origin } from '../text/origin.ts';
import type { Finding } from './finding.ts';

/** The findings of one network, each entry and network ACL by itself; those of code that counts elsewhere no longer fade it. */
export function fadedInAll(findings: readonly Finding[], { network }: Topology): readonly Finding[] {
  const made = countPlaces(
    network.networkAcls.flatMap(({ origin, inbound, outbound }) => [
      origin,
      ...[...inbound, ...outbound].map((entry) => entry.origin),
    ]),
  );
  const idle = countPlaces(findings.flatMap((one) => (one.unnecessary === true ? [one.origin] : [])));
  return findings.map((finding) => {
    const place = placeOf(finding.origin);
    if (finding.unnecessary !== true || (made.get(place) ?? 0) <= (idle.get(place) ?? 0)) return finding;
    const live: { -readonly [Key in keyof Finding]: Finding[Key] } = { ...finding };
    delete live.unnecessary;
    return live;
  });
}

function countPlaces(origins: readonly Origin[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const origin of origins) {
    if (origin.awsDefault === true) continue;
    const place = placeOf(origin);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}

function placeOf({ file, span }: Origin): string {
  return `${file} ${span.start}`;
}
