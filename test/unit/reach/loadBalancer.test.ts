import assert from 'node:assert/strict';
import { Reachability } from '../../../src/core/reach/reachability.ts';
import { filters, outcome } from '../../support/cloud.ts';
import { place } from '../../support/networks.ts';
import { balanced, open, stranger, type Parts } from './balanced.ts';

describe('a client and a load balancer', () => {
  it('talk over the network ACL of the node’s subnet and the node’s groups', () => {
    const conversation = balanced().talk(stranger, 'node');
    assert.equal(outcome(conversation), 'allow');
    assert.deepEqual(filters(conversation), ['edge-acl in', 'node-sg in', 'edge-acl out']);
    assert.deepEqual(
      conversation.request.hops.slice(-2).map(({ text }) => text),
      ['load balancer lb: listens on tcp 443', 'lb receives the packet'],
    );
  });

  const cases: readonly (readonly [
    string,
    Parts,
    { protocol?: number; destinationPort?: number },
    string,
  ])[] = [
    ['a port without a listener', {}, { destinationPort: 81 }, 'unknown UNKNOWN_ELBV2_LISTENERS_MISMATCH lb'],
    [
      'a protocol without one',
      {},
      { protocol: 17, destinationPort: 443 },
      'unknown UNKNOWN_ELBV2_LISTENERS_MISMATCH lb',
    ],
    ['a protocol without ports', {}, { protocol: 1 }, 'unknown UNKNOWN_ELBV2_LISTENERS_MISMATCH lb'],
    [
      'a listener on an unknown port',
      { balancer: { listeners: [{ protocol: 6, port: open, targetGroups: [], origin: place(31) }] } },
      {},
      'unknown UNKNOWN_ELBV2_LISTENERS_MISMATCH lb',
    ],
    [
      'listeners that are not read',
      { balancer: { listeners: [], open: open.because } },
      {},
      'unknown UNKNOWN_ELBV2_LISTENERS_MISMATCH lb',
    ],
    ['a group that lets nobody in', { nodeRules: [] }, {}, 'deny SG_HAS_NO_RULES node-sg'],
    ['no groups, so no filter (S39)', { node: { unfiltered: true, securityGroups: [] } }, {}, 'allow'],
  ];
  for (const [name, parts, exchange, expected] of cases) {
    it(`${name}: ${expected}`, () => {
      const asked = { protocol: 6, sourcePort: 50000, destinationPort: 443, ...exchange };
      assert.equal(outcome(balanced(parts).talk(stranger, 'node', asked)), expected);
    });
  }
});

describe('all ports of a load balancer at once', () => {
  it('are those of its listeners; what it does on others is left open', () => {
    const { topology, end } = balanced();
    const reachability = new Reachability(topology);
    const ports = (protocol: number) => {
      const { must, may } = reachability.between(end(stranger), end('node'), protocol).ports;
      return `${String(must)} of ${String(may)}`;
    };
    assert.deepEqual([ports(6), ports(17)], ['443 of 0-65535', ' of 0-65535']);
  });
});
