/**
 * Reads YAML text. Scalars stay text (`0755`, `22:22`, `on` and account ids are not numbers), and the library's
 * recursive composer only sees text whose nesting was counted first.
 */
import { Composer, Lexer, Parser, Schema, type CST, type CollectionTag, type ScalarTag } from 'yaml';
import type { Span } from '../text/span.ts';
import { yamlLayout } from './chunks.ts';
import { readParts, recover } from './recovery.ts';
import { cutYaml, readSlices, SliceCache, type Slice } from './slices.ts';
import { Damage, maxDepth, tooDeep, type ParsedText, type TextProblem } from './syntax.ts';
import { YamlTree } from './yamlTree.ts';

/** The short forms of CloudFormation's functions; each may stand before a scalar, a list or a map. */
const shortForms = [
  'And',
  'Base64',
  'Cidr',
  'Condition',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'ForEach',
  'GetAZs',
  'GetAtt',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Ref',
  'RefAll',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
  'ValueOf',
  'ValueOfAll',
];

const customTags = shortForms.flatMap((name): (ScalarTag | CollectionTag)[] => [
  { tag: `!${name}`, resolve: (text: string) => text },
  { tag: `!${name}`, collection: 'seq' },
  { tag: `!${name}`, collection: 'map' },
]);

const schema = new Schema({ schema: 'failsafe', customTags, merge: false, resolveKnownTags: false });

/** UTF-16 code units. A broken text that is longer is only read in parts: reading it whole would take too long at every keystroke. */
const wholeLimit = 60_000;

/**
 * Reads the first document of a YAML text. Never throws; bounded in depth and in what its aliases stand for.
 * @param cache the slices of the text as it was before.
 */
export function parseYaml(text: string, cache = new SliceCache()): ParsedText {
  cache.begin();
  const seen = { aliases: false };
  const readSlice = (chunk: Span): Slice => {
    const lines = text.slice(chunk.start, chunk.end);
    const slice = cache.get(lines, chunk.start, () => sliceOf(lines));
    seen.aliases ||= slice.hasAliases;
    return slice;
  };
  const exact = readSlices(text, readSlice);
  if (exact !== undefined) return exact;
  const parts = text.length > wholeLimit ? readParts(text, yamlLayout, readSlice) : undefined;
  if (parts !== undefined && parts.errors.length > 0 && !seen.aliases) {
    return { root: parts.root, problems: [...parts.errors, ...parts.problems] };
  }
  const whole = compose(text, { start: 0, end: text.length }, new YamlTree(text), maxDepth);
  if (whole.errors.length === 0) return whole;
  const tree = new YamlTree(text);
  return recover(text, yamlLayout, whole, (chunk) => compose(text, chunk, tree, maxDepth));
}

/**
 * Reads the slices of a text into its cache, one at each step, so that a large template need not be read at a stretch.
 * {@link parseYaml} then finds them there.
 */
export function* readAhead(text: string, cache: SliceCache): Generator<void, void, void> {
  cache.begin();
  for (const { head, items } of cutYaml(text) ?? []) {
    for (const { start, end } of items ?? [head]) {
      const lines = text.slice(start, end);
      cache.get(lines, start, () => sliceOf(lines));
      yield;
    }
  }
}

/** Reads the lines of one declaration. Those that are indented stand one level deeper in the template. */
function sliceOf(lines: string): Slice {
  const depth = /^\s/.test(lines) ? maxDepth - 1 : maxDepth;
  return compose(lines, { start: 0, end: lines.length }, new YamlTree(lines), depth);
}

/** Reads one part of the text. The depth is known before the composer starts. */
function compose(whole: string, part: Span, tree: YamlTree, depth: number): Slice {
  const text = whole.slice(part.start, part.end);
  const base = part.start;
  const { tokens, refused, hasAliases } = parseTokens(text, depth);
  if (refused !== undefined) {
    const start = base + refused.at;
    const error = refused.because({ start, end: Math.min(start + 1, part.end) });
    return { root: undefined, errors: [error], problems: [], hasAliases };
  }
  const composer = new Composer({
    version: '1.1',
    schema,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const first = composer.compose(tokens, true, text.length).next();
  if (first.done === true) return { root: undefined, errors: [], problems: [], hasAliases };
  const errors = first.value.errors.map((error): TextProblem => {
    const start = Math.min(error.pos[0], text.length);
    const end = Math.max(start, Math.min(error.pos[1], text.length));
    return {
      span: { start: base + start, end: base + end },
      code: 'yaml-syntax',
      message: sentence(error.message),
    };
  });
  const contents: unknown = first.value.contents;
  const damage = new Damage(errors.map((error) => error.span.start));
  const root = contents === null ? undefined : tree.build(contents, base, damage);
  return { root, errors, problems: tree.takeProblems(), hasAliases };
}

interface Tokens {
  readonly tokens: readonly CST.Token[];
  /** Where they are nested too deep, or too many of them are wrong. */
  readonly refused: { readonly at: number; readonly because: (span: Span) => TextProblem } | undefined;
  readonly hasAliases: boolean;
}

/** What the library puts before the text of a scalar, which may look like an alias. */
const scalarMark = '\u001F';

/** Tokens that are wrong. The library takes long over each. */
const maxWrong = 1000;

/** The library's tokens. The parser stops where they are nested too deep, as it is slow in the depth, or all is wrong. */
function parseTokens(text: string, depth: number): Tokens {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let hasAliases = false;
  let before = '';
  let wrong = 0;
  for (const lexeme of new Lexer().lex(text)) {
    hasAliases ||= lexeme.startsWith('*') && before !== scalarMark;
    before = lexeme;
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === 'error') wrong++;
    }
    // A level takes one place on the stack; the document and a scalar take two more.
    if (parser.stack.length > depth + 2)
      return { tokens, refused: { at: parser.offset, because: tooDeep }, hasAliases };
    if (wrong > maxWrong) return { tokens, refused: { at: parser.offset, because: allWrong }, hasAliases };
  }
  tokens.push(...parser.end());
  const deep = tokens.find((token) => depthExceeds(token, depth));
  if (deep === undefined) return { tokens, refused: undefined, hasAliases };
  return { tokens, refused: { at: 'offset' in deep ? deep.offset : 0, because: tooDeep }, hasAliases };
}

function allWrong(span: Span): TextProblem {
  return { span, code: 'yaml-syntax', message: 'This is not YAML, so it is not read' };
}

/** Counts levels without recursion. */
function depthExceeds(token: CST.Token, limit: number): boolean {
  const stack: [CST.Token, number][] = [[token, 0]];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const [current, depth] = top;
    if (current.type === 'document') {
      if (current.value !== undefined) stack.push([current.value, depth]);
    } else if ('items' in current) {
      if (depth >= limit) return true;
      for (const item of current.items) {
        if (item.key) stack.push([item.key, depth + 1]);
        if (item.value !== undefined) stack.push([item.value, depth + 1]);
      }
    }
  }
  return false;
}

/** The library's message as one line without a full stop. */
function sentence(message: string): string {
  const line = message.replace(/\s+/g, ' ').replace(/[.:\s]+$/, '');
  return `This is not YAML: ${line.length > 160 ? `${line.slice(0, 159)}…` : line}`;
}
