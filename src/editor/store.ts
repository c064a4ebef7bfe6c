/**
 * The engine's workspace as the editor sees it: documents by URI, places as ranges, and one event when there is something
 * new to know. An exception in the engine is a bug of ours; it is logged and costs one module, not the session.
 */
import {
  EventEmitter,
  Location,
  Range,
  type Disposable,
  type Event,
  type LogOutputChannel,
  type Uri,
} from 'vscode';
import { LineIndex } from '../core/text/lineIndex.ts';
import type { Origin } from '../core/text/origin.ts';
import type { Span } from '../core/text/span.ts';
import { Workspace, type Analysis } from '../core/workspace.ts';
import { reasonOf } from './log.ts';

export class Store implements Disposable {
  readonly #workspace = new Workspace();
  readonly #log: LogOutputChannel;
  /** By the engine's name of a file. */
  readonly #uris = new Map<string, Uri>();
  /** By URI, as text. */
  readonly #names = new Map<string, string>();
  readonly #lines = new Map<string, { readonly text: string; readonly index: LineIndex }>();
  readonly #failures = new Map<string, string>();
  readonly #changed = new EventEmitter<void>();

  /** Fires when findings, networks or both may be others than before. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(log: LogOutputChannel) {
    this.#log = log;
  }

  /** What went wrong in the engine with a file; `undefined` when nothing did. */
  failureOf(uri: Uri): string | undefined {
    return this.#failures.get(this.nameOf(uri) ?? '');
  }

  /** How many files it holds. */
  get size(): number {
    return this.#uris.size;
  }

  /** Adds a file or replaces its text, without telling anybody yet. */
  update(uri: Uri, name: string, text: string): void {
    const key = uri.toString();
    const former = this.#names.get(key);
    if (former !== undefined && former !== name) this.remove(uri);
    this.#names.set(key, name);
    this.#uris.set(name, uri);
    this.#guard(name, () => {
      this.#workspace.update(name, text);
    });
  }

  remove(uri: Uri): void {
    const name = this.#names.get(uri.toString());
    if (name === undefined) return;
    this.#names.delete(uri.toString());
    this.#uris.delete(name);
    this.#lines.delete(name);
    this.#failures.delete(name);
    this.#workspace.remove(name);
  }

  clear(): void {
    for (const uri of this.uris()) this.remove(uri);
  }

  /** Tells everybody that there is something new. */
  announce(): void {
    this.#changed.fire();
  }

  uris(): readonly Uri[] {
    return [...this.#uris.values()];
  }

  has(uri: Uri): boolean {
    return this.#names.has(uri.toString());
  }

  /** The engine's name of a file; `undefined` when it does not know it. */
  nameOf(uri: Uri): string | undefined {
    return this.#names.get(uri.toString());
  }

  /** The module or template a file belongs to. */
  analysisOf(uri: Uri): Analysis | undefined {
    const name = this.nameOf(uri);
    return name === undefined ? undefined : this.#analyse(name);
  }

  analyses(): readonly Analysis[] {
    const found = new Set<Analysis>();
    for (const name of this.#uris.keys()) {
      const analysis = this.#analyse(name);
      if (analysis !== undefined) found.add(analysis);
    }
    return [...found].sort((a, b) => (a.network.root < b.network.root ? -1 : 1));
  }

  /** The place of an origin; `undefined` when its file is gone. */
  locationOf(origin: Origin): Location | undefined {
    const uri = this.#uris.get(origin.file);
    const range = this.rangeOf(origin.file, origin.span);
    return uri === undefined || range === undefined ? undefined : new Location(uri, range);
  }

  /** A span of a file as a range of the text the engine was last given. */
  rangeOf(name: string, span: Span): Range | undefined {
    const text = this.#workspace.textOf(name);
    if (text === undefined) return undefined;
    let lines = this.#lines.get(name);
    if (lines?.text !== text) {
      lines = { text, index: new LineIndex(text) };
      this.#lines.set(name, lines);
    }
    const start = lines.index.positionAt(span.start);
    const end = lines.index.positionAt(span.end);
    return new Range(start.line, start.character, end.line, end.character);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #analyse(name: string): Analysis | undefined {
    return this.#guard(name, () => this.#workspace.analysisOf(name));
  }

  #guard<T>(name: string, work: () => T): T | undefined {
    try {
      const result = work();
      this.#failures.delete(name);
      return result;
    } catch (error) {
      this.#failures.set(name, error instanceof Error ? error.message : String(error));
      this.#log.error(`The engine failed on ${name}: ${reasonOf(error)}`);
      return undefined;
    }
  }
}
