/** The ways packets can take at all: along routes and filters, between gateways of one connection, and to targets. */
import type { Edge, Point } from './drawing.ts';
import { band, channelBetween, columns, portsPlace, walls } from './geometry.ts';
import type { Layout, Placed, PlacedGate, PlacedRow } from './layout.ts';
import { internetId } from './gates.ts';
import { portsInWords } from './portWords.ts';
import type { Neighbours, Reached, ReachedBy } from './reached.ts';
import { PortSet } from '../net/portSet.ts';
import { protocolName } from '../net/protocol.ts';
import { formatCidr } from '../net/address.ts';
import { forwardsOf, listenerPorts } from '../reach/loadBalancer.ts';
import type { Topology } from '../reach/topology.ts';
import type { LoadBalancer } from '../aws/loadBalancer.ts';
import type { Route } from '../aws/network.ts';

export interface EdgeFacts {
  readonly internet: ReachedBy;
  /** Set when an interface is in focus. */
  readonly focus: { readonly row: PlacedRow; readonly neighbours: Neighbours } | undefined;
}

/** All edges of a layout, the same in the same order for the same network. */
export function edgesOf(topology: Topology, layout: Layout, facts: EdgeFacts): readonly Edge[] {
  return [
    ...joins(layout),
    ...layout.subnets.flatMap((subnet) => {
      const { networkAcl, outline, vpc, rows } = subnet;
      const routes = outline.routes.flatMap(({ gate, isUnknown, routes: written }) => {
        const placed = vpc.gates.find(({ component }) => component === gate.component);
        return placed === undefined ? [] : [routeEdge(placed, networkAcl, isUnknown, written, subnet.box)];
      });
      return [...routes, ...rows.flatMap((row) => memberships(row, facts))];
    }),
    ...labelledOnce([...forwards(topology, layout), ...endpoints(topology, layout)]),
    ...flows(layout, facts),
  ];
}

/** Gateways of one slot keep to a track of their own beside the middle of a channel. */
const tracks = [0, -14, 14, -18, 18] as const;

function level(from: Placed, to: Placed, slot: number): readonly Point[] {
  const start = { x: from.x + from.width, y: from.y + band.middle };
  const end = { x: to.x, y: to.y + band.middle };
  if (start.y === end.y) return [start, end];
  const x = channelBetween(start.x, end.x) + (tracks[slot % tracks.length] ?? 0);
  return [start, { x, y: start.y }, { x, y: end.y }, end];
}

/** Between the left walls of two gates. */
function besideGates(from: Placed, to: Placed, slot: number): readonly Point[] {
  const [start, end] = [from, to].map((box) => ({ x: box.x, y: box.y + band.middle }));
  if (start === undefined || end === undefined) return [];
  const x = channelBetween(start.x, end.x) + (tracks[slot % tracks.length] ?? 0);
  return [start, { x, y: start.y }, { x, y: end.y }, end];
}

function edge(
  kind: Edge['kind'],
  from: Placed,
  to: Placed,
  points: readonly Point[],
  text: string,
  more: Partial<Pick<Edge, 'label' | 'labelAt' | 'isUnknown'>> = {},
): Edge {
  const [first = { x: 0, y: 0 }] = points;
  return {
    id: `${kind} ${from.id} ${to.id}`,
    kind,
    from: from.id,
    to: to.id,
    points,
    label: '',
    labelAt: first,
    isUnknown: false,
    text,
    ...more,
  };
}

/** What stands beyond a gate with it, and both ends of a peering connection. */
function joins({ vpcs, internet, beyond }: Layout): readonly Edge[] {
  const gates = vpcs.flatMap((vpc) => vpc.gates);
  const first = new Map<string, PlacedGate>();
  return gates.flatMap((gate): readonly Edge[] => {
    const { box, slot, component, item } = gate;
    const there = gate.beyond === internetId ? internet : beyond.get(gate.beyond ?? '');
    if (there !== undefined)
      return [edge('join', there, box, level(there, box, slot), `${box.name} leads to ${there.name}`)];
    if (item.kind !== 'vpc-peering-connection') return [];
    const other = first.get(component);
    if (other === undefined) {
      first.set(component, gate);
      return [];
    }
    const text = `${box.name} joins ${other.vpc.box.name} and ${gate.vpc.box.name}`;
    return [edge('join', other.box, box, besideGates(other.box, box, slot), text)];
  });
}

function routeEdge(
  gate: PlacedGate,
  networkAcl: Placed,
  isUnknown: boolean,
  routes: readonly Route[],
  subnet: Placed,
): Edge {
  const where = routes.map(({ destination, service }) =>
    destination.kind === 'known' ? formatCidr(destination.value) : (service ?? 'an unknown block'),
  );
  const text = isUnknown
    ? `${subnet.name} may have a route to ${gate.box.name}`
    : `${subnet.name} routes ${where.join(', ')} to ${gate.box.name}`;
  return edge('route', gate.box, networkAcl, level(gate.box, networkAcl, gate.slot), text, { isUnknown });
}

function memberships(row: PlacedRow, facts: EdgeFacts): readonly Edge[] {
  const { subnet, groups, end } = row;
  const { networkAcl } = subnet;
  const last = groups ?? networkAcl;
  const told = toldOf(row, facts);
  const words = `${last.name} stands before ${end.name}`;
  const toEnd =
    told === undefined
      ? edge('membership', last, end, level(last, end, 0), words)
      : edge('membership', last, end, level(last, end, 0), `${words}; ${told.text}`, {
          label: told.label,
          labelAt: portsPlace(end.y),
          isUnknown: told.isUnknown,
        });
  if (groups === undefined) return [toEnd];
  const text = `${networkAcl.name} stands before ${groups.name}`;
  return [edge('membership', networkAcl, groups, level(networkAcl, groups, 0), text), toEnd];
}

interface Told {
  readonly label: string;
  readonly isUnknown: boolean;
  readonly text: string;
}

/** What is said about a row's ports: from the internet, or with the interface in focus. */
function toldOf({ end, interfaces }: PlacedRow, { internet, focus }: EdgeFacts): Told | undefined {
  const [first] = interfaces;
  if (first === undefined || end.kind === 'interfaces') return undefined;
  if (focus === undefined || interfaces.includes(focus.row.interfaces[0] ?? '')) {
    const reached = internet.get(first);
    return reached === undefined
      ? undefined
      : told(reached, (words) => `the internet reaches it on ${words}`);
  }
  const { outgoing, incoming } = focus.neighbours;
  const here = focus.row.end.name;
  const parts = [
    told(outgoing.get(first), (words) => `${here} reaches it on ${words}`, '→ '),
    told(incoming.get(first), (words) => `it reaches ${here} on ${words}`, '← '),
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return {
    label: parts.map(({ label }) => label).join('  '),
    isUnknown: parts.some(({ isUnknown }) => isUnknown),
    text: parts.map(({ text }) => text).join('; '),
  };
}

/** @param sign stands before the words on the edge. */
function told(reached: Reached | undefined, say: (words: string) => string, sign = ''): Told | undefined {
  if (reached === undefined) return undefined;
  const { words, maybe } = reached;
  const all = [words, maybe === '' ? '' : `perhaps ${maybe}`].filter((part) => part !== '').join(', ');
  const short = words === '' ? `${maybe}?` : maybe === '' ? words : `${words} …?`;
  return { label: `${sign}${short}`, isUnknown: maybe !== '', text: say(all) };
}

/** From the nodes of a load balancer to its targets, beside the right walls of subnets; all ports to one box in one line. */
function forwards(topology: Topology, { rows }: Layout): readonly Edge[] {
  return topology.network.loadBalancers.flatMap((balancer, index) => {
    const targets = targetsOf(topology, balancer, rows);
    const nodes = [...new Set(balancer.nodes.flatMap((node) => rows.get(node) ?? []))];
    return nodes.flatMap((node) =>
      [...targets]
        .filter(([row]) => row !== node)
        .map(([row, label]) => {
          const text = `${balancer.address} forwards ${label} to ${row.end.name}`;
          return forwardEdge(node, row, index, text, label);
        }),
    );
  });
}

/** From endpoints to the nodes of the load balancer behind their service, on the ports it listens on. */
function endpoints(topology: Topology, { rows }: Layout): readonly Edge[] {
  const found = new Map<string, Edge>();
  for (const at of topology.interfaces) {
    const row = at.leadsTo === undefined ? undefined : rows.get(at.address);
    const behind = row && topology.balancerBehind(at);
    if (row === undefined || behind?.kind !== 'known') continue;
    const balancer = behind.value;
    const label = listenersOf(balancer);
    const text = `${row.end.name} leads to ${balancer.address}${label === '' ? '' : ` on ${label}`}`;
    const track = topology.network.loadBalancers.indexOf(balancer) + 1;
    for (const address of balancer.nodes) {
      const node = rows.get(address);
      if (node === undefined || node === row) continue;
      const one = forwardEdge(row, node, track, text, label);
      found.set(one.id, one);
    }
  }
  return [...found.values()];
}

/** `tcp 443`; empty where no port is known. */
function listenersOf(balancer: LoadBalancer): string {
  return [...new Set(balancer.listeners.map(({ protocol }) => protocol))]
    .map((protocol) => ({ protocol, ports: listenerPorts(balancer, protocol) }))
    .filter(({ ports }) => !ports.isEmpty)
    .map(({ protocol, ports }) => `${protocolName(protocol)} ${portsInWords(ports)}`)
    .join(', ');
}

function forwardEdge(from: PlacedRow, to: PlacedRow, track: number, text: string, label: string): Edge {
  const labelAt = { x: to.end.x + to.end.width - 14, y: to.end.y + 14 };
  return edge('forward', from.end, to.end, rightOf(from.end, to.end, track), text, { label, labelAt });
}

/** All ways to one box are labelled in its corner: the first of them says it for all. */
function labelledOnce(edges: readonly Edge[]): readonly Edge[] {
  const labels = new Map<string, Set<string>>();
  for (const { to, label } of edges) labels.set(to, (labels.get(to) ?? new Set()).add(label));
  return edges.map((one) => {
    const all = labels.get(one.to);
    labels.delete(one.to);
    return { ...one, label: [...(all ?? [])].join(', ') };
  });
}

/** The boxes a load balancer sends to, each with the ports: `tcp 8080`. */
function targetsOf(
  topology: Topology,
  { listeners }: LoadBalancer,
  rows: Layout['rows'],
): ReadonlyMap<PlacedRow, string> {
  const found = new Map<PlacedRow, { ports: PortSet; readonly protocols: Set<string> }>();
  for (const listener of listeners) {
    for (const { interface: at, port } of forwardsOf(topology, listener).forwards) {
      const row = at.kind === 'known' ? rows.get(at.value.address) : undefined;
      if (row === undefined) continue;
      const target = found.get(row) ?? { ports: PortSet.none, protocols: new Set<string>() };
      found.set(row, target);
      target.protocols.add(protocolName(listener.protocol));
      if (port.kind === 'known')
        target.ports = target.ports.union(PortSet.of({ first: port.value, last: port.value }));
    }
  }
  return new Map(
    [...found].map(([row, { ports, protocols }]) => {
      const numbers = ports.isEmpty ? '' : ` ${portsInWords(ports)}`;
      return [row, `${[...protocols].join(', ')}${numbers}`];
    }),
  );
}

/** Between the interface in focus and those it talks to. */
function flows({ rows }: Layout, { focus }: EdgeFacts): readonly Edge[] {
  if (focus === undefined) return [];
  const here = focus.row.end;
  const { incoming, outgoing } = focus.neighbours;
  return [...new Set(rows.values())].flatMap((row): readonly Edge[] => {
    if (row === focus.row) return [];
    const first = (by: ReachedBy): Reached | undefined =>
      row.interfaces.map((one) => by.get(one)).find((one) => one !== undefined);
    const parts = [
      told(first(outgoing), (words) => `${here.name} reaches ${row.end.name} on ${words}`),
      told(first(incoming), (words) => `${row.end.name} reaches ${here.name} on ${words}`),
    ].filter((part) => part !== undefined);
    if (parts.length === 0) return [];
    const text = parts.map((part) => part.text).join('; ');
    const isUnknown = parts.every((part) => part.isUnknown);
    return [edge('flow', here, row.end, rightOf(here, row.end, 3), text, { isUnknown })];
  });
}

/** How many ways beside the right walls are told apart. */
const rightTracks = 3;

function rightOf(from: Placed, to: Placed, track: number): readonly Point[] {
  const right = columns.end.x + columns.end.width;
  const room = (walls.vpc.right - walls.subnet.right) / (rightTracks + 2);
  const x = walls.subnet.right + room * (1 + (track % (rightTracks + 1)));
  const [start, end] = [from, to].map((box) => ({ x: right, y: box.y + band.middle }));
  if (start === undefined || end === undefined) return [];
  return [start, { x, y: start.y }, { x, y: end.y }, end];
}
