/** The CDK's names in findings: logical ids carry a hash, and nobody wrote them. */
import type { Configuration } from '../value/resource.ts';
import type { Finding } from './finding.ts';

/** The findings, each with the construct that its resource was made by where that is told. */
export function withConstructs(
  findings: readonly Finding[],
  { resources }: Configuration,
): readonly Finding[] {
  const made = new Map(
    resources.flatMap(({ address, construct, header }) =>
      construct === undefined ? [] : [[address, { construct, header }] as const],
    ),
  );
  if (made.size === 0) return findings;
  return findings.map((finding) => {
    const found = made.get(finding.resource);
    if (found === undefined) return finding;
    const message = `${finding.resource} is made by the construct ${found.construct}`;
    return { ...finding, related: [...finding.related, { message, origin: found.header }] };
  });
}
