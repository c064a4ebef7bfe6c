/** A probe as lines: each packet from checkpoint to checkpoint, the rule that decided at each, and what gates remember. */
import type { Probe, SentPacket } from '../probe/packets.ts';
import { printable } from '../probe/report/printable.ts';
import { formatAddress } from '../net/address.ts';
import { formatPacket, type Packet as NetPacket } from '../net/packet.ts';
import { protocolName } from '../net/protocol.ts';
import type { Hop as WalkHop, Verdict } from '../reach/hop.ts';
import type { Topology } from '../reach/topology.ts';
import type { Fate, Hop, Packet, Point, ProbeDrawing, TrackedFlow } from './drawing.ts';
import { belowRow } from './geometry.ts';
import type { Layout, Placed } from './layout.ts';
import type { Register } from './register.ts';
import { trace, type Trace } from './trace.ts';

const fates: Record<Verdict, Exclude<Fate, 'untouched'>> = {
  allow: 'passed',
  deny: 'dropped',
  unknown: 'unknown',
};
const endings = { allow: 'arrived', deny: 'dropped', unknown: 'unknown' } as const;

/** Draws a probe on a layout. Lines of code are noted in the register. */
export function drawProbe(
  topology: Topology,
  layout: Layout,
  probe: Probe,
  register: Register,
): ProbeDrawing {
  const { result } = probe;
  const outcome = outcomeOf(result);
  const drawn: Drawn[] = [];
  for (const sent of probe.packets) {
    const [from, to] = [sent.from, sent.to].map((end) =>
      end === undefined ? undefined : layout.rows.get(end),
    );
    const traced = trace(topology, layout, sent.walk, from, to);
    drawn.push(draw(sent, traced, `p${drawn.length}`, drawn, outcome, register));
  }
  return {
    packets: drawn.map(({ packet }) => packet),
    trackedFlows: trackedFlows(layout, drawn),
    outcome,
    assumed: register.reasons(result.assumes ?? []),
    unknown: register.reasons(result.unresolved),
  };
}

function outcomeOf({ reason, state, certainty }: Probe['result']): string {
  if (reason === undefined) return 'cannot be told';
  return `${reason} \u2192 ${state}${certainty === 'assumed' ? ' (assumed)' : ''}`;
}

interface Drawn {
  readonly sent: SentPacket;
  readonly packet: Packet;
}

/** Room for the name of a packet: nobody knows yet in which font. */
function labelWidth({ length }: string): number {
  return 18 + length * 8;
}

/** Where the name of a packet stands in the box it starts in: behind those that are there, but for its equals. */
function labelPlace(start: Point, from: Placed, label: string, before: readonly Drawn[]): Point {
  const there = before.map(({ packet }) => packet).filter((packet) => packet.from === from.id);
  const same = there.find((packet) => packet.label === label && packet.labelAt.y === start.y);
  if (same !== undefined) return same.labelAt;
  const last = there.at(-1);
  const first = Math.round(Math.max(start.x, from.x + labelWidth(label) / 2 + 4));
  if (last === undefined) return { x: first, y: start.y };
  const x = last.labelAt.x + (labelWidth(last.label) + labelWidth(label)) / 2 + 3;
  return { x: Math.round(x), y: start.y };
}

function draw(
  sent: SentPacket,
  { start: origin, points, length, end, rowY, stations }: Trace,
  id: string,
  before: readonly Drawn[],
  outcome: string,
  register: Register,
): Drawn {
  const { walk, label, part } = sent;
  const same = before.find(({ packet }) => isSameLine(packet.points, points));
  const fate = endings[walk.verdict];
  const start = points[0] ?? end;
  const packet: Packet = {
    id,
    leg: walk.leg,
    label,
    title: formatPacket(walk.packet),
    part,
    from: origin.id,
    retraces: same?.packet.id,
    points,
    length,
    hops: walk.hops.map((hop, index) => hopOf(hop, stations[index], `hop ${id} ${index}`, register)),
    fate,
    labelAt: labelPlace(start, origin, label, before),
    end,
    endLabel:
      fate === 'arrived'
        ? ''
        : fate === 'unknown'
          ? 'cannot be told'
          : part === 'probe'
            ? outcome
            : 'dropped',
    endLabelAt: { x: end.x, y: belowRow(rowY) },
  };
  return { sent, packet };
}

function isSameLine(a: readonly Point[], b: readonly Point[]): boolean {
  return a.length === b.length && a.every(({ x, y }, index) => x === b[index]?.x && y === b[index].y);
}

function hopOf(
  hop: WalkHop,
  station: Trace['stations'][number] | undefined,
  id: string,
  register: Register,
): Hop {
  if (station === undefined) throw new Error('every hop has a station');
  return {
    boxId: station.box.id,
    direction: hop.direction,
    fate: fates[hop.verdict],
    isAssumed: hop.certainty === 'assumed',
    rule: printable(ruleInShort(hop)),
    text: printable(hop.text),
    revealId: register.note(id, hop.origin),
    unknown: register.reasons(hop.because),
    at: station.at,
    distance: station.distance,
  };
}

/** Where AWS keeps no state, a rule for all ports lets the reply through, not a tracked flow. */
function ruleInShort({ checkpoint, rule, verdict, tracking }: WalkHop): string {
  if (checkpoint !== 'security-group') return rule ?? '';
  if (rule === 'tracked') return tracking === 'untracked' ? 'allow' : 'tracked';
  return verdict === 'allow' ? 'allow' : verdict === 'deny' ? 'no rule' : '';
}

/** What each stateful gate remembers of the requests it let pass, below the gate. */
function trackedFlows(layout: Layout, drawn: readonly Drawn[]): readonly TrackedFlow[] {
  const byBox = new Map<string, { readonly box: Placed; readonly flows: Map<string, Entry> }>();
  for (const { sent, packet } of drawn) {
    for (const [index, hop] of sent.walk.hops.entries()) {
      const box = hop.at === undefined ? undefined : layout.rows.get(hop.at)?.groups;
      if (hop.checkpoint !== 'security-group' || hop.tracking === undefined || box === undefined) continue;
      const { flows } = byBox.get(box.id) ?? { flows: new Map<string, Entry>() };
      byBox.set(box.id, { box, flows });
      // The answer to a request is of its flow, whichever way it goes.
      const key = `${sent.part} ${[sent.from, sent.to].sort().join(' ')}`;
      const found = flows.get(key);
      if (hop.rule === 'tracked') found?.letThrough.push(packet.id);
      else if (found === undefined)
        flows.set(key, { ...entryOf(sent, index, hop.tracking), begunBy: packet.id, letThrough: [] });
    }
  }
  return [...byBox.values()].flatMap(({ box, flows }) => joinedFlows(box, [...flows.values()]));
}

interface Entry {
  readonly text: string;
  readonly short: string;
  readonly isTracked: boolean;
  readonly isAssumed: boolean;
  readonly begunBy: string;
  readonly letThrough: string[];
}

function joinedFlows(box: Placed, entries: readonly Entry[]): readonly TrackedFlow[] {
  const [first] = entries;
  if (first === undefined) return [];
  return [
    {
      boxId: box.id,
      text: entries.map(({ text }) => text).join('; '),
      short: entries.length === 1 ? first.short : `${first.short} +${entries.length - 1}`,
      isTracked: first.isTracked,
      isAssumed: entries.some(({ isAssumed }) => isAssumed),
      begunBy: first.begunBy,
      letThrough: entries.flatMap(({ letThrough }) => letThrough),
      at: { x: box.x + box.width / 2, y: belowRow(box.y) },
    },
  ];
}

/** That a flow may begin with anything but a SYN is what AWS leaves open (SEMANTICS S24). */
function isUnsolicited({ flags }: NetPacket): boolean {
  return flags !== undefined && flags !== 'SYN';
}

/** Behind a NAT gateway the addresses are others, which the walk does not tell: there the entry names the protocol alone. */
function entryOf(
  { walk }: SentPacket,
  index: number,
  tracking: 'tracked' | 'untracked',
): Pick<Entry, 'text' | 'short' | 'isTracked' | 'isAssumed'> {
  const { source, destination, protocol, sourcePort, destinationPort } = walk.packet;
  const common = {
    isTracked: tracking === 'tracked',
    isAssumed: tracking === 'tracked' && isUnsolicited(walk.packet),
  };
  if (!common.isTracked)
    return {
      ...common,
      text: 'not tracked: a rule for all ports lets replies through',
      short: 'not tracked',
    };
  const name = protocolName(protocol);
  const isRewritten = walk.hops.slice(0, index).some(({ checkpoint }) => checkpoint === 'nat-gateway');
  if (isRewritten || sourcePort === undefined || destinationPort === undefined)
    return { ...common, text: `${name} flow`, short: `${name} flow` };
  const end = (address: NetPacket['source'], port: number): string =>
    address.family === 'ipv6' ? `[${formatAddress(address)}]:${port}` : `${formatAddress(address)}:${port}`;
  return {
    ...common,
    text: `${name} ${end(source, sourcePort)} \u21c4 ${end(destination, destinationPort)}`,
    short: `${name} ${sourcePort} \u21c4 ${destinationPort}`,
  };
}
