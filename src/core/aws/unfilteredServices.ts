/**
 * Addresses of services AWS answers at inside the VPC and that neither network ACLs nor security groups filter
 * (SEMANTICS N35): the Amazon resolver, instance metadata, the time service and their like.
 */
import type { Address, Cidr } from '../net/address.ts';
import { cidrOf, contains, parseAddress } from '../net/address.ts';

/** 169.254.169.0/24 and 169.254.170.2 in use; all of the link-local block is AWS' own (SEMANTICS R20). */
const blocks: readonly Cidr[] = (
  [
    ['169.254.0.0', 16],
    ['fd00:ec2::', 32],
  ] as const
).flatMap(([text, prefixLength]) => {
  const address = parseAddress(text);
  return address === undefined ? [] : [cidrOf(address, prefixLength)];
});

/** @param vpc the blocks of the VPC: the resolver also answers at the second address after each IPv4 base. */
export function isUnfilteredService(address: Address, vpc: readonly Cidr[]): boolean {
  if (blocks.some((block) => contains(block, address))) return true;
  return vpc.some(
    (cidr) => cidr.family === 'ipv4' && address.family === 'ipv4' && address.value === cidr.first + 2n,
  );
}
