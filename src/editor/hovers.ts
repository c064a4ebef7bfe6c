/**
 * Hovers on rules, blocks of addresses, ports, protocols, associations and instances: what the engine explains, as Markdown.
 * Words that come from files are appended as text, so that nothing in a file can become a link or a command.
 */
import {
  Hover,
  languages,
  MarkdownString,
  Uri,
  workspace,
  type Disposable,
  type Location,
  type Position,
  type TextDocument,
} from 'vscode';
import { explainAssumed } from '../core/explain/assumedFinding.ts';
import { explainAt } from '../core/explain/explainAt.ts';
import type { Explanation, MiniWalk } from '../core/explain/explanation.ts';
import type { Related } from '../core/findings/finding.ts';
import { printable } from '../core/probe/report/printable.ts';
import type { Verdict } from '../core/reach/hop.ts';
import type { Origin } from '../core/text/origin.ts';
import { commandIds } from './commands/ids.ts';
import type { HoverSize } from './commands/showFullHover.ts';
import type { Documents } from './documents.ts';
import { documentSelector } from './selectors.ts';
import type { Store } from './store.ts';

/** A hover is read at a glance; what does not fit is counted, and shown when it is asked for. */
const most = { lines: 6, walks: 3, related: 4 };
/** Even then not more than this of each. */
const mostOfAll = 100;
/** Callers of a module that are told apart in one hover. */
const mostCallers = 3;

const marks: Record<Verdict, string> = { allow: '$(check)', deny: '$(x)', unknown: '$(question)' };
const ends: Record<Verdict, string> = { allow: 'passes', deny: 'dropped', unknown: 'not known' };

export function registerHovers(store: Store, documents: Documents, size: HoverSize): Disposable {
  return languages.registerHoverProvider(documentSelector, {
    provideHover: (document, position) => {
      if (!documents.freshen(document)) return undefined;
      return hoverAt(store, document, position, size.isFull(document, position));
    },
  });
}

interface Told {
  readonly explanations: readonly Explanation[];
  readonly root: string;
}

/** A module that others call is explained as each of them uses it, and on its own; what they agree on is told once. */
function hoverAt(
  store: Store,
  document: TextDocument,
  position: Position,
  isFull: boolean,
): Hover | undefined {
  const name = store.nameOf(document.uri);
  if (name === undefined) return undefined;
  const offset = document.offsetAt(position);
  const distinct = new Map<string, Told>();
  let hasTarget = false;
  for (const { topology, configuration, network, findings } of store.analysesOf(document.uri)) {
    const explanations = [
      ...explainAt(topology, configuration, name, offset),
      ...explainAssumed(findings, name, offset),
    ];
    if (explanations.length === 0) continue;
    const key = JSON.stringify(explanations.map(({ title, lines }) => [title, lines]));
    if (!distinct.has(key)) distinct.set(key, { explanations, root: network.root });
    hasTarget ||= topology.interfaces.length > 0;
  }
  const told = [...distinct.values()];
  const innermost = told[0]?.explanations[0];
  if (innermost === undefined) return undefined;
  const own = document.uri.toString().replace(/\/[^/]*$/, '');
  const writer = new HoverWriter(store, document.uri, isFull);
  const contents = told.slice(0, mostCallers).flatMap(({ explanations, root }, _, all) => {
    const heading = all.length === 1 ? undefined : headingOf(root, own);
    return explanations.map((explanation, index) =>
      writer.write(explanation, index === 0 ? heading : undefined),
    );
  });
  const last = contents.at(-1);
  if (last !== undefined) writer.addCommands(last, position, hasTarget);
  return new Hover(contents, store.rangeOf(name, innermost.span));
}

/** Which caller an explanation is about. */
function headingOf(root: string, own: string): string {
  return root === own ? 'On its own' : `In ${workspace.asRelativePath(Uri.parse(root))}`;
}

/** Writes the explanations of one hover, and remembers whether something did not fit. */
class HoverWriter {
  readonly #store: Store;
  readonly #here: Uri;
  readonly #isFull: boolean;
  #isCut = false;

  constructor(store: Store, here: Uri, isFull: boolean) {
    this.#store = store;
    this.#here = here;
    this.#isFull = isFull;
  }

  write({ title, lines, walks, related }: Explanation, heading: string | undefined): MarkdownString {
    const markdown = new MarkdownString('', true);
    markdown.isTrusted = {
      enabledCommands: [commandIds.simulateAckScan, commandIds.openDiagram, commandIds.showFullHover],
    };
    markdown.appendMarkdown('**Ackscope** \u2014 ');
    if (heading !== undefined) appendWords(markdown, `${heading}: `);
    appendWords(markdown, title);
    for (const line of this.#fitting(lines, most.lines)) {
      markdown.appendMarkdown('\n\n');
      appendWords(markdown, line);
    }
    for (const walk of this.#fitting(walks, most.walks)) this.#appendWalk(markdown, walk);
    if (related.length > 0) markdown.appendMarkdown('\n\n');
    for (const entry of this.#fitting(related, most.related)) this.#appendRelated(markdown, entry);
    return markdown;
  }

  /** The links at the end of a hover. */
  addCommands(markdown: MarkdownString, { line, character }: Position, hasTarget: boolean): void {
    const file = this.#here.toString();
    const links: string[] = [];
    if (this.#isCut)
      links.push(commandLink('$(unfold) Show all', commandIds.showFullHover, { file, line, character }));
    if (hasTarget) {
      links.push(commandLink('$(play) Simulate ACK scan', commandIds.simulateAckScan, { file }));
      links.push(commandLink('$(type-hierarchy) Open diagram', commandIds.openDiagram));
    }
    if (links.length > 0) markdown.appendMarkdown(`\n\n${links.join(' \u00b7 ')}`);
  }

  #fitting<T>(all: readonly T[], few: number): readonly T[] {
    const shown = all.slice(0, this.#isFull ? mostOfAll : few);
    this.#isCut ||= shown.length < all.length && !this.#isFull;
    return shown;
  }

  /** `SYN from … to …: ✓ igw → ✗ acl inbound rule * — dropped`. */
  #appendWalk(markdown: MarkdownString, { packet, steps, verdict, doubt }: MiniWalk): void {
    markdown.appendMarkdown('\n\n');
    appendWords(markdown, `${packet}: `);
    for (const [index, step] of steps.entries()) {
      if (index > 0) markdown.appendMarkdown(' \u2192 ');
      markdown.appendMarkdown(`${marks[step.verdict]} `);
      const place = this.#placeOf(step.origin);
      if (place === undefined) appendWords(markdown, step.text);
      else {
        markdown.appendMarkdown('[');
        appendWords(markdown, step.text);
        markdown.appendMarkdown(`](${linkTo(place)})`);
      }
    }
    markdown.appendMarkdown(` \u2014 **${ends[verdict]}**`);
    if (doubt !== '') appendWords(markdown, ` (${doubt})`);
  }

  #appendRelated(markdown: MarkdownString, { message, origin }: Related): void {
    markdown.appendMarkdown('- ');
    appendWords(markdown, message);
    const place = this.#placeOf(origin);
    if (place !== undefined) {
      markdown.appendMarkdown(' \u2014 ');
      if (place.uri.toString() !== this.#here.toString())
        appendWords(markdown, `${workspace.asRelativePath(place.uri)} `);
      markdown.appendMarkdown(`[line ${String(place.range.start.line + 1)}](${linkTo(place)})`);
    }
    markdown.appendMarkdown('\n');
  }

  #placeOf(origin: Origin): Location | undefined {
    return origin.awsDefault === true ? undefined : this.#store.locationOf(origin);
  }
}

/** Text as text, word by word: `appendText` makes spaces unbreakable, and long sentences would not wrap. */
function appendWords(markdown: MarkdownString, text: string): void {
  for (const [index, word] of printable(text).split(' ').entries()) {
    if (index > 0) markdown.appendMarkdown(' ');
    markdown.appendText(word);
  }
}

/** Percent-encoded throughout, so that no character of a path ends the link. */
function linkTo({ uri, range }: Location): string {
  return uri
    .with({ fragment: `L${String(range.start.line + 1)},${String(range.start.character + 1)}` })
    .toString();
}

/** @param label our own text. */
function commandLink(
  label: string,
  command: string,
  argument?: Readonly<Record<string, string | number>>,
): string {
  const query = argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`;
  // encodeURIComponent leaves parentheses alone, which would end the link.
  const safe = query.replace(/[()]/g, (character) => (character === '(' ? '%28' : '%29'));
  return `[${label}](command:${command}${safe})`;
}
