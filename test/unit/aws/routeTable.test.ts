import assert from 'node:assert/strict';
import type { Route, RouteTable, RouteTarget } from '../../../src/core/aws/network.ts';
import { lookUpRoute } from '../../../src/core/aws/routeTable.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cidr, ip, place } from '../../support/networks.ts';

const igw: RouteTarget = { kind: 'internet-gateway', gateway: 'igw' };
const pcx: RouteTarget = { kind: 'vpc-peering-connection', connection: 'pcx' };
const nat: RouteTarget = { kind: 'nat-gateway', gateway: 'nat' };
const box: RouteTarget = { kind: 'interface', interface: 'box' };
const gone: RouteTarget = { kind: 'blackhole' };

function to(block: string, target: RouteTarget | '?', more: Partial<Route> = {}): Route {
  return {
    destination: block === '?' ? unknown('var.block', 'has no default') : known(cidr(block)),
    target: target === '?' ? unknown('var.target', 'has no default') : known(target),
    resource: `${block} ${target === '?' ? '?' : target.kind}`,
    origin: place(0),
    ...more,
  };
}

const local = to('10.0.0.0/16', { kind: 'local' });

describe('a route table', () => {
  const cases: readonly (readonly [
    name: string,
    routes: readonly Route[],
    destination: string,
    expected: string,
    more?: Partial<RouteTable>,
  ])[] = [
    [
      'takes the longest match (R3)',
      [to('0.0.0.0/0', igw), to('10.1.0.0/16', pcx)],
      '10.1.2.3',
      '10.1.0.0/16',
    ],
    ['in any order', [to('10.1.0.0/16', pcx), to('0.0.0.0/0', igw)], '10.1.2.3', '10.1.0.0/16'],
    ['keeps families apart', [to('0.0.0.0/0', igw)], '2001:db8::7', 'none'],
    ['has no route for the rest', [local], '10.1.2.3', 'none'],
    [
      'a blackhole wins like any other (R13)',
      [to('0.0.0.0/0', igw), to('10.1.0.0/16', gone)],
      '10.1.2.3',
      '10.1.0.0/16',
    ],
    [
      'a middlebox may take a part of the VPC (R3)',
      [local, to('10.0.5.0/24', box)],
      '10.0.5.9',
      '10.0.5.0/24',
    ],
    ['an unknown block may be the longest', [to('0.0.0.0/0', igw), to('?', pcx)], '10.1.2.3', 'unknown'],
    ['unless it leads to the same', [to('0.0.0.0/0', igw), to('?', igw)], '8.8.8.8', '0.0.0.0/0'],
    ['or what matches is local, and it leads out', [local, to('?', pcx)], '10.0.5.9', '10.0.0.0/16'],
    ['but a middlebox may be meant', [local, to('?', box)], '10.0.5.9', 'unknown'],
    ['or what is not known', [local, to('?', '?')], '10.0.5.9', 'unknown'],
    ['alone it may match or not', [to('?', igw)], '8.8.8.8', 'unknown'],
    [
      'not of another family',
      [to('?', pcx, { destination: { ...unknown('v', 'w'), family: 'ipv6' } })],
      '8.8.8.8',
      'none',
    ],
    [
      'a service’s addresses are no ordinary host’s (R14)',
      [to('0.0.0.0/0', igw), to('?', { kind: 'gateway-endpoint', endpoint: 'e' }, { service: 's3' })],
      '8.8.8.8',
      '0.0.0.0/0',
    ],
    [
      'what is unread may be longer',
      [to('0.0.0.0/0', igw)],
      '8.8.8.8',
      'unknown',
      { open: [{ what: 'x', why: 'y', origin: undefined }] },
    ],
    [
      'and leaves local routes alone',
      [local],
      '10.0.5.9',
      '10.0.0.0/16',
      { open: [{ what: 'x', why: 'y', origin: undefined }] },
    ],
    ['two routes to one block', [to('0.0.0.0/0', igw), to('0.0.0.0/0', nat)], '8.8.8.8', 'unknown'],
    ['twice the same', [to('0.0.0.0/0', igw), to('0.0.0.0/0', igw)], '8.8.8.8', '0.0.0.0/0'],
    [
      'a written block beats a prefix list’s (R4)',
      [to('8.8.0.0/16', nat, { prefixList: 'a' }), to('8.8.0.0/16', igw)],
      '8.8.8.8',
      '8.8.0.0/16 internet-gateway',
    ],
    [
      'a longer one of a list is longer',
      [to('8.8.8.0/24', nat, { prefixList: 'a' }), to('8.8.0.0/16', igw)],
      '8.8.8.8',
      '8.8.8.0/24 nat-gateway',
    ],
    [
      'a list’s beats a shorter written one, whatever it leads to',
      [to('8.8.8.0/24', nat, { prefixList: 'a' }), to('0.0.0.0/0', igw)],
      '8.8.8.8',
      '8.8.8.0/24 nat-gateway',
    ],
    [
      'half of all addresses is written all the same (R4)',
      [local, to('0.0.0.0/1', pcx)],
      '10.9.1.1',
      '0.0.0.0/1 assumed',
      { propagating: [known('vgw')] },
    ],
    [
      'two lists that overlap: AWS picks (R4)',
      [to('8.8.8.0/24', nat, { prefixList: 'a' }), to('8.8.0.0/16', igw, { prefixList: 'b' })],
      '8.8.8.8',
      'unknown',
    ],
    [
      'two lists to the same',
      [to('8.8.8.0/24', nat, { prefixList: 'a' }), to('8.8.0.0/16', nat, { prefixList: 'b' })],
      '8.8.8.8',
      '8.8.8.0/24',
    ],
    [
      'one list alone',
      [to('8.8.8.0/24', nat, { prefixList: 'a' }), to('8.8.0.0/16', igw, { prefixList: 'a' })],
      '8.8.8.8',
      '8.8.8.0/24',
    ],
    [
      'propagated routes never beat local',
      [local],
      '10.0.5.9',
      '10.0.0.0/16',
      { propagating: [known('vgw')] },
    ],
    [
      'they may cover a private address (R4)',
      [local, to('0.0.0.0/0', igw)],
      '192.168.1.1',
      'unknown vgw',
      { propagating: [known('vgw')] },
    ],
    [
      'a written route for it is taken to hold',
      [to('192.168.0.0/16', pcx)],
      '192.168.1.1',
      '192.168.0.0/16 assumed',
      { propagating: [known('vgw')] },
    ],
    [
      'and the default route, for a public one',
      [to('0.0.0.0/0', igw)],
      '8.8.8.8',
      '0.0.0.0/0 assumed',
      { propagating: [known('vgw')] },
    ],
    ['with no route, they may have one', [local], '8.8.8.8', 'unknown vgw', { propagating: [known('vgw')] }],
    ['nobody propagates', [to('0.0.0.0/0', igw)], '8.8.8.8', '0.0.0.0/0', { propagating: [] }],
  ];
  for (const [name, routes, destination, expected, more = {}] of cases) {
    it(name, () => {
      const table = { address: 'table', origin: place(0), vpc: known('vpc'), isMain: false, routes, ...more };
      const found = lookUpRoute(table, ip(destination));
      const text =
        found.kind === 'route'
          ? `${found.route.resource}${found.assumed === true ? ' assumed' : ' '}`
          : found.kind === 'unknown'
            ? `unknown ${found.because.map(({ what }) => what).join()}`
            : found.kind;
      assert.equal(found.kind === 'unknown', expected.startsWith('unknown'), text);
      for (const word of expected.split(' ')) assert.ok(text.includes(word), `${text} has no ${word}`);
      assert.equal(found.kind === 'route' && found.assumed === true, expected.endsWith('assumed'));
    });
  }

  it('holds no host of the internet by a local route of an IPv6 block AWS picks (R7)', () => {
    const found = (route: Route, destination: string, outside: boolean): string => {
      const routes = [route];
      const table = { address: 'table', origin: place(0), vpc: known('vpc'), isMain: false, routes };
      return lookUpRoute(table, ip(destination), outside).kind;
    };
    const picked = to('?', { kind: 'local' });
    assert.equal(found(picked, '2001:db8::7', true), 'none');
    assert.equal(found(picked, '2001:db8::7', false), 'unknown');
    assert.equal(found(picked, '8.8.8.8', true), 'unknown');
    assert.equal(found(to('?', pcx), '2001:db8::7', true), 'unknown');
    assert.equal(found(to('?', '?'), '2001:db8::7', true), 'unknown');
  });
});
