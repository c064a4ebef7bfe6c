import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { evaluateTemplate } from '../../../src/core/cloudformation/stack.ts';
import { parseTemplate } from '../../../src/core/cloudformation/template.ts';

const folder = 'examples/stateless-vs-stateful';
const yaml = readFileSync(`${folder}/cloudformation-yaml/nacl-ephemeral/template.yaml`, 'utf8');
const json = readFileSync(`${folder}/cloudformation-json/nacl-ephemeral/template.json`, 'utf8');

interface Edit {
  readonly name: string;
  readonly find: string;
  readonly put: string;
  /** Resources of which properties may be missing: those the error lies in. */
  readonly damaged: readonly string[];
  /** How many lines below the edit each problem is reported. */
  readonly lines: readonly number[];
}

const subnet = '      CidrBlock: 10.0.12.0/24\n';

const yamlEdits: readonly Edit[] = [
  { name: 'a half-typed key', find: subnet, put: '      CidrBl\n', damaged: ['PublicSubnet'], lines: [0] },
  { name: 'a key without a value', find: subnet, put: '      CidrBlock:\n', damaged: [], lines: [] },
  { name: 'a tag without a value', find: subnet, put: '      CidrBlock: !Ref \n', damaged: [], lines: [] },
  {
    name: 'an open quote',
    find: subnet,
    put: '      CidrBlock: "10.0\n',
    damaged: ['PublicSubnet'],
    lines: [2],
  },
  {
    name: 'an open bracket',
    find: subnet,
    put: '      CidrBlock: !Select [0, \n',
    damaged: ['PublicSubnet'],
    lines: [2],
  },
  {
    name: 'an open brace',
    find: subnet,
    put: '      CidrBlock: {Ref: \n',
    damaged: ['PublicSubnet'],
    lines: [0],
  },
  { name: 'a tab', find: subnet, put: '\tCidrBlock: 10.0.12.0/24\n', damaged: ['PublicSubnet'], lines: [0] },
  {
    name: 'two tags',
    find: subnet,
    put: '      CidrBlock: !Base64 !Sub x\n',
    damaged: ['PublicSubnet'],
    lines: [0],
  },
  {
    name: 'a half-typed logical id',
    find: '  PublicSubnet:\n',
    put: '  New\n  PublicSubnet:\n',
    damaged: [],
    lines: [0],
  },
  {
    name: 'a half-typed section',
    find: 'Resources:\n',
    put: 'Condi\nResources:\n',
    damaged: [],
    lines: [0],
  },
  {
    name: 'a half-typed item',
    find: "        - IpProtocol: '-1'\n",
    put: '        - IpPro\n',
    damaged: ['WebSecurityGroup'],
    lines: [0],
  },
];

const line = '        "CidrBlock": "10.0.12.0/24"\n';

const jsonEdits: readonly Edit[] = [
  { name: 'a half-typed key', find: line, put: '        "CidrBl\n', damaged: ['PublicSubnet'], lines: [0] },
  {
    name: 'a key without a colon',
    find: line,
    put: '        "CidrBlock"\n',
    damaged: ['PublicSubnet'],
    lines: [1],
  },
  { name: 'a bare key', find: line, put: '        CidrBl\n', damaged: ['PublicSubnet'], lines: [0] },
  {
    name: 'a key without a value',
    find: line,
    put: '        "CidrBlock": \n',
    damaged: ['PublicSubnet'],
    lines: [1],
  },
  {
    name: 'an open quote',
    find: line,
    put: '        "CidrBlock": "10.0\n',
    damaged: ['PublicSubnet'],
    lines: [0],
  },
  {
    name: 'an open bracket',
    find: line,
    put: '        "CidrBlock": [\n',
    damaged: ['PublicSubnet'],
    lines: [1],
  },
  {
    name: 'an open brace',
    find: line,
    put: '        "CidrBlock": { "Ref":\n',
    damaged: ['PublicSubnet'],
    lines: [1],
  },
  {
    name: 'a missing comma',
    find: '"RuleNumber": 100,',
    put: '"RuleNumber": 100',
    damaged: ['OutboundTcp'],
    lines: [1],
  },
  {
    name: 'a missing brace',
    find: '"To": 65535 }',
    put: '"To": 65535 ',
    damaged: ['OutboundTcp'],
    lines: [3],
  },
  {
    name: 'a brace too many',
    find: '"To": 65535 }',
    put: '"To": 65535 }}',
    damaged: ['OutboundTcp'],
    lines: [2],
  },
];

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function check(text: string, { find, put, damaged, lines }: Edit): void {
  assert.ok(text.includes(find), 'the edit fits the example');
  const whole = parseTemplate('stack', text);
  const edited = text.replace(find, () => put);
  const parsed = parseTemplate('stack', edited);
  assert.ok(whole !== undefined && parsed !== undefined);
  const { resources, problems } = evaluateTemplate(parsed);
  assert.deepEqual(
    resources.map(({ address }) => address),
    [...whole.resources.keys()],
  );
  assert.deepEqual(
    resources.flatMap(({ address, properties }) => (properties.open === undefined ? [] : [address])),
    damaged,
  );
  assert.deepEqual(
    problems.map(({ span }) => lineOf(edited, span.start) - lineOf(edited, text.indexOf(find))),
    lines,
  );
  for (const { header, address } of resources) {
    assert.match(edited.slice(header.span.start, header.span.end), new RegExp(`^"?${address}"?$`));
  }
}

describe('Half-typed templates keep every finished resource', () => {
  for (const edit of yamlEdits) it(`YAML with ${edit.name}`, () => check(yaml, edit));
  for (const edit of jsonEdits) it(`JSON with ${edit.name}`, () => check(json, edit));
  for (const edit of yamlEdits.filter(({ lines }) => lines.length > 0)) {
    it(`YAML with CRLF and ${edit.name}`, () => {
      const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
      check(crlf(yaml), { ...edit, find: crlf(edit.find), put: crlf(edit.put) });
    });
  }

  it('keeps what is above the place a text is cut off at', () => {
    for (const text of [yaml, json]) {
      const cut = text.slice(0, text.indexOf('PublicNetworkAcl', text.indexOf('DefaultRoute')));
      const parsed = parseTemplate('stack', cut);
      assert.equal(parsed?.resources.has('DefaultRoute'), true);
    }
  });

  it('takes a half-typed value as unknown, not as absent', () => {
    const parsed = parseTemplate('stack', yaml.replace(subnet, '      CidrBl\n'));
    assert.ok(parsed !== undefined);
    const found = evaluateTemplate(parsed).resources.find(({ address }) => address === 'PublicSubnet');
    assert.equal(found?.properties.properties.get('CidrBl')?.value.kind, 'unknown');
  });
});
