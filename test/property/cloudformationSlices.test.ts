import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SliceCache } from '../../src/core/cloudformation/slices.ts';
import type { Node } from '../../src/core/cloudformation/node.ts';
import { parseJson } from '../../src/core/cloudformation/jsonTemplate.ts';
import { parseYaml, readAhead } from '../../src/core/cloudformation/yamlTemplate.ts';

/** Lines as they stand in templates, and lines that a cut by indentation might be fooled by. */
const values = fc.constantFrom(
  ...[
    '10.0.0.0/16',
    '!Ref Vpc',
    '"a: b"',
    "'it''s'",
    '',
    '~',
    '[a, !Ref B]',
    '{a: b}',
    '[',
    '"',
    '!Sub "${A}"',
  ],
  ...[
    '|\n        a\n\n         b',
    '>-\n        # no comment\n        text',
    '|+\n        kept\n\n',
    'a\n        b',
  ],
  ...[
    '# comment',
    '"a\n  b"',
    "'a\n        b'",
    '[a,\n        b]',
    '{a: b,\n  c: d}',
    '&x',
    '!X',
    '"\n  A:\n    b"',
  ],
);
const keys = fc.constantFrom(
  'Type',
  'Properties',
  'Condition',
  'CidrBlock',
  '"Quoted"',
  "'K'",
  'Fn::If',
  '<<',
  '? a',
  '-',
);
const property = fc.tuple(keys, values).map(([key, value]) => `      ${key}: ${value}\n`);
const names = fc.constantFrom('Vpc', 'Subnet', 'A', 'B', '"C"', '__proto__', 'Fn::ForEach::X', '-a', '<<');
const between = fc.constantFrom(
  '',
  '',
  '',
  '\n',
  '# comment\n',
  '  # comment\n',
  '   \n',
  '\t\n',
  '      \n',
);
const declaration = fc
  .tuple(
    names,
    fc.constantFrom('  ', '  ', '  ', '  ', '   ', ' '),
    fc.array(property, { maxLength: 4 }),
    between,
  )
  .map(
    ([name, indent, properties, gap]) => `${indent}${name}:\n    Properties:\n${properties.join('')}${gap}`,
  );
const section = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom('Resources', 'Parameters', 'Outputs', '"Mappings"', 'Resources'),
        fc.constantFrom('', ' ', ' # c'),
        between,
        fc.array(declaration, { maxLength: 4 }),
      )
      .map(([name, tail, gap, items]) => `${name}:${tail}\n${gap}${items.join('')}`),
  },
  fc.constantFrom(
    ...[
      'Description: text\n',
      'Description: >\n  long\n\n  text\n',
      'Transform: [A,\n  B]\n',
      'Transform:\n- A\n',
    ],
    ...[
      'Metadata:\n  A:\n    B: C\n',
      '---\n',
      '...\n',
      '%YAML 1.1\n',
      'Resources: {A: {Type: B}}\n',
      'half\n',
      '\n',
    ],
  ),
);
const yamls = fc
  .tuple(
    fc.constantFrom('', '', '\uFEFF', '---\n', '# first\n'),
    fc.array(section, { maxLength: 5 }),
    fc.boolean(),
  )
  .map(([head, sections, windows]) => {
    const text = head + sections.join('');
    return windows ? text.replaceAll('\n', '\r\n') : text;
  });

/** A tree as plain data, with every place in it. */
function flat(node: Node | undefined): unknown {
  if (node === undefined) return undefined;
  const { kind, span, tag, damaged, size, height } = node;
  const own = { kind, span, tag, damaged, size, height };
  switch (node.kind) {
    case 'map':
      return { ...own, entries: node.entries.map(({ key, keySpan, value }) => [key, keySpan, flat(value)]) };
    case 'sequence':
      return { ...own, items: node.items.map(flat) };
    default:
      return { ...own, rest: node.kind === 'scalar' ? [node.text, node.value].map(withoutAlias) : node.why };
  }
}

const jsonTrees = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom('a', 'a,', '// b', '/* c', '{', '"', 1, true, null, 'https://x'),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('A', 'B', 'Type', '}', 'Ref'), tie('tree'), { maxKeys: 3 }),
  ),
})).tree;
const jsonTemplates = fc
  .tuple(
    fc.dictionary(
      fc.constantFrom('Resources', 'Parameters', 'Outputs', 'Description', 'X'),
      fc.oneof(fc.dictionary(fc.constantFrom('A', 'B', 'C', 'A{'), jsonTrees, { maxKeys: 4 }), jsonTrees),
      { maxKeys: 4 },
    ),
    fc.constantFrom<string | number>(1, 2, '\t', 0),
    fc.boolean(),
  )
  .map(([tree, indent, windows]) => {
    const text = JSON.stringify(tree, null, indent);
    return windows ? text.replaceAll('\n', '\r\n') : text;
  });
const jsonEdits = fc.tuple(
  fc.nat(),
  fc.constantFrom(0, 0, 1, 2, 5),
  fc.constantFrom('', '', ',', '}', '"', ' // c', '/*', '\n', ' ', ',,', '"A": 1,', '\t'),
);

/** The last line may end up in a quote that is left open. */
function withoutAlias(text: unknown): unknown {
  return typeof text === 'string' ? text.replace('[&a xx, *a]', '[   xx, xx]') : text;
}

describe('Slices of templates', () => {
  it('give what the whole text gives', () => {
    let cut = 0;
    fc.assert(
      fc.property(yamls, (text) => {
        // An alias anywhere makes the whole be read at once; two spaces more keep every place.
        const end = text === '' || text.endsWith('\n') ? '' : '\n';
        const inSlices = parseYaml(`${text}${end}Z: [   xx, xx]\n`);
        const whole = parseYaml(`${text}${end}Z: [&a xx, *a]\n`);
        if (inSlices.problems.length === 0) cut++;
        const plain = (root: Node | undefined): unknown =>
          root?.kind === 'map'
            ? root.entries.slice(0, -1).map(({ key, value }) => [key, flat(value)])
            : flat(root);
        assert.deepEqual(inSlices.problems, whole.problems);
        assert.deepEqual(plain(inSlices.root), plain(whole.root));
      }),
      { numRuns: 1000 },
    );
    assert.ok(cut > 100, `only ${cut} texts were sound`);
  });

  it('give the same again after an edit, from a cache or without one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(yamls, fc.nat(), fc.nat(3), fc.constantFrom('', 'x', '\n', ' ', '"')), {
          minLength: 1,
          maxLength: 4,
        }),
        (edits) => {
          const cache = new SliceCache();
          for (const [text, at, length, put] of edits) {
            const start = text.length === 0 ? 0 : at % text.length;
            for (const version of [text, text.slice(0, start) + put + text.slice(start + length), text]) {
              for (const step of readAhead(version, cache)) assert.equal(step, undefined);
              const kept = parseYaml(version, cache);
              const fresh = parseYaml(version);
              assert.deepEqual(kept.problems, fresh.problems);
              assert.deepEqual(flat(kept.root), flat(fresh.root));
            }
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('of JSON give what the whole text gives, also while it is typed', () => {
    let cut = 0;
    fc.assert(
      fc.property(jsonTemplates, fc.array(jsonEdits, { maxLength: 3 }), (text, edits) => {
        const cache = new SliceCache();
        let version = text;
        for (const [at, length, put] of [[0, 0, ''] as const, ...edits]) {
          const start = at % version.length;
          version = version.slice(0, start) + put + version.slice(start + length);
          if (version === '') return;
          const inSlices = parseJson(version, cache);
          // Text behind the end, if only a comment, makes the whole be read at once.
          const whole = parseJson(`${version}\n// end`);
          if (inSlices.problems.length === 0) cut++;
          assert.deepEqual(inSlices.problems.length === 0, whole.problems.length === 0);
          if (whole.problems.length === 0) assert.deepEqual(flat(inSlices.root), flat(whole.root));
        }
      }),
      { numRuns: 1000 },
    );
    assert.ok(cut > 500, `only ${cut} texts were sound`);
  });
});
