/** The keys of instances in the addresses of Terraform. */
import { equal } from 'node:assert/strict';
import fc from 'fast-check';
import { quote } from '../../../src/core/hcl/printBlock.ts';
import {
  replaceKeys,
  textOfLastKey,
  withoutKeys,
  withoutLastKey,
} from '../../../src/core/text/instanceKeys.ts';

describe('the keys of instances', () => {
  const cases: readonly (readonly [address: string, none: string, butLast: string])[] = [
    ['aws_vpc.a', 'aws_vpc.a', 'aws_vpc.a'],
    ['aws_vpc.a[0]', 'aws_vpc.a', 'aws_vpc.a'],
    ['aws_vpc.a["b.c/d"]', 'aws_vpc.a', 'aws_vpc.a'],
    ['module.a["b"].aws_vpc.c[12]', 'module.a.aws_vpc.c', 'module.a["b"].aws_vpc.c'],
    [
      'module.a[0].module.b["c"].aws_vpc.d',
      'module.a.module.b.aws_vpc.d',
      'module.a[0].module.b["c"].aws_vpc.d',
    ],
    ['aws_vpc.a["]"]', 'aws_vpc.a', 'aws_vpc.a'],
    ['aws_vpc.a["b[0]c"]', 'aws_vpc.a', 'aws_vpc.a'],
    [String.raw`aws_vpc.a["\"]"].id`, 'aws_vpc.a.id', String.raw`aws_vpc.a["\"]"].id`],
    [String.raw`aws_vpc.a["[\"b\"]"]`, 'aws_vpc.a', 'aws_vpc.a'],
    [String.raw`module.a["\\"].aws_vpc.b["\\"]`, 'module.a.aws_vpc.b', String.raw`module.a["\\"].aws_vpc.b`],
    // No keys of Terraform's.
    ['a[b]', 'a[b]', 'a[b]'],
    ['a["b', 'a["b', 'a["b'],
    ['Stack/Subnet', 'Stack/Subnet', 'Stack/Subnet'],
  ];
  for (const [address, none, butLast] of cases) {
    it(`are told in ${address}`, () => {
      equal(withoutKeys(address), none);
      equal(withoutLastKey(address), butLast);
    });
  }

  it('are told in a sentence', () => {
    equal(withoutKeys('aws_vpc.a["b c"] and aws_vpc.d[1] overlap.'), 'aws_vpc.a and aws_vpc.d overlap.');
  });

  it('can be replaced one by one', () => {
    equal(
      replaceKeys('module.a["]"].aws_vpc.b[0]', ({ length }) => `<${length}>`),
      'module.a<5>.aws_vpc.b<3>',
    );
  });

  it('have the text that is quoted', () => {
    equal(textOfLastKey('aws_vpc.a["b"]'), 'b');
    equal(textOfLastKey(String.raw`aws_vpc.c["\"\\\n$$%%{e}"]`), '"\\\n$$%{e}');
    for (const none of ['aws_vpc.a', 'aws_vpc.a[0]', 'module.a["b"].aws_vpc.c'])
      equal(textOfLastKey(none), undefined);
  });

  it('may be any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (outer, inner) => {
        const address = `module.a[${quote(outer)}].aws_vpc.b[${quote(inner)}]`;
        equal(withoutKeys(address), 'module.a.aws_vpc.b');
        equal(withoutLastKey(address), `module.a[${quote(outer)}].aws_vpc.b`);
        equal(textOfLastKey(address), inner);
      }),
    );
  });
});
