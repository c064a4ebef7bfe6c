import assert from 'node:assert/strict';
import type { Route, RouteTable, RouteTarget } from '../../../src/core/aws/network.ts';
import { lookUpRoute } from '../../../src/core/aws/routeTable.ts';
import { known, unknown, type Unknown } from '../../../src/core/value/value.ts';
import { cidr, ip, place } from '../../support/networks.ts';

const gateway = (name: string): RouteTarget => ({ kind: 'internet-gateway', gateway: name });
const local: RouteTarget = { kind: 'local' };
const open = (family?: 'ipv4' | 'ipv6'): Unknown & { family?: 'ipv4' | 'ipv6' } => ({
  ...unknown('var.block', 'has no default'),
  ...(family === undefined ? {} : { family }),
});

function table(...routes: readonly [string | ReturnType<typeof open>, RouteTarget][]): RouteTable {
  return {
    address: 'routes',
    origin: place(0),
    vpc: known('vpc'),
    isMain: false,
    routes: routes.map(([destination, target]): Route => ({
      destination: typeof destination === 'string' ? known(cidr(destination)) : destination,
      target: known(target),
      resource: 'routes',
      origin: place(0),
    })),
  };
}

function look(routes: RouteTable, address: string): string {
  const found = lookUpRoute(routes, ip(address));
  if (found.kind !== 'route') return found.kind;
  const { target } = found.route;
  if (target.kind === 'unknown') return 'unknown target';
  return target.value.kind === 'internet-gateway' ? target.value.gateway : target.value.kind;
}

describe('a route table', () => {
  it('takes the longest prefix, in whatever order (R3)', () => {
    const routes: [string, RouteTarget][] = [
      ['0.0.0.0/0', gateway('default')],
      ['203.0.113.0/24', gateway('net')],
      ['203.0.113.9/32', gateway('host')],
    ];
    for (const order of [routes, [...routes].reverse()]) {
      assert.equal(look(table(...order), '203.0.113.9'), 'host');
      assert.equal(look(table(...order), '203.0.113.8'), 'net');
      assert.equal(look(table(...order), '8.8.8.8'), 'default');
    }
  });

  it('keeps the families apart', () => {
    assert.equal(look(table(['0.0.0.0/0', gateway('default')]), '2001:db8::7'), 'none');
    assert.equal(look(table(['::/0', gateway('default')]), '2001:db8::7'), 'default');
  });

  it('has no way where no route leads', () => {
    assert.equal(look(table(['10.0.0.0/16', local]), '8.8.8.8'), 'none');
  });

  it('is unknown when a route to somewhere unknown may be longer', () => {
    assert.equal(
      look(table(['0.0.0.0/0', gateway('default')], [open(), gateway('other')]), '8.8.8.8'),
      'unknown',
    );
    assert.equal(
      look(table(['0.0.0.0/0', gateway('default')], [open('ipv4'), gateway('other')]), '8.8.8.8'),
      'unknown',
    );
  });

  it('is known when the unknown block is of the other family', () => {
    assert.equal(
      look(table(['0.0.0.0/0', gateway('default')], [open('ipv6'), gateway('other')]), '8.8.8.8'),
      'default',
    );
  });

  it('keeps traffic of the VPC on its local route', () => {
    assert.equal(look(table(['10.0.0.0/16', local], [open(), gateway('other')]), '10.0.3.3'), 'local');
  });

  it('is unknown when routes could not be read', () => {
    const because = [{ what: 'dynamic block', why: 'is not known', origin: undefined }];
    const found = lookUpRoute({ ...table(['0.0.0.0/0', gateway('default')]), open: because }, ip('8.8.8.8'));
    assert.ok(found.kind === 'unknown');
    assert.deepEqual(found.because, because);
  });
});
