/**
 * Findings as problems in the editor. Only modules whose analysis is new are published again, and a file that was clean
 * before and after is never touched.
 */
import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  languages,
  type DiagnosticCollection,
  type Disposable,
  type Range,
  type Uri,
} from 'vscode';
import type { Finding, Severity } from '../core/findings/finding.ts';
import { printable } from '../core/probe/report/printable.ts';
import type { Problem } from '../core/text/problem.ts';
import type { Analysis } from '../core/analysis.ts';
import { configUrl, ruleUrl } from './ruleUrl.ts';
import { Slices } from './slices.ts';
import type { Store } from './store.ts';

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

interface FileProblems {
  /** Kept with them: the file may be gone when they are cleared. */
  readonly uri: Uri;
  readonly problems: Diagnostic[];
}

type ByFile = ReadonlyMap<string, FileProblems>;

export class Diagnostics implements Disposable {
  readonly #store: Store;
  readonly #collection: DiagnosticCollection = languages.createDiagnosticCollection('ackscope');
  readonly #subscription: Disposable;
  /** Each run has a number; a later one, or the end, makes an earlier one stop. */
  #run = 0;
  #publishing = Promise.resolve();
  /** What is published, by root. */
  readonly #published = new Map<string, { readonly analysis: Analysis; readonly byFile: ByFile }>();
  /** What is wrong with configuration files, as it is published. */
  #configured: ByFile = new Map();

  constructor(store: Store) {
    this.#store = store;
    this.#subscription = store.onDidChange(() => {
      this.#publishing = this.#publish();
    });
  }

  /** Resolves when everything that was announced so far is shown. */
  async settle(): Promise<void> {
    let publishing;
    do {
      publishing = this.#publishing;
      await publishing;
    } while (publishing !== this.#publishing);
  }

  dispose(): void {
    this.#run++;
    this.#subscription.dispose();
    this.#collection.dispose();
  }

  /** Root by root with rests between them, as there may be hundreds. A later run goes on where an earlier one stops. */
  async #publish(): Promise<void> {
    const run = ++this.#run;
    const slices = new Slices();
    const roots = this.#store.roots();
    for (const gone of [...this.#published.keys()].filter((root) => !roots.includes(root)))
      this.#replace(gone, undefined);
    this.#publishConfigs();
    for (const root of roots) {
      await slices.through(this.#store.analyseAhead(root));
      if (run !== this.#run) return;
      const analysis = this.#store.analysisAt(root);
      const old = this.#published.get(root);
      if (old?.analysis !== analysis) this.#replace(root, analysis);
      await slices.rest();
      if (run !== this.#run) return;
    }
  }

  /** Shows the problems of a root instead of those it had; none where it is gone. */
  #replace(root: string, analysis: Analysis | undefined): void {
    const old = this.#published.get(root)?.byFile ?? new Map<string, FileProblems>();
    const byFile = analysis === undefined ? new Map<string, FileProblems>() : this.#problemsOf(analysis);
    if (analysis === undefined) this.#published.delete(root);
    else this.#published.set(root, { analysis, byFile });
    this.#show(old, byFile);
  }

  #publishConfigs(): void {
    const old = this.#configured;
    this.#configured = this.#configProblems();
    this.#show(old, this.#configured);
  }

  /** Shows the files of both again. A file can have problems of several modules that use it. */
  #show(before: ByFile, after: ByFile): void {
    const touched = new Map([...before, ...after].map(([file, { uri }]) => [file, uri]));
    if (touched.size === 0) return;
    const all = [...this.#published.values()].map(({ byFile }) => byFile);
    this.#collection.set(
      [...touched].map(([file, uri]) => [
        uri,
        distinct([...all, this.#configured].flatMap((byFile) => byFile.get(file)?.problems ?? [])),
      ]),
    );
  }

  #configProblems(): ByFile {
    const byFile = new Map<string, FileProblems>();
    for (const problem of this.#store.configProblems()) {
      const place = this.#store.locationOf(problem);
      if (place === undefined) continue;
      const diagnostic = new Diagnostic(place.range, printable(problem.message), DiagnosticSeverity.Warning);
      diagnostic.source = 'Ackscope';
      diagnostic.code = { value: problem.code, target: configUrl };
      add(byFile, problem.file, place.uri, diagnostic);
    }
    return byFile;
  }

  #problemsOf(analysis: Analysis): ByFile {
    const byFile = new Map<string, FileProblems>();
    for (const finding of analysis.findings) {
      const place = this.#store.locationOf(finding.origin);
      if (place === undefined) continue;
      add(byFile, finding.origin.file, place.uri, this.#toDiagnostic(finding, place.range));
    }
    for (const problem of analysis.configuration.problems) {
      const place = isToldByOthers(problem) ? undefined : this.#store.locationOf(problem);
      if (place === undefined) continue;
      const diagnostic = new Diagnostic(place.range, printable(problem.message), DiagnosticSeverity.Warning);
      diagnostic.source = 'Ackscope';
      diagnostic.code = problem.code;
      add(byFile, problem.file, place.uri, diagnostic);
    }
    return byFile;
  }

  #toDiagnostic(finding: Finding, range: Range): Diagnostic {
    const diagnostic = new Diagnostic(range, printable(finding.message), severities[finding.severity]);
    diagnostic.source = 'Ackscope';
    if (finding.unnecessary === true) diagnostic.tags = [DiagnosticTag.Unnecessary];
    diagnostic.code = { value: finding.rule, target: ruleUrl(finding.rule) };
    diagnostic.relatedInformation = finding.related.flatMap(({ message, origin }) => {
      const location = this.#store.locationOf(origin);
      return location === undefined ? [] : [new DiagnosticRelatedInformation(location, printable(message))];
    });
    return diagnostic;
  }
}

/** Errors in the syntax are what every extension for the language tells, while they are typed. */
function isToldByOthers({ code }: Problem): boolean {
  return code.endsWith('-syntax');
}

function add(byFile: Map<string, FileProblems>, file: string, uri: Uri, problem: Diagnostic): void {
  const entry = byFile.get(file) ?? { uri, problems: [] };
  entry.problems.push(problem);
  byFile.set(file, entry);
}

/** A module may be part of several others, and the same may be wrong with it in each. */
function distinct(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const keyOf = ({ range, message }: Diagnostic): string =>
    `${String(range.start.line)}:${String(range.start.character)} ${message}`;
  return [...new Map(problems.map((problem) => [keyOf(problem), problem])).values()];
}
