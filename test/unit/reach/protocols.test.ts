import assert from 'node:assert/strict';
import { protocolClasses } from '../../../src/core/reach/protocols.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { unknown } from '../../../src/core/value/value.ts';
import { network, type NetworkText } from '../../support/networks.ts';

/** `name` or, where they differ, `name=protocol`. */
function classes(text: NetworkText, family: 'ipv4' | 'ipv6' = 'ipv4'): string {
  return protocolClasses(new Topology(network(text)), family)
    .map(({ name, protocol }) => (name === String(protocol) ? name : `${name}=${protocol}`))
    .join(' ');
}

describe('the protocols answers are told apart by', () => {
  const usual = 'tcp=6 udp=17 icmp=1';
  const rules = (...numbers: readonly number[]): NetworkText => ({
    rules: numbers.map((protocol) => ({ direction: 'inbound', protocol })),
  });
  const cases: readonly (readonly [name: string, text: NetworkText, expected: string])[] = [
    ['no rule names another', {}, `${usual} other=255`],
    ['rules name the usual ones', rules(-1, 6, 17, 1, 58), `${usual} other=255`],
    ['a rule of a group names one', rules(50), `${usual} 50 other=255`],
    [
      'entries of both directions name some',
      { inbound: [{ protocol: 50 }], outbound: [{ protocol: 47 }] },
      `${usual} 47 50 other=255`,
    ],
    ['one is named twice', rules(50, 4, 50, 103), `${usual} 4 50 103 other=255`],
    ['the highest are named', rules(255, 254), `${usual} 254 255 other=253`],
    ['a lower one is named too', rules(255, 253), `${usual} 253 255 other=254`],
  ];
  for (const [name, text, expected] of cases) it(name, () => assert.equal(classes(text), expected));

  it('are those of IPv6', () =>
    assert.equal(classes(rules(50), 'ipv6'), 'tcp=6 udp=17 icmpv6=58 50 other=255'));

  it('are all there are where every number is named', () => {
    const all = Array.from({ length: 256 }, (_, number) => number);
    assert.equal(classes(rules(...all)).includes('other'), false);
    assert.equal(classes(rules(...all)).split(' ').length, 255);
    assert.match(classes(rules(...all.slice(60))), / 255 other=59$/);
  });

  it('do not hang on a protocol that is not known', () => {
    const made = network({});
    const open = unknown('var.protocol', 'has no default');
    const securityGroups = made.securityGroups.map((group) => ({
      ...group,
      rules: group.rules.map((rule) => ({ ...rule, protocol: open })),
    }));
    const found = protocolClasses(new Topology({ ...made, securityGroups }), 'ipv4');
    assert.deepEqual(
      found.map(({ name }) => name),
      ['tcp', 'udp', 'icmp', 'other'],
    );
  });
});
