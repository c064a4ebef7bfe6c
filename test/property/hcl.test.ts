import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseHcl, parseHclExpression } from '../../src/core/hcl/parser.ts';
import { scanHcl } from '../../src/core/hcl/scanner.ts';
import type { Body, Expression } from '../../src/core/hcl/nodes.ts';
import { bodyShape, shape, spanFaults } from '../unit/hcl/syntax.ts';
import { printedBody, printedExpression } from './hclGenerators.ts';

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
      fc.property(printedExpression, (printed) => {
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
      fc.property(printedBody, fc.constantFrom('\n', '\r\n', '\n\n', ' // c\n'), (printed, newline) => {
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

  it('leaves nothing between two tokens of a text but blanks and comments', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          soup,
          printedBody.map(({ lines }) => lines.map((line) => `${line}\n`)),
        ),
        (pieces) => {
          const text = pieces.join('');
          const { tokens, comments } = scanHcl(text);
          let rebuilt = '';
          let at = 0;
          let comment = 0;
          for (let index = 0; index < tokens.count; index++) {
            const start = tokens.start(index);
            assert.ok(start >= at, `token ${index} begins at ${start}, before ${at}`);
            for (; (comments[comment]?.start ?? Infinity) < start; comment++) {
              const found = comments[comment]!;
              rebuilt += blanks(text.slice(at, found.start)) + found.text;
              at = found.end;
            }
            rebuilt += blanks(text.slice(at, start)) + tokens.slice(index);
            at = tokens.end(index);
          }
          assert.equal(rebuilt, text);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('reads any mutation of a valid file, with spans that nest and lie within it', () => {
    const change = fc.tuple(fc.nat(), fc.nat({ max: 4 }), fc.oneof(fragment, fc.constant('')));
    fc.assert(
      fc.property(printedBody, fc.array(change, { minLength: 1, maxLength: 3 }), (printed, changes) => {
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

  it('reads a text after edits as it would read it afresh, and keeps blocks above them', () => {
    const change = fc.tuple(fc.nat(), fc.nat({ max: 4 }), fc.oneof(fragment, fc.constant('')));
    const piece = fc.constantFrom(
      'a {\n  x = 1\n}\n',
      'b "c" { # c\n  y = <<EOT\nt\nEOT\n}\n',
      '# comment\n',
      'c {\n  d {\n  }\n} # behind\n',
      '/* over\nlines */\n',
      'e {} \r\n',
      'x = 1\n',
    );
    let kept = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { minLength: 1, maxLength: 12 }),
          printedBody.map(({ lines }) => lines.map((line) => `${line}\n`)),
        ),
        fc.array(change, { minLength: 1, maxLength: 5 }),
        (pieces, changes) => {
          let text = pieces.join('');
          let tree = parseHcl(text);
          for (const [where, length, inserted] of changes) {
            const at = where % (text.length + 1);
            const edited = text.slice(0, at) + inserted + text.slice(at + length);
            const after = parseHcl(edited, { text, tree });
            assert.deepEqual(after, parseHcl(edited));
            if (tree.body.items[0] !== undefined && after.body.items[0] === tree.body.items[0]) kept++;
            text = edited;
            tree = after;
          }
        },
      ),
      { numRuns: 800 },
    );
    assert.ok(kept > 100, `${kept} first blocks were kept`);
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

/** The text between two tokens; a byte order mark and lone carriage returns count as blanks. */
function blanks(gap: string): string {
  assert.match(gap, /^[ \t\r\ufeff]*$/);
  return gap;
}

function expressionFaults(read: Expression, text: string): readonly string[] {
  const item = {
    kind: 'attribute',
    start: 0,
    end: text.length,
    name: { start: 0, end: 0, text: '' },
    value: read,
  } as const;
  const tree: Body = { start: 0, end: text.length, items: [item] };
  return spanFaults({ syntax: 'native', body: tree, errors: [], comments: [] }, text.length);
}
