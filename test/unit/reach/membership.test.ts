/** A rule that names a group admits the private addresses of its members, and of nobody else (SEMANTICS S27). */
import assert from 'node:assert/strict';
import { converse } from '../../../src/core/reach/conversation.ts';
import { Reachability } from '../../../src/core/reach/reachability.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { host, network, type HostText } from '../../support/networks.ts';

const carries = (name: string, group: string): HostText => ({ name, groups: [group, 'sg'], subnet: 'far' });

/** Hosts in a subnet of their own reach for one whose only rule admits the group `app`. */
function verdictFrom(client: HostText, ...others: readonly HostText[]) {
  const made = network({
    hosts: [client, { name: 'server', groups: ['guarded'], ip: '10.0.12.5' }, ...others],
    subnets: { far: '10.0.30.0/24' },
  });
  const [sg] = made.securityGroups;
  const [rule] = sg!.rules;
  const admits = {
    ...rule!,
    direction: 'inbound',
    peer: known({ kind: 'group', group: 'app' } as const),
  } as const;
  const topology = new Topology({
    ...made,
    securityGroups: [sg!, { ...sg!, address: 'app' }, { ...sg!, address: 'guarded', rules: [admits] }],
  });
  const at = (name: string) => ({ kind: 'interface', interface: topology.interface(name)! }) as const;
  const from = at(client.name!);
  const { verdict } = converse(topology, from, at('server'), {
    protocol: 6,
    sourcePort: 40000,
    destinationPort: 22,
  });
  const { ports } = new Reachability(topology).between(from, at('server'), 6);
  assert.deepEqual([ports.must.has(22), ports.may.has(22)], [verdict === 'allow', verdict !== 'deny']);
  return verdict;
}

describe('a rule that names a group', () => {
  const cases: readonly (readonly [name: string, verdict: string, ...hosts: [HostText, ...HostText[]]])[] = [
    ['admits a member', 'allow', { ...carries('client', 'app'), ip: '10.0.30.7' }],
    ['refuses others', 'deny', { ...carries('client', 'sg'), ip: '10.0.30.7' }],
    ['admits a member whose address AWS picks', 'allow', carries('client', 'app')],
    ['refuses others whose address AWS picks', 'deny', carries('client', 'sg'), carries('member', 'app')],
    [
      'refuses others though a member may get any free address',
      'deny',
      { ...carries('client', 'sg'), ip: '10.0.30.7' },
      carries('member', 'app'),
    ],
  ];
  for (const [name, verdict, client, ...others] of cases)
    it(name, () => assert.equal(verdictFrom(client, ...others), verdict));

  it('cannot tell of an interface that may carry any group', () => {
    const client = host({ name: 'client', subnet: 'subnet' });
    const made = network({ rules: [{ direction: 'inbound', peer: 'group:app' }, { direction: 'outbound' }] });
    const topology = new Topology({
      ...made,
      interfaces: [
        ...made.interfaces,
        { ...client, securityGroups: [...client.securityGroups, unknown('var.groups', 'has no default')] },
      ],
    });
    const exchange = { protocol: 6, sourcePort: 40000, destinationPort: 22 };
    const [to, from] = topology.interfaces.map((at) => ({ kind: 'interface', interface: at }) as const);
    const { verdict, because } = converse(topology, from!, to!, exchange);
    assert.equal(verdict, 'unknown');
    assert.ok(because.some(({ what }) => what === 'var.groups' || what === 'app'));
  });
});
