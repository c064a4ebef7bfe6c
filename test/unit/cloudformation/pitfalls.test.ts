import assert from 'node:assert/strict';
import { explain } from '../../../src/core/value/value.ts';
import { plain, resource, stack, template } from './support.ts';

const head = 'AWSTemplateFormatVersion: 2010-09-09\n';

function resources(body: string): string {
  return `${head}Resources:\n${body}`;
}

function codes(text: string): readonly string[] {
  return template(text).problems.map(({ code }) => code);
}

function texts(text: string): readonly string[] {
  return template(text).problems.map(({ span }) => text.slice(span.start, span.end));
}

describe('Pitfalls of YAML and JSON', () => {
  it('a comment nobody closes ends, and the JSON before it is kept', () => {
    const text = '{"Resources": {"A": {"Type": "AWS::EC2::VPC"}} /*';
    assert.deepEqual(
      stack(text).resources.map(({ address }) => address),
      ['A'],
    );
  });

  const spellings = [
    '0755',
    '022',
    '22:22',
    'on',
    'yes',
    'true',
    '1e3',
    '0x1F',
    '012345678901',
    '2012-10-17',
    '443',
    '.5',
  ];
  for (const spelling of spellings) {
    it(`${spelling} is the text it is written as`, () => {
      const configuration = stack(
        resources(`  ${spelling}:\n    Type: AWS::X::Y\n    Properties: {P: ${spelling}}\n`),
      );
      assert.equal(plain(resource(configuration, spelling).properties.properties.get('P')?.value), spelling);
    });
  }

  it('keeps the kinds of JSON', () => {
    const text =
      '{"Resources": {"A": {"Type": "AWS::X::Y", "Properties": {"P": [1, "1", true, null, 1e999]}}}}';
    const value = resource(stack(text), 'A').properties.properties.get('P')?.value;
    assert.deepEqual(plain(value), [1, '1', true, null, 'Infinity']);
  });

  const deep: Readonly<Record<string, string>> = {
    'YAML of [': resources(`  A: ${'['.repeat(20_000)}`),
    'YAML of {': resources(`  A: ${'{'.repeat(20_000)}`),
    'YAML of ?': resources(`  A:\n    ${'? '.repeat(20_000)}`),
    'YAML of indentation': resources(
      Array.from({ length: 400 }, (_, i) => `${' '.repeat(i + 2)}A:\n`).join(''),
    ),
    'JSON of [': `{"AWSTemplateFormatVersion":"","Resources":${'['.repeat(100_000)}`,
    'JSON of {': `{"AWSTemplateFormatVersion":"","Resources":${'{"a":'.repeat(100_000)}`,
    'JSON of mixed brackets': `{"AWSTemplateFormatVersion":"","Resources":${'[},'.repeat(100_000)}`,
  };
  for (const [name, text] of Object.entries(deep)) {
    it(`gives up on deep ${name}`, () => {
      assert.deepEqual(codes(text), ['template-too-deep']);
      assert.equal(stack(text).resources.length, 0);
    });
  }

  it('reads what is nested 90 levels deep', () => {
    const list = '['.repeat(90) + ']'.repeat(90);
    for (const text of [
      resources(`  A: {Type: AWS::X::Y, Properties: {P: ${list}}}`),
      `{"Resources": {"A": {"Type": "AWS::X::Y", "Properties": {"P": ${list}}}}}`,
    ]) {
      assert.deepEqual(codes(text), []);
      assert.equal(resource(stack(text), 'A').properties.properties.get('P')?.value.kind, 'list');
    }
  });

  it('keeps the other resources of a template with one that is too deep', () => {
    const text = resources(`  A:\n    Type: ${'['.repeat(20_000)}\n  B:\n    Type: AWS::X::Y\n`);
    assert.deepEqual(codes(text), ['template-too-deep']);
    assert.deepEqual(
      stack(text).resources.map(({ address }) => address),
      ['B'],
    );
  });

  it('reads no further where all is wrong, and keeps the other resources', () => {
    const text = resources(`  A:\n    Type: ${'}'.repeat(20_000)}\n  B:\n    Type: AWS::X::Y\n`);
    const messages = template(text).problems.map(({ message }) => message);
    assert.deepEqual(messages, ['This is not YAML, so it is not read']);
    assert.deepEqual(
      stack(text).resources.map(({ address }) => address),
      ['B'],
    );
  });

  it('bounds what aliases stand for', () => {
    const lines = ['X:', '  a0: &a0 [x,x,x,x,x,x,x,x,x,x]'];
    for (let i = 1; i < 30; i++) {
      lines.push(
        `  a${i}: &a${i} [${Array<string>(10)
          .fill(`*a${i - 1}`)
          .join(',')}]`,
      );
    }
    const text = `${lines.join('\n')}\n${resources('  A: {Type: AWS::X::Y, Properties: {P: *a29}}\n')}`;
    assert.equal(codes(text)[0], 'template-alias');
    const value = resource(stack(text), 'A').properties.properties.get('P')?.value;
    assert.deepEqual(plain(value), {
      unknown: 'A is an alias that makes the template larger than 100000 values',
    });
  });

  it('bounds how deep aliases nest', () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `  a${i + 1}: &a${i + 1} [*a${i}]`);
    const text = `X:\n  a0: &a0 x\n${lines.join('\n')}\n${resources('  A: {Type: AWS::X::Y, Properties: {P: *a150}}\n')}`;
    assert.equal(codes(text)[0], 'template-alias');
    assert.equal(stack(text).resources.length, 1);
  });

  it('follows aliases and merge keys', () => {
    const configuration = stack(
      resources(`  A:
    Type: AWS::X::Y
    Properties: &p
      P: &list [a, !Ref A]
      Q: 1
  B:
    Type: AWS::X::Y
    Properties:
      <<: *p
      Q: 2
      R: *list
  C:
    Type: AWS::X::Y
    Properties: {<<: [{P: 1}, *p], "<<": text}
`),
    );
    const list = ['a', { reference: 'A.Ref' }];
    assert.deepEqual(plain(resource(configuration, 'B').properties), { Q: '2', R: list, P: list });
    assert.deepEqual(plain(resource(configuration, 'C').properties), { '<<': 'text', 'P': '1', 'Q': '1' });
    assert.deepEqual(configuration.problems, []);
  });

  it('places a value that an alias names at the alias', () => {
    const text = resources('  A: {Type: AWS::X::Y, Properties: {P: &p x, Q: *p}}\n');
    const property = resource(stack(text), 'A').properties.properties.get('Q');
    assert.equal(text.slice(property?.origin.span.start, property?.origin.span.end), '*p');
  });

  it('reports aliases that lead nowhere or to themselves', () => {
    const text = resources('  A: &a {Type: AWS::X::Y, Properties: {P: *a, Q: *b}}\n');
    assert.deepEqual(codes(text), ['template-alias', 'template-alias']);
    assert.deepEqual(texts(text), ['*a', '*b']);
    assert.deepEqual(plain(resource(stack(text), 'A').properties), {
      P: { unknown: 'A is an alias that names a value that contains it' },
      Q: { unknown: 'A is an alias that has no anchor before it' },
    });
  });

  for (const [language, text] of [
    ['YAML', resources('  A: {Type: AWS::X::Y}\n  "A": {Type: AWS::X::Z, Type: AWS::X::W}\n')],
    ['JSON', '{"Resources": {"A": {"Type": "AWS::X::Y"}, "A": {"Type": "AWS::X::Z", "Type": "AWS::X::W"}}}'],
  ] as const) {
    it(`reports keys that are written twice in ${language} and takes the later one`, () => {
      assert.deepEqual(codes(text), ['template-duplicate-key', 'template-duplicate-key']);
      assert.deepEqual([...texts(text)].sort(), ['"A"', language === 'YAML' ? 'Type' : '"Type"']);
      assert.deepEqual(
        stack(text).resources.map(({ type }) => type),
        ['AWS::X::W'],
      );
    });
  }

  it('reports no more than it can be read', () => {
    assert.equal(codes(resources('  A: {Type: AWS::X::Y}\n'.repeat(5000))).length, 20);
  });

  it('takes names of JavaScript for names', () => {
    const configuration = stack(`Parameters: {constructor: {Default: a}}
Resources:
  __proto__: {Type: AWS::X::Y, Properties: {__proto__: !Ref constructor, P: !Ref toString}}
  hasOwnProperty: {Type: AWS::X::Y, Properties: {P: !GetAtt __proto__.__proto__}}
`);
    assert.deepEqual(
      configuration.resources.map(({ address }) => address),
      ['__proto__', 'hasOwnProperty'],
    );
    const own = resource(configuration, '__proto__').properties.properties;
    assert.equal(plain(own.get('__proto__')?.value), 'a');
    assert.equal(own.get('P')?.value.kind, 'unknown');
    assert.equal(plain(resource(configuration, 'hasOwnProperty').properties.properties.get('P')?.value), 'a');
  });

  const shapes: Readonly<Record<string, readonly string[]>> = {
    'Resources: []\n': ['template-section'],
    'Resources: text\n': ['template-section'],
    'Resources: !Ref x\n': ['template-section'],
    'Resources:\n': [],
    'Resources: {}\nParameters: ~\n': [],
    'Resources: {A: x, B: [], C: , D: {Type: [AWS::X::Y]}, E: {Type: !Ref x}}\n': [],
    'Parameters: {A: x}\nOutputs: {A: x}\nConditions: []\nMappings: x\n': [
      'template-section',
      'template-section',
    ],
  };
  for (const [body, expected] of Object.entries(shapes)) {
    it(`reads ${JSON.stringify(body)}`, () => {
      assert.deepEqual(codes(head + body), expected);
      assert.equal(stack(head + body).resources.length, 0);
    });
  }

  for (const properties of ['x', '[a]', '!If [A, {}, {}]']) {
    it(`takes Properties: ${properties} as open`, () => {
      const found = resource(stack(resources(`  A: {Type: AWS::X::Y, Properties: ${properties}}\n`)), 'A');
      assert.equal(found.properties.open?.kind, 'unknown');
    });
  }

  it('takes a map with a key that is no text as unknown', () => {
    const found = resource(stack(resources('  A: {Type: AWS::X::Y, Properties: {P: {{ cidr }}}}\n')), 'A');
    assert.deepEqual(plain(found.properties.properties.get('P')?.value), {
      unknown: 'A has a key that is not text',
    });
  });

  it('bounds what functions make', () => {
    const doubling = Array.from(
      { length: 60 },
      (_, i) => `  A${i}: {Type: AWS::X::Y, Properties: {P: !Sub "\${A${i + 1}.P}\${A${i + 1}.P}"}}\n`,
    );
    const text = resources(`${doubling.join('')}  A60: {Type: AWS::X::Y, Properties: {P: xxxxxxxxxx}}\n`);
    const value = resource(stack(text), 'A0').properties.properties.get('P')?.value;
    assert.equal(
      value?.kind === 'unknown' && explain(value.because),
      'Fn::Sub makes the template larger than is evaluated',
    );
  });

  it('bounds how deep references lead', () => {
    const chain = Array.from(
      { length: 3000 },
      (_, i) => `"A${i}":{"Type":"AWS::X::Y","Properties":{"P":{"Fn::GetAtt":["A${i + 1}","P"]}}}`,
    );
    const conditions = Array.from(
      { length: 3000 },
      (_, i) => `"C${i}":{"Fn::Not":[{"Condition":"C${i + 1}"}]}`,
    );
    const configuration = stack(
      `{"Conditions":{${conditions.join(',')}},"Resources":{"Z":{"Type":"AWS::X::Y","Condition":"C0"},${chain.join(',')}}}`,
    );
    assert.equal(resource(configuration, 'A0').properties.properties.get('P')?.value.kind, 'unknown');
    assert.equal(resource(configuration, 'Z').exists.kind, 'unknown');
  });

  it('gives up on what no one can deploy for its size', () => {
    const text = `${head}Metadata: ${'x'.repeat(5_000_000)}\n`;
    assert.deepEqual(codes(text), ['template-too-large']);
  });
});
