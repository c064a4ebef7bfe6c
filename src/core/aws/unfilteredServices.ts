/**
 * Addresses of services AWS answers at inside the VPC and that neither network ACLs nor security groups filter
 * (SEMANTICS N35): the Amazon resolver, instance metadata, the time service and their like.
 */
import { contains, parseAddress, parseCidr, type Address, type Cidr, type Family } from '../net/address.ts';
import { AddressSet } from '../net/addressSet.ts';

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
  return address.family === 'ipv4' && address.value === resolverOf(vpc);
}

/** All addresses of a family that `isUnfilteredService` is true of. */
export function unfilteredServices(family: Family, vpc: readonly Cidr[]): AddressSet {
  const resolver = family === 'ipv4' ? resolverOf(vpc) : undefined;
  const values = services.flatMap((service) => (service.family === family ? [service.value] : []));
  const all = resolver === undefined ? values : [...values, resolver];
  return AddressSet.of(family, ...all.map((value) => ({ first: value, last: value })));
}

function resolverOf(vpc: readonly Cidr[]): bigint | undefined {
  const primary = vpc.find((cidr) => cidr.family === 'ipv4');
  return primary && primary.first + 2n;
}

const keptByAws: readonly Cidr[] = ['169.254.168.0/22', 'fd00:ec2::/32'].flatMap((text) => {
  const parsed = parseCidr(text);
  return parsed === undefined ? [] : [parsed.cidr];
});

/** Whether an address is one of those AWS keeps for services in the VPC: no route table ever leads there (SEMANTICS R20). */
export function isNeverRouted(address: Address): boolean {
  return keptByAws.some((block) => contains(block, address));
}
