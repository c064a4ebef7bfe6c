/** The lines about ports that get no row of their own, in the wording of each version (SEMANTICS T18–T20). */
import { totalsOf } from './groups.ts';
import type { HostReport } from './hostReport.ts';
import { withReasons, type ReportOptions } from './options.ts';
import { countedProtocol, countedThing, reasonWord } from './words.ts';

/** What stands between the head of a report and its table; without a table, what stands in its place. */
export function collapsedLines(host: HostReport, options: ReportOptions): readonly string[] {
  return options.version === '7.80' ? lines780(host, options) : lines793(host);
}

function lines793({ collapsed, rows, total, label }: HostReport): readonly string[] {
  const counts = collapsed.flatMap(({ state, count, reasons }) =>
    reasons.map(
      ({ protocol, reason, ports }) =>
        `${ports.size} ${state} ${countedProtocol(protocol)} ${countedThing(protocol, count)} (${reason})`,
    ),
  );
  return [
    ...(rows.length === 0 ? [`All ${total} scanned ports on ${label.text} are in ignored states.`] : []),
    counts.length === 0 ? '' : `Not shown: ${counts.join(', ')}`,
  ];
}

function lines780({ collapsed, rows, total, label }: HostReport, options: ReportOptions): readonly string[] {
  const reasons = withReasons(options)
    ? listed(totalsOf(collapsed).map(({ count, reason }) => `${count} ${reasonWord(reason, count)}`))
    : '';
  if (rows.length === 0) {
    const [only] = collapsed;
    const states =
      only !== undefined && collapsed.length === 1
        ? only.state
        : collapsed.map(({ state, count }) => `${state} (${count})`).join(' or ');
    const because = reasons === '' ? '' : ` because of ${reasons}`;
    return [`All ${total} scanned ports on ${label.text} are ${states}${because}`];
  }
  const counts = collapsed.map(
    ({ state, count, reasons: [of] }) => `${count} ${state} ${countedThing(of?.protocol ?? 'tcp', count)}`,
  );
  return [
    counts.length === 0 ? '' : `Not shown: ${counts.join(', ')}`,
    ...(reasons === '' ? [] : [`Reason: ${reasons}`]),
  ];
}

/** `a, b and c`. */
function listed(items: readonly string[]): string {
  const last = items.at(-1);
  if (last === undefined || items.length === 1) return last ?? '';
  return `${items.slice(0, -1).join(', ')} and ${last}`;
}
