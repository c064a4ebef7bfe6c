/** Pieces of sentences that several explanations share. */
import type { NetworkAcl, NetworkInterface } from '../aws/network.ts';
import { formatAddress, type Address } from '../net/address.ts';
import type { Topology } from '../reach/topology.ts';
import { explain, type Because, type Maybe } from '../value/value.ts';
import type { Related } from '../findings/finding.ts';

/** `a, b and c`; more than five are counted. */
export function list(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const shown = unique.length > 5 ? unique.slice(0, 5) : unique.slice(0, -1);
  const last = unique.length > 5 ? `${unique.length - 5} more` : (unique.at(-1) ?? '');
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

/** `1 rule`, `2 rules`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

/** One sentence for each reason that keeps one of the facts open. */
export function unknowns(facts: readonly Maybe<unknown>[]): readonly string[] {
  const open = facts.flatMap((fact) => (fact.kind === 'unknown' ? [reasons(fact.because)] : []));
  return [...new Set(open)].map((reason) => `Not known yet: ${reason}.`);
}

/** A few of the reasons, in words. */
export function reasons(because: readonly Because[]): string {
  const shown = explain(because.slice(0, 3));
  return because.length > 3 ? `${shown}; and ${because.length - 3} more` : shown;
}

/** Where the addresses of an interface are known, `10.0.1.10, public 203.0.113.9`. */
export function addressesOf(at: NetworkInterface): string {
  const known = (all: readonly Maybe<Address>[]): readonly string[] =>
    all.map((one) => (one.kind === 'known' ? formatAddress(one.value) : 'an address AWS picks'));
  const publicIps = at.publicIps.kind === 'known' ? at.publicIps.value : [];
  return [
    ...known(at.privateIps),
    ...known(at.ipv6.kind === 'known' ? at.ipv6.value : []),
    ...known(publicIps.map(({ address }) => address)).map((text) => `public ${text}`),
  ].join(', ');
}

/** The interfaces in the subnets of a network ACL. */
export function behindAcl(topology: Topology, acl: NetworkAcl): readonly NetworkInterface[] {
  const subnets = new Set(subnetsOf(topology, acl));
  return topology.interfaces.filter((at) => at.subnet.kind === 'known' && subnets.has(at.subnet.value));
}

/** The addresses of the subnets that use a network ACL. */
export function subnetsOf(topology: Topology, acl: NetworkAcl): readonly string[] {
  return topology.network.subnets.flatMap(({ networkAcl, address }) =>
    networkAcl.kind === 'known' && networkAcl.value === acl.address ? [address] : [],
  );
}

/** `Guards aws_subnet.a, with aws_instance.web behind it.` */
export function guards(topology: Topology, acl: NetworkAcl): string {
  const subnets = subnetsOf(topology, acl);
  if (subnets.length === 0) return 'No subnet of the code uses it, so it filters nothing.';
  const hosts = behindAcl(topology, acl).map(({ owner }) => owner);
  return `Guards ${list(subnets)}${hosts.length === 0 ? '' : `, with ${list(hosts)} behind it`}.`;
}

/** `On aws_instance.web.` */
export function carriers(members: readonly NetworkInterface[]): string {
  return members.length === 0
    ? 'No interface of the code carries it.'
    : `On ${list(members.map(({ owner }) => owner))}.`;
}

/** The places of interfaces, each as `On aws_instance.web`. */
export function carriersAt(members: readonly NetworkInterface[]): readonly Related[] {
  return members.map(({ owner, origin }) => ({ message: `On ${owner}`, origin }));
}
