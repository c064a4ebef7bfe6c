/** Replies a network ACL drops, as findings tell of them: who opens connections, which rule dropped, and what to do. */
import type { Direction, NetworkInterface, Subnet } from '../aws/network.ts';
import { contains, formatCidr, type Address } from '../net/address.ts';
import type { Conversation } from '../reach/conversation.ts';
import type { Hop } from '../reach/hop.ts';
import type { Topology } from '../reach/topology.ts';
import type { Related } from './finding.ts';

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
 * The rule that would let the replies pass, without a full stop.
 * @param subnet of the end in the code, whose block is named when the network ACL looks at an address of the VPC.
 * @param remote the end of the reply the network ACL looks at.
 */
export function adviceAgainst(topology: Topology, died: Hop, subnet: Subnet, remote: Address): string {
  const back = died.direction ?? 'inbound';
  const inVpc =
    topology.ownerOf(remote) !== undefined ||
    topology.blocksOf(subnet).some((block) => contains(block, remote));
  const block = subnet.cidrs.find((cidr) => cidr.kind === 'known' && contains(cidr.value, remote));
  const everyone = remote.family === 'ipv4' ? '0.0.0.0/0' : '::/0';
  const peer = inVpc && block?.kind === 'known' ? formatCidr(block.value) : everyone;
  return `Allow ${back} tcp 1024-65535 ${back === 'inbound' ? 'from' : 'to'} ${peer}: a network ACL keeps no state, so replies need a rule of their own`;
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
