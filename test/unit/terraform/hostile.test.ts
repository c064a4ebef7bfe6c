/** Code that is written, or happens, to make an evaluator hang or fall over. Each case ends, and ends in unknown. */
import assert from 'node:assert/strict';
import type { Value } from '../../../src/core/value/value.ts';
import { evaluated, mainTf, resourceOf } from './support.ts';

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
