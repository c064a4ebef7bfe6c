/**
 * One file of describe output: one JSON document, or several behind each other as `>>` leaves them. Told by content:
 * by a known top-level key whose items are what that key lists. Everything else is silently none of ours.
 */
import { readJson } from '../json/readJson.ts';
import { memberOf, type JsonArray, type JsonNode } from '../json/tree.ts';
import type { Origin } from '../text/origin.ts';
import type { Problem } from '../text/problem.ts';
import type { Span } from '../text/span.ts';
import type { Resource } from '../value/resource.ts';
import { known, type Because, type Unknown } from '../value/value.ts';
import { outputOfKey, type FileId, type Output } from './outputs.ts';
import { membersOf, objectOf } from './values.ts';

/** One list of a file. */
export interface Listing {
  readonly output: Output;
  readonly resources: readonly Resource[];
  /** Set when it does not hold all there are. */
  readonly partial?: Partial;
}

/** Why a list lacks something. `page`: it is one of several, and others may complete it. */
export interface Partial {
  readonly kind: 'page' | 'broken';
  readonly because: Because;
}

export interface DescribeFile {
  readonly file: string;
  readonly listings: readonly Listing[];
  /** Codes: `json-syntax`, `json-too-deep`, `json-duplicate-key`, `describe-item`, `describe-file-name`. */
  readonly problems: readonly Problem[];
}

/** Levels of objects and lists. The deepest output has nine. */
const maxDepth = 100;

/** One file reports this many problems. */
const maxProblems = 20;

/** Keys that say there are further pages. */
const pageKeys = ['NextToken', 'NextMarker'] as const;

const keys = [...outputOfKey.keys()].join('|');
const firstKey = new RegExp(
  `(?:^\\uFEFF?|\\}[ \\t]*\\r?\\n)\\s*\\{\\s*"(?:${keys}|NextToken|NextMarker)"\\s*:`,
);

/** Where one document ends and the next begins: no JSON text has the two brackets next to each other. */
const between = /\}[ \t]*\r?\n(?=\s*\{)/g;

/** Whether a text begins like describe output; cheap, and true for little else. */
export function mayBeDescribeOutput(text: string): boolean {
  return firstKey.test(text);
}

/**
 * Reads a file.
 * @param file the host's name for it, which resources and problems carry.
 * @returns `undefined` when it holds no describe output. Never throws.
 */
export function parseDescribeFile(file: string, text: string): DescribeFile | undefined {
  if (!mayBeDescribeOutput(text)) return undefined;
  const problems: Problem[] = [];
  const listings = documents(text).flatMap((part) => readDocument(file, text, part, problems));
  if (listings.length === 0) return undefined;
  return { file, listings, problems: problems.slice(0, maxProblems) };
}

function documents(text: string): readonly Span[] {
  const found: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(between)) {
    const end = match.index + match[0].length;
    found.push({ start, end });
    start = end;
  }
  return [...found, { start, end: text.length }];
}

function readDocument(file: string, text: string, part: Span, problems: Problem[]): readonly Listing[] {
  const reading = readJson(text.slice(part.start, part.end), maxDepth);
  const spanOf = (span: Span): Span => ({ start: part.start + span.start, end: part.start + span.end });
  const report = (span: Span, code: string, message: string): Problem => {
    const problem = { file, span: spanOf(span), code, message };
    problems.push(problem);
    return problem;
  };
  if (reading.tooDeep !== undefined) {
    const deep = `The file is nested more than ${maxDepth} levels deep, so it is not read`;
    report(reading.tooDeep, 'json-too-deep', deep);
  }
  const [first] = reading.errors;
  // Behind a syntax error nothing is what it seems.
  const until = first?.span.start ?? Infinity;
  const members = reading.root === undefined ? [] : membersOf(reading.root);
  const found = members.flatMap(([key, list]): readonly Listing[] => {
    const output = outputOfKey.get(key);
    if (output === undefined || list.kind !== 'array' || !lists(list, output, members)) return [];
    return [new ListReader(file, output, spanOf, report).read(list, until, partialOf(output))];
  });
  if (found.length === 0) return [];
  if (first !== undefined) report(first.span, 'json-syntax', `This is not JSON: ${first.message}`);
  for (const { key, keySpan } of reading.repeated)
    report(
      keySpan,
      'json-duplicate-key',
      `${JSON.stringify(key.slice(0, 60))} is a key of this object already`,
    );
  return found;

  /** What is wrong with the whole document, as a reason why a list of it may lack something. */
  function partialOf({ command }: Output): Partial | undefined {
    const what = `${command} output`;
    const because = (span: Span, why: string): Because => ({
      what,
      why,
      origin: { file, span: spanOf(span) },
    });
    if (first !== undefined) return { kind: 'broken', because: because(first.span, 'has a syntax error') };
    const token = pageKeys
      .map((key) => memberOf(reading.root, key))
      .find((node) => node?.kind === 'scalar' && node.value !== null && node.value !== '');
    return token && { kind: 'page', because: because(token.span, 'is one page of several') };
  }
}

/** Whether a list is the output of a command: an empty one must have the document for itself. */
function lists(list: JsonArray, { mark, within }: Output, document: Members): boolean {
  const [first] = list.items;
  if (first === undefined) return document.every(([key]) => outputOfKey.has(key) || isPageKey(key));
  return memberOf(first, within ?? mark) !== undefined;
}

type Members = readonly (readonly [key: string, value: JsonNode])[];

function isPageKey(key: string): boolean {
  return pageKeys.some((page) => page === key);
}

class ListReader {
  readonly #file: string;
  readonly #output: Output;
  readonly #spanOf: (span: Span) => Span;
  readonly #report: (span: Span, code: string, message: string) => Problem;
  #lost: Partial | undefined;

  constructor(
    file: string,
    output: Output,
    spanOf: (span: Span) => Span,
    report: (span: Span, code: string, message: string) => Problem,
  ) {
    this.#file = file;
    this.#output = output;
    this.#spanOf = spanOf;
    this.#report = report;
  }

  read(list: JsonArray, until: number, partial: Partial | undefined): Listing {
    const { id, within } = this.#output;
    const sound = list.items.filter(({ span }) => span.end < until);
    const items = within === undefined ? sound : sound.flatMap((item) => itemsOf(memberOf(item, within)));
    const resources =
      id === 'mark'
        ? items.flatMap((item) => this.#resource(item))
        : this.#ofFile({ ...list, items }, id, partial);
    const lacks = this.#lost ?? partial;
    return { output: this.#output, resources, ...(lacks === undefined ? {} : { partial: lacks }) };
  }

  #resource(item: JsonNode): Resource | [] {
    const { mark, key } = this.#output;
    const id = memberOf(item, mark);
    if (id?.kind === 'scalar' && typeof id.value === 'string' && id.value !== '')
      return this.#made(id.value, item.span, id.span, membersOf(item));
    this.#lose(item.span, 'describe-item', `This item of ${key} has no ${mark}, so it is not read`);
    return [];
  }

  /** The whole list as one resource, whose id only the file's name tells. */
  #ofFile(list: JsonArray, id: FileId, partial: Partial | undefined): readonly Resource[] {
    const { key, command } = this.#output;
    const name = id.file.exec(this.#file.slice(this.#file.lastIndexOf('/') + 1))?.[0];
    if (name === undefined) {
      const message = `The output of ${command} does not say what it belongs to: put the id into the file's name, as in ${id.example}`;
      this.#lose({ start: list.span.start, end: list.span.start + 1 }, 'describe-file-name', message);
      return [];
    }
    const whole = this.#made(name, list.span, list.span, [[key, list]]);
    if (partial === undefined) return [whole];
    const open: Unknown = { kind: 'unknown', because: [partial.because] };
    return [{ ...whole, properties: { ...whole.properties, open } }];
  }

  #made(address: string, span: Span, header: Span, members: Members): Resource {
    const place = (at: Span): Origin => ({ file: this.#file, span: this.#spanOf(at), resource: address });
    return {
      address,
      type: this.#output.type,
      origin: place(span),
      header: { ...place(header), extent: this.#spanOf(span) },
      properties: objectOf(members, place),
      exists: known(true),
    };
  }

  #lose(span: Span, code: string, message: string): void {
    const { file, span: at } = this.#report(span, code, message);
    const what = `${this.#output.command} output`;
    const because = { what, why: 'has a part that is not read', origin: { file, span: at } };
    this.#lost ??= { kind: 'broken', because };
  }
}

function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : [];
}
