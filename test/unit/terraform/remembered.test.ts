/** After an edit everything is as if it had been read anew: whatever is remembered of earlier evaluations shows nowhere. */
import assert from 'node:assert/strict';
import { TerraformProjects } from '../../../src/core/terraform/projects.ts';
import { joinPaths } from '../../../src/core/text/paths.ts';
import type { Configuration } from '../../../src/core/value/resource.ts';

type Files = Readonly<Record<string, string>>;

/** A workspace whose modules may read all its files; those that are no part of a module change on the disk. */
class Edited {
  readonly #files = new Map<string, string>();
  readonly #projects: TerraformProjects;

  constructor(files: Files) {
    this.#projects = new TerraformProjects(
      joinPaths,
      (file) => this.#files.get(file),
      (folder) => ({
        files: [...this.#files.keys()].flatMap((file) =>
          file.startsWith(`${folder}/`) ? [file.slice(folder.length + 1)] : [],
        ),
        unlisted: [],
      }),
    );
    this.edit(files);
  }

  edit(files: Files): void {
    for (const [file, text] of Object.entries(files)) {
      this.#files.set(file, text);
      if (this.#projects.kindOf(file) === undefined) this.#projects.changeRead(file);
      else this.#projects.update(file, text);
    }
  }

  evaluate(): readonly (Configuration | undefined)[] {
    return this.#projects.roots().map((root) => this.#projects.evaluate(root)?.configuration);
  }

  readAnew(): Edited {
    return new Edited(Object.fromEntries(this.#files));
  }
}

const child = `
variable "cidr" {}
variable "tags" {
  default = {}
}
locals {
  named = merge(var.tags, { Module = "child" })
}
resource "aws_subnet" "s" {
  cidr_block = var.cidr
  vpc_id     = "vpc-1"
  tags       = local.named
}
output "id" {
  value = aws_subnet.s.id
}
output "cidr" {
  value = var.cidr
}
`;

const calls = `
module "a" {
  source = "../child"
  cidr   = "10.0.0.0/24"
}
module "b" {
  source   = "../child"
  for_each = toset(["x", "y"])
  cidr     = module.a.cidr
  tags     = { Key = each.key }
}
`;

/** In a file of its own, which no edit touches. */
const reader = `
locals {
  outer = module.a.cidr
  all   = module.b
  first = try(module.b["x"].cidr, "none")
}
resource "aws_network_acl" "n" {
  vpc_id     = "vpc-1"
  subnet_ids = concat([module.a.id], [for b in local.all : b.id])
  tags       = { Cidr = local.outer, First = local.first, All = join(",", [for b in local.all : b.cidr]) }
}
`;

const cases: Readonly<Record<string, readonly [Files, ...Files[]]>> = {
  'an argument of one of several calls': [
    { 'root/main.tf': calls, 'root/acl.tf': reader, 'child/main.tf': child },
    { 'root/main.tf': calls.replace('10.0.0.0/24', '10.0.9.0/24') },
    { 'root/main.tf': calls },
  ],
  'the keys of a call': [
    { 'root/main.tf': calls, 'root/acl.tf': reader, 'child/main.tf': child },
    { 'root/main.tf': calls.replace('["x", "y"]', '["w", "y"]') },
    { 'root/main.tf': calls.replace('["x", "y"]', '["x"]') },
    { 'root/main.tf': calls.replace('["x", "y"]', '[]') },
    { 'root/main.tf': calls.replace('toset(["x", "y"])', 'var.unknown') },
    { 'root/main.tf': calls.replace('for_each = toset(["x", "y"])', 'count = 2').replace('each.key', '"k"') },
  ],
  'an output, and one that goes': [
    { 'root/main.tf': calls, 'root/acl.tf': reader, 'child/main.tf': child },
    { 'child/main.tf': child.replace('value = var.cidr', 'value = "10.0.77.0/24"') },
    { 'child/main.tf': child.replace('output "cidr"', 'output "other"') },
    { 'child/main.tf': child },
  ],
  'a module that does not parse for a while': [
    { 'root/main.tf': calls, 'root/acl.tf': reader, 'child/main.tf': child },
    { 'child/main.tf': child.replace('output "cidr" {', 'output "cidr" ') },
    { 'child/main.tf': child },
  ],
  'one of two root modules that call alike': [
    {
      'root/main.tf': calls,
      'root/acl.tf': reader,
      'other/main.tf': calls,
      'other/acl.tf': reader,
      'child/main.tf': child,
    },
    { 'other/main.tf': calls.replace('10.0.0.0/24', '10.0.9.0/24') },
    { 'child/main.tf': child.replace('"child"', '"c"') },
  ],
  'a module that is not read': [
    {
      'root/main.tf':
        'module "m" {\n source = "a/b/aws"\n}\nlocals {\n id = module.m.id\n}\nresource "aws_subnet" "s" {\n vpc_id = local.id\n}\n',
    },
    {
      'root/main.tf':
        'module "m" {\n source = "a/bb/aws"\n}\nlocals {\n id = module.m.id\n}\nresource "aws_subnet" "s" {\n vpc_id = local.id\n}\n',
    },
    {
      'root/main.tf':
        '\nmodule "m" {\n source = "a/bb/aws"\n}\nlocals {\n id = module.m.id\n}\nresource "aws_subnet" "s" {\n vpc_id = local.id\n}\n',
    },
  ],
  'what a data source finds': [
    {
      'root/main.tf':
        'data "aws_vpc" "v" {\n tags = { Name = "main" }\n}\nlocals {\n id = data.aws_vpc.v.id\n}\n',
      'root/subnet.tf': 'resource "aws_subnet" "s" {\n vpc_id = local.id\n}\n',
      'root/vpc.tf': 'resource "aws_vpc" "one" {\n tags = { Name = "main" }\n}\n',
    },
    { 'root/vpc.tf': 'resource "aws_vpc" "two" {\n tags = { Name = "main" }\n}\n' },
    { 'root/vpc.tf': 'resource "aws_vpc" "two" {\n tags = { Name = "else" }\n}\n' },
  ],
  'the Region a data source tells': [
    {
      'root/main.tf': 'data "aws_region" "here" {}\nlocals {\n zone = "${data.aws_region.here.name}a"\n}\n',
      'root/subnet.tf': 'resource "aws_subnet" "s" {\n availability_zone = local.zone\n}\n',
      'root/provider.tf': 'provider "aws" {\n region = "eu-west-1"\n}\n',
    },
    { 'root/provider.tf': 'provider "aws" {\n region = "us-east-1"\n}\n' },
  ],
  'files that are read and listed': [
    {
      'root/main.tf':
        'locals {\n all = { for f in fileset("nets", "*.json") : f => jsondecode(file("nets/${f}")) }\n}\nresource "aws_vpc" "v" {\n for_each = local.all\n cidr_block = each.value.cidr\n}\n',
      'root/nets/a.json': '{ "cidr": "10.0.0.0/16" }',
    },
    { 'root/other.tf': 'locals {\n other = 1\n}\n' },
    { 'root/nets/a.json': '{ "cidr": "10.1.0.0/16" }' },
    { 'root/nets/b.json': '{ "cidr": "10.2.0.0/16" }' },
  ],
  'values that are given': [
    {
      'root/main.tf': calls.replace('"10.0.0.0/24"', 'var.c'),
      'root/v.tf': 'variable "c" {}\n',
      'root/terraform.tfvars': 'c = "10.0.0.0/24"\n',
      'child/main.tf': child,
    },
    { 'root/terraform.tfvars': 'c = "10.0.5.0/24"\n' },
    { 'root/terraform.tfvars': '' },
  ],
};

describe('what is remembered of earlier evaluations', () => {
  for (const [what, [files, ...edits]] of Object.entries(cases)) {
    it(`does not show after edits of ${what}`, () => {
      const edited = new Edited(files);
      edited.evaluate();
      for (const edit of edits) {
        edited.edit(edit);
        // Twice, as the second evaluation finds what the first remembered.
        for (const found of [edited.evaluate(), edited.evaluate()])
          assert.deepEqual(found, edited.readAnew().evaluate());
      }
    });
  }

  it('tells of every file that is read, also where nothing is done again', () => {
    const projects = new TerraformProjects(joinPaths, () => '10.0.0.0/16');
    projects.update('root/main.tf', 'resource "aws_vpc" "v" {\n cidr_block = file("cidr.txt")\n}\n');
    for (let run = 0; run < 2; run++) assert.ok(projects.evaluate('root')?.folders.has('root/cidr.txt'));
  });
});
