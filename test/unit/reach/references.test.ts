import assert from 'node:assert/strict';
import type { Match } from '../../../src/core/aws/match.ts';
import {
  peerMatcher,
  referencesOverBoth,
  referenceTo,
  type References,
} from '../../../src/core/reach/references.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud } from '../../support/cloud.ts';
import { ip } from '../../support/networks.ts';

const open = unknown('var.x', 'has no default');
const shown = (match: References): string =>
  typeof match === 'string' ? match : match.because.map(({ what }) => what).join();

describe('references to groups over two parts of a way', () => {
  const cases: readonly (readonly [References, References, string])[] = [
    ['yes', 'yes', 'yes'],
    ['yes', 'no', 'no'],
    ['yes', 'associated', 'associated'],
    ['yes', open, 'var.x'],
    ['no', 'no', 'no'],
    ['no', 'associated', 'no'],
    ['no', open, 'no'],
    ['associated', 'associated', 'associated'],
    ['associated', open, 'associated'],
    [open, open, 'var.x'],
  ];
  for (const [one, other, expected] of cases) {
    it(`${shown(one)} and ${shown(other)}: ${expected}`, () => {
      assert.equal(shown(referencesOverBoth(one, other)), expected);
      assert.equal(shown(referencesOverBoth(other, one)), expected);
    });
  }
});

describe('a group that a rule names', () => {
  const made = cloud({
    subnets: { net: { cidr: '10.0.1.0/24' } },
    hosts: [{ name: 'web', subnet: 'net', ip: '10.0.1.10', groups: ['own'] }],
    groups: { own: { rules: [] }, shared: { rules: [] } },
  });
  const securityGroups = made.securityGroups.map((group) =>
    group.address === 'shared' ? { ...group, alsoIn: [known('other')] } : group,
  );
  const topology = new Topology({ ...made, securityGroups });

  it('stands for its members where the way says so, or where it may be associated with both VPCs (S35)', () => {
    const asked: readonly References[] = ['yes', 'no', open, 'associated'];
    const answers = (group: string) =>
      asked.map((references) => shown(referenceTo(topology, references, group)));
    assert.deepEqual(answers('own'), ['yes', 'no', 'var.x', 'no']);
    assert.deepEqual(answers('shared'), ['yes', 'no', 'var.x', 'shared']);
    assert.deepEqual(answers('elsewhere'), ['yes', 'no', 'var.x', 'elsewhere']);
  });

  it('stands for what a member of another one passes on, where that vouches for it', () => {
    const remote = { ...ip('10.0.1.10'), holder: 'web' };
    const match = (
      group: string,
      references: References,
      vouchers: Parameters<typeof peerMatcher>[2],
    ): Match => peerMatcher(topology, references, vouchers)({ kind: 'group', group }, remote);
    assert.deepEqual(
      [
        match('own', 'yes', []),
        match('shared', 'yes', []),
        match('shared', 'yes', [known('shared')]),
        match('shared', 'yes', [known('own')]),
        match('shared', 'yes', [open]),
        match('own', 'no', []),
        match('shared', 'no', [known('shared')]),
      ].map(shown),
      ['yes', 'no', 'yes', 'no', 'var.x', 'no', 'no'],
    );
    const block = peerMatcher(topology, 'no')(
      { kind: 'cidr', cidr: { family: 'ipv4', first: 0n, last: 2n ** 32n - 1n, prefixLength: 0 } },
      remote,
    );
    assert.equal(block, 'yes');
  });
});
