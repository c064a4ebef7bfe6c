/** What is not known of several networks, for the commands that list it. */
import type { Because } from '../core/value/value.ts';
import type { Analysis } from '../core/analysis.ts';

/** Everything that is open or was taken for granted, each reason of a file once. */
export function unresolvedOf(analyses: readonly Analysis[]): readonly Because[] {
  const all = analyses.flatMap(({ network, configuration }) => [
    ...network.unresolved,
    ...configuration.unread,
    ...(configuration.assumptions ?? []),
  ]);
  return [
    ...new Map(
      all.map((reason) => [`${reason.what} ${reason.why} ${reason.origin?.file ?? ''}`, reason]),
    ).values(),
  ];
}
