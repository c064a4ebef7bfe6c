import assert from 'node:assert/strict';
import { cidr, network, place } from '../../support/networks.ts';
import { findingsOf } from '../../support/rules.ts';
import { known } from '../../../src/core/value/value.ts';

describe('blackhole-route', () => {
  const plain = network();
  const [table] = plain.routeTables;
  const gone = {
    destination: known(cidr('10.20.0.0/16')),
    target: known({ kind: 'blackhole' as const }),
    resource: 'routes',
    origin: place(30, 'routes'),
  };
  const withRoute = (of: string): typeof plain => ({
    ...plain,
    routeTables: [{ ...table!, routes: [...table!.routes, gone] }],
    subnets: plain.subnets.map((subnet) => ({ ...subnet, routeTable: known(of) })),
  });

  it('finds a route whose target is gone', () => {
    const [found, ...others] = findingsOf('blackhole-route', withRoute('routes'));
    assert.deepEqual(others, []);
    assert.deepEqual([found!.origin.span.start, found!.severity], [30, 'warning']);
    assert.match(found!.message, /^Packets for 10\.20\.0\.0\/16 end here/);
  });

  it('is quiet about one nobody uses', () => {
    assert.deepEqual(
      findingsOf('blackhole-route', withRoute('other')).map(({ severity }) => severity),
      ['information'],
    );
  });

  it('says nothing about routes that lead somewhere', () => {
    assert.deepEqual(findingsOf('blackhole-route', plain), []);
  });
});
