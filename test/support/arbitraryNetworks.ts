/** Random rules with unknown fields, for properties. Peers and ports are drawn so that rules often meet. */
import fc from 'fast-check';
import type { EntryText, GroupRuleText, NetworkText } from './networks.ts';

const ports = fc.oneof(
  fc.constantFrom('all', '?', '0-65535', '22', '1024-65535', '443-443'),
  fc
    .tuple(fc.integer({ min: 0, max: 65535 }), fc.integer({ min: 0, max: 65535 }))
    .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
);
const block = fc.constantFrom(
  '0.0.0.0/0',
  '0.0.0.0/1',
  '203.0.113.0/24',
  '198.51.100.7/32',
  '10.0.0.0/8',
  '::/0',
  '?',
);
const protocol = fc.constantFrom(-1, 6, 17, 1, 50);
const rarely = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: fc.constant('?' as const) });

export const someEntries: fc.Arbitrary<readonly EntryText[]> = fc
  .uniqueArray(
    fc.record({
      number: rarely(fc.integer({ min: 1, max: 50 })),
      action: rarely(fc.constantFrom('allow' as const, 'deny' as const)),
      cidr: block,
      protocol,
      ports,
      exists: rarely(fc.constant(undefined)),
    }),
    { maxLength: 8, selector: (entry) => entry.number },
  )
  .map((list) => list.map(({ exists, ...rest }) => (exists === undefined ? rest : { ...rest, exists })));

export const someGroupRules: fc.Arbitrary<readonly GroupRuleText[]> = fc.array(
  fc.record({
    direction: fc.constantFrom('inbound' as const, 'outbound' as const),
    peer: fc.oneof(block, fc.constant('group:sg')),
    protocol,
    ports,
  }),
  { maxLength: 6 },
);

export const someNetwork: fc.Arbitrary<NetworkText> = fc.record({
  inbound: someEntries,
  outbound: someEntries,
  rules: someGroupRules,
  internet: fc.boolean(),
});

export const somePort = fc.oneof(
  fc.constantFrom(0, 22, 443, 1023, 1024, 65535),
  fc.integer({ min: 0, max: 65535 }),
);
