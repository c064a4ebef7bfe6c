/** `ackscope check`: every finding in the code, for people and for pipelines. */
import { distinctFindings } from '../core/findings/alike.ts';
import type { Finding, Severity } from '../core/findings/finding.ts';
import { printable } from '../core/probe/report/printable.ts';
import type { Origin } from '../core/text/origin.ts';
import type { Because } from '../core/value/value.ts';
import type { Analysis } from '../core/workspace.ts';
import { parseArguments, type Option } from './arguments.ts';
import { cloudformationFlags } from './cloudformationFlags.ts';
import { githubAnnotations } from './checkFormats/github.ts';
import { junitXml } from './checkFormats/junit.ts';
import { problemsOf } from './checkFormats/problem.ts';
import { sarifLog } from './checkFormats/sarif.ts';
import { exit, failure, isFailure, type Failure, type Io } from './io.ts';
import { checkJson, printJson } from './json.ts';
import { load } from './load.ts';
import type { Locator } from './locate.ts';
import { terraformFlags } from './terraformFlags.ts';

const options = {
  ...cloudformationFlags,
  ...terraformFlags,
  format: { names: ['--format'], takes: 'value' },
} as const satisfies Record<string, Option>;

export const checkUsage = 'ackscope check PATH… [--format pretty|json|sarif|junit|github]';

const formats = ['pretty', 'json', 'sarif', 'junit', 'github'] as const;

type Format = (typeof formats)[number];

/** Findings that make the exit code 1. */
const failing: ReadonlySet<Severity> = new Set(['error', 'warning']);

export function check(argv: readonly string[], io: Io): number | Failure {
  const given = parseArguments<keyof typeof options>(argv, options);
  if (isFailure(given)) return given;
  const written = given.values.get('format') ?? 'pretty';
  const format = formats.find((known) => known === written);
  if (format === undefined) return failure(`--format ${written} is unknown: ${formats.join(', ')}`);
  if (given.positionals.length === 0) {
    return failure('check needs the path of a Terraform or CloudFormation file or folder');
  }
  const loaded = load(given.positionals, io, given);
  if (isFailure(loaded)) return loaded;
  const findings = [...distinctFindings(loaded.analyses.flatMap((analysis) => analysis.findings))].sort(
    byPlace,
  );
  const files = new Set(loaded.analyses.flatMap(({ configuration }) => configuration.files)).size;
  const { analyses, locator } = loaded;
  const texts: Record<Format, () => string> = {
    pretty: () => {
      const colour = io.stdout.isTTY === true;
      const told = findings.map((finding) => pretty(finding, locator, colour));
      return `${told.join('')}${summary(findings, files)}\n`;
    },
    json: () => printJson(checkJson(findings, unresolvedOf(analyses), files, locator)),
    sarif: () => `${JSON.stringify(sarifLog(problemsOf(findings, locator, io.cwd), io.cwd), null, 2)}\n`,
    junit: () => junitXml(problemsOf(findings, locator, io.cwd), failing),
    github: () => githubAnnotations(problemsOf(findings, locator, io.cwd)),
  };
  io.stdout.write(texts[format]());
  return findings.some(({ severity }) => failing.has(severity)) ? exit.findings : exit.ok;
}

function byPlace(a: Finding, b: Finding): number {
  const [x, y] = [a.origin, b.origin];
  return x.file < y.file ? -1 : x.file > y.file ? 1 : x.span.start - y.span.start;
}

function unresolvedOf(analyses: readonly Analysis[]): readonly Because[] {
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

function summary(findings: readonly Finding[], files: number): string {
  const inFiles = `in ${files} ${files === 1 ? 'file' : 'files'}`;
  return findings.length === 0
    ? `no findings ${inFiles}`
    : `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'} ${inFiles}`;
}

const ansi = { bold: 1, red: 31, yellow: 33, cyan: 36, dim: 2 } as const;

const severityColour: Record<Severity, keyof typeof ansi> = {
  error: 'red',
  warning: 'yellow',
  information: 'cyan',
  hint: 'dim',
};

/** `file:line:col severity rule message`, the line of code with a mark under it, and the lines that belong to the story. */
function pretty(finding: Finding, locator: Locator, colour: boolean): string {
  const paint = (style: keyof typeof ansi, text: string): string =>
    colour ? `\u001b[${ansi[style]}m${text}\u001b[0m` : text;
  const severity = paint(severityColour[finding.severity], finding.severity);
  const where = paint('bold', locator.text(finding.origin));
  const lines = [
    `${where} ${severity} ${finding.rule} ${printable(finding.message)}`,
    ...excerpt(finding.origin, locator, (mark) => paint(severityColour[finding.severity], mark)),
    ...finding.related.map(({ message, origin }) => `  ${locator.text(origin)} ${printable(message)}`),
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
