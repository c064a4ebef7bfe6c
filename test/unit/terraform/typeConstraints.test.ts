/** Values as the types of variables: the expected values are those Terraform 1.11 gives. */
import assert from 'node:assert/strict';
import { evaluated } from './support.ts';

function valueAs(type: string, value: string): unknown {
  return evaluated('var.v', `variable "v" {\n type = ${type}\n default = ${value}\n}\n`);
}

const converted: readonly (readonly [type: string, value: string, expected: unknown])[] = [
  ['list(string)', '[1, true, "a"]', ['1', 'true', 'a']],
  ['list(any)', '[1, "a"]', ['1', 'a']],
  ['list(any)', '[{a=1},{a="x"}]', [{ a: '1' }, { a: 'x' }]],
  ['list(any)', '[{a=1},{b="x"}]', [{ a: '1' }, { b: 'x' }]],
  ['list(any)', '[[1],["a","b"]]', [['1'], ['a', 'b']]],
  ['list', '[1,2]', [1, 2]],
  ['map', '{a=1}', { a: 1 }],
  ['map(any)', '{a=1,b="x"}', { a: '1', b: 'x' }],
  ['map(any)', '{a={b=1},c={b="x"}}', { a: { b: '1' }, c: { b: 'x' } }],
  ['map(any)', '{a={b=1},c={d=1}}', { a: { b: 1 }, c: { d: 1 } }],
  ['set(string)', '["b","a","b",1]', ['1', 'a', 'b']],
  ['set(any)', '[1,2,1]', [1, 2]],
  ['any', '[1,"a",{b=2}]', [1, 'a', { b: 2 }]],
  ['any', 'null', null],
  ['string', '1.50', '1.5'],
  ['string', 'true', 'true'],
  ['number', '"1.5"', 1.5],
  ['bool', '"true"', true],
  ['tuple([string, number])', '[1,"2"]', ['1', 2]],
  ['tuple([any, bool])', '[[1],"true"]', [[1], true]],
  ['object({a=string})', '{a=1,b=2}', { a: '1' }],
  ['object({a=string})', 'null', null],
  ['object({a=optional(string)})', '{}', { a: null }],
  ['object({a=optional(string,"x")})', '{}', { a: 'x' }],
  ['object({a=optional(string,"x")})', '{a=null}', { a: 'x' }],
  ['object({a=optional(number,"5")})', '{}', { a: 5 }],
  ['object({a=optional(object({b=optional(number,5)}),{})})', '{}', { a: { b: 5 } }],
  ['object({a=optional(object({b=optional(number,5)}))})', '{}', { a: null }],
  ['object({a=optional(object({b=optional(number,5)}))})', '{a={}}', { a: { b: 5 } }],
  ['object({a=optional(list(string),["x"])})', '{}', { a: ['x'] }],
  ['object({a=optional(map(number),{k=1})})', '{a={}}', { a: {} }],
  [
    'list(object({p=number,c=optional(list(string),[])}))',
    '[{p=1},{p="2",c=["a"]},{p=3,c=null}]',
    [
      { c: [], p: 1 },
      { c: ['a'], p: 2 },
      { c: [], p: 3 },
    ],
  ],
  [
    'map(object({p=optional(number,1),n=optional(string)}))',
    '{a={},b={p=2,n="x"}}',
    { a: { n: null, p: 1 }, b: { n: 'x', p: 2 } },
  ],
  ['set(object({p=optional(number,1)}))', '[{},{p=1},{p=2}]', [{ p: 1 }, { p: 2 }]],
  ['object({a=any})', '{a=[1,"x"]}', { a: [1, 'x'] }],
  ['list(list(string))', '[[1],[true,"x"]]', [['1'], ['true', 'x']]],
  ['list(map(string))', '[{a=1},{b=true}]', [{ a: '1' }, { b: 'true' }]],
  ['map(list(number))', '{a=["1"],b=[]}', { a: [1], b: [] }],
  ['map(string)', '{a=null}', { a: null }],
  ['list(string)', '[null]', [null]],
  ['set(number)', '[1,"2",2]', [1, 2]],
  ['object({a=optional(tuple([number,string]),[1,2])})', '{}', { a: [1, '2'] }],
  [
    'object({a=list(object({b=optional(bool,true)}))})',
    '{a=[{},{b=false}]}',
    { a: [{ b: true }, { b: false }] },
  ],
  ['map(map(any))', '{a={b=1},c={d="x"}}', { a: { b: '1' }, c: { d: 'x' } }],
  ['list(set(string))', '[["b","a"]]', [['a', 'b']]],
  [
    'object({ports=optional(list(object({from=number,to=optional(number)})),[{from=80}])})',
    '{}',
    { ports: [{ from: 80, to: null }] },
  ],
  ['object({a=optional(any,{x=1})})', '{}', { a: { x: 1 } }],
  ['object({a=optional(any)})', '{a=5}', { a: 5 }],
];

/** What Terraform refuses. */
const refused: readonly (readonly [type: string, value: string, why: RegExp])[] = [
  ['map(any)', '{a=1,b=[1]}', /mixes types that no map can hold$/],
  ['string', '[]', /is a list where a string is needed$/],
  ['number', '"x"', /where a number is needed$/],
  ['bool', '1', /where true or false is needed$/],
  ['bool', '"yes"', /where true or false is needed$/],
  ['tuple([string, number])', '[1]', /has 1 items where the type asks for a tuple of 2$/],
  ['object({a=string})', '{}', /lacks the attribute "a"/],
  ['list(string)', '"a"', /is a string where a list is needed$/],
  ['list(string)', '{a=1}', /is an object where a list is needed$/],
  ['map(string)', '["a"]', /is a list where a map is needed$/],
  ['list(number)', '["x"]', /where a number is needed$/],
  ['object({a=optional(object({b=string}))})', '{a={}}', /lacks the attribute "b"/],
  ['list(object({a=string}))', '[{a="x"},{}]', /lacks the attribute "a"/],
];

describe('terraform type constraints', () => {
  for (const [type, value, expected] of converted) {
    it(`${value} as ${type} is ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(valueAs(type, value), expected);
    });
  }
  for (const [type, value, why] of refused) {
    it(`${value} is no ${type}`, () => {
      const refusal = valueAs(type, value);
      assert.ok(typeof refusal === 'object' && refusal !== null && 'unknown' in refusal);
      assert.match(String(refusal.unknown), why);
    });
  }
});
