/**
 * Hovers on network ACL entries and security group rules: what the rule does in the company of the others. Words that
 * come from files are appended as text, so that nothing in a file can become a link or a command.
 */
import {
  Hover,
  languages,
  MarkdownString,
  Uri,
  workspace,
  type Disposable,
  type Location,
  type TextDocument,
} from 'vscode';
import type { RuleExplanation } from '../core/findings/explainRule.ts';
import type { Related } from '../core/findings/finding.ts';
import { printable } from '../core/probe/report/printable.ts';
import { explainAt } from '../core/workspace.ts';
import { commandIds } from './commands/ids.ts';
import type { Documents } from './documents.ts';
import { documentSelector } from './selectors.ts';
import type { Store } from './store.ts';

/** A hover is read at a glance; what does not fit is counted. */
const mostRelated = 8;
/** Callers of a module that are told apart in one hover. */
const mostCallers = 3;

export function registerHovers(store: Store, documents: Documents): Disposable {
  return languages.registerHoverProvider(documentSelector, {
    provideHover: (document, position) => {
      documents.freshen(document);
      return hoverAt(store, document, document.offsetAt(position));
    },
  });
}

/** A module that others call is explained as each of them uses it, and on its own; what they agree on is told once. */
function hoverAt(store: Store, document: TextDocument, offset: number): Hover | undefined {
  const name = store.nameOf(document.uri);
  if (name === undefined) return undefined;
  const distinct = new Map<string, { explanation: RuleExplanation; root: string }>();
  let hasTarget = false;
  for (const analysis of store.analysesOf(document.uri)) {
    const explanation = explainAt(analysis, name, offset);
    if (explanation === undefined) continue;
    const { title, lines } = explanation;
    const key = JSON.stringify([title, lines]);
    if (!distinct.has(key)) distinct.set(key, { explanation, root: analysis.network.root });
    hasTarget ||= analysis.topology.interfaces.length > 0;
  }
  const told = [...distinct.values()];
  const [first] = told;
  if (first === undefined) return undefined;
  const own = document.uri.toString().replace(/\/[^/]*$/, '');
  const contents = told.slice(0, mostCallers).map(({ explanation, root }, index, all) => {
    const heading = all.length === 1 ? undefined : headingOf(root, own);
    return markdownOf(store, document.uri, explanation, hasTarget && index === all.length - 1, heading);
  });
  return new Hover(contents, store.rangeOf(name, first.explanation.span));
}

/** Which caller an explanation is about. */
function headingOf(root: string, own: string): string {
  return root === own ? 'On its own' : `In ${workspace.asRelativePath(Uri.parse(root))}`;
}

function markdownOf(
  store: Store,
  here: Uri,
  { title, lines, related }: RuleExplanation,
  hasTarget: boolean,
  heading: string | undefined,
): MarkdownString {
  const markdown = new MarkdownString('', true);
  markdown.isTrusted = { enabledCommands: [commandIds.simulateAckScan, commandIds.openDiagram] };
  markdown.appendMarkdown('**Ackscope** \u2014 ');
  if (heading !== undefined) appendWords(markdown, `${heading}: `);
  appendWords(markdown, title);
  for (const line of lines) {
    markdown.appendMarkdown('\n\n');
    appendWords(markdown, line);
  }
  if (related.length > 0) markdown.appendMarkdown('\n\n');
  for (const entry of related.slice(0, mostRelated)) appendRelated(markdown, store, here, entry);
  if (related.length > mostRelated)
    markdown.appendMarkdown(`- and ${String(related.length - mostRelated)} more\n`);
  if (hasTarget) {
    markdown.appendMarkdown('\n\n');
    appendCommand(markdown, '$(play) Simulate ACK scan', commandIds.simulateAckScan, {
      file: here.toString(),
    });
    markdown.appendMarkdown(' \u00b7 ');
    appendCommand(markdown, '$(type-hierarchy) Open diagram', commandIds.openDiagram);
  }
  return markdown;
}

function appendRelated(
  markdown: MarkdownString,
  store: Store,
  here: Uri,
  { message, origin }: Related,
): void {
  markdown.appendMarkdown('- ');
  appendWords(markdown, message);
  const place = origin.awsDefault === true ? undefined : store.locationOf(origin);
  if (place !== undefined) {
    markdown.appendMarkdown(' \u2014 ');
    if (place.uri.toString() !== here.toString())
      appendWords(markdown, `${workspace.asRelativePath(place.uri)} `);
    markdown.appendMarkdown(`[line ${String(place.range.start.line + 1)}](${linkTo(place)})`);
  }
  markdown.appendMarkdown('\n');
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

/** `label` is our own text. */
function appendCommand(
  markdown: MarkdownString,
  label: string,
  command: string,
  argument?: Readonly<Record<string, string>>,
): void {
  const query = argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`;
  // encodeURIComponent leaves parentheses alone, which would end the link.
  const safe = query.replace(/[()]/g, (character) => (character === '(' ? '%28' : '%29'));
  markdown.appendMarkdown(`[${label}](command:${command}${safe})`);
}
