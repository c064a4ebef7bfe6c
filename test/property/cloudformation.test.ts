import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluateTemplate } from '../../src/core/cloudformation/stack.ts';
import { parseTemplate } from '../../src/core/cloudformation/template.ts';
import type { Configuration } from '../../src/core/value/resource.ts';
import type { Property, Value } from '../../src/core/value/value.ts';
import { plain } from '../unit/cloudformation/support.ts';

const head = 'AWSTemplateFormatVersion: 2010-09-09\n';

/** Pieces that YAML, JSON or CloudFormation give a meaning. */
const pieces = fc.constantFrom(
  ...[
    'Resources',
    'Parameters',
    'Conditions',
    'Type',
    'Properties',
    'AWS::EC2::VPC',
    'A',
    'B',
    'Ref',
    'Fn::Sub',
  ],
  ...[
    '!Ref',
    '!Sub',
    '!GetAtt',
    '!If',
    '!Join',
    '!Select',
    '!Cidr',
    '!FindInMap',
    '!Condition',
    '!',
    '!!str',
    '${A.B}',
    '${',
  ],
  ...[
    ': ',
    ':',
    '\n',
    '\r\n',
    '\n  ',
    '\n    ',
    '\n      ',
    '\t',
    ' ',
    '- ',
    '? ',
    '[',
    ']',
    '{',
    '}',
    ', ',
    ',',
  ],
  ...[
    '"',
    "'",
    '|',
    '>',
    '&a ',
    '*a',
    '<<: ',
    '#',
    '---',
    '...',
    '%YAML 1.1\n',
    '\uFEFF',
    '\u0000',
    '\uD800',
    '\\',
    '//',
    '/*',
  ],
);

const soup = fc.array(
  fc.oneof({ weight: 5, arbitrary: pieces }, fc.string({ unit: 'binary', maxLength: 3 })),
  {
    maxLength: 60,
  },
);

/** Every place a configuration names lies in the text, and every part in the whole. */
function checkPlaces(configuration: Configuration, length: number): void {
  const check = (span: { start: number; end: number } | undefined): void => {
    if (span !== undefined) assert.ok(0 <= span.start && span.start <= span.end && span.end <= length);
  };
  const walk = (value: Value): void => {
    const parts: readonly Property[] =
      value.kind === 'list' ? value.items : value.kind === 'object' ? [...value.properties.values()] : [];
    for (const part of parts) {
      check(part.origin.span);
      walk(part.value);
    }
  };
  for (const { header, origin, properties } of configuration.resources) {
    check(header.span);
    check(origin.span);
    assert.ok(origin.span.start <= header.span.start && header.span.end <= origin.span.end);
    walk(properties);
  }
  for (const problem of configuration.problems) check(problem.span);
}

function evaluate(text: string): Configuration | undefined {
  const template = parseTemplate('stack', text);
  return template === undefined ? undefined : evaluateTemplate(template);
}

type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };

const texts = fc.oneof(
  fc.constantFrom(
    'a',
    '10.0.0.0/16',
    '0755',
    'yes',
    '22:22',
    '- a',
    '# a',
    '!Ref a',
    '&a',
    '*a',
    'a: b',
    '{',
    "'",
    '"',
  ),
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);

const names = fc.constantFrom('Vpc', 'Cidr', 'Open', 'Nobody', 'AWS::Region', 'AWS::NoValue', 'Many');

const calls: fc.Arbitrary<Tree> = fc.oneof(
  names.map((name) => ({ Ref: name })),
  fc.constantFrom<Tree>(
    { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] },
    { 'Fn::GetAtt': ['Vpc', 'VpcId'] },
    { 'Fn::Sub': '${Cidr}-${Vpc.CidrBlock}' },
    { 'Fn::Sub': '${Vpc}' },
    { 'Fn::Join': ['/', ['10.0.0.0', { Ref: 'Cidr' }]] },
    { 'Fn::Select': ['1', { Ref: 'Many' }] },
    { 'Fn::Cidr': [{ 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }, '2', '8'] },
    { 'Fn::If': ['Maybe', 'a', { Ref: 'AWS::NoValue' }] },
    { 'Fn::ImportValue': 'x' },
  ),
);

const trees = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    texts,
    calls,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,6}$/), tie('tree'), { maxKeys: 4 }),
  ),
})).tree;

/** The same tree in YAML: flow or block style, functions in their short form where they have one. */
function toYaml(tree: Tree, indent: string, block: boolean): string {
  if (typeof tree === 'string') return JSON.stringify(tree);
  const inner = `${indent}  `;
  if (isList(tree)) {
    if (tree.length === 0) return '[]';
    if (!block) return `[${tree.map((item) => toYaml(item, inner, false)).join(', ')}]`;
    return tree.map((item) => `\n${indent}- ${toYaml(item, inner, true)}`).join('');
  }
  const entries = Object.entries(tree);
  const [only] = entries;
  if (only !== undefined && entries.length === 1 && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) {
    return `!${only[0].replace('Fn::', '')} ${toYaml(only[1], inner, block)}`;
  }
  if (entries.length === 0) return '{}';
  if (!block)
    return `{${entries.map(([key, value]) => `${key}: ${toYaml(value, inner, false)}`).join(', ')}}`;
  return entries.map(([key, value]) => `\n${indent}${key}: ${toYaml(value, inner, true)}`).join('');
}

function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}

describe('CloudFormation properties', () => {
  it('no text makes it throw, and every place lies in the text', () => {
    fc.assert(
      fc.property(
        soup,
        fc.constantFrom('', `${head}Resources:\n  A:\n`, '{"AWSTemplateFormatVersion": ""'),
        (parts, before) => {
          const text = before + parts.join('');
          const configuration = evaluate(text);
          if (configuration !== undefined) checkPlaces(configuration, text.length);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('a template in YAML and the same in JSON are worth the same', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[A-Z][a-z]{0,5}$/), trees, { maxKeys: 5 }),
        fc.boolean(),
        (properties, block) => {
          const whole: Tree = {
            Parameters: {
              Cidr: { Type: 'String', Default: '10.0.0.0/8' },
              Open: { Type: 'String' },
              Many: { Type: 'CommaDelimitedList', Default: 'a,b' },
            },
            Conditions: { Maybe: { 'Fn::Equals': [{ Ref: 'Open' }, 'a'] } },
            Resources: {
              Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
              Subject: { Type: 'AWS::EC2::Subnet', Properties: properties },
            },
          };
          const json = evaluate(JSON.stringify(whole, null, block ? 2 : 0));
          const yamlText = toYaml(whole, '', block).trimStart();
          const yaml = evaluate(yamlText);
          assert.ok(json !== undefined && yaml !== undefined);
          assert.deepEqual(yaml.problems, []);
          const worth = (configuration: Configuration): unknown =>
            configuration.resources.map((resource) => [resource.address, plain(resource.properties)]);
          assert.deepEqual(worth(yaml), worth(json));
          checkPlaces(yaml, yamlText.length);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('a line that is broken costs no resource but its own', () => {
    const body = Array.from(
      { length: 6 },
      (_, i) =>
        `  R${i}:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: 10.${i}.0.0/16\n      Tags: [a]\n`,
    );
    const breaks = fc.constantFrom(
      '"',
      "'",
      '[',
      '{',
      '}',
      '@',
      'key',
      '- a',
      '\tx: 1',
      '!Ref [',
      '*none',
      '&',
      '%',
      '"a": b: c',
    );
    fc.assert(
      fc.property(fc.nat(5), breaks, (at, broken) => {
        const text = `${head}Resources:\n${body
          .map((resource, i) =>
            i === at ? resource.replace('Tags: [a]', `Tags: ${broken}\n      ${broken}`) : resource,
          )
          .join('')}`;
        const found = evaluate(text)?.resources ?? [];
        for (let i = 0; i < body.length; i++) {
          const cidr = found
            .find(({ address }) => address === `R${i}`)
            ?.properties.properties.get('CidrBlock');
          if (i !== at) assert.equal(plain(cidr?.value), `10.${i}.0.0/16`, `${i} ${broken}`);
        }
      }),
    );
  });
});
