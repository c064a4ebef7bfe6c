/** `ackscope check`: every finding in the code, for people and for pipelines. */
import { distinctFindings } from '../core/findings/alike.ts';
import type { Finding, Severity } from '../core/findings/finding.ts';
import { parseArguments, type Option } from './arguments.ts';
import { checkFilters, filterOf } from './checkFilters.ts';
import { cloudformationFlags } from './cloudformationFlags.ts';
import { githubAnnotations } from './checkFormats/github.ts';
import { junitXml } from './checkFormats/junit.ts';
import { pretty } from './checkFormats/pretty.ts';
import { problemsOf } from './checkFormats/problem.ts';
import { sarifLog } from './checkFormats/sarif.ts';
import { configFlags } from './config.ts';
import { applicableFixes, fixesInWords, fixFiles, fixFinder } from './fix.ts';
import { exit, failure, isFailure, type Failure, type Io } from './io.ts';
import { checkJson, printJson } from './json.ts';
import { load } from './load.ts';
import { terraformFlags } from './terraformFlags.ts';
import { unresolvedOf } from './unresolved.ts';

const options = {
  ...cloudformationFlags,
  ...terraformFlags,
  ...configFlags,
  ...checkFilters,
  format: { names: ['--format'], takes: 'value' },
  fix: { names: ['--fix'] },
} as const satisfies Record<string, Option>;

export const checkUsage = `ackscope check PATH… [--severity error|warning|information|hint] [--rule ID]… [--config FILE]
               [--format pretty|json|sarif|junit|github] [--fix]`;

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
  const isAsked = filterOf(given);
  if (isFailure(isAsked)) return isAsked;
  const loaded = load(given.positionals, io, given, given.values.get('config'));
  if (isFailure(loaded)) return loaded;
  const fixed = given.counts.has('fix')
    ? fixFiles(loaded.workspace, isAsked, loaded.sources.texts, io.cwd)
    : { applied: [], workspace: loaded.workspace };
  if (isFailure(fixed)) return fixed;
  const { workspace } = fixed;
  // What was done belongs to what people read, and not into what programs do.
  (format === 'pretty' ? io.stdout : io.stderr).write(fixesInWords(fixed.applied));
  const analyses = workspace.analyses();
  const all = analyses.flatMap((analysis) => analysis.findings);
  const findings = distinctFindings(all).filter(isAsked).sort(byPlace);
  const files = new Set(analyses.flatMap(({ configuration }) => configuration.files)).size;
  const locator = fixed.applied.length === 0 ? loaded.locator : loaded.locator.after(workspace);
  const texts: Record<Format, () => string> = {
    pretty: () => {
      const colour = isColourWanted(io);
      const told = findings.map((finding) => pretty(finding, locator, colour));
      return `${told.join('')}${summary(findings, files)}\n`;
    },
    json: () => printJson(checkJson(findings, fixFinder(workspace), unresolvedOf(analyses), files, locator)),
    sarif: () => {
      const fixes = applicableFixes(fixFinder(workspace), loaded.sources.texts);
      return printJson(sarifLog(problemsOf(findings, locator, io.cwd, fixes), io.cwd));
    },
    junit: () => junitXml(problemsOf(findings, locator, io.cwd), failing),
    github: () => githubAnnotations(problemsOf(findings, locator, io.cwd)),
  };
  io.stdout.write(texts[format]());
  return findings.some(({ severity }) => failing.has(severity)) ? exit.findings : exit.ok;
}

/** For people who look at a terminal, unless they said no: https://no-color.org. */
function isColourWanted({ stdout, env = {} }: Io): boolean {
  return stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

function byPlace(a: Finding, b: Finding): number {
  const [x, y] = [a.origin, b.origin];
  return x.file < y.file ? -1 : x.file > y.file ? 1 : x.span.start - y.span.start;
}

function summary(findings: readonly Finding[], files: number): string {
  const inFiles = `in ${files} ${files === 1 ? 'file' : 'files'}`;
  return findings.length === 0
    ? `no findings ${inFiles}`
    : `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'} ${inFiles}`;
}
