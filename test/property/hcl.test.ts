import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseHcl, parseHclExpression } from '../../src/core/hcl/parser.ts';
import type { Body, Expression } from '../../src/core/hcl/nodes.ts';
import { attributesOf, bodyShape, shape, spanFaults, visit } from '../unit/hcl/syntax.ts';

/** An expression as text, with the shape its tree must have. */
interface Printed {
  readonly text: string;
  readonly shape: string;
  /** How tightly its outermost operator binds; see {@link OPERATORS}. */
  readonly binding: number;
}

const OPERATORS = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
] as const;
const CONDITIONAL = -1;
const UNARY = 6;
const TERM = 7;

const word = fc.constantFrom('a', 'var', 'local', 'aws_vpc', 'x-1', '_y', 'größe', 'for_each', 'in2', 'iff');
const blank = fc.constantFrom('', ' ', '  ', '\t', ' /* ? { */ ');
/** White space where newlines mean nothing. */
const wide = fc.constantFrom('', ' ', '\n', '\r\n  ', ' # ] }\n', ' // "\n ', '/* \n */');

/** Puts `inner` in parentheses unless its operator binds at least as tightly as `needed`. */
function operand(inner: Printed, needed: number): Printed {
  if (inner.binding >= needed) return inner;
  return { text: `(${inner.text})`, shape: `(paren ${inner.shape})`, binding: TERM };
}

const term = (text: string, printed: string): Printed => ({ text, shape: printed, binding: TERM });

/** Literal text between quotes: as written, and as it reads. */
const literal = fc
  .array(
    fc.constantFrom(
      ...([
        ['a', 'a'],
        [' ', ' '],
        ['\\n', '\n'],
        ['\\"', '"'],
        ['\\\\', '\\'],
        ['\\u00e9', 'é'],
        ['$${', '${'],
        ['%%{', '%{'],
        ['😀', '😀'],
        ['}', '}'],
        ['#', '#'],
      ] as const),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((pieces) => ({
    text: pieces.map(([text]) => text).join(''),
    reads: pieces.map(([, reads]) => reads).join(''),
  }));

const { expression } = fc.letrec<{ expression: Printed; source: Printed }>((tie) => {
  const any = tie('expression');
  const simple = fc.oneof(
    fc.constantFrom('0', '42', '1.5', '1e9').map((text) => term(text, text)),
    fc.constantFrom('true', 'false', 'null').map((text) => term(text, `#${text}`)),
    word.map((text) => term(text, text)),
    fc.constant(term('""', '(string)')),
  );
  const string = fc
    .array(fc.oneof(literal, fc.tuple(any, wide, wide)), { maxLength: 3 })
    .map((pieces) =>
      pieces.filter((piece, index) => Array.isArray(piece) || Array.isArray(pieces[index - 1] ?? [])),
    )
    .map((pieces) =>
      term(
        `"${pieces.map((piece) => ('reads' in piece ? piece.text : `\${${piece[1]}${piece[0].text}${piece[2]}}`)).join('')}"`,
        `(string${pieces.map((piece) => ('reads' in piece ? ` ${JSON.stringify(piece.reads)}` : ` \${${piece[0].shape}}`)).join('')})`,
      ),
    );
  const source = fc.oneof(
    word.map((text) => term(text, text)),
    fc
      .tuple(tie('source'), word)
      .map(([inner, name]) => term(`${inner.text}.${name}`, `(. ${inner.shape} ${name})`)),
    fc
      .tuple(tie('source'), any, wide)
      .map(([inner, key, gap]) =>
        term(`${inner.text}[${gap}${key.text}${gap}]`, `([] ${inner.shape} ${key.shape})`),
      ),
    fc
      .tuple(tie('source'), word)
      .map(([inner, name]) =>
        term(`(${inner.text}[*].${name})`, `(paren ([*] ${inner.shape} (. @ ${name})))`),
      ),
    fc
      .tuple(word, fc.array(any, { maxLength: 3 }), wide)
      .map(([name, list, gap]) =>
        term(
          `ns::${name}(${gap}${list.map((item) => item.text).join(`${gap},${gap}`)}${gap})`,
          `(call ns::${name}${list.map((item) => ` ${item.shape}`).join('')})`,
        ),
      ),
  );
  const collection = fc.oneof(
    fc
      .tuple(fc.array(any, { maxLength: 3 }), wide)
      .map(([list, gap]) =>
        term(
          `[${gap}${list.map((item) => item.text).join(`${gap},${gap}`)}${gap}]`,
          `[${list.map((item) => item.shape).join(' ')}]`,
        ),
      ),
    fc
      .tuple(fc.array(fc.tuple(word, any), { maxLength: 3 }), fc.constantFrom(', ', '\n', ',\n', ' # c\n'))
      .map(([list, separator]) =>
        term(
          `{${list.map(([key, value]) => ` ${key} = ${value.text}`).join(separator)} }`,
          `{${list.map(([key, value]) => `${key}=${value.shape}`).join(' ')}}`,
        ),
      ),
    fc
      .tuple(any, any, any, wide)
      .map(([over, value, condition, gap]) =>
        term(
          `[for${gap} v in ${over.text}${gap}:${gap}${value.text} if ${condition.text}${gap}]`,
          `(for v in ${over.shape} ${value.shape} if ${condition.shape})`,
        ),
      ),
    fc
      .tuple(any, any, any)
      .map(([over, key, value]) =>
        term(
          `{for k, v in ${over.text} : ${key.text} => ${value.text}...}`,
          `(for k,v in ${over.shape} ${key.shape} => ${value.shape} ...)`,
        ),
      ),
  );
  const binary = fc
    .tuple(
      fc.constantFrom(...OPERATORS.flatMap((level, index) => level.map((text) => ({ text, index })))),
      any,
      any,
      blank,
    )
    .map(([operator, left, right, gap]): Printed => {
      const l = operand(left, operator.index);
      const r = operand(right, operator.index + 1);
      return {
        text: `${l.text} ${gap}${operator.text}${gap} ${r.text}`,
        shape: `(${operator.text} ${l.shape} ${r.shape})`,
        binding: operator.index,
      };
    });
  const unary = fc.tuple(fc.constantFrom('-', '!'), any).map(([sign, inner]): Printed => {
    const o = operand(inner, UNARY);
    return { text: `${sign} ${o.text}`, shape: `(${sign} ${o.shape})`, binding: UNARY };
  });
  const conditional = fc.tuple(any, any, any).map(([condition, then, otherwise]): Printed => {
    const c = operand(condition, 0);
    return {
      text: `${c.text} ? ${then.text} : ${otherwise.text}`,
      shape: `(? ${c.shape} ${then.shape} ${otherwise.shape})`,
      binding: CONDITIONAL,
    };
  });
  return {
    source,
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      simple,
      string,
      source,
      collection,
      binary,
      unary,
      conditional,
    ),
  };
});

/** A body as lines, with the shape it must have. */
interface PrintedBody {
  readonly lines: readonly string[];
  readonly shape: string;
}

const { body } = fc.letrec<{ body: PrintedBody }>((tie) => {
  const argument = expression.map(({ text, shape: read }) => (name: string): PrintedBody => ({
    lines: [`${name} = ${text}`],
    shape: `${name}=${read}`,
  }));
  const block = fc
    .tuple(word, fc.array(fc.tuple(word, fc.boolean()), { maxLength: 2 }), tie('body'))
    .map(([type, labels, inner]) => (): PrintedBody => {
      const header = [type, ...labels.map(([label, quoted]) => (quoted ? `"${label}"` : label))].join(' ');
      return {
        lines: [`${header} {`, ...inner.lines, '} # end'],
        shape: `${[type, ...labels.map(([label]) => `"${label}"`)].join(' ')} {${inner.shape}}`,
      };
    });
  return {
    body: fc
      .array(fc.oneof({ depthSize: 'small' }, argument, block), { maxLength: 4 })
      .map((items) => items.map((item, index) => item(`n${index}`)))
      .map((items) => ({
        lines: items.flatMap((item) => item.lines),
        shape: items.map((item) => item.shape).join('; '),
      })),
  };
});

/** Pieces of HCL, so that random text meets the parser's rules and not only its first complaint. */
const fragment = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '"',
    '${',
    '%{',
    '~}',
    '=',
    '=>',
    '==',
    ':',
    '::',
    ',',
    '.',
    '...',
    '\n',
    '\r\n',
    '\r',
  ],
  ...[
    '?',
    '<<EOT\n',
    '<<-E\n',
    '\nEOT\n',
    'E\n',
    'for ',
    ' in ',
    'if ',
    '%{ if a }',
    '%{endif}',
    '%{ for a in b ~}',
    '#',
  ],
  ...[
    '/*',
    '*/',
    '//',
    '*',
    '[*]',
    '.*',
    '-',
    '!',
    '&&',
    '|',
    '1',
    '.0',
    '1.5',
    'a',
    'resource "a" "b" {\n',
    '  x = ',
    '\\',
  ],
  ...[
    '$${',
    '%',
    "'",
    ';',
    'é',
    '😀',
    '\ud800',
    '\u0000',
    'null',
    ' ',
    '  ',
    '\t',
    'locals {',
    '\n}\n',
    '\ufeff',
  ],
);
const soup = fc.array(
  fc.oneof({ weight: 9, arbitrary: fragment }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }),
  {
    maxLength: 60,
  },
);

describe('HCL properties', () => {
  it('reads every printed expression back, without errors and with nested spans', () => {
    fc.assert(
      fc.property(expression, (printed) => {
        const { expression: read, errors } = parseHclExpression(printed.text);
        assert.deepEqual(errors, []);
        assert.equal(shape(read), printed.shape);
        assert.deepEqual(expressionFaults(read, printed.text), []);
      }),
      { numRuns: 1500 },
    );
  });

  it('reads every printed file back, without errors and with nested spans', () => {
    fc.assert(
      fc.property(body, fc.constantFrom('\n', '\r\n', '\n\n', ' // c\n'), (printed, newline) => {
        const text = printed.lines.map((line) => line + newline).join('');
        const tree = parseHcl(text);
        assert.deepEqual(tree.errors, []);
        assert.equal(bodyShape(tree.body), printed.shape);
        assert.deepEqual(spanFaults(tree, text.length), []);
      }),
      { numRuns: 500 },
    );
  });

  it('reads any text, with spans that nest and lie within it', () => {
    fc.assert(
      fc.property(soup, (pieces) => {
        const text = pieces.join('');
        assert.deepEqual(spanFaults(parseHcl(text), text.length), []);
        assert.deepEqual(expressionFaults(parseHclExpression(text).expression, text), []);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads any mutation of a valid file, with spans that nest and lie within it', () => {
    const change = fc.tuple(fc.nat(), fc.nat({ max: 4 }), fc.oneof(fragment, fc.constant('')));
    fc.assert(
      fc.property(body, fc.array(change, { minLength: 1, maxLength: 3 }), (printed, changes) => {
        let text = printed.lines.join('\n');
        for (const [where, length, inserted] of changes) {
          const at = where % (text.length + 1);
          text = text.slice(0, at) + inserted + text.slice(at + length);
        }
        assert.deepEqual(spanFaults(parseHcl(text), text.length), []);
      }),
      { numRuns: 1500 },
    );
  });

  it('reads the same twice', () => {
    fc.assert(
      fc.property(soup, (pieces) => {
        const text = pieces.join('');
        assert.deepEqual(parseHcl(text), parseHcl(text));
      }),
      { numRuns: 200 },
    );
  });
});

function expressionFaults(read: Expression, text: string): readonly string[] {
  const item = {
    kind: 'attribute',
    start: 0,
    end: text.length,
    name: { start: 0, end: 0, text: '' },
    value: read,
  } as const;
  const tree: Body = { start: 0, end: text.length, items: [item] };
  return spanFaults({ body: tree, errors: [], comments: [] }, text.length);
}

// Recovery: files as `terraform fmt` writes them, with one edit.

/** A value as lines; the first follows the sign, the others are indented against the argument. */
const { value } = fc.letrec<{ value: readonly string[] }>((tie) => {
  const leaf = fc.constantFrom(
    ['"text"'],
    ['"${var.name}-acl"'],
    ['42'],
    ['true'],
    ['aws_vpc.main.id'],
    ['["10.0.0.0/16", local.cidr]'],
    ['cidrsubnet(var.cidr, 8, 1)'],
    ['var.on ? 1 : 0'],
    ['"a ${join(",", ["x", "y"])} b"'],
    ['{ a = 1, b = "c" }'],
    ['{ for k, v in var.m : k => v.id }'],
  );
  const inner = tie('value');
  const indent = (lines: readonly string[], end = ''): readonly string[] =>
    lines.map((line, index) => `  ${line}${index === lines.length - 1 ? end : ''}`);
  const object = fc
    .array(inner, { minLength: 1, maxLength: 3 })
    .map((values) => [
      '{',
      ...values.flatMap((lines, index) => indent([`k${index} = ${lines[0] ?? ''}`, ...lines.slice(1)])),
      '}',
    ]);
  const list = fc
    .array(inner, { minLength: 1, maxLength: 3 })
    .map((values) => ['[', ...values.flatMap((lines) => indent(lines, ',')), ']']);
  const call = object.map((lines) => [`merge(local.tags, ${lines[0] ?? ''}`, ...lines.slice(1, -1), '})']);
  return { value: fc.oneof({ depthSize: 'xsmall' }, { weight: 4, arbitrary: leaf }, object, list, call) };
});

type Item = readonly string[] | { readonly block: string; readonly items: readonly Item[] };

const { items } = fc.letrec<{ items: readonly Item[] }>((tie) => ({
  items: fc.array(
    fc.oneof(
      { depthSize: 'xsmall' },
      { weight: 4, arbitrary: value },
      fc.record({
        block: fc.constantFrom('ingress', 'egress', 'lifecycle', 'dynamic "rule"'),
        items: tie('items'),
      }),
    ),
    { minLength: 1, maxLength: 4 },
  ),
}));

const formatted = fc
  .array(fc.tuple(fc.constantFrom('resource "aws_vpc"', 'module', 'data "aws_subnet"', 'variable'), items), {
    minLength: 2,
    maxLength: 5,
  })
  .map((blocks) => {
    let count = 0;
    const print = (list: readonly Item[], margin: string): string[] =>
      list.flatMap((item) => {
        if ('block' in item)
          return [`${margin}${item.block} {`, ...print(item.items, `${margin}  `), `${margin}}`];
        const [first = '', ...rest] = item;
        return [`${margin}name${count++} = ${first}`, ...rest.map((line) => margin + line)];
      });
    return blocks
      .map(([header, list], index) => [`${header} "b${index}" {`, ...print(list, '  '), '}', ''].join('\n'))
      .join('\n');
  });

/** One edit: what it takes from the text and what it puts there. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly inserted: string;
}

/** All edits of one kind that a file allows. */
const kinds: Readonly<Record<string, (text: string) => readonly Edit[]>> = {
  'delete a closing brace of a block': (text) => blocks(text).map(({ close }) => cut(close, close + 1)),
  'delete an opening brace of a block': (text) => blocks(text).map(({ open }) => cut(open, open + 1)),
  'delete a closing brace of an object': (text) => ends(text, 'object'),
  'delete a closing bracket': (text) => ends(text, 'tuple'),
  'delete a closing parenthesis': (text) => ends(text, 'call'),
  'delete a closing quote': (text) => ends(text, 'template'),
  'insert ${ in a string': (text) => ends(text, 'template').map(({ start }) => put(start, '${')),
  'leave an argument without value': (text) =>
    attributesOf(parseHcl(text), text).map(({ node }) => ({
      start: node.name.end + 2,
      end: node.end,
      inserted: '',
    })),
  'leave an argument with half a name': (text) =>
    attributesOf(parseHcl(text), text).map(({ node }) => ({
      start: node.start + 2,
      end: node.end,
      inserted: '',
    })),
  'type half a header': (text) => tops(text).map((at) => put(at, 'resource "aws_eip" "x\n\n')),
  'type a header without its end': (text) => tops(text).map((at) => put(at, 'resource "aws_eip" "x" {\n\n')),
  'type a nested header': (text) =>
    blocks(text).map(({ open }) => put(open + 1, `\n${marginAt(text, open)}  ingress {`)),
  'insert a brace behind an argument': (text) =>
    attributesOf(parseHcl(text), text).map(({ node }) => put(node.end, '\n}')),
};

function cut(start: number, end: number): Edit {
  return { start, end, inserted: '' };
}

function put(at: number, inserted: string): Edit {
  return { start: at, end: at, inserted };
}

function blocks(text: string): readonly { open: number; close: number }[] {
  const found: { open: number; close: number }[] = [];
  const walk = (read: Body): void => {
    for (const item of read.items) {
      if (item.kind !== 'block') continue;
      found.push({ open: item.body.start, close: item.close ?? -1 });
      walk(item.body);
    }
  };
  walk(parseHcl(text).body);
  return found;
}

/** The blanks at the start of the line that holds `at`. */
function marginAt(text: string, at: number): string {
  return /^ */.exec(text.slice(text.lastIndexOf('\n', at) + 1))?.[0] ?? '';
}

function tops(text: string): readonly number[] {
  return parseHcl(text).body.items.map((item) => item.start);
}

/** Edits that delete the last character of every expression of a kind. */
function ends(text: string, wanted: string): readonly Edit[] {
  const found: Edit[] = [];
  visit(parseHcl(text).body, (node, kind) => {
    if (kind === wanted) found.push(cut(node.end - 1, node.end));
  });
  return found;
}

describe('HCL recovery properties', () => {
  for (const [name, editsOf] of Object.entries(kinds)) {
    it(`keeps what an edit leaves untouched: ${name}`, () => {
      fc.assert(
        fc.property(formatted, fc.nat(), (text, seed) => {
          const edits = editsOf(text);
          const edit = edits[seed % Math.max(1, edits.length)];
          fc.pre(edit !== undefined);
          const edited = text.slice(0, edit.start) + edit.inserted + text.slice(edit.end);
          const shift = edited.length - text.length;
          const expected = attributesOf(parseHcl(text), text)
            .filter(({ node }) => node.end <= edit.start || node.start >= edit.end)
            .map(
              ({ path, node, source }) =>
                `${path}@${node.start >= edit.end ? node.start + shift : node.start} ${source}`,
            );
          const found = new Set(
            attributesOf(parseHcl(edited), edited).map(
              ({ path, node, source }) => `${path}@${node.start} ${source}`,
            ),
          );
          const lost = expected.filter((attribute) => !found.has(attribute));
          assert.ok(lost.length <= expected.length * 0.05, `lost:\n${lost.join('\n')}\nin:\n${edited}`);
        }),
        { numRuns: 150 },
      );
    });
  }
});
