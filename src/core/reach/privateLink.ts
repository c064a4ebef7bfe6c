/**
 * From an endpoint of the code's own service to a node of the network load balancer behind it (SEMANTICS S56): the groups
 * of the load balancer judge the client by its own address (S39), and targets see the node's (S40).
 */
import { isOfType } from '../aws/loadBalancer.ts';
import type { NetworkInterface } from '../aws/network.ts';
import type { Address } from '../net/address.ts';
import { answerTo, type Packet } from '../net/packet.ts';
import { known, unknown, unknownOf, type Because } from '../value/value.ts';
import { conclude, inEachPlace, withEachAddress, type Conversation } from './conversation.ts';
import type { Endpoint } from './endpoint.ts';
import type { Leg, Walk } from './hop.ts';
import { Journey } from './journey.ts';
import { usualNatPort } from './natGateway.ts';
import { seenByNode, type NodeConnection } from './nodeConnection.ts';
import { walkWay } from './walk.ts';
import { travel } from './way.ts';

/** What keeps a connection from being followed at all. @param node the first of the load balancer's; all have its groups. */
export function whyNotFollowed(
  { balancer, to, family }: NodeConnection,
  node: NetworkInterface | undefined,
): readonly Because[] {
  const { address, origin } = balancer;
  const isNetwork = isOfType(balancer, 'network');
  if (isNetwork !== 'yes' && isNetwork !== 'no') return isNetwork.because;
  if (isNetwork === 'no')
    return unknown(address, 'is no network load balancer, which alone stands behind such an endpoint', origin)
      .because;
  if (node === undefined) return unknown(address, 'has no node in the code', origin).because;
  return family === 'ipv6'
    ? unknown(to.interface.owner, 'is not modelled over IPv6', to.interface.origin).because
    : [];
}

/**
 * What the groups of the load balancer do with the client's packet. Where it is not known whether they count, they are asked:
 * what they let in gets in either way.
 */
export function enterBalancer(connection: NodeConnection, node: NetworkInterface): Conversation {
  const { filtersPrivateLink = known(true), address } = connection.balancer;
  return forClient(connection, (seen) => {
    const enter = (meet: (journey: Journey) => void): Walk =>
      walkTo(connection, seen, 'request', (journey) => {
        meet(journey);
        journey.received(node, node.address, 'gets it over PrivateLink', node.owner);
      });
    const doesFilter = filtersPrivateLink.kind === 'unknown' || filtersPrivateLink.value;
    const request = enter((journey) => {
      if (doesFilter) journey.groups('inbound', node);
    });
    if (filtersPrivateLink.kind === 'known' || request.verdict === 'allow')
      return conclude(request, undefined);
    const open = unknownOf([filtersPrivateLink, { kind: 'unknown', because: request.because }]);
    return conclude(
      enter((journey) => void journey.open(node, address, open)),
      undefined,
    );
  });
}

/**
 * Whether the network ACL of a node's subnet filters what comes over PrivateLink is documented nowhere: one that would let
 * it pass, and its answer, makes no difference.
 */
export function aclDoubts(connection: NodeConnection, node: NetworkInterface): readonly Because[] {
  const subnet = connection.topology.subnetOf(node);
  if (subnet.kind === 'unknown') return subnet.because;
  const judged = forClient(connection, (seen) => {
    const request = walkTo(connection, seen, 'request', (journey) => {
      journey.networkAcl('inbound', node, subnet.value);
    });
    const reply = walkTo(connection, answerTo(seen), 'reply', (journey) => {
      journey.networkAcl('outbound', node, subnet.value);
    });
    return conclude(request, request.verdict === 'deny' ? undefined : reply);
  });
  if (judged.verdict !== 'deny') return judged.because;
  const hop = (judged.reply ?? judged.request).hops.at(-1);
  const why = `would drop it, and whether it filters what comes over PrivateLink is documented nowhere`;
  return unknown(hop?.component ?? subnet.value.address, why, hop?.origin ?? subnet.value.origin).because;
}

/** The same of every address the client may have. */
function forClient(connection: NodeConnection, talk: (seen: Packet) => Conversation): Conversation {
  const { topology, from, to, family } = connection;
  const judge = (client: Endpoint, source: Address): Conversation =>
    talk(seenByNode(connection, client, source).seen);
  return inEachPlace(topology, from, to, (client, place) =>
    withEachAddress(topology, client, place, family, (source) => judge(client, source)),
  );
}

/** Groups cannot be named across PrivateLink (SEMANTICS S29), and its flows are always tracked (S17). */
function walkTo(
  { topology }: NodeConnection,
  packet: Packet,
  leg: Leg,
  meet: (journey: Journey) => void,
): Walk {
  const journey = new Journey(topology, leg, packet, usualNatPort, undefined);
  journey.tracks();
  journey.crosses({ inbound: 'no', outbound: 'no' });
  meet(journey);
  return walkWay(topology, travel(journey, undefined), packet, leg).walk;
}
