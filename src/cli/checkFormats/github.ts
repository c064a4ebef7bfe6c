/** GitHub's workflow commands, which annotate the lines of a pull request. */
import type { Severity } from '../../core/findings/finding.ts';
import { printable } from '../../core/probe/report/printable.ts';
import type { Problem } from './problem.ts';

const commands = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
} as const satisfies Record<Severity, string>;

/** One line for each finding; nothing when there is none. */
export function githubAnnotations(problems: readonly Problem[]): string {
  return problems
    .map(({ finding, assumes, place: { file, line, column, endLine, endColumn } }) => {
      // Columns are taken only where an annotation stays on its line.
      const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : '';
      const place = `file=${property(file)},line=${line},endLine=${endLine}${columns}`;
      return `::${commands[finding.severity]} ${place},title=${property(`Ackscope: ${finding.rule}`)}::${data([finding.message, ...assumes].join(' '))}\n`;
    })
    .join('');
}

function data(text: string): string {
  return printable(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
