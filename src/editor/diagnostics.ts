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
import type { Analysis } from '../core/workspace.ts';
import { configUrl, ruleUrl } from './ruleUrl.ts';
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
  /** What is published, by root. */
  #published = new Map<string, { readonly analysis: Analysis; readonly byFile: ByFile }>();
  /** What is wrong with configuration files, as it is published. */
  #configured: ByFile = new Map();

  constructor(store: Store) {
    this.#store = store;
    this.#subscription = store.onDidChange(() => {
      this.#publish();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#collection.dispose();
  }

  #publish(): void {
    const before = this.#published;
    this.#published = new Map();
    const touched = new Map<string, Uri>();
    const touch = (byFile: ByFile): void => {
      for (const [file, { uri }] of byFile) touched.set(file, uri);
    };
    for (const analysis of this.#store.analyses()) {
      const { root } = analysis.network;
      const old = before.get(root);
      if (old?.analysis === analysis) {
        this.#published.set(root, old);
        continue;
      }
      const byFile = this.#problemsOf(analysis);
      this.#published.set(root, { analysis, byFile });
      touch(byFile);
    }
    for (const [root, old] of before) if (this.#published.get(root) !== old) touch(old.byFile);
    touch(this.#configured);
    this.#configured = this.#configProblems();
    touch(this.#configured);
    // A file can have problems of several modules that use it.
    const all = [...[...this.#published.values()].map(({ byFile }) => byFile), this.#configured];
    this.#collection.set(
      [...touched].map(([file, uri]) => [
        uri,
        distinct(all.flatMap((byFile) => byFile.get(file)?.problems ?? [])),
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
