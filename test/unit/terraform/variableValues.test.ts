/** Where the values of a root module's variables come from, and which of them wins. */
import assert from 'node:assert/strict';
import { defaultTerraformSettings, type TerraformSettings } from '../../../src/core/terraform/settings.ts';
import { Workspace } from '../../../src/core/workspace.ts';
import { project } from './project.ts';
import { propertyOf, resourceOf } from './support.ts';

const main = 'variable "x" {\n type = string\n default = "default"\n}\nresource "t" "a" {\n it = var.x\n}\n';

/** In Terraform's order; each wins over those before it. */
const sources: readonly (readonly [string, Readonly<Record<string, string>>, Partial<TerraformSettings>])[] =
  [
    ['the default', {}, {}],
    ['TF_VAR_x', {}, { environment: [{ name: 'x', text: 'TF_VAR_x', from: 'TF_VAR_x' }] }],
    ['terraform.tfvars', { 'terraform.tfvars': 'x = "terraform.tfvars"' }, {}],
    ['a.auto.tfvars', { 'a.auto.tfvars': 'x = "a.auto.tfvars"' }, {}],
    ['b.auto.tfvars', { 'b.auto.tfvars': 'x = "b.auto.tfvars"' }, {}],
    ['prod.tfvars', { 'prod.tfvars': 'x = "prod.tfvars"' }, { variableFiles: ['prod.tfvars'] }],
    ['--var x', {}, { variables: [{ name: 'x', text: '--var x', from: '--var x' }] }],
  ];

describe('values of terraform variables', () => {
  for (const [index, [name]] of sources.entries()) {
    it(`come from ${name} when nothing of higher rank has one`, () => {
      const lower = sources.slice(0, index + 1);
      const files = Object.assign({}, ...lower.map(([, texts]) => texts)) as Record<string, string>;
      const settings = Object.assign({}, ...lower.map(([, , one]) => one)) as Partial<TerraformSettings>;
      const configuration = project({ 'main.tf': main, ...files }, settings);
      assert.equal(propertyOf(resourceOf(configuration, 't.a'), 'it'), index === 0 ? 'default' : name);
    });
  }

  it('are those of the root module alone', () => {
    const configuration = project({
      'main.tf': 'module "m" {\n source = "./m"\n}\n',
      'm/main.tf': main,
      'm/terraform.tfvars': 'x = "of the child"',
      'terraform.tfvars': 'x = "of the root"',
    });
    assert.equal(propertyOf(resourceOf(configuration, 'module.m.t.a'), 'it'), 'default');
  });

  it('do not come from files that were not named', () => {
    const configuration = project({ 'main.tf': main, 'dev.tfvars': 'x = "dev"' });
    assert.equal(propertyOf(resourceOf(configuration, 't.a'), 'it'), 'default');
  });

  it('come from files beside each root module when they are named by a path', () => {
    const configuration = project(
      { 'a/main.tf': main, 'a/env/prod.tfvars': 'x = "beside"' },
      { variableFiles: ['env/prod.tfvars'] },
      'a',
    );
    assert.equal(propertyOf(resourceOf(configuration, 't.a'), 'it'), 'beside');
  });

  const typed: readonly (readonly [string, string, unknown])[] = [
    ['string', '[1]', '[1]'],
    ['list(number)', '[1, 2]', [1, 2]],
    ['number', '443', 443],
    ['bool', 'true', true],
    ['map(string)', '{ a = 1 }', { a: '1' }],
    ['object({ a = optional(number, 7) })', '{}', { a: 7 }],
    ['list(string)', '[', { unknown: 'var.x has a syntax error in --var x' }],
  ];
  for (const [type, text, expected] of typed) {
    it(`in a shell are read as the variable's type: ${type} ${text}`, () => {
      const configuration = project(
        { 'main.tf': `variable "x" {\n type = ${type}\n}\nresource "t" "a" {\n it = var.x\n}\n` },
        { variables: [{ name: 'x', text, from: '--var x' }] },
      );
      assert.deepEqual(propertyOf(resourceOf(configuration, 't.a'), 'it'), expected);
    });
  }

  it('are unknown where a file cannot be read, and the file is a problem', () => {
    const configuration = project({ 'main.tf': main, 'terraform.tfvars': 'x = \n' });
    assert.deepEqual(propertyOf(resourceOf(configuration, 't.a'), 'it'), {
      unknown: 'var.x has a syntax error',
    });
    assert.deepEqual(
      configuration.problems.map(({ file, code }) => [file, code]),
      [['terraform.tfvars', 'hcl-syntax']],
    );
  });

  it('know the workspace', () => {
    const configuration = project(
      { 'main.tf': 'resource "t" "a" {\n it = terraform.workspace\n}\n' },
      { workspace: 'prod' },
    );
    assert.equal(propertyOf(resourceOf(configuration, 't.a'), 'it'), 'prod');
  });

  const choice = 'choose with --var-file or the setting ackscope.terraform.variableFiles';
  const needing = 'variable "x" {\n type = string\n}\nresource "t" "a" {\n it = var.x\n}\n';
  const unchosen: readonly (readonly [
    name: string,
    files: Readonly<Record<string, string>>,
    settings: Partial<TerraformSettings>,
    expected: unknown,
  ])[] = [
    ['nowhere', { 'env/dev.tfvars': 'y = 1' }, {}, { unknown: 'var.x has no default' }],
    [
      'in one file',
      { 'env/dev.tfvars': 'x = "dev"' },
      {},
      { unknown: `var.x has no default; env/dev.tfvars gives it a value: ${choice}` },
    ],
    [
      'in two files',
      { 'env/prod.tfvars.json': '{"x": "prod"}', 'dev.tfvars': 'x = "dev"' },
      {},
      { unknown: `var.x has no default; dev.tfvars and env/prod.tfvars.json give it a value: ${choice}` },
    ],
    [
      'in many files',
      Object.fromEntries(['d', 'c', 'b', 'a'].map((name) => [`${name}.tfvars`, 'x = ""'])),
      {},
      { unknown: `var.x has no default; a.tfvars, b.tfvars and others give it a value: ${choice}` },
    ],
    [
      'in the one that is chosen',
      { 'env/dev.tfvars': 'x = "dev"' },
      { variableFiles: ['env/dev.tfvars'] },
      'dev',
    ],
    [
      'in another beside the one that is chosen',
      { 'env/dev.tfvars': 'x = "dev"', 'env/more.tfvars': 'y = 1' },
      { variableFiles: ['env/more.tfvars'] },
      { unknown: `var.x has no default; env/dev.tfvars gives it a value: ${choice}` },
    ],
    [
      "in a folder of another module's",
      { 'env/main.tf': 'variable "x" {}', 'env/dev.tfvars': 'x = "dev"', 'env/more/b.tfvars': 'x = "b"' },
      {},
      { unknown: 'var.x has no default' },
    ],
    ['by itself elsewhere', { 'env/terraform.tfvars': 'x = "dev"' }, {}, { unknown: 'var.x has no default' }],
  ];
  for (const [name, files, settings, expected] of unchosen) {
    it(`say where one is set ${name}`, () => {
      const configuration = project({ 'main.tf': needing, ...files }, settings);
      assert.deepEqual(propertyOf(resourceOf(configuration, 't.a'), 'it'), expected);
    });
  }

  /** Of the root module in `infra/app`. */
  const elsewhere: typeof unchosen = [
    [
      'in a file of no module',
      { 'vars/dev/app.tfvars': 'x = "dev"' },
      {},
      { unknown: `var.x has no default; ../../vars/dev/app.tfvars gives it a value: ${choice}` },
    ],
    [
      'beside the module as well',
      { 'infra/app/dev.tfvars': 'x = "dev"', 'vars/prod.tfvars': 'x = "prod"' },
      {},
      { unknown: `var.x has no default; dev.tfvars gives it a value: ${choice}` },
    ],
    [
      'below a module that is around this one too',
      { 'provider.tf': 'provider "aws" {}', 'vars/app.tfvars': 'x = "dev"' },
      {},
      { unknown: `var.x has no default; ../../vars/app.tfvars gives it a value: ${choice}` },
    ],
    [
      'beside what the module does not declare',
      { 'vars/all.tfvars': 'x = "all"\ny = 1' },
      {},
      { unknown: 'var.x has no default' },
    ],
    [
      'in a folder of another module',
      { 'infra/net/main.tf': 'variable "x" {}', 'infra/net/env/dev.tfvars': 'x = "dev"' },
      {},
      { unknown: 'var.x has no default' },
    ],
    [
      'in a file that is chosen',
      { 'vars/dev.tfvars': 'x = "dev"' },
      { variableFiles: ['vars/dev.tfvars'] },
      'dev',
    ],
    [
      'in a file that is chosen by its path from here',
      { 'vars/dev.tfvars': 'x = "dev"' },
      { variableFiles: ['../../vars/dev.tfvars'] },
      'dev',
    ],
  ];
  for (const [name, files, settings, expected] of elsewhere) {
    it(`say where one is set elsewhere, ${name}`, () => {
      const configuration = project({ 'infra/app/main.tf': needing, ...files }, settings, 'infra/app');
      assert.deepEqual(propertyOf(resourceOf(configuration, 't.a'), 'it'), expected);
    });
  }

  it('are gone with a chosen file that lies elsewhere', () => {
    const workspace = new Workspace();
    workspace.configureTerraform({ ...defaultTerraformSettings, variableFiles: ['vars/dev.tfvars'] });
    workspace.update('app/main.tf', needing);
    workspace.update('vars/dev.tfvars', 'x = "dev"');
    const value = (): unknown =>
      propertyOf(resourceOf(workspace.analysisAt('app')!.configuration, 't.a'), 'it');
    assert.equal(value(), 'dev');
    workspace.remove('vars/dev.tfvars');
    assert.deepEqual(value(), { unknown: 'var.x has no default' });
  });

  it('say so no more when the file goes', () => {
    const workspace = new Workspace();
    const why = (): unknown =>
      propertyOf(resourceOf(workspace.analysisAt('app')!.configuration, 't.a'), 'it');
    workspace.update('app/main.tf', needing);
    assert.deepEqual(why(), { unknown: 'var.x has no default' });
    workspace.update('app/env/dev.tfvars', 'x = "dev"');
    assert.deepEqual(why(), {
      unknown: `var.x has no default; env/dev.tfvars gives it a value: ${choice}`,
    });
    workspace.remove('app/env/dev.tfvars');
    assert.deepEqual(why(), { unknown: 'var.x has no default' });
  });
});
