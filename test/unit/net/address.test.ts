import assert from 'node:assert/strict';
import {
  contains,
  formatAddress,
  formatCidr,
  isPrivate,
  outermostFirst,
  parseAddress,
  parseCidr,
} from '../../../src/core/net/address.ts';

describe('parseAddress', () => {
  for (const [text, family, value] of [
    ['0.0.0.0', 'ipv4', 0n],
    ['10.0.12.197', 'ipv4', 0x0a000cc5n],
    ['255.255.255.255', 'ipv4', 0xffffffffn],
    ['::', 'ipv6', 0n],
    ['::1', 'ipv6', 1n],
    ['2001:DB8::7', 'ipv6', 0x20010db8000000000000000000000007n],
    ['::ffff:10.0.0.1', 'ipv6', 0xffff0a000001n],
  ] as const) {
    it(`reads ${text}`, () => {
      assert.deepEqual(parseAddress(text), { family, value });
    });
  }

  for (const text of [
    '',
    '10.1',
    '010.0.0.1',
    '10.0.0.256',
    '10.0.0.1 ',
    '0x0a.0.0.1',
    'fe80::1%eth0',
    '1::2::3',
    'google.com',
  ]) {
    it(`refuses '${text}'`, () => {
      assert.equal(parseAddress(text), undefined);
    });
  }
});

describe('parseCidr', () => {
  for (const [text, canonical, hostBits] of [
    ['10.0.0.0/16', '10.0.0.0/16', false],
    ['100.68.0.18/18', '100.68.0.0/18', true],
    ['0.0.0.0/0', '0.0.0.0/0', false],
    ['10.0.0.1/32', '10.0.0.1/32', false],
    ['2600:1f18::1/56', '2600:1f18::/56', true],
    ['::/0', '::/0', false],
  ] as const) {
    it(`clears the host bits of ${text} (N8)`, () => {
      const parsed = parseCidr(text)!;
      assert.equal(formatCidr(parsed.cidr), canonical);
      assert.equal(parsed.hostBits, hostBits);
    });
  }

  for (const text of [
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/08x',
    '::/129',
    '/24',
    '10.0.0.0/1e1',
  ]) {
    it(`refuses '${text}'`, () => {
      assert.equal(parseCidr(text), undefined);
    });
  }

  it('keeps the families apart (N7)', () => {
    assert.equal(contains(parseCidr('0.0.0.0/0')!.cidr, parseAddress('::1')!), false);
    assert.equal(contains(parseCidr('::/0')!.cidr, parseAddress('1.2.3.4')!), false);
  });
});

describe('isPrivate', () => {
  for (const [text, expected] of [
    ['9.255.255.255', false],
    ['10.0.0.0', true],
    ['10.0.0.1', true],
    ['10.255.255.255', true],
    ['11.0.0.0', false],
    ['172.31.255.255', true],
    ['172.32.0.0', false],
    ['192.168.1.1', true],
    ['100.64.0.1', true],
    ['100.128.0.0', false],
    ['8.8.8.8', false],
    ['fd00::1', false],
    // The number of 10.0.0.1, in the other family.
    ['::a00:1', false],
  ] as const) {
    it(`${text}: ${String(expected)} (R7)`, () => {
      assert.equal(isPrivate(parseAddress(text)!), expected);
    });
  }
});

describe('formatAddress', () => {
  it('writes IPv6 as RFC 5952 does', () => {
    assert.equal(formatAddress(parseAddress('2001:0DB8:0:0:1:0:0:1')!), '2001:db8::1:0:0:1');
  });
});

describe('blocks, the outermost first', () => {
  it('come by their first address, and a block before those it begins with', () => {
    const blocks = ['10.0.0.0/24', '9.0.0.0/32', '10.0.0.0/8', '10.0.1.0/24', '10.0.0.0/9', '8.0.0.0/7'];
    for (const order of [blocks, blocks.toReversed()])
      assert.deepEqual(
        order
          .map((text) => parseCidr(text)!.cidr)
          .sort(outermostFirst)
          .map(formatCidr),
        ['8.0.0.0/7', '9.0.0.0/32', '10.0.0.0/8', '10.0.0.0/9', '10.0.0.0/24', '10.0.1.0/24'],
      );
  });
});
