/** JUnit's XML, which most build servers read: one suite, one test case for each finding or one that passed for none. */
import type { Severity } from '../../core/findings/finding.ts';
import { attributes, escapeXml } from '../../core/probe/report/markup.ts';
import { printable } from '../../core/probe/report/printable.ts';
import type { Problem } from './problem.ts';

/** @param failing the severities that fail a build; others are cases that passed, with the finding as their output. */
export function junitXml(problems: readonly Problem[], failing: ReadonlySet<Severity>): string {
  const failures = problems.filter(({ finding }) => failing.has(finding.severity)).length;
  const cases =
    problems.length === 0
      ? ['    <testcase classname="ackscope" name="no findings"/>']
      : problems.map((problem) => testCase(problem, failing));
  const counts = attributes({ tests: cases.length, failures, errors: 0 });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'ackscope' })}${counts}>`,
    `  <testsuite${attributes({ name: 'ackscope check' })}${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase({ finding, place, related, assumes }: Problem, failing: ReadonlySet<Severity>): string {
  const where = `${place.file}:${place.line}:${place.column}`;
  const lines = [
    `${where} ${finding.message}`,
    ...related.map(
      (other) => `${other.place.file}:${other.place.line}:${other.place.column} ${other.message}`,
    ),
    ...assumes,
  ];
  const body = escapeXml(printableLines(lines));
  const head = attributes({
    classname: finding.rule,
    name: printable(`${finding.resource} (${where})`),
    file: printable(place.file),
    line: place.line,
  });
  return failing.has(finding.severity)
    ? `    <testcase${head}>\n      <failure${attributes({ type: finding.severity, message: printable(finding.message) })}>${body}</failure>\n    </testcase>`
    : `    <testcase${head}>\n      <system-out>${body}</system-out>\n    </testcase>`;
}

function printableLines(lines: readonly string[]): string {
  return lines.map(printable).join('\n');
}
