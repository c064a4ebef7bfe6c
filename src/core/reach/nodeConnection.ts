/** A connection to a node of a load balancer, or to an endpoint that leads to one, and its packet as it comes there. */
import type { LoadBalancer } from '../aws/loadBalancer.ts';
import type { Address, Family } from '../net/address.ts';
import type { Packet } from '../net/packet.ts';
import { addressesBetween } from './addresses.ts';
import type { Exchange } from './conversation.ts';
import type { Endpoint } from './endpoint.ts';
import type { Flow } from './journey.ts';
import type { Topology } from './topology.ts';
import { requestWay } from './way.ts';

/** A node as the end of a way. */
export type NodeEnd = Extract<Endpoint, { kind: 'interface' }>;

export interface NodeConnection {
  readonly topology: Topology;
  readonly balancer: LoadBalancer;
  readonly from: Endpoint;
  readonly to: NodeEnd;
  readonly exchange: Exchange;
  /** The client's. */
  readonly family: Family;
}

/** The packet of a client as its node gets it. */
export function seenByNode(
  { topology, to, exchange, family }: NodeConnection,
  client: Endpoint,
  source: Address,
): Flow {
  const { protocol, sourcePort, destinationPort } = exchange;
  const [destination = source] = addressesBetween(topology, client, to, family).targets.addresses;
  const packet: Packet = { source, destination, protocol, sourcePort, destinationPort };
  return requestWay(topology, packet, client, to).flow;
}
