/**
 * Reads YAML text. Scalars stay text (`0755`, `22:22`, `on` and account ids are not numbers), and the library's
 * recursive composer only sees text whose nesting was counted first.
 */
import { Composer, Lexer, Parser, Schema, type CST, type CollectionTag, type ScalarTag } from 'yaml';
import type { Span } from '../text/span.ts';
import { yamlLayout } from './chunks.ts';
import { recover, type Reading } from './recovery.ts';
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

/** Reads the first document of a YAML text. Never throws; bounded in depth and in what its aliases stand for. */
export function parseYaml(text: string): ParsedText {
  const whole = compose(text, { start: 0, end: text.length }, new YamlTree(text));
  if (whole.errors.length === 0) return whole;
  const tree = new YamlTree(text);
  return recover(text, yamlLayout, whole, (chunk) => compose(text, chunk, tree));
}

/** Reads one part of the text. The depth is known before the composer starts. */
function compose(whole: string, part: Span, tree: YamlTree): Reading {
  const text = whole.slice(part.start, part.end);
  const base = part.start;
  const { tokens, deep } = parseTokens(text);
  if (deep !== undefined) {
    const start = base + deep;
    return {
      root: undefined,
      errors: [tooDeep({ start, end: Math.min(start + 1, part.end) })],
      problems: [],
    };
  }
  const composer = new Composer({
    version: '1.1',
    schema,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const first = composer.compose(tokens, true, text.length).next();
  if (first.done === true) return { root: undefined, errors: [], problems: [] };
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
  return { root, errors, problems: tree.takeProblems() };
}

/** The library's tokens, or the offset where they are nested too deep. The parser stops there: it is slow in the depth. */
function parseTokens(text: string): { tokens: readonly CST.Token[]; deep: number | undefined } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    // A level takes one place on the stack; the document and a scalar take two more.
    if (parser.stack.length > maxDepth + 2) return { tokens, deep: parser.offset };
  }
  tokens.push(...parser.end());
  const deep = tokens.find((token) => depthExceeds(token, maxDepth));
  return { tokens, deep: deep === undefined ? undefined : 'offset' in deep ? deep.offset : 0 };
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
