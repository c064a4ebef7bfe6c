/**
 * A network and, where there is one, the probe through it as a drawing: the data the webview draws and the places in
 * the code its boxes stand for. Those stay in the host, which alone opens files.
 */
import { formatAddress } from '../net/address.ts';
import type { Conversation } from '../reach/conversation.ts';
import { printable } from '../probe/report/printable.ts';
import type { Hop, Walk } from '../reach/hop.ts';
import type { Topology } from '../reach/topology.ts';
import type { Origin } from '../text/origin.ts';
import type { Box, Drawing, Fate, ProbePath, Step } from './drawing.ts';
import { layOut, type Layout, type Placed } from './layout.ts';
import { outline } from './outline.ts';
import { containmentSteps, fateOf, hopSteps } from './steps.ts';
import { trace, type End, type Trace } from './trace.ts';

/** A probe to draw: the packets that were walked and what to write beside them. */
export interface Probe {
  readonly conversation: Conversation;
  /** `ACK`. */
  readonly requestLabel: string;
  /** `RST`. */
  readonly replyLabel: string;
  /** Address of the interface the request goes to; anything else is a host outside the code. */
  readonly target: string;
  /** Address of the interface it comes from; by default the one that has the packet's source address, else outside. */
  readonly source?: string;
  /** Beside the cross of a packet that is known to die: `no-response → filtered`. */
  readonly deathLabel: string;
}

export interface Diagram {
  readonly drawing: Drawing;
  /** The code behind the ids of boxes and of steps' lines. Ids without code are not in it. */
  readonly origins: ReadonlyMap<string, Origin>;
}

/** Draws a network and the way of a probe through it. The same input always gives the same drawing. */
export function drawDiagram(topology: Topology, probe?: Probe): Diagram {
  const layout = layOut(outline(topology));
  const origins = new Map<string, Origin>();
  for (const { id, origin } of layout.placed) if (origin !== undefined) origins.set(id, origin);
  const walked = probe === undefined ? [] : tracesOf(topology, layout, probe);
  const revealIdOf = (hop: Hop): string => {
    const id = `s${origins.size}`;
    origins.set(id, hop.origin);
    return id;
  };
  const steps: Step[] =
    probe === undefined
      ? containmentSteps(layout)
      : walked.flatMap(({ walk, traced }) => hopSteps(walk, traced, revealIdOf));
  const reports = reportsByBox(layout, walked);
  return {
    drawing: {
      width: layout.width,
      height: layout.height,
      boxes: layout.placed.map((placed) =>
        boxOf(
          placed === layout.internet ? { ...placed, detail: outsideAddress(walked) } : placed,
          reports.get(placed.id),
        ),
      ),
      // Where the probe is drawn, its lines show the way.
      links: layout.links
        .filter(({ from, to }) => !reports.has(from.id) || !reports.has(to.id))
        .map(({ points, unknown }) => ({ points, unknown })),
      paths: probe === undefined ? [] : walked.map((each) => pathOf(each, probe)),
      steps,
    },
    origins,
  };
}

interface Walked {
  readonly walk: Walk;
  readonly traced: Trace;
  readonly from: End;
  readonly to: End;
}

/** The address of the host outside that takes part; empty when none does. */
function outsideAddress(walked: readonly Walked[]): string {
  const [first] = walked;
  if (first === undefined) return '';
  const { source, destination } = first.walk.packet;
  if (first.from === undefined) return formatAddress(source);
  return first.to === undefined ? formatAddress(destination) : '';
}

function tracesOf(topology: Topology, layout: Layout, probe: Probe): readonly Walked[] {
  const { request, reply } = probe.conversation;
  const rowOf = (address: string | undefined): End =>
    address === undefined ? undefined : layout.rows.get(address);
  const source = rowOf(probe.source ?? topology.ownerOf(request.packet.source)?.address);
  const target = rowOf(probe.target);
  const walkOf = (walk: Walk, from: End, to: End): Walked => ({
    walk,
    traced: trace(layout, walk, from, to),
    from,
    to,
  });
  const there = walkOf(request, source, target);
  return reply === undefined ? [there] : [there, walkOf(reply, target, source)];
}

/** What the packets met at one box. */
interface Report {
  readonly fates: Fate[];
  readonly texts: string[];
}

function reportsByBox(layout: Layout, walked: readonly Walked[]): ReadonlyMap<string, Report> {
  const reports = new Map<string, Report>();
  const reportOf = (id: string): Report => {
    const report = reports.get(id) ?? { fates: [], texts: [] };
    reports.set(id, report);
    return report;
  };
  for (const { walk, traced, from } of walked) {
    reportOf((from?.instance ?? layout.internet).id).fates.push('passed');
    for (const [index, hop] of walk.hops.entries()) {
      const box = traced.boxes[index];
      if (box === undefined) continue;
      const report = reportOf(box.id);
      report.fates.push(fateOf(hop.verdict));
      report.texts.push(`${walk.leg}: ${hop.text}`);
    }
  }
  return reports;
}

/** The worst that happened at a box stands for it. */
const worstFirst: readonly Fate[] = ['dropped', 'unknown', 'passed'];

function boxOf(placed: Placed, report: Report | undefined): Box {
  const { id, parent, kind, label, name, detail, x, y, width, height, origin, known } = placed;
  const fate = worstFirst.find((each) => report?.fates.includes(each));
  return {
    id,
    parent,
    kind,
    label: printable(label),
    name: printable(name),
    detail: printable(detail),
    x,
    y,
    width,
    height,
    container: kind === 'vpc' || kind === 'subnet',
    fate: fate ?? (known ? 'untouched' : 'unknown'),
    verdict: printable(report?.texts.join('; ') ?? ''),
    revealable: origin !== undefined,
  };
}

const endings = { allow: 'arrived', deny: 'dropped', unknown: 'unknown' } as const;

function pathOf({ walk, traced }: Walked, probe: Probe): ProbePath {
  const fate = endings[walk.verdict];
  return {
    leg: walk.leg,
    label: walk.leg === 'request' ? probe.requestLabel : probe.replyLabel,
    points: traced.points,
    fate,
    end: traced.end,
    endLabel: fate === 'dropped' ? probe.deathLabel : fate === 'unknown' ? 'cannot be told' : '',
    endLabelAt: traced.labelAt,
  };
}
