import assert from 'node:assert/strict';
import fc from 'fast-check';

import type { NetworkInterface } from '../../../src/core/aws/network.ts';
import { findingsOf } from '../../support/rules.ts';
import { network, type NetworkText } from '../../support/networks.ts';

const tcp = (ports: string) => ({ protocol: 6, ports });
const findings = (text: NetworkText) => findingsOf('nacl-reply-blocked', network(text));
const outboundOnly = { direction: 'outbound' } as const;

describe('nacl-reply-blocked', () => {
  const invalid: readonly [string, NetworkText, number, RegExp][] = [
    [
      'experiment 1, at the NACL itself, as * decides',
      { inbound: [], outbound: [tcp('0-65535')] },
      4,
      /Replies to connections web opens to the internet \(all tcp ports\) are dropped by acl, inbound rule \*.* Allow inbound tcp 1024-65535 from 0\.0\.0\.0\/0, or at least 32768-65535: /,
    ],
    [
      'only the service ports in: the commonest fault (N6)',
      { inbound: [{ number: 10, ...tcp('443') }] },
      4,
      /opens to the internet/,
    ],
    [
      'a deny in front of the ephemeral rule, at the deny',
      { inbound: [{ number: 10, action: 'deny', ...tcp('32768-65535') }, { number: 20 }] },
      10,
      /inbound rule 10/,
    ],
    ['a range only Windows of 2003 uses (N41)', { inbound: [tcp('1024-5000')] }, 4, /opens to the internet/],
    [
      'no way out for what a server answers',
      {
        outbound: [tcp('443')],
        inbound: [tcp('443'), { number: 101, ...tcp('1024-65535') }],
        rules: [{ direction: 'inbound', ...tcp('443') }, outboundOnly],
      },
      4,
      /connections from the internet to web \(tcp 443\) are dropped by acl, outbound rule \*/,
    ],
  ];
  for (const [name, text, start, message] of invalid) {
    it(`finds ${name}`, () => {
      const found = findings(text);
      assert.equal(found.length, 1, found.map((finding) => finding.message).join('\n'));
      assert.equal(found[0]!.origin.span.start, start);
      assert.match(found[0]!.message, message);
      assert.equal(found[0]!.proof!.verdict, 'deny');
      assert.equal(found[0]!.proof!.hops.at(-1)!.checkpoint, 'network-acl');
      assert.ok(found[0]!.related.length >= 3);
    });
  }

  const valid: readonly [string, NetworkText][] = [
    ['experiment 2', { inbound: [tcp('1024-65535')], outbound: [tcp('0-65535')] }],
    ['experiment 3', { rules: [outboundOnly] }],
    [
      'the NACL of a server, whose high ports are for replies (N43)',
      { inbound: [tcp('443')], outbound: [tcp('1024-65535')] },
    ],
    ['a block list', { inbound: [{ number: 50, action: 'deny', cidr: '41.0.0.0/8' }, { number: 100 }] }],
    [
      'a block list on the way out',
      { outbound: [{ number: 50, action: 'deny', cidr: '41.0.0.0/8' }, { number: 100 }] },
    ],
    ['a NACL that lets no SYN out', { inbound: [], outbound: [] }],
    ['a group that lets no SYN out', { inbound: [], rules: [{ direction: 'inbound' }] }],
    ['a subnet without a route to the internet', { inbound: [], internet: false }],
    ['an instance without a public address', { inbound: [], hosts: [{ ip: '10.0.12.5' }] }],
    ['a NACL nobody is behind', { inbound: [], hosts: [] }],
    ['a part of the range: some replies arrive', { inbound: [tcp('49152-65535')] }],
    ['a return rule whose block is not known', { inbound: [{ cidr: '?', ...tcp('1024-65535') }] }],
    ['egress that may not exist', { inbound: [], rules: [{ ...outboundOnly, exists: '?' }] }],
    ['a deny that may not exist', { inbound: [{ number: 1, action: 'deny', exists: '?' }, { number: 2 }] }],
  ];
  for (const [name, text] of valid) {
    it(`says nothing about ${name}`, () => {
      assert.deepEqual(
        findings(text).map((finding) => finding.message),
        [],
      );
    });
  }

  const silent: readonly [string, NetworkText, Partial<NetworkInterface>][] = [
    [
      'a database, which opens no connections',
      { inbound: [], outbound: [tcp('0-65535')] },
      { kind: 'database' },
    ],
    ['an endpoint', { inbound: [], outbound: [tcp('0-65535')] }, { kind: 'endpoint' }],
    ['a load balancer', { inbound: [], outbound: [tcp('0-65535')] }, { kind: 'load-balancer' }],
    [
      'a function, to which nobody connects (S43)',
      {
        outbound: [tcp('443')],
        inbound: [tcp('443'), { number: 101, ...tcp('1024-65535') }],
        rules: [{ direction: 'inbound', ...tcp('443') }, outboundOnly],
      },
      { kind: 'function', outboundOnly: true },
    ],
  ];
  for (const [name, text, change] of silent) {
    it(`says nothing about ${name}`, () => {
      const whole = network(text);
      const interfaces = whole.interfaces.map((one) => ({ ...one, ...change }));
      assert.deepEqual(findingsOf('nacl-reply-blocked', { ...whole, interfaces }), []);
      assert.equal(findings(text).length, 1);
    });
  }

  it('judges IPv6 apart (N7)', () => {
    const found = findings({
      inbound: [{ number: 100 }],
      hosts: [{ ip: '10.0.12.5', publicIp: '54.221.77.100', ipv6: '2600:1f18::5' }],
    });
    assert.deepEqual(
      found.map((finding) => finding.message.includes('::/0')),
      [true],
    );
  });

  it('says nothing about a network that is open by construction', () => {
    const hosts = fc.array(
      fc.record({ name: fc.uuid(), publicIp: fc.constantFrom('54.221.77.100', '54.221.77.101') }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(hosts, (list) => {
        assert.deepEqual(findings({ hosts: list }), []);
      }),
      { numRuns: 30 },
    );
  });
});
