import assert from 'node:assert/strict';
import { decideAlike, ruleOrder } from '../../../src/core/reach/ruleOrder.ts';
import { network, type EntryText } from '../../support/networks.ts';

const deny: EntryText = { number: 90, action: 'deny', cidr: '?' };
const allow: EntryText = { number: 95, cidr: '?' };
const https: EntryText = { number: 100, protocol: 6, ports: '443' };
const later: EntryText = { number: 200, protocol: 6 };

describe('an entry among others that are not known', () => {
  const cases: readonly (readonly [name: string, others: readonly EntryText[], redundant: boolean])[] = [
    ['an open deny and an open allow', [deny, allow], false],
    ['an open allow behind it', [deny, { ...allow, number: 110 }], false],
    ['one of unknown action', [{ ...deny, action: '?' }], false],
    ['one of unknown number', [{ ...deny, number: '?', action: '?' }], false],
    ['an open deny before one that repeats it', [deny, { ...deny, number: 110 }, later], false],
    ['one that may not be there and repeats it', [deny, { ...later, exists: '?' }], false],
    ['an open deny and an open allow, and one that repeats it', [deny, allow, later], true],
    ['an open allow and one that repeats it', [deny, { ...allow, number: 110 }, later], true],
    ['one that comes before it', [deny, allow, { ...later, number: 99 }], true],
  ];
  for (const [name, others, redundant] of cases) {
    it(`${name}: ${redundant ? 'redundant' : 'needed'}`, () => {
      const inbound = [...others, https].sort((a, b) => rank(a) - rank(b));
      const [acl] = network({ inbound }).networkAcls;
      const at = inbound.indexOf(https);
      assert.equal(ruleOrder(acl!, 'inbound')[at]?.redundant, redundant);
      const without = { ...acl!, inbound: acl!.inbound.filter((_, i) => i !== at) };
      assert.equal(decideAlike(acl!, without, 'inbound'), redundant);
      assert.equal(decideAlike(without, acl!, 'inbound'), redundant);
      assert.ok(decideAlike(acl!, acl!, 'inbound'));
    });
  }
});

function rank({ number }: EntryText): number {
  return typeof number === 'number' ? number : Infinity;
}
