/** Answers of `Reachability` that are remembered, compared, and asked for in short. */
import assert from 'node:assert/strict';
import type { NetworkInterface } from '../../../src/core/aws/network.ts';
import { Reachability, sameBounds, type Reach } from '../../../src/core/reach/reachability.ts';
import { known } from '../../../src/core/value/value.ts';
import { cloud, prober, type CloudText } from '../../support/cloud.ts';
import { place } from '../../support/networks.ts';
import { edge, nat, open, stranger, tcp, worldOf } from './reachWorld.ts';

describe('answers that are remembered', () => {
  const host = (
    name: string,
    also: Partial<NetworkInterface> = {},
    more: Partial<CloudText['hosts'][number]> = {},
  ) => ({ name, subnet: 'web', ip: '10.0.1.20', groups: ['own'], also, ...more });
  const hosts: CloudText['hosts'] = [
    host('plain'),
    host('public', {}, { publicIp: '54.0.0.20' }),
    host('perhaps public', { publicIps: open }),
    host('picked public', { publicIps: known([{ address: open, origin: place(6) }]) }),
    host('dual', {}, { ipv6: '2600:1f18::20' }),
    host('perhaps dual', { ipv6: open }),
    host('unfiltered', { unfiltered: true }),
    host('outward', { outboundOnly: true }),
    host('kept', {}, { ip: '10.0.1.1' }),
    host('picked', { privateIps: [open] }),
    host('node', {}, { kind: 'load-balancer' }),
    host('inside', {}, { subnet: 'app', ip: '10.0.2.20' }),
    host('other groups', {}, { groups: ['sg'] }),
    host('one of', { placement: 'one-of', owner: 'db' }),
    host('lost', { subnet: open }),
    host('box', { sourceDestCheck: known(false) }),
  ];
  const { topology, end } = worldOf(
    {
      rules: [
        { direction: 'inbound', ...tcp('22-80') },
        { direction: 'inbound', protocol: 1 },
        { direction: 'outbound' },
        { direction: 'inbound', peer: '::/0' },
        { direction: 'outbound', peer: '::/0' },
      ],
    },
    {
      hosts: [...hosts, nat],
      subnets: {
        web: {
          cidr: '10.0.1.0/24 2600:1f18::/64',
          routes: { '0.0.0.0/0': 'igw', '::/0': 'igw', '10.0.3.0/24': 'eni:box' },
        },
        app: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'nat:nat' } },
        edge,
      },
    },
  );
  const names = [...hosts.map(({ name }) => name!), stranger, '2001:db8::7', '10.0.3.9'];

  for (const start of names) {
    it(`are nobody else’s: from ${start}`, () => {
      const remembering = new Reachability(topology);
      for (const round of ['ipv4', 'ipv6', 'ipv4'] as const) {
        for (const protocol of [6, 17, 1, 50]) {
          for (const other of names) {
            if (other === start || !(/^[a-z]/.test(other) || /^[a-z]/.test(start))) continue;
            const ask = (reach: Reachability): Reach =>
              reach.between(end(start), end(other), protocol, round);
            assert.deepEqual(ask(remembering), ask(new Reachability(topology)), `${start} → ${other}`);
          }
        }
      }
    });
    it(`are nobody else’s: to ${start}`, () => {
      const remembering = new Reachability(topology);
      for (const other of names) {
        if (other === start || !(/^[a-z]/.test(other) || /^[a-z]/.test(start))) continue;
        const ask = (reach: Reachability): Reach => reach.between(end(other), end(start), 6);
        assert.deepEqual(ask(remembering), ask(new Reachability(topology)), `${other} → ${start}`);
      }
    });
  }
});

describe('two answers', () => {
  it('have the same bounds where all four sets are the same', () => {
    const { topology, end } = worldOf({ inbound: [tcp('22')], outbound: [tcp('80')] });
    const reach = new Reachability(topology).between(end(stranger), end('web'), 6);
    assert.ok(sameBounds(reach, { ...reach, because: [], certainty: 'assumed' }));
    for (const [key, other] of [
      ['ports', 'replyPorts'],
      ['replyPorts', 'ports'],
    ] as const) {
      for (const side of ['must', 'may'] as const) {
        const next = { ...reach, [key]: { ...reach[key], [side]: reach[other][side] } };
        assert.ok(!sameBounds(reach, next), `${key} ${side}`);
        assert.ok(!sameBounds(next, reach), `${key} ${side}`);
      }
    }
  });
});

describe('whether something surely arrives and is answered', () => {
  const { topology, end } = prober(
    cloud({
      subnets: {
        app: { cidr: '10.0.1.0/24', inbound: [{ protocol: 6, ports: '32768-65535' }] },
        db: { cidr: '10.0.2.0/24', inbound: [{ protocol: 6, ports: '5432' }] },
      },
      hosts: [
        { name: 'app', subnet: 'app', ip: '10.0.1.10' },
        { name: 'db', subnet: 'db', ip: '10.0.2.10' },
        { name: 'node', subnet: 'db', ip: '10.0.2.11', also: { owner: 'nodes', placement: 'one-of' } },
      ],
    }),
  );
  const reachability = new Reachability(topology);
  const cases: readonly (readonly [string, string, string, number, number, boolean])[] = [
    ['where both are let through', 'app', 'db', 5432, 40000, true],
    ['where the request is not', 'app', 'db', 22, 40000, false],
    ['where the reply is not', 'app', 'db', 5432, 1024, false],
    ['where what is asked may be somewhere else', 'app', 'node', 5432, 40000, false],
    ['where what asks may be somewhere else', 'node', 'app', 40000, 5432, false],
  ];
  for (const [name, from, to, destinationPort, sourcePort, expected] of cases) {
    it(`is ${expected ? '' : 'not '}told ${name}`, () =>
      assert.equal(
        reachability.surely(end(from), end(to), { protocol: 6, destinationPort, sourcePort }),
        expected,
      ));
  }

  it('is told of nothing where both may be somewhere else', () => {
    for (const asked of ['app', 'node'])
      assert.equal(
        reachability.surely(end('node'), end(asked), {
          protocol: 6,
          destinationPort: 40000,
          sourcePort: 5432,
        }),
        false,
      );
  });

  it('is told of what asks the other way, once it stays where it is', () =>
    assert.ok(
      reachability.surely(end('db'), end('app'), { protocol: 6, destinationPort: 40000, sourcePort: 5432 }),
    ));
});
