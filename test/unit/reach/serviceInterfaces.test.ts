/** Interfaces of services, which differ from those of instances. */
import assert from 'node:assert/strict';
import type { NetworkInterface } from '../../../src/core/aws/network.ts';
import { cloud, filters, outcome, prober, type SubnetText } from '../../support/cloud.ts';

describe('what only begins connections (S43)', () => {
  const talk = (also: Partial<NetworkInterface>) =>
    prober(
      cloud({
        subnets: { a: { cidr: '10.0.1.0/24' }, b: { cidr: '10.0.2.0/24' } },
        hosts: [
          { name: 'fn', subnet: 'a', ip: '10.0.1.5', kind: 'function', also },
          { name: 'db', subnet: 'b', ip: '10.0.2.5' },
        ],
      }),
    ).talk;

  it('has its flows always tracked (S17): that an ACK begins one is assumed', () => {
    const ack = { requestFlags: 'ACK', replyFlags: 'RST' } as const;
    assert.equal(outcome(talk({})('fn', 'db', ack)), 'allow assumed');
    assert.equal(outcome(talk({ kind: 'endpoint' })('db', 'fn', ack)), 'allow assumed');
    assert.equal(outcome(talk({ kind: 'instance' })('fn', 'db', ack)), 'allow');
  });

  it('is never connected to, and connects', () => {
    assert.equal(outcome(talk({ outboundOnly: true })('db', 'fn')), 'deny NO_POSSIBLE_DESTINATION fn');
    assert.equal(outcome(talk({ outboundOnly: true })('fn', 'db')), 'allow');
    assert.equal(outcome(talk({})('db', 'fn')), 'allow');
  });

  it('is connected to and never connects, as an interface endpoint (S42)', () => {
    const endpoint = talk({ kind: 'endpoint', inboundOnly: true });
    assert.equal(outcome(endpoint('fn', 'db')), 'deny VPCE_INTRA_VPC_TRAFFIC fn');
    assert.equal(outcome(endpoint('db', 'fn')), 'allow');
  });
});

describe('an interface without groups it could have (S41)', () => {
  it('is filtered by none', () => {
    const { talk } = prober(
      cloud({
        subnets: { a: { cidr: '10.0.1.0/24' } },
        hosts: [
          { name: 'plain', subnet: 'a', ip: '10.0.1.5', groups: [], also: { unfiltered: true } },
          { name: 'db', subnet: 'a', ip: '10.0.1.6' },
          { name: 'bare', subnet: 'a', ip: '10.0.1.7', groups: [] },
        ],
      }),
    );
    assert.deepEqual(filters(talk('db', 'plain')), ['sg out']);
    assert.deepEqual(filters(talk('plain', 'db')), ['sg in']);
    assert.equal(outcome(talk('db', 'bare')), 'deny SG_HAS_NO_RULES bare');
  });
});

describe('what AWS puts into one of several subnets', () => {
  const placed = (inbound?: SubnetText['inbound']) =>
    prober(
      cloud({
        subnets: {
          app: { cidr: '10.0.1.0/24' },
          first: { cidr: '10.0.2.0/24' },
          second: { cidr: '10.0.3.0/24', ...(inbound === undefined ? {} : { inbound }) },
        },
        hosts: [
          { name: 'app', subnet: 'app', ip: '10.0.1.5' },
          { name: 'db1', subnet: 'first', also: { owner: 'db', placement: 'one-of' } },
          { name: 'db2', subnet: 'second', also: { owner: 'db', placement: 'one-of' } },
          { name: 'cache', subnet: 'second', also: { owner: 'cache', placement: 'one-of' } },
        ],
      }),
    ).talk;

  it('is known to be reached where that is the same in each', () => {
    assert.equal(placed()('app', 'db1').verdict, 'allow');
    assert.equal(placed()('db1', 'app').verdict, 'allow');
  });

  it('is unknown where one of them shuts it out, and names it', () => {
    for (const [from, to] of [
      ['app', 'db1'],
      ['app', 'db2'],
      ['db1', 'app'],
    ] as const) {
      const { verdict, because } = placed([])(from, to);
      assert.deepEqual([verdict, because.map(({ what }) => what)], ['unknown', ['db']], `${from} ${to}`);
    }
    assert.equal(placed([])('app', 'cache').verdict, 'deny');
  });
});
