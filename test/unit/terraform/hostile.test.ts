/** Code that is written, or happens, to make an evaluator hang or fall over. Each case ends, and ends in unknown. */
import assert from 'node:assert/strict';
import type { Value } from '../../../src/core/value/value.ts';
import { parseTerraformFile } from '../../../src/core/terraform/terraformFile.ts';
import { evaluated, mainTf, moduleOf, propertyOf, resourceOf } from './support.ts';

const tooLarge = /is too large to evaluate$/;

function assertTooLarge(value: unknown): void {
  const text = JSON.stringify(value);
  assert.ok(typeof value === 'object' && value !== null && 'unknown' in value, text.slice(0, 200));
  assert.match(String(value.unknown), tooLarge);
}

/** How many values a reader meets who follows every part of the value. */
function unfolded(value: Value): number {
  const parts =
    value.kind === 'list' ? value.items : value.kind === 'object' ? [...value.properties.values()] : [];
  return parts.reduce((sum, part) => sum + unfolded(part.value), 1);
}

function doubling(join: (name: string) => string, first: string): string {
  const lines = Array.from({ length: 60 }, (_, index) => `a${index + 1} = ${join(`local.a${index}`)}`);
  return `locals {\na0 = ${first}\n${lines.join('\n')}\n}\n`;
}

describe('terraform hostile input', () => {
  it('a product of lists', () => {
    const ten = '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]';
    const product = 'abcdefgh'.split('').reduce((inner, name) => `[for ${name} in ${ten} : ${inner}]`, '1');
    assertTooLarge(evaluated(product));
  });

  it('products of lists until nothing after them is evaluated', () => {
    const ten = '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]';
    const product = 'abcdefgh'.split('').reduce((inner, name) => `[for ${name} in ${ten} : ${inner}]`, '1');
    const locals = Array.from({ length: 9 }, (_, index) => `a${index} = ${product}`);
    const all = locals.map((_, index) => `local.a${index}`);
    const value = evaluated(`true ? "x" : [${all.join(', ')}]`, `locals {\n${locals.join('\n')}\n}\n`);
    assert.match(JSON.stringify(value), / is not evaluated, because the module is too large to evaluate"/);
  });

  it('a string that doubles sixty times', () => {
    assertTooLarge(
      evaluated(
        'local.a60',
        doubling((name) => `"\${${name}}\${${name}}"`, '"xxxxxxxx"'),
      ),
    );
  });

  it('a list that doubles sixty times', () => {
    const configuration = mainTf(
      `resource "test" "test" {\n  it = [local.a60, 1]\n}\n${doubling((name) => `[${name}, ${name}]`, '["x"]')}`,
    );
    assert.ok(unfolded(resourceOf(configuration, 'test.test').properties) < 1_000_000);
  });

  it('resources that hold each other twice, sixty deep', () => {
    const blocks = Array.from(
      { length: 60 },
      (_, index) => `resource "t" "a${index + 1}" {\n a = t.a${index}\n b = t.a${index}\n}\n`,
    );
    const { resources } = mainTf(blocks.join(''));
    assert.equal(resources.length, 60);
    const nodes = resources.reduce((sum, { properties }) => sum + unfolded(properties), 0);
    assert.ok(nodes < 10_000_000);
  });

  it('a list nested by a chain of locals', () => {
    const links = Array.from({ length: 5000 }, (_, index) => `a${index + 1} = [local.a${index}]`);
    const locals = `locals {\na0 = 1\n${links.join('\n')}\n}\n`;
    assert.deepEqual(evaluated('local.a5000 == local.a4999', locals) === true, false);
  });

  it('a circle of twenty thousand locals', () => {
    const links = Array.from({ length: 20_000 }, (_, index) => `a${index} = local.a${(index + 1) % 20_000}`);
    assert.deepEqual(evaluated('local.a0', `locals {\n${links.join('\n')}\n}\n`), {
      unknown: 'local.a0 depends on itself through local.a1, local.a10, local.a100',
    });
  });

  it('many resources with as many instances as are allowed', () => {
    const blocks = Array.from(
      { length: 60 },
      (_, index) => `resource "t" "a${index}" {\n count = 10000\n a = count.index\n b = count.index\n}\n`,
    );
    const { resources } = mainTf(blocks.join(''));
    assert.ok(resources.length > 10_000);
    assert.ok(resources.some(({ exists }) => exists.kind === 'unknown'));
  });

  const thousand = 'range(1000)';
  const nested = `flatten([for a in ${thousand} : [for b in ${thousand} : "\${a}-\${b}"]])`;
  const hundred = '[for i in range(100) : tostring(i)]';
  const list = JSON.stringify(Array.from({ length: 1_000_000 }, (_, index) => String(index)));

  /** What a million keys are written as, and why they are not told. */
  const millions: readonly (readonly [name: string, expression: string, why: RegExp])[] = [
    ['a set of a product', `toset(${nested})`, tooLarge],
    ['a map of a product', `{ for key in ${nested} : key => 1 }`, tooLarge],
    [
      'the product of sets',
      `toset([for p in setproduct(${hundred}, ${hundred}, ${hundred}) : join("-", p)])`,
      tooLarge,
    ],
    ['formatted numbers', `toset(formatlist("k%d", ${nested}))`, tooLarge],
    ['a text that is split', `toset(split(",", join(",", ${nested})))`, tooLarge],
    ['a range, of which Terraform allows 1,024 items', 'toset(formatlist("k%d", range(1000000)))', /range/],
    ['a file', 'toset(jsondecode(file("keys.json")))', tooLarge],
  ];
  const inResource = (keys: string): string =>
    `resource "t" "many" {\n for_each = ${keys}\n a = each.key\n}\n`;
  const expanded: readonly (readonly [name: string, code: (expression: string) => string])[] = [
    ['a resource', inResource],
    [
      'a dynamic block',
      (keys) =>
        `resource "t" "many" {\n dynamic "b" {\n for_each = ${keys}\n content {\n a = b.value\n}\n}\n}\n`,
    ],
    ['a module', (keys) => `module "many" {\n source = "./m"\n for_each = ${keys}\n a = each.key\n}\n`],
  ];
  const twentyThousand = `toset([for i in setproduct(${hundred}, ${hundred}, ["a", "b"]) : join("-", i)])`;
  const cases: readonly (readonly [name: string, text: string, why: RegExp])[] = [
    ...millions.flatMap(([name, keys, why], index) =>
      (index === 0 ? expanded : expanded.slice(0, 1)).map(
        ([where, code]) => [`${where} over a million keys: ${name}`, code(keys), why] as const,
      ),
    ),
    ['a resource over a million keys: a literal', inResource(`toset(${list})`), tooLarge],
    [
      'a resource over twenty thousand keys',
      inResource(twentyThousand),
      /^for_each over 20000 elements is too many to expand$/,
    ],
  ];
  for (const [name, text, why] of cases) {
    it(`for_each of ${name}`, () => {
      const child = parseTerraformFile(
        'm/main.tf',
        'variable "a" {}\nresource "t" "inner" {\n a = var.a\n}\n',
      );
      const { resources } = moduleOf(
        { 'main.tf': text, 'other.tf': 'resource "t" "other" {\n a = 1 + 1\n}\n' },
        {
          files: { read: () => list },
          findModule: () => ({ folder: 'm', path: './m', files: [child] }),
        },
      );
      assert.ok(resources.length <= 3);
      const found = resources.flatMap(({ address, exists, properties }) => {
        if (address === 't.other') return [];
        const blocks = properties.properties.get('b')?.value;
        return [blocks?.kind === 'list' ? blocks.open : blocks?.kind === 'unknown' ? blocks : exists];
      });
      for (const one of found) {
        assert.ok(one?.kind === 'unknown');
        const [because] = one.because;
        assert.match(`${because?.what} ${because?.why}`, why);
        const { file, span } = because?.origin ?? {};
        assert.equal(file, 'main.tf');
        assert.ok(span !== undefined && span.end > span.start && span.end <= text.length);
      }
      assert.equal(found.length, 1);
      const other = resources.find(({ address }) => address === 't.other');
      assert.ok(other !== undefined);
      assert.equal(propertyOf(other, 'a'), 2);
    });
  }

  it('brackets nested a hundred thousand deep', () => {
    const depth = 100_000;
    const { problems } = mainTf(`locals {\n a = ${'['.repeat(depth)}${']'.repeat(depth)}\n}\n`);
    assert.ok(problems.length > 0);
  });

  it('keys named like members of every JavaScript object', () => {
    const names = '{ "__proto__" = 1, constructor = 2, toString = 3, hasOwnProperty = 4 }';
    assert.deepEqual(evaluated(`[for k, v in ${names} : k]`), [
      '__proto__',
      'constructor',
      'hasOwnProperty',
      'toString',
    ]);
    const { resources } = mainTf('resource "__proto__" "constructor" {\n  __proto__ = 1\n}\n');
    assert.equal(resources[0]?.address, '__proto__.constructor');
  });
});
