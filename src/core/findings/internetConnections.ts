/** A TCP connection from the internet to a member of the network, as findings try one. */
import type { NetworkInterface } from '../aws/network.ts';
import type { Address } from '../net/address.ts';
import { tcp } from '../net/protocol.ts';
import { converse, type Conversation } from '../reach/conversation.ts';
import type { Topology } from '../reach/topology.ts';

/** One of the ports that Linux and NAT gateways begin connections from (SEMANTICS N41). */
const clientPort = 40000;

/** The SYN to a port of an interface, and the SYN-ACK where it arrives. */
export function connectFromInternet(
  topology: Topology,
  from: Address,
  member: NetworkInterface,
  port: number,
): Conversation {
  return converse(
    topology,
    { kind: 'outside', address: from },
    { kind: 'interface', interface: member },
    {
      protocol: tcp,
      sourcePort: clientPort,
      destinationPort: port,
      requestFlags: 'SYN',
      replyFlags: 'SYN-ACK',
    },
  );
}
