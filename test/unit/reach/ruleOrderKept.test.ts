/** Answers are kept by what entries say: equal lists get equal answers, and a list that differs in one field its own. */
import assert from 'node:assert/strict';
import { ruleOrder } from '../../../src/core/reach/ruleOrder.ts';
import { network, type EntryText } from '../../support/networks.ts';

function ordersOf(inbound: readonly EntryText[]): readonly string[] {
  const [acl] = network({ inbound }).networkAcls;
  return ruleOrder(acl!, 'inbound').map(
    ({ order, redundant, shadowedBy }) =>
      `${order}${redundant ? ' redundant' : ''} ${shadowedBy.map((entry) => acl!.inbound.indexOf(entry)).join()}`,
  );
}

describe('the order of entries that were asked about before', () => {
  const first: EntryText = { number: 10, protocol: 6, ports: '443', cidr: '10.0.0.0/8' };
  const second: EntryText = { number: 20, protocol: 6, ports: '443', cidr: '10.0.0.0/8' };
  const shadowed = ['decides redundant ', 'shadowed redundant 0'];
  const wider = ['decides redundant ', 'partly-shadowed 0'];
  const apart = ['decides ', 'decides '];
  const ping: EntryText = { protocol: 1, icmp: { type: 8, code: 0 } };
  const cases: readonly (readonly [
    name: string,
    one: EntryText,
    other: EntryText,
    expected: readonly string[],
  ])[] = [
    ['numbers alone', first, { ...second, number: 30 }, shadowed],
    ['the action', first, { ...second, action: 'deny' }, ['decides ', 'shadowed redundant 0']],
    ['the protocol', first, { ...second, protocol: 17 }, apart],
    ['the ports', first, { ...second, ports: '444' }, apart],
    ['the block', first, { ...second, cidr: '11.0.0.0/8' }, apart],
    ['the length of the block', first, { ...second, cidr: '10.0.0.0/7' }, wider],
    ['the family', { ...first, cidr: '0.0.0.0/0' }, { ...second, cidr: '::/0' }, apart],
    ['the ICMP type', { ...first, ...ping }, { ...second, ...ping, icmp: { type: 3, code: 0 } }, apart],
    ['the ICMP code', { ...first, ...ping }, { ...second, ...ping, icmp: { type: 8, code: 1 } }, apart],
    ['whether a code is named', { ...first, ...ping }, { ...second, ...ping, icmp: { type: 8 } }, wider],
  ];
  for (const [name, one, other, expected] of cases) {
    it(`is another one where they differ in ${name}`, () => {
      const alike = { ...one, number: 20 };
      assert.deepEqual(ordersOf([one, alike]), shadowed);
      const found = ordersOf([one, other]);
      assert.deepEqual(found, expected);
      // And again, each as before.
      assert.deepEqual(ordersOf([one, alike]), shadowed);
      assert.deepEqual(ordersOf([one, other]), found);
    });
  }

  it('names the entries of the list that is asked about', () => {
    const [one, other] = [network({ inbound: [first, second] }), network({ inbound: [first, second] })];
    for (const { networkAcls } of [one, other]) {
      const [acl] = networkAcls;
      assert.deepEqual(
        ruleOrder(acl!, 'inbound').map(({ entry }) => acl!.inbound.indexOf(entry)),
        [0, 1],
      );
      assert.equal(ruleOrder(acl!, 'inbound')[1]!.shadowedBy[0], acl!.inbound[0]);
    }
  });
});
