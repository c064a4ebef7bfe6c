/** The same edits in JSON: each text before and after, and that everything else stays as it was. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  appendBlock,
  insertBlock,
  insertCommentAbove,
  removeItem,
  replaceExpression,
  setAttribute,
  type Edits,
} from '../../../src/core/hcl/edit.ts';
import { insertElement, removeElement } from '../../../src/core/hcl/editList.ts';
import type { Item, Source } from '../../../src/core/hcl/editStyle.ts';
import { parseHclJson } from '../../../src/core/hcl/jsonSyntax.ts';
import type { Attribute, Block, Tuple } from '../../../src/core/hcl/nodes.ts';
import { configurationSchema } from '../../../src/core/terraform/jsonSchema.ts';
import { applyEdits } from '../../../src/core/text/textEdit.ts';

function sourceOf(text: string): Source {
  return { text, tree: parseHclJson(text, configurationSchema) };
}

/** A top-level block, by its last label. */
function block({ tree }: Source, label: string): Block {
  const found = tree.body.items.find(
    (item): item is Block => item.kind === 'block' && item.labels.at(-1)?.text === label,
  );
  if (found === undefined) throw new Error(`There is no ${label}`);
  return found;
}

function argument(source: Source, label: string, name: string): Attribute {
  const found = block(source, label).body.items.find(
    (item): item is Attribute => item.kind === 'attribute' && item.name.text === name,
  );
  if (found === undefined) throw new Error(`${label} has no ${name}`);
  return found;
}

function list(source: Source, label: string, name: string): Tuple {
  const { value } = argument(source, label, name);
  if (value.kind !== 'tuple') throw new Error(`${name} is no list`);
  return value;
}

const spread = `{
  "resource": {
    "aws_network_acl": {
      "main": {
        "vpc_id": "\${aws_vpc.main.id}",
        "subnet_ids": ["\${aws_subnet.a.id}", "\${aws_subnet.b.id}"],
        "ingress": [
          {
            "rule_no": 100
          }
        ]
      }
    },
    "aws_vpc": { "main": { "cidr_block": "10.0.0.0/16", "provider": "aws.west" } }
  }
}
`;
const compact = '{"resource":{"aws_vpc":{"main":{"cidr_block":"10.0.0.0/16"}},"aws_eip":{"e":{}}}}';
const tabs = '{\r\n\t"resource": {\r\n\t\t"aws_vpc": {\r\n\t\t\t"main": {}\r\n\t\t}\r\n\t}\r\n}\r\n';

const rule = {
  type: 'ingress',
  attributes: [
    { name: 'rule_no', value: '110' },
    { name: 'cidr_block', value: '"0.0.0.0/0"' },
  ],
};
const resource = {
  type: 'resource',
  labels: ['aws_network_acl', 'other'],
  attributes: [{ name: 'vpc_id', value: 'aws_vpc.main.id' }],
  blocks: [rule],
};

interface Case {
  readonly name: string;
  readonly before: string;
  readonly edit: (source: Source) => Edits;
  /** What stands in `after` instead of what stood in `before`. */
  readonly changed: readonly [string, string];
}

const set =
  (label: string, name: string, value: string) =>
  (source: Source): Edits =>
    setAttribute(source, block(source, label), { name, value });

const cases: readonly Case[] = [
  {
    name: 'an argument in its place',
    before: spread,
    edit: set('main', 'vpc_id', '"vpc-1"'),
    changed: ['"vpc_id": "${aws_vpc.main.id}"', '"vpc_id": "vpc-1"'],
  },
  {
    name: 'a new argument below the others',
    before: spread,
    edit: set('main', 'tags', '{ Name = "x-${var.name}", Empty = null }'),
    changed: [
      '        ]\n      }\n',
      '        ],\n        "tags": {\n          "Name": "x-${var.name}",\n          "Empty": null\n        }\n      }\n',
    ],
  },
  {
    name: 'a new argument on the line of the others',
    before: spread,
    edit: (source) =>
      setAttribute(source, source.tree.body.items[1] as Block, { name: 'tags', value: 'local.tags' }),
    changed: ['"provider": "aws.west" }', '"provider": "aws.west", "tags": "${local.tags}" }'],
  },
  {
    name: 'a reference where strings hold expressions',
    before: spread,
    edit: (source) => {
      const [, vpc] = source.tree.body.items;
      const provider = (vpc as Block).body.items[1] as Attribute;
      return replaceExpression(source, provider.value, 'aws.east');
    },
    changed: ['"aws.west"', '"aws.east"'],
  },
  {
    name: 'a new argument of a text on one line',
    before: compact,
    edit: set('main', 'tags', '{ Name = "x" }'),
    changed: ['"10.0.0.0/16"}', '"10.0.0.0/16","tags":{"Name":"x"}}'],
  },
  {
    name: 'the first argument of a block',
    before: compact,
    edit: set('e', 'domain', '"vpc"'),
    changed: ['"e":{}', '"e":{"domain":"vpc"}'],
  },
  {
    name: 'the first argument with the line ends and tabs of the file',
    before: tabs,
    edit: set('main', 'cidr_block', '"10.0.0.0/16"'),
    changed: ['"main": {}', '"main": {\r\n\t\t\t\t"cidr_block": "10.0.0.0/16"\r\n\t\t\t}'],
  },
  {
    name: 'signs that mean something in templates',
    before: compact,
    edit: set('e', 'x', '"a\\"b$${c}%%{d}\\n"'),
    changed: ['"e":{}', '"e":{"x":"a\\"b$${c}%%{d}\\n"}'],
  },
  {
    name: 'expressions of all kinds',
    before: compact,
    edit: set('e', 'x', '[1, -2, true, null, var.a ? 1 : 2, [for x in var.l : x]]'),
    changed: ['"e":{}', '"e":{"x":[1,-2,true,null,"${var.a ? 1 : 2}","${[for x in var.l : x]}"]}'],
  },
  {
    name: 'a block below those of its type',
    before: spread,
    edit: (source) => insertBlock(source, block(source, 'main'), rule),
    changed: [
      '            "rule_no": 100\n          }\n',
      '            "rule_no": 100\n          },\n          {\n            "rule_no": 110,\n            "cidr_block": "0.0.0.0/0"\n          }\n',
    ],
  },
  {
    name: 'the first block of its type',
    before: compact,
    edit: (source) => insertBlock(source, block(source, 'e'), rule),
    changed: ['"e":{}', '"e":{"ingress":{"rule_no":110,"cidr_block":"0.0.0.0/0"}}'],
  },
  {
    name: 'a second block beside the only one',
    before: '{"resource":{"aws_network_acl":{"a":{"ingress":{"rule_no":1}}}}}',
    edit: (source) => insertBlock(source, block(source, 'a'), rule),
    changed: ['{"rule_no":1}', '[{"rule_no":1},{"rule_no":110,"cidr_block":"0.0.0.0/0"}]'],
  },
  {
    name: 'a resource below those of its type',
    before: spread,
    edit: (source) => appendBlock(source, resource),
    changed: [
      '        ]\n      }\n    },\n',
      '        ]\n      },\n      "other": {\n        "vpc_id": "${aws_vpc.main.id}",\n        "ingress": [\n          {\n            "rule_no": 110,\n            "cidr_block": "0.0.0.0/0"\n          }\n        ]\n      }\n    },\n',
    ],
  },
  {
    name: 'the first resource of its type',
    before: compact,
    edit: (source) => appendBlock(source, { ...resource, blocks: [] }),
    changed: ['"e":{}}', '"e":{}},"aws_network_acl":{"other":{"vpc_id":"${aws_vpc.main.id}"}}'],
  },
  {
    name: 'the first resource of a file',
    before: '{}',
    edit: (source) => appendBlock(source, { ...resource, blocks: [] }),
    changed: ['{}', '{"resource": {"aws_network_acl": {"other": {"vpc_id": "${aws_vpc.main.id}"}}}}'],
  },
  {
    name: 'nothing in the place of an argument',
    before: spread,
    edit: (source) => removeItem(source, argument(source, 'main', 'subnet_ids')),
    changed: ['        "subnet_ids": ["${aws_subnet.a.id}", "${aws_subnet.b.id}"],\n', ''],
  },
  {
    name: 'nothing in the place of the only argument',
    before: compact,
    edit: (source) => removeItem(source, argument(source, 'main', 'cidr_block')),
    changed: ['"cidr_block":"10.0.0.0/16"', ''],
  },
  {
    name: 'nothing in the place of the only resource of its type',
    before: compact,
    edit: (source) => removeItem(source, block(source, 'e')),
    changed: [',"aws_eip":{"e":{}}', ''],
  },
  {
    name: 'nothing in the place of the only resource of a file',
    before: tabs,
    edit: (source) => removeItem(source, block(source, 'main')),
    changed: [tabs, '{}\r\n'],
  },
  {
    name: 'an item between others',
    before: spread,
    edit: (source) => insertElement(source, list(source, 'main', 'subnet_ids'), 1, 'aws_subnet.c.id'),
    changed: ['a.id}", ', 'a.id}", "${aws_subnet.c.id}", '],
  },
  {
    name: 'an item before the others',
    before: spread,
    edit: (source) => insertElement(source, list(source, 'main', 'subnet_ids'), 0, '"subnet-1"'),
    changed: ['["${aws_subnet.a', '["subnet-1", "${aws_subnet.a'],
  },
  {
    name: 'nothing in the place of an item',
    before: spread,
    edit: (source) => removeElement(source, list(source, 'main', 'subnet_ids'), 0),
    changed: ['"${aws_subnet.a.id}", ', ''],
  },
  {
    name: 'nothing in the place of the last item',
    before: spread,
    edit: (source) => removeElement(source, list(source, 'main', 'subnet_ids'), 1),
    changed: [', "${aws_subnet.b.id}"', ''],
  },
];

describe('edits of HCL in JSON', () => {
  for (const { name, before, edit, changed } of cases) {
    it(`put ${name}`, () => {
      const edits = edit(sourceOf(before));
      assert.ok(edits !== undefined);
      const [from, to] = changed;
      assert.equal(before.split(from).length, 2, 'the text is there once');
      const after = applyEdits(before, edits);
      assert.equal(
        after,
        before.replace(from, () => to),
      );
      assert.deepEqual(sourceOf(after).tree.errors, []);
    });
  }

  it('are refused where the text is broken, where a string holds the place, and for comments', () => {
    const broken = sourceOf('{"resource":{"aws_vpc":{"main":{"a":1}}');
    assert.equal(setAttribute(broken, block(broken, 'main'), { name: 'b', value: '1' }), undefined);
    assert.equal(removeItem(broken, block(broken, 'main')), undefined);
    const source = sourceOf(spread);
    const { value } = argument(source, 'main', 'vpc_id');
    assert.ok(value.kind === 'template' && value.parts[0]?.kind === 'interpolation');
    assert.equal(replaceExpression(source, value.parts[0].expression, '"x"'), undefined);
    assert.equal(insertCommentAbove(source, block(source, 'main'), ['x']), undefined);
    assert.equal(
      setAttribute(source, block(source, 'main'), { name: 'b', value: '<<EOT\nx\nEOT\n' }),
      undefined,
    );
    assert.equal(setAttribute(source, block(source, 'main'), { name: 'b', value: '1 +' }), undefined);
  });

  it('change what they say and nothing else', () => {
    const name = (least: number, most: number): fc.Arbitrary<string> =>
      fc.stringMatching(new RegExp(`^[a-z]{${least},${most}}$`));
    const json = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 2 }, fc.string({ maxLength: 4 }), fc.integer(), tie('list'), tie('object')),
      list: fc.array(tie('value'), { maxLength: 3 }),
      object: fc.dictionary(name(1, 3), tie('value'), { maxKeys: 3, noNullPrototype: true }),
    }));
    const body = fc.dictionary(name(4, 4), json.value, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
    const resources = fc.dictionary(name(1, 3), body, { minKeys: 1, maxKeys: 3, noNullPrototype: true });
    const indents = fc.constantFrom(undefined, 2, 4, '\t');
    fc.assert(
      fc.property(resources, indents, fc.nat(), (all, indent, seed) => {
        const text = JSON.stringify({ resource: { aws_vpc: all } }, undefined, indent);
        const source = sourceOf(text);
        const blocks = source.tree.body.items.filter((item): item is Block => item.kind === 'block');
        const owner = blocks[seed % blocks.length];
        const item: Item | undefined = owner?.body.items[seed % owner.body.items.length];
        const label = owner?.labels[1]?.text ?? '';
        if (owner === undefined || item?.kind !== 'attribute') return;
        const parse = (edits: Edits): unknown => {
          assert.ok(edits !== undefined);
          const parsed = JSON.parse(applyEdits(text, edits)) as {
            readonly resource?: { readonly aws_vpc?: unknown };
          };
          return parsed.resource?.aws_vpc;
        };
        const own = all[label] ?? {};
        assert.deepEqual(parse(setAttribute(source, owner, { name: 'new', value: '{ a = [1] }' })), {
          ...all,
          [label]: { ...own, new: { a: [1] } },
        });
        const { [item.name.text]: gone, ...rest } = own;
        assert.notEqual(gone, undefined);
        assert.deepEqual(parse(removeItem(source, item)), { ...all, [label]: rest });
        const { [label]: whole, ...others } = all;
        assert.notEqual(whole, undefined);
        assert.deepEqual(
          parse(removeItem(source, owner)),
          Object.keys(others).length === 0 ? undefined : others,
        );
      }),
    );
  });
});
