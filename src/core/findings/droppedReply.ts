/** Replies a network ACL drops, as findings tell of them: who opens connections, which rule dropped, and what to do. */
import type { Direction, NetworkInterface, Subnet } from '../aws/network.ts';
import { cidrOf, contains, formatCidr, type Address } from '../net/address.ts';
import { lastPort, type PortSet } from '../net/portSet.ts';
import type { Conversation } from '../reach/conversation.ts';
import type { Hop } from '../reach/hop.ts';
import type { Topology } from '../reach/topology.ts';
import type { MissingEntry, Related } from './finding.ts';

/** Databases, endpoints and load balancers open no connections to the internet; to a function nobody does (SEMANTICS S43). */
export function opens({ kind, outboundOnly }: NetworkInterface, opened: Direction): boolean {
  if (opened === 'inbound') return outboundOnly !== true;
  return kind !== 'database' && kind !== 'endpoint' && kind !== 'load-balancer';
}

/** `aws_network_acl.main, inbound rule *, as no other rule matches`. @param died where the reply was dropped. */
export function dropperInWords(died: Hop): string {
  const back = died.direction ?? 'inbound';
  return died.rule === '*'
    ? `${died.component}, ${back} rule *, as no other rule matches`
    : `${died.component}, ${back} rule ${died.rule ?? ''}`;
}

/**
 * The entry that would let the replies pass: for the ports that are picked from, and those addresses the connections go to.
 * @param died where the reply was dropped.
 * @param subnet of the end in the code, whose block is named when the network ACL looks at an address of the VPC.
 * @param remote the end of the reply the network ACL looks at.
 * @param ports what the initiators pick from.
 */
export function missingEntry(
  topology: Topology,
  died: Hop,
  subnet: Subnet,
  remote: Address,
  ports: PortSet,
): MissingEntry {
  const inVpc =
    topology.ownerOf(remote) !== undefined ||
    topology.blocksOf(subnet).some((block) => contains(block, remote));
  const block = subnet.cidrs.find((cidr) => cidr.kind === 'known' && contains(cidr.value, remote));
  const cidr = inVpc && block?.kind === 'known' ? block.value : cidrOf(remote, 0);
  const { ranges } = ports;
  return {
    networkAcl: died.component,
    direction: died.direction ?? 'inbound',
    cidr,
    ports: { first: ranges[0]?.first ?? 1024, last: ranges.at(-1)?.last ?? lastPort },
  };
}

/**
 * The same in words, without a full stop. A rule for whoever may connect first, then what those of today need (SEMANTICS N41).
 */
export function adviceOf({ direction, cidr, ports: { first, last } }: MissingEntry): string {
  const towards = direction === 'inbound' ? 'from' : 'to';
  const least = first > 1024 || last < lastPort ? `, or at least ${first}-${last}` : '';
  return `Allow ${direction} tcp 1024-65535 ${towards} ${formatCidr(cidr)}${least}: a network ACL keeps no state, so replies need a rule of their own`;
}

/** What the SYN passed, where the SYN-ACK died, and where the interface is. */
export function storyOf(
  conversation: Conversation,
  subnet: Subnet,
  member: NetworkInterface,
): readonly Related[] {
  const { request, reply } = conversation;
  const told: Related[] = request.hops
    .filter((hop) => hop.checkpoint === 'network-acl' || hop.checkpoint === 'security-group')
    .map((hop) => ({ message: `The SYN passes ${hop.text}`, origin: hop.origin }));
  const died = reply?.hops.at(-1);
  if (died !== undefined) told.push({ message: `The SYN-ACK dies at ${died.text}`, origin: died.origin });
  told.push({ message: `${member.owner} is in ${subnet.address}`, origin: member.origin });
  return told;
}
