/**
 * Snapshots for the webview: the network, the chosen probe through it, and the scan. Ids that the webview may send back
 * and the lines of code they stand for stay here.
 */
import { drawDiagram, type Probe } from '../../core/diagram/diagram.ts';
import { ackProbe } from '../../core/probe/scan.ts';
import type { ScanOrigin } from '../../core/probe/scanOrigin.ts';
import { printable } from '../../core/probe/report/printable.ts';
import type { Origin } from '../../core/text/origin.ts';
import type { Analysis } from '../../core/workspace.ts';
import type { NetworkInterface } from '../../core/aws/network.ts';
import type { PanelScan, PanelState } from '../../protocol.ts';
import { idOf, internet, sourceOfId, sourcesOf, targetsOf } from '../scan/choices.ts';
import { scanReport } from '../scan/scanReport.ts';

/** What the user chose; kept while the code changes under it. */
export interface Probing {
  /** Address of an interface; the first one when that is gone. */
  readonly target: string | undefined;
  /** Id of a source; the internet when that is gone. */
  readonly source: string;
  readonly port: number;
  /** Whether the scan's results are shown. */
  readonly scanned: boolean;
}

export interface Snapshot {
  readonly state: PanelState;
  /** The code behind every id in `state`. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** The endpoints that are drawn; `undefined` when there is nothing to probe. */
  readonly probed: { readonly target: NetworkInterface; readonly source: ScanOrigin } | undefined;
}

export const firstProbing: Probing = { target: undefined, source: internet.id, port: 443, scanned: false };

export const emptyMessage =
  'Open a folder with Terraform or CloudFormation that declares a VPC, subnets, network ACLs, security groups or instances.';

/** A snapshot without a drawing. */
export function plainSnapshot(state: PanelState): Snapshot {
  return { state, origins: new Map(), probed: undefined };
}

/** The snapshot of a module or template. @param now the time a scan's report gives. */
export function snapshotOf(analysis: Analysis, probing: Probing, stale: boolean, now: Date): Snapshot {
  const { topology } = analysis;
  if (isEmpty(analysis)) return plainSnapshot({ kind: 'empty', message: emptyMessage });
  const target =
    (probing.target === undefined ? undefined : topology.interface(probing.target)) ?? topology.interfaces[0];
  const source = sourceOf(analysis, probing, target);
  const diagram = drawDiagram(
    topology,
    target === undefined ? undefined : probeOf(analysis, target, source, probing.port),
  );
  const origins = new Map(diagram.origins);
  const scan =
    target === undefined || !probing.scanned ? undefined : panelScan(analysis, target, source, now, origins);
  return {
    state: {
      kind: 'drawing',
      title: titleOf(analysis.network.root),
      drawing: diagram.drawing,
      targets: targetsOf(topology),
      target: target?.address ?? '',
      sources: sourcesOf(topology, target?.address ?? '', source),
      source: idOf(source),
      port: probing.port,
      scan,
      stale,
    },
    origins,
    probed: target === undefined ? undefined : { target, source },
  };
}

function sourceOf(
  { topology }: Analysis,
  probing: Probing,
  target: NetworkInterface | undefined,
): ScanOrigin {
  const source = sourceOfId(topology, probing.source);
  const isTarget = source?.kind === 'interface' && source.interface === target;
  return source === undefined || isTarget ? { kind: 'internet' } : source;
}

/** Whether there is nothing a network could be drawn from. */
export function isEmpty({ network }: Analysis): boolean {
  const { vpcs, subnets, networkAcls, securityGroups, interfaces, internetGateways } = network;
  return [vpcs, subnets, networkAcls, securityGroups, interfaces, internetGateways].every(
    (components) => components.length === 0,
  );
}

/** The last part of a module's folder or a template's name: `network`, `template.yaml`. */
export function titleOf(root: string): string {
  const path = root.replace(/^[\w.+-]+:/, '');
  const last = path.slice(path.replace(/\/+$/, '').lastIndexOf('/') + 1);
  try {
    return printable(decodeURIComponent(last));
  } catch {
    return printable(last);
  }
}

function probeOf({ topology }: Analysis, target: NetworkInterface, source: ScanOrigin, port: number): Probe {
  const conversation = ackProbe(topology, target, source, port);
  return {
    conversation,
    requestLabel: 'ACK',
    replyLabel: 'RST',
    target: target.address,
    ...(source.kind === 'interface' ? { source: source.interface.address } : {}),
    deathLabel: conversation.verdict === 'unknown' ? 'cannot be told' : 'no-response \u2192 filtered',
  };
}

function panelScan(
  { topology }: Analysis,
  target: NetworkInterface,
  source: ScanOrigin,
  now: Date,
  origins: Map<string, Origin>,
): PanelScan {
  const { text, summary, rows } = scanReport(topology, target, source, now);
  return {
    text,
    summary,
    rows: rows.map(({ origin, ...row }, index) => {
      if (origin === undefined) return row;
      const revealId = `row${index}`;
      origins.set(revealId, origin);
      return { ...row, revealId };
    }),
  };
}
