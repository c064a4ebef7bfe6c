/**
 * A network and, where there is one, the probe through it as a drawing: the data to draw and the places in the code its
 * boxes and hops stand for. Those stay with the caller, who alone opens files.
 */
import { formatAddress } from '../net/address.ts';
import type { NetworkInterface } from '../aws/network.ts';
import type { Probe } from '../probe/packets.ts';
import { printable } from '../probe/report/printable.ts';
import type { Topology } from '../reach/topology.ts';
import type { Origin } from '../text/origin.ts';
import type { Box, Drawing, Edge, Fate, ProbeDrawing } from './drawing.ts';
import { edgesOf } from './edges.ts';
import { formOf } from './item.ts';
import { layOut, type Layout, type Placed } from './layout.ts';
import { foundBy, outline } from './outline.ts';
import { drawProbe } from './probeDrawing.ts';
import { findsItem, queryOf, type Query } from './query.ts';
import { fromInternet, neighboursOf, type Neighbours } from './reached.ts';
import { Register } from './register.ts';
import { wholeView, type View } from './view.ts';

export interface DiagramOptions {
  readonly probe?: Probe;
  readonly view?: View;
}

export interface Diagram {
  readonly drawing: Drawing;
  /** The code behind the ids of boxes, hops and reasons. Ids without code are not in it. */
  readonly origins: ReadonlyMap<string, Origin>;
}

/** Draws a network and the way of a probe through it. The same input always gives the same drawing. */
export function drawDiagram(topology: Topology, options: DiagramOptions = {}): Diagram {
  const { probe, view = wholeView } = options;
  const register = new Register();
  const focus = view.focus === undefined ? undefined : topology.interface(view.focus);
  const neighbours = focus === undefined ? undefined : neighboursOf(topology, focus);
  const layout = layOut(outline(topology, view, shownIn(view, focus, neighbours, probe)));
  for (const { id, origin } of layout.placed) if (origin !== undefined) register.note(id, origin);
  const drawn = probe === undefined ? undefined : drawProbe(topology, layout, probe, register);
  const outside = probe === undefined ? '' : outsideAddress(probe);
  const query = queryOf(view.query);
  const reports = reportsByBox(drawn);
  const boxes = layout.placed.map((placed) =>
    boxOf(placed === layout.internet ? { ...placed, detail: outside } : placed, reports, register, query),
  );
  const edges = edgesOf(topology, layout, factsOf(topology, layout, focus, neighbours)).map(printed);
  const { width, height } = layout;
  return {
    drawing: { width, height, boxes, edges, probe: drawn, summary: summaryOf(layout, drawn) },
    origins: register.origins,
  };
}

/** The interfaces a view shows; `undefined` for all. Those the probe goes between are always among them. */
function shownIn(
  view: View,
  focus: NetworkInterface | undefined,
  neighbours: Neighbours | undefined,
  probe: Probe | undefined,
): ((at: NetworkInterface) => boolean) | undefined {
  const isFound = foundBy(view);
  if (focus === undefined && isFound === undefined) return undefined;
  const met = new Set(
    probe?.packets.flatMap(({ from, to, walk }) => [from, to, ...walk.hops.map(({ at }) => at)]),
  );
  return (at) => {
    if (met.has(at.address)) return true;
    if (isFound?.(at) === false) return false;
    return (
      neighbours === undefined ||
      at === focus ||
      neighbours.incoming.has(at.address) ||
      neighbours.outgoing.has(at.address)
    );
  };
}

function factsOf(
  topology: Topology,
  layout: Layout,
  focus: NetworkInterface | undefined,
  neighbours: Neighbours | undefined,
): Parameters<typeof edgesOf>[2] {
  const rows = layout.subnets.flatMap((subnet) => subnet.rows);
  const first = rows.flatMap(({ end, interfaces }) =>
    end.kind === 'interfaces' ? [] : [topology.interface(interfaces[0] ?? '') ?? []].flat(),
  );
  const row = focus === undefined ? undefined : layout.rows.get(focus.address);
  return {
    internet: fromInternet(topology, first),
    focus: row === undefined || neighbours === undefined ? undefined : { row, neighbours },
  };
}

/** The address of the host outside that takes part; empty when none does. */
function outsideAddress({ packets }: Probe): string {
  const [first] = packets;
  if (first === undefined) return '';
  const { source, destination } = first.walk.packet;
  if (first.from === undefined) return formatAddress(source);
  return first.to === undefined ? formatAddress(destination) : '';
}

/** What the packets met at one box. */
interface Report {
  readonly fates: Fate[];
  readonly texts: string[];
}

function reportsByBox(probe: ProbeDrawing | undefined): ReadonlyMap<string, Report> {
  const reports = new Map<string, Report>();
  const reportOf = (id: string): Report => {
    const report = reports.get(id) ?? { fates: [], texts: [] };
    reports.set(id, report);
    return report;
  };
  for (const { label, from, hops } of probe?.packets ?? []) {
    reportOf(from).fates.push('passed');
    for (const { boxId, fate, text } of hops) {
      const report = reportOf(boxId);
      report.fates.push(fate);
      report.texts.push(`${label}: ${text}`);
    }
  }
  return reports;
}

/** The worst that happened at a box stands for it. */
const worstFirst: readonly Fate[] = ['dropped', 'unknown', 'passed'];

function boxOf(
  placed: Placed,
  reports: ReadonlyMap<string, Report>,
  register: Register,
  query: Query | undefined,
): Box {
  const { id, parent, kind, label, name, detail, x, y, width, height, origin, isUnknown, because } = placed;
  const report = reports.get(id);
  return {
    id,
    parent,
    kind,
    form: formOf(kind),
    label: printable(label),
    name: printable(name),
    detail: printable(detail),
    x,
    y,
    width,
    height,
    isUnknown,
    unknown: register.reasons(because),
    fold: placed.fold,
    fate: worstFirst.find((each) => report?.fates.includes(each)) ?? 'untouched',
    verdicts: report === undefined ? [] : report.texts,
    isRevealable: origin !== undefined,
    isFound: findsItem(query, placed),
  };
}

function printed(edge: Edge): Edge {
  return { ...edge, label: printable(edge.label), text: printable(edge.text) };
}

function summaryOf({ vpcs, subnets, rows }: Layout, probe: ProbeDrawing | undefined): string {
  const count = (many: number, what: string): string => `${many} ${what}${many === 1 ? '' : 's'}`;
  const parts = [count(vpcs.length, 'VPC'), count(subnets.length, 'subnet'), count(rows.size, 'interface')];
  const [first] = probe?.packets ?? [];
  const told = probe === undefined || first === undefined ? '' : `; ${first.title}: ${probe.outcome}`;
  return `${parts.join(', ')}${told}`;
}
