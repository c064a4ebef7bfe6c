/**
 * Where on the way back replies to some ports are dropped and replies to others are not: each network ACL the reply meets,
 * with what each kind of initiator loses there. The sets say how much, and a walk of each kind proves it.
 */
import type { Direction, NetworkAcl } from '../aws/network.ts';
import { networkAclPorts } from '../aws/networkAcl.ts';
import type { Address, Family } from '../net/address.ts';
import { ephemeralPorts, type Initiator } from '../net/ephemeralPorts.ts';
import { PortSet } from '../net/portSet.ts';
import { tcp } from '../net/protocol.ts';
import { addressesBetween } from './addresses.ts';
import { converse, type Conversation } from './conversation.ts';
import type { Endpoint } from './endpoint.ts';
import { natPorts, usualNatPort } from './natGateway.ts';
import type { PortBounds } from './portBounds.ts';
import { reachabilityOf } from './reachability.ts';
import { replyLoss, type ReplyLoss } from './replyLoss.ts';
import type { Topology } from './topology.ts';

/** One network ACL that drops a part of the replies. */
export interface ReplyDrop {
  readonly acl: NetworkAcl;
  readonly direction: Direction;
  /** The end of the reply it looks at. */
  readonly remote: Address;
  /** Of every initiator whose ports it sees; one of them at least loses some. */
  readonly losses: readonly ReplyLoss[];
  /** A connection whose reply dies there. */
  readonly conversation: Conversation;
}

/** A TCP connection to one port. */
export interface Connection {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly family: Family;
  readonly port: number;
  /** Who may pick the port at `from`. A NAT gateway on the way picks its own. */
  readonly initiators: readonly Initiator[];
  /** Where they pick from, if not where they do by themselves. An initiator that picks from none does not connect. */
  readonly picks?: Readonly<Record<Initiator, PortSet>>;
}

/** A network ACL on the way of the reply. */
interface Crossing {
  readonly acl: NetworkAcl;
  readonly direction: Direction;
  readonly remote: Address;
  /** It sees the port of a NAT gateway, not the initiator's. */
  readonly nat: boolean;
  readonly bounds: PortBounds;
}

/**
 * The network ACLs that drop a part of the replies, in the order the reply meets them; none when all replies pass them.
 * `undefined` when no connection is known to work: then nothing is lost by the port alone.
 */
export function replyDrops(topology: Topology, connection: Connection): readonly ReplyDrop[] | undefined {
  const crossings = crossingsOf(topology, connection);
  if (crossings === undefined) return undefined;
  const { picks = ephemeralPorts } = connection;
  const connecting = connection.initiators.filter((initiator) => !picks[initiator].isEmpty);
  const picked = connecting.reduce((ports, initiator) => ports.union(picks[initiator]), PortSet.none);
  const sourcePort = surely(picked, crossings, false).ranges[0]?.first;
  const passing = surely(natPorts, crossings, true);
  const natPort = passing.has(usualNatPort) ? usualNatPort : passing.ranges[0]?.first;
  if (sourcePort === undefined || natPort === undefined) return undefined;
  const drops = crossings.flatMap((crossing, i): readonly ReplyDrop[] => {
    const { acl, direction, remote, nat, bounds } = crossing;
    const initiators: readonly Initiator[] = nat ? ['nat-gateway'] : connecting;
    const losses = initiators.map((initiator) => replyLoss(bounds, initiator, picks[initiator]));
    const lost = losses.reduce((ports, loss) => ports.union(loss.lost), PortSet.none);
    const arriving = surely(lost, crossings.slice(0, i), nat).ranges[0]?.first;
    if (arriving === undefined) return [];
    const ports = nat ? { sourcePort, natPort: arriving } : { sourcePort: arriving, natPort };
    const conversation = talk(topology, connection, ports);
    const died = conversation.reply?.hops.at(-1);
    const proved = conversation.verdict === 'deny' && died?.component === acl.address;
    return proved ? [{ acl, direction, remote, losses, conversation }] : [];
  });
  if (drops.length === 0) return [];
  return talk(topology, connection, { sourcePort, natPort }).verdict === 'allow' ? drops : undefined;
}

/** `undefined` when there is no reply, or it is not known which network ACL it meets. */
function crossingsOf(topology: Topology, { from, to, family }: Connection): readonly Crossing[] | undefined {
  const { sources, targets } = addressesBetween(topology, from, to, family);
  const [source] = sources.addresses;
  const [destination] = targets.addresses;
  if (source === undefined || destination === undefined) return undefined;
  const { reply } = reachabilityOf(topology).passage(from, to, source, destination, tcp);
  if (reply === undefined) return undefined;
  const crossings: Crossing[] = [];
  for (const { subnet, direction, remote: end, nat } of reply.steps) {
    if (subnet === undefined) continue;
    const acl = topology.networkAclOf(subnet);
    if (acl.kind === 'unknown') return undefined;
    const remote = end === 'from' ? source : end === 'to' ? destination : end;
    const { mayAllow, mayDeny } = networkAclPorts(acl.value, direction, remote, tcp);
    const bounds = { must: mayAllow.subtract(mayDeny), may: mayAllow };
    crossings.push({ acl: acl.value, direction, remote, nat, bounds });
  }
  return crossings;
}

/** Those of the ports whose replies are sure to pass every network ACL that sees them. */
function surely(ports: PortSet, crossings: readonly Crossing[], nat: boolean): PortSet {
  return crossings
    .filter((crossing) => crossing.nat === nat)
    .reduce((passing, { bounds }) => passing.intersect(bounds.must), ports);
}

function talk(
  topology: Topology,
  { from, to, family, port }: Connection,
  ports: { readonly sourcePort: number; readonly natPort: number },
): Conversation {
  const exchange = {
    protocol: tcp,
    destinationPort: port,
    requestFlags: 'SYN',
    replyFlags: 'SYN-ACK',
    ...ports,
  } as const;
  return converse(topology, from, to, exchange, family);
}
