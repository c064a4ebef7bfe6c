/**
 * Addresses of services AWS answers at inside the VPC and that neither network ACLs nor security groups filter
 * (SEMANTICS N35): the Amazon resolver, instance metadata, the time service and their like.
 */
import { contains, parseAddress, parseCidr, type Address, type Cidr } from '../net/address.ts';

/** Instance metadata, the resolver, the time service, container credentials and Windows licences, in both families. */
const services: readonly Address[] = [
  '169.254.169.123',
  '169.254.169.250',
  '169.254.169.251',
  '169.254.169.253',
  '169.254.169.254',
  '169.254.170.2',
  'fd00:ec2::23',
  'fd00:ec2::123',
  'fd00:ec2::253',
  'fd00:ec2::254',
].flatMap((text) => parseAddress(text) ?? []);

/** @param vpc the blocks of the VPC, its own first: the resolver also answers at that one's base plus two. */
export function isUnfilteredService(address: Address, vpc: readonly Cidr[]): boolean {
  if (services.some(({ family, value }) => family === address.family && value === address.value)) return true;
  const primary = vpc.find((cidr) => cidr.family === 'ipv4');
  return address.family === 'ipv4' && primary !== undefined && address.value === primary.first + 2n;
}

const keptByAws: readonly Cidr[] = ['169.254.168.0/22', 'fd00:ec2::/32'].flatMap((text) => {
  const parsed = parseCidr(text);
  return parsed === undefined ? [] : [parsed.cidr];
});

/** Whether an address is one of those AWS keeps for services in the VPC: no route table ever leads there (SEMANTICS R20). */
export function isNeverRouted(address: Address): boolean {
  return keptByAws.some((block) => contains(block, address));
}
