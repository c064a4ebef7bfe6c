import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Network } from '../../../src/core/aws/network.ts';
import { unknown } from '../../../src/core/value/value.ts';
import { covers, tcp, type World } from './coveredRules.ts';

describe('rules that the other groups of every interface cover', () => {
  const narrow = [tcp('22', '10.0.0.0/8')];
  const wide = [tcp('22')];
  const cases: readonly (readonly [name: string, world: World, expected: readonly string[]])[] = [
    [
      'on the only interface',
      { rules: { web: narrow, all: wide }, hosts: { a: 'web all' } },
      ['web 0: members all 0'],
    ],
    [
      'on one of two interfaces only',
      { rules: { web: narrow, all: wide }, hosts: { a: 'web all', b: 'web' } },
      [],
    ],
    [
      'by a different one on each',
      { rules: { web: narrow, x: wide, y: wide }, hosts: { a: 'web x', b: 'web y' } },
      ['web 0: members x 0, y 0'],
    ],
    [
      'by one of the own group and one of another',
      { rules: { web: [tcp('1-9'), tcp('1-5')], x: [tcp('5-9')] }, hosts: { a: 'web x' } },
      ['web 1: group web 0', 'x 0: members web 0'],
    ],
    [
      'by a union over groups',
      { rules: { web: [tcp('1-9')], x: [tcp('0-5')], y: [tcp('6-10')] }, hosts: { a: 'web x y' } },
      ['web 0: members x 0, y 0'],
    ],
    [
      'each other: only the later one goes',
      { rules: { web: wide, all: wide }, hosts: { a: 'web all' } },
      ['all 0: same as members web 0'],
    ],
    [
      'an interface that carries nothing else',
      { rules: { web: narrow, all: wide }, hosts: { a: 'web', b: 'all' } },
      [],
    ],
    [
      'the parts, where the group of the wide one comes last',
      { rules: { web: [tcp('1-5')], x: [tcp('5-9')], y: [tcp('1-9')] }, hosts: { a: 'web x y' } },
      ['web 0: members y 0', 'x 0: members y 0'],
    ],
    [
      'by a union of what is alone elsewhere, which is not the same',
      { rules: { web: [tcp('1-9')], x: [tcp('1-5'), tcp('6-9')] }, hosts: { a: 'web x', b: 'x' } },
      ['web 0: members x 0, x 1'],
    ],
    [
      'a group nobody carries, by that of somebody',
      { rules: { web: narrow, all: wide }, hosts: { a: 'all' } },
      [],
    ],
    ['a group nobody carries', { rules: { web: narrow, all: wide } }, []],
    [
      'a group with members elsewhere',
      { rules: { web: narrow, all: wide }, hosts: { a: 'web all' }, elsewhere: 'web' },
      [],
    ],
  ];
  for (const [name, world, expected] of cases) {
    it(name, () => assert.deepEqual(covers(world), expected));
  }

  it('says nothing where somebody may carry the group whose groups are not known', () => {
    const also = ({ interfaces }: Network) => ({
      interfaces: interfaces.map((at) =>
        at.address === 'b' ? { ...at, securityGroups: [unknown('var.groups', 'has no default')] } : at,
      ),
    });
    const rules = { web: narrow, all: wide };
    assert.deepEqual(covers({ rules, hosts: { a: 'web all', b: 'all' } }), ['web 0: members all 0']);
    assert.deepEqual(covers({ rules, hosts: { a: 'web all', b: 'all' }, also }), []);
  });

  it('says nothing of a group that may have rules nobody could read', () => {
    const also =
      (open: string) =>
      ({ securityGroups }: Network) => ({
        securityGroups: securityGroups.map((group) =>
          group.address === open
            ? { ...group, open: [{ what: 'var.rules', why: 'has no default', origin: undefined }] }
            : group,
        ),
      });
    const world = { rules: { web: narrow, all: wide }, hosts: { a: 'web all' } };
    assert.deepEqual(covers({ ...world, also: also('web') }), []);
    assert.deepEqual(covers({ ...world, also: also('all') }), ['web 0: members all 0']);
  });

  it('keeps to what stays when a rule that covered another one goes itself', () => {
    const rules = { web: [tcp('5'), tcp('4-6')], all: [tcp('1-9')] };
    assert.deepEqual(covers({ rules, hosts: { a: 'web all' } }), [
      'web 0: group web 1',
      'web 1: members all 0',
    ]);
  });

  it('does not speak of rules AWS adds', () => {
    const also = ({ securityGroups }: Network) => ({
      securityGroups: securityGroups.map((group) => ({
        ...group,
        rules: group.rules.map((rule, index) =>
          index === 0 ? { ...rule, origin: { ...rule.origin, awsDefault: true as const } } : rule,
        ),
      })),
    });
    assert.deepEqual(covers({ rules: { web: [tcp('22'), {}] }, also }), ['web 1: over web 0']);
    assert.deepEqual(covers({ rules: { web: [{}, tcp('22')] }, also }), ['web 1: group web 0']);
  });
});
