/**
 * Random HCL: expressions and files printed together with the shape of the tree they must be read as, in the notation of
 * the unit tests' `shape`, and files as `terraform fmt` leaves them.
 */
import fc from 'fast-check';

/** An expression as text, with the shape its tree must have. */
export interface Printed {
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

const expressions = fc.letrec<{ expression: Printed; source: Printed }>((tie) => {
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
export interface PrintedBody {
  readonly lines: readonly string[];
  readonly shape: string;
}

const bodies = fc.letrec<{ body: PrintedBody }>((tie) => {
  const argument = expressions.expression.map(({ text, shape: read }) => (name: string): PrintedBody => ({
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

/** Expressions with the shape their trees must have. */
export const printedExpression: fc.Arbitrary<Printed> = expressions.expression;

/** Bodies of files with the shape their trees must have. */
export const printedBody: fc.Arbitrary<PrintedBody> = bodies.body;

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
    .map((values) => ['{', ...indent(inColumns(values.map((lines, index) => [`k${index}`, lines]))), '}']);
  const list = fc
    .array(inner, { minLength: 1, maxLength: 3 })
    .map((values) => ['[', ...values.flatMap((lines) => indent(lines, ',')), ']']);
  const call = object.map((lines) => [`merge(local.tags, ${lines[0] ?? ''}`, ...lines.slice(1, -1), '})']);
  return { value: fc.oneof({ depthSize: 'xsmall' }, { weight: 4, arbitrary: leaf }, object, list, call) };
});

/** Arguments as lines. The signs of neighbours whose values take one line stand in a column. */
function inColumns(items: readonly (readonly [name: string, value: readonly string[]])[]): readonly string[] {
  const widths = items.map(([name, lines]) => (lines.length === 1 ? name.length : 0));
  return items.flatMap(([name, [first = '', ...rest]], index) => {
    let width = name.length;
    for (let at = index; at < items.length && (widths[at] ?? 0) > 0 && rest.length === 0; at++)
      width = Math.max(width, widths[at] ?? 0);
    for (let at = index; at >= 0 && (widths[at] ?? 0) > 0 && rest.length === 0; at--)
      width = Math.max(width, widths[at] ?? 0);
    return [`${name.padEnd(width)} = ${first}`, ...rest];
  });
}

interface FormattedAttribute {
  readonly suffix: string;
  readonly lines: readonly string[];
}

interface FormattedBlock {
  readonly block: string;
  readonly items: readonly FormattedItem[];
}

type FormattedItem = FormattedAttribute | FormattedBlock;

const { items: formattedItems } = fc.letrec<{ items: readonly FormattedItem[] }>((tie) => ({
  items: fc.array(
    fc.oneof(
      { depthSize: 'xsmall' },
      {
        weight: 4,
        arbitrary: fc.record({ suffix: fc.constantFrom('', '_id', '_cidr_block'), lines: value }),
      },
      fc.record({
        block: fc.constantFrom('ingress', 'egress', 'lifecycle', 'dynamic "rule"'),
        items: tie('items'),
      }),
    ),
    { minLength: 1, maxLength: 4 },
  ),
}));

/** Files of two to five blocks as `terraform fmt` leaves them. No two arguments have the same name. */
export const formattedFile: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.constantFrom('resource "aws_vpc"', 'module', 'data "aws_subnet"', 'variable'),
      formattedItems,
    ),
    { minLength: 2, maxLength: 5 },
  )
  .map((blocks) => {
    let count = 0;
    const print = (list: readonly FormattedItem[]): readonly string[] => {
      const lines: string[] = [];
      let run: [string, readonly string[]][] = [];
      const flush = (): void => {
        lines.push(...inColumns(run));
        run = [];
      };
      for (const item of list) {
        if ('lines' in item) {
          run.push([`name${count++}${item.suffix}`, item.lines]);
        } else {
          flush();
          lines.push(`${item.block} {`, ...print(item.items), '}');
        }
      }
      flush();
      return lines.map((line) => `  ${line}`);
    };
    return blocks
      .map(([header, list], index) => [`${header} "b${index}" {`, ...print(list), '}', ''].join('\n'))
      .join('\n');
  });
