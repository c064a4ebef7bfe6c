/** For people: the place, what is wrong there, the line of code with a mark under it, and the lines that belong to the story. */
import type { Finding, Severity } from '../../core/findings/finding.ts';
import { printable } from '../../core/probe/report/printable.ts';
import type { Origin } from '../../core/text/origin.ts';
import type { Locator } from '../locate.ts';
import { assumesInWords } from './problem.ts';

const ansi = { bold: 1, red: 31, yellow: 33, cyan: 36, dim: 2 } as const;

const severityColour: Record<Severity, keyof typeof ansi> = {
  error: 'red',
  warning: 'yellow',
  information: 'cyan',
  hint: 'dim',
};

/** `file:line:col severity rule message` and its lines, then an empty one. Names of the code are made safe to print. */
export function pretty(finding: Finding, locator: Locator, colour: boolean): string {
  const paint = (style: keyof typeof ansi, text: string): string =>
    colour ? `\u001b[${ansi[style]}m${text}\u001b[0m` : text;
  const severity = paint(severityColour[finding.severity], finding.severity);
  const where = paint('bold', locator.text(finding.origin));
  const lines = [
    `${where} ${severity} ${finding.rule} ${printable(finding.message)}`,
    ...excerpt(finding.origin, locator, (mark) => paint(severityColour[finding.severity], mark)),
    ...finding.related.map(({ message, origin }) => `  ${locator.text(origin)} ${printable(message)}`),
    ...assumesInWords(finding).map((line) => `  ${printable(line)}`),
  ];
  return `${lines.join('\n')}\n\n`;
}

function excerpt(origin: Origin, locator: Locator, paint: (mark: string) => string): readonly string[] {
  const { line } = locator.at(origin);
  const { text, start, end } = locator.excerpt(origin);
  // Written-out characters take more columns than they stand for; tabs must stay one column wide.
  const shown = (part: string): string => printable(part.replaceAll('\t', ' '));
  const gutter = ' '.repeat(String(line).length);
  const indent = ' '.repeat(shown(text.slice(0, start)).length);
  const mark = '^'.repeat(Math.max(1, shown(text.slice(start, end)).length));
  return [`  ${line} | ${shown(text)}`, `  ${gutter} | ${indent}${paint(mark)}`];
}
