import assert from 'node:assert/strict';
import { nullValue, stringValue, type Value } from '../../../src/core/value/value.ts';
import { evaluated, mainTf } from './support.ts';

describe('terraform variables', () => {
  const cases: readonly (readonly [declaration: string, expected: unknown])[] = [
    ['default = "a"', 'a'],
    ['', { unknown: 'var.v has no default' }],
    ['default = null', null],
    ['type = string\n default = 443', '443'],
    ['type = number\n default = "443"', 443],
    ['type = bool\n default = "true"', true],
    ['type = any\n default = [1, "a"]', [1, 'a']],
    ['type = list(string)\n default = [1, true]', ['1', 'true']],
    ['type = set(number)\n default = [3, 1, 3]', [1, 3]],
    ['type = map(number)\n default = { a = "1" }', { a: 1 }],
    ['type = tuple([string, number])\n default = [1, "2"]', ['1', 2]],
    ['type = object({ a = string })\n default = { a = 1, b = 2 }', { a: '1' }],
    ['type = object({ a = optional(number, 7), b = optional(string) })\n default = {}', { a: 7, b: null }],
    ['type = list(object({ port = number }))\n default = [{ port = "22" }]', [{ port: 22 }]],
    ['type = "list"\n default = ["a"]', ['a']],
    ['default = var.other', { unknown: 'var.other cannot be used in the declaration of a variable' }],
    ['type = number\n default = "many"', { unknown: '"many" is a string where a number is needed' }],
    [
      'type = object({ a = string })\n default = {}',
      { unknown: '{} lacks the attribute "a" its type asks for' },
    ],
    ['type = list(string)\n default = "a"', { unknown: '"a" is a string where a list is needed' }],
  ];
  for (const [declaration, expected] of cases) {
    it(`${declaration.replace(/\s+/g, ' ')} gives ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(evaluated('var.v', `variable "v" {\n ${declaration}\n}\n`), expected);
    });
  }

  const given = (value: Value) => ({ variables: new Map([['v', value]]) });

  it('prefers the value given, as the type asks for', () => {
    const declaration = 'variable "v" {\n type = number\n default = 1\n}\n';
    assert.equal(evaluated('var.v', declaration, given(stringValue('22'))), 22);
  });

  it('keeps a given null, unless the variable refuses it', () => {
    assert.equal(evaluated('var.v', 'variable "v" {\n default = 1\n}\n', given(nullValue)), null);
    const refusing = 'variable "v" {\n default  = 1\n nullable = false\n}\n';
    assert.equal(evaluated('var.v', refusing, given(nullValue)), 1);
  });

  it('says where a variable without a value is declared', () => {
    const text = 'variable "cidr" {}\nresource "aws_vpc" "main" {\n  cidr_block = var.cidr\n}\n';
    const value = mainTf(text).resources[0]?.properties.properties.get('cidr_block')?.value;
    assert.ok(value?.kind === 'unknown');
    assert.deepEqual(value.because[0]?.origin, { file: 'main.tf', span: { start: 0, end: 15 } });
  });
});
