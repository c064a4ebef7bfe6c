import assert from 'node:assert/strict';
import { parseTerraformFile } from '../../../src/core/terraform/terraformFile.ts';
import { Workspace } from '../../../src/core/workspace.ts';
import { bodyShape } from '../hcl/syntax.ts';
import { moduleOf, plain, propertyOf, resourceOf } from './support.ts';

/** The same in both syntaxes, read alike by Terraform 1.11. */
const pairs: readonly (readonly [name: string, native: string, json: unknown])[] = [
  [
    'variables',
    `variable "cidr" {
       type        = object({ a = optional(list(string), ["x"]), b = number })
       default     = "$\${none}"
       description = "says $\${nothing}"
       validation {
         condition     = "\${var.cidr != null}"
         error_message = "no"
       }
     }`,
    {
      variable: {
        cidr: {
          type: 'object({ a = optional(list(string), ["x"]), b = number })',
          default: '${none}',
          description: 'says ${nothing}',
          validation: { condition: '${var.cidr != null}', error_message: 'no' },
        },
      },
    },
  ],
  [
    'resources and what steers them',
    `resource "aws_subnet" "a" {
       provider   = aws.west
       for_each   = "\${var.zones}"
       depends_on = [aws_vpc.main, module.x]
       lifecycle {
         ignore_changes       = [tags, tags["a"]]
         replace_triggered_by = [aws_vpc.main.id]
         postcondition {
           condition = "\${self.id}"
         }
       }
       provisioner "local-exec" {
         command = "x"
       }
       cidr_block = "10.0.\${each.key}.0/24"
     }`,
    {
      resource: {
        aws_subnet: {
          a: {
            provider: 'aws.west',
            for_each: '${var.zones}',
            depends_on: ['aws_vpc.main', 'module.x'],
            lifecycle: {
              ignore_changes: ['tags', 'tags["a"]'],
              replace_triggered_by: ['aws_vpc.main.id'],
              postcondition: { condition: '${self.id}' },
            },
            provisioner: { 'local-exec': { command: 'x' } },
            cidr_block: '10.0.${each.key}.0/24',
          },
        },
      },
    },
  ],
  [
    'modules, outputs, providers and moves',
    `module "net" {
       source     = "./$\${x}"
       providers  = { aws.a = aws.b }
       depends_on = [aws_vpc.a]
       cidr       = "\${local.b}"
     }
     output "o" {
       value      = "\${module.net.id}"
       depends_on = [aws_vpc.a]
     }
     provider "aws" {
       alias  = "b"
       region = "\${var.r}"
     }
     moved {
       from = aws_vpc.a
       to   = aws_vpc.b["c"]
     }`,
    {
      module: {
        net: {
          source: './${x}',
          providers: { 'aws.a': 'aws.b' },
          depends_on: ['aws_vpc.a'],
          cidr: '${local.b}',
        },
      },
      output: { o: { value: '${module.net.id}', depends_on: ['aws_vpc.a'] } },
      provider: { aws: { alias: 'b', region: '${var.r}' } },
      moved: [{ from: 'aws_vpc.a', to: 'aws_vpc.b["c"]' }],
    },
  ],
  [
    'dynamic blocks',
    `resource "aws_security_group" "a" {
       dynamic "ingress" {
         for_each = "\${var.ports}"
         iterator = port
         content {
           from_port = "\${port.value}"
         }
       }
     }`,
    {
      resource: {
        aws_security_group: {
          a: {
            dynamic: {
              ingress: {
                for_each: '${var.ports}',
                iterator: 'port',
                content: { from_port: '${port.value}' },
              },
            },
          },
        },
      },
    },
  ],
];

const network = {
  variable: { ports: { type: 'list(number)', default: [22, 443] }, open: {} },
  locals: { cidr: '${cidrsubnet("10.0.0.0/16", 8, 1)}' },
  resource: {
    aws_security_group: {
      one: { ingress: { p: '${local.cidr}' } },
      two: { ingress: [{ p: 1 }, { p: '${var.open}' }] },
      mixed: {
        ingress: { p: 1 },
        dynamic: { ingress: { for_each: '${var.ports}', content: { p: '${ingress.value}' } } },
      },
      nested: {
        rule: { a: 1, dynamic: { inner: { for_each: ['x'], content: { v: '${inner.value}' } } } },
      },
      count: { count: 2, name: 'n${count.index}', tags: { '${local.cidr}': 'x' } },
    },
  },
};

describe('Terraform in JSON', () => {
  for (const [name, native, json] of pairs) {
    it(`reads ${name} as the native syntax has them`, () => {
      const expected = parseTerraformFile('main.tf', native).tree;
      const found = parseTerraformFile('main.tf.json', JSON.stringify(json)).tree;
      assert.deepEqual([...expected.errors, ...found.errors], []);
      assert.equal(bodyShape(found.body), bodyShape(expected.body));
    });
  }

  it('evaluates blocks, arguments and dynamic blocks', () => {
    const configuration = moduleOf({ 'main.tf.json': JSON.stringify(network) });
    assert.deepEqual(configuration.problems, []);
    const group = (name: string): ReturnType<typeof resourceOf> =>
      resourceOf(configuration, `aws_security_group.${name}`);
    assert.deepEqual(propertyOf(group('one'), 'ingress'), { p: '10.0.1.0/24' });
    assert.deepEqual(propertyOf(group('two'), 'ingress'), [
      { p: 1 },
      { p: { unknown: 'var.open has no default' } },
    ]);
    assert.deepEqual(propertyOf(group('mixed'), 'ingress'), [{ p: 1 }, { p: 22 }, { p: 443 }]);
    assert.deepEqual(propertyOf(group('nested'), 'rule'), [{ a: 1, inner: [{ v: 'x' }] }]);
    assert.equal(propertyOf(group('count[1]'), 'name'), 'n1');
    assert.deepEqual(propertyOf(group('count[0]'), 'tags'), { '10.0.1.0/24': 'x' });
  });

  it('takes nothing for complete while the file is broken', () => {
    const text =
      '{"resource": {"aws_network_acl": {"a": {"ingress": [{"rule_no": 100}, {"rule_no": 1], "tags": {"b": "c"}}}}}';
    const acl = resourceOf(moduleOf({ 'main.tf.json': text }), 'aws_network_acl.a');
    const unread = { unknown: 'an expression could not be read' };
    assert.notEqual(acl.properties.open, undefined);
    const [first, ...others] = propertyOf(acl, 'ingress') as unknown[];
    assert.deepEqual(first, { items: { rule_no: 100 }, open: unread.unknown });
    assert.deepEqual(others.at(-1), unread);
  });

  it('makes one module of both syntaxes', () => {
    const configuration = moduleOf({
      'main.tf': 'resource "aws_vpc" "main" {\n  cidr_block = var.cidr\n}\n',
      'variables.tf.json': '{"variable": {"cidr": {"default": "10.0.0.0/16"}}}',
    });
    const main = resourceOf(configuration, 'aws_vpc.main');
    assert.equal(plain(main.properties.properties.get('cidr_block')!.value), '10.0.0.0/16');
  });

  it('takes the values of a .tfvars.json file as they stand', () => {
    const text = '{"cidr": "${x}", "variable": {"a": {"${k}": 1}}}';
    const { tree } = parseTerraformFile('terraform.tfvars.json', text);
    assert.equal(bodyShape(tree.body), 'cidr=(string "${x}"); variable={(string "a")={(string "${k}")=1}}');
  });

  it('is found by the workspace beside native files, and replaced when its text changes', () => {
    const workspace = new Workspace();
    workspace.update('net/main.tf', 'resource "aws_subnet" "a" {\n  vpc_id = aws_vpc.main.id\n}\n');
    workspace.update('net/vpc.tf.json', '{"resource": {"aws_vpc": {"main": {}}}}');
    const vpcs = (): readonly string[] =>
      workspace.analysisOf('net/vpc.tf.json')?.network.vpcs.map(({ address }) => address) ?? [];
    assert.deepEqual(vpcs(), ['aws_vpc.main']);
    workspace.update('net/vpc.tf.json', '{"resource": {"aws_vpc": {"main": {}, "other": {}}}}');
    assert.deepEqual(vpcs(), ['aws_vpc.main', 'aws_vpc.other']);
    workspace.remove('net/vpc.tf.json');
    assert.deepEqual(vpcs(), []);
  });
});
