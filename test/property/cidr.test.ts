/**
 * `Fn::Cidr` cuts blocks as Terraform's `cidrsubnets` does, which is held against recorded answers of `terraform console`
 * (test/conformance/terraform).
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inJson, propertyOf } from '../unit/cloudformation/support.ts';
import { evaluated } from '../unit/terraform/support.ts';

/** IPv4 blocks of 16–28 bits, the sizes a VPC may have; IPv6 blocks of 44–60. */
const blocks = fc.oneof(
  fc.record({
    base: fc.constantFrom('10.0.0.0', '172.31.240.0', '192.168.4.64'),
    prefix: fc.integer({ min: 16, max: 28 }),
    bits: fc.constant(32),
  }),
  fc.record({
    base: fc.constantFrom('2001:db8::', '2600:1f18:4:500::'),
    prefix: fc.integer({ min: 44, max: 60 }),
    bits: fc.constant(128),
  }),
);

describe('Fn::Cidr', () => {
  it('gives the blocks cidrsubnets gives, or both refuse', () => {
    fc.assert(
      fc.property(
        blocks,
        fc.integer({ min: 1, max: 256 }),
        fc.integer({ min: 1, max: 16 }),
        ({ base, prefix, bits }, count, size) => {
          // A block of IPv6 has 64 host bits or a few more; one of IPv4 may have any number.
          const hostBits = bits === 32 ? size : 60 + size;
          const added = bits - hostBits - prefix;
          const block = evaluated(`cidrsubnet("${base}/${prefix}", 0, 0)`);
          const cut = propertyOf(inJson({ 'Fn::Cidr': [block, count, hostBits] }));
          // Terraform wants at least one bit more; a block that is its own only part is one all the same.
          const whole = added === 0 && count === 1;
          const each = Array(count).fill(added).join(', ');
          const terraform = whole
            ? [block]
            : added < 1
              ? undefined
              : evaluated(`cidrsubnets("${String(block)}", ${each})`);
          if (Array.isArray(terraform)) assert.deepEqual(cut, terraform);
          else
            assert.ok(!Array.isArray(cut), `${JSON.stringify(cut)} of ${String(block)} ${count} ${hostBits}`);
        },
      ),
      { numRuns: 300 },
    );
  });
});
