import assert from 'node:assert/strict';
import { isNeverRouted, isUnfilteredService } from '../../../src/core/aws/unfilteredServices.ts';
import { cidr, ip } from '../../support/networks.ts';

const vpc = [cidr('10.0.0.0/16'), cidr('10.9.0.0/16')];

describe('a service AWS answers itself (N35)', () => {
  const cases: readonly (readonly [address: string, unfiltered: boolean])[] = [
    ['169.254.169.254', true],
    ['169.254.169.253', true],
    ['fd00:ec2::254', true],
    ['10.0.0.2', true],
    ['10.0.0.1', false],
    ['10.0.0.3', false],
    // The resolver is at the base of the VPC's first block alone, and at an IPv4 address.
    ['10.9.0.2', false],
    ['::a00:2', false],
    ['::a9fe:a9fe', false],
    ['8.8.8.8', false],
  ];
  for (const [address, unfiltered] of cases)
    it(`${unfiltered ? 'is' : 'is not'} at ${address}`, () =>
      assert.equal(isUnfilteredService(ip(address), vpc), unfiltered));

  it('has no address by the VPC where its blocks are not known', () => {
    assert.equal(isUnfilteredService(ip('10.0.0.2'), []), false);
  });
});

describe('an address no route leads to (R20)', () => {
  for (const [address, kept] of [
    ['169.254.168.0', true],
    ['169.254.171.255', true],
    ['169.254.172.0', false],
    ['169.254.167.255', false],
    ['fd00:ec2::1', true],
    ['fd00:ec3::1', false],
  ] as const)
    it(`${address}: ${kept ? 'kept by AWS' : 'routed'}`, () =>
      assert.equal(isNeverRouted(ip(address)), kept));
});
