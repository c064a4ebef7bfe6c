import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TerraformProjects } from '../../src/core/terraform/projects.ts';
import { joinPaths } from '../../src/core/text/paths.ts';
import type { Configuration } from '../../src/core/value/resource.ts';

// A project that is edited bit by bit gives what the same files give when they are read afresh.

const pieces = [
  'variable "name" {\n  default = "a"\n}\n',
  'variable "sizes" {\n  type    = list(number)\n  default = [1, 2]\n}\n',
  'variable "given" {}\n',
  'locals {\n  tags = { Name = var.name }\n  many = [for size in var.sizes : size * 2]\n}\n',
  'locals {\n  text = file("text.txt")\n  self = local.self\n  far  = module.child.out\n}\n',
  'resource "t" "one" {\n  a = local.tags\n  b = t.many[0].a\n}\n',
  'resource "t" "many" {\n  count = length(var.sizes)\n  a     = element(local.many, count.index)\n}\n',
  'resource "t" "each" {\n  for_each = local.tags\n  a        = each.value\n  dynamic "b" {\n    for_each = var.sizes\n    content {\n      c = b.value\n      d = local.text\n    }\n  }\n}\n',
  'resource "t" "given" {\n  a = var.given\n  b = path.module\n  c = terraform.workspace\n}\n',
  'resource "aws_vpc" "v" {\n  tags = local.tags\n}\n',
  'data "aws_vpc" "d" {\n  tags = { Name = "a" }\n}\n',
  'resource "t" "found" {\n  a = data.aws_vpc.d.id\n}\n',
  'module "child" {\n  source = "./child"\n  size   = length(local.many)\n}\n',
  'output "all" {\n  value = t.one\n}\n',
  'module "many" {\n  source = "./child"\n  count  = var.given\n  size   = 1\n}\n',
  'resource "t" "left" {\n  a = 1\n  lifecycle {\n    ignore_changes = [a]\n  }\n}\n',
  'provider "aws" {\n  region = local.text\n  default_tags {\n    tags = local.tags\n  }\n}\n',
  '# a comment\n',
];
/** Takes the place of what other files say. */
const override =
  'resource "t" "one" {\n  b = var.name\n}\nresource "t" "left" {\n  lifecycle {\n    ignore_changes = [b]\n  }\n}\n';
const child =
  'variable "size" {}\nlocals {\n  s = var.size + 1\n}\nresource "t" "inner" {\n  count = local.s\n  a     = path.module\n}\noutput "out" {\n  value = local.s\n}\n';

const file = fc.shuffledSubarray(pieces, { minLength: 4 }).map((parts) => parts.join(''));
const word = fc.constantFrom(
  '1',
  '22',
  '"b"',
  'var.name',
  'local.many',
  'null',
  '[]',
  '}',
  '{',
  '\n',
  ' ',
  '',
  'all',
);

type Edit =
  | {
      readonly kind: 'text';
      readonly file: string;
      readonly at: number;
      readonly length: number;
      readonly word: string;
    }
  | { readonly kind: 'read'; readonly text: string }
  | { readonly kind: 'given'; readonly text: string };

const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('text' as const),
      file: fc.constantFrom('main.tf', 'other.tf', 'main_override.tf', 'child/main.tf'),
      at: fc.nat(),
      length: fc.nat({ max: 3 }),
      word,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('read' as const), text: word }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('given' as const), text: word }) },
);

class Project {
  readonly texts = new Map<string, string>();
  read = 'text';
  given = '"x"';
  readonly #projects = this.#make();

  update(name: string, text: string): void {
    this.texts.set(name, text);
    this.#projects.update(name, text);
  }

  configuration(): Configuration | undefined {
    return this.#evaluate(this.#projects);
  }

  afresh(): Configuration | undefined {
    const projects = this.#make();
    for (const [name, text] of this.texts) projects.update(name, text);
    return this.#evaluate(projects);
  }

  #make(): TerraformProjects {
    return new TerraformProjects(joinPaths, () => this.read);
  }

  #evaluate(projects: TerraformProjects): Configuration | undefined {
    const variables = [{ name: 'given', text: this.given, from: '--var' }];
    projects.configure({ variableFiles: [], variables, environment: [], workspace: 'default' });
    return projects.evaluate('')?.configuration;
  }
}

function apply(project: Project, change: Edit): void {
  if (change.kind === 'read') project.read = change.text;
  else if (change.kind === 'given') project.given = change.text === '' ? 'x' : change.text;
  else {
    const text = project.texts.get(change.file) ?? '';
    const at = change.at % (text.length + 1);
    project.update(change.file, text.slice(0, at) + change.word + text.slice(at + change.length));
  }
}

describe('an edited Terraform project', () => {
  it('gives what it gives when it is read afresh', () => {
    let kept = 0;
    fc.assert(
      fc.property(file, file, fc.array(edit, { minLength: 1, maxLength: 6 }), (main, other, edits) => {
        const project = new Project();
        project.update('main.tf', main);
        project.update('other.tf', other);
        project.update('main_override.tf', override);
        project.update('child/main.tf', child);
        let before = project.configuration();
        for (const change of edits) {
          apply(project, change);
          const after = project.configuration();
          assert.deepEqual(after, project.afresh());
          for (const { address, properties } of after?.resources ?? []) {
            const [name, property] = [...properties.properties][0] ?? [];
            const former = before?.resources.find((resource) => resource.address === address);
            if (name !== undefined && former?.properties.properties.get(name) === property) kept++;
          }
          before = after;
        }
      }),
      { numRuns: 150 },
    );
    assert.ok(kept > 150, `${kept} resources were kept`);
  });
});
