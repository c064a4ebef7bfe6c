/**
 * Snapshots for the webview: the network, the chosen probe through it, and the scan. Ids that the webview may send back
 * and the lines of code they stand for stay here.
 */
import { drawDiagram } from '../../core/diagram/diagram.ts';
import { mapPorts } from '../../core/diagram/mapPorts.ts';
import { Register } from '../../core/diagram/register.ts';
import { wholeView, type View } from '../../core/diagram/view.ts';
import { sendProbe } from '../../core/probe/packets.ts';
import { printable } from '../../core/probe/report/printable.ts';
import type { ScanOrigin } from '../../core/probe/scanOrigin.ts';
import type { PortScanType } from '../../core/probe/scanResult.ts';
import type { Origin } from '../../core/text/origin.ts';
import type { Analysis } from '../../core/analysis.ts';
import type { NetworkInterface } from '../../core/aws/network.ts';
import type { PanelScan, PanelState } from '../../protocol.ts';
import { idOf, internet, scanChoices, sourceOfId, sourcesOf, targetsOf } from '../scan/choices.ts';
import { scanReport } from '../scan/scanReport.ts';

/** What the user chose; kept while the code changes under it. */
export interface Probing {
  /** Address of an interface; the first one when that is gone. */
  readonly target: string | undefined;
  /** Id of a source; the internet when that is gone. */
  readonly source: string;
  readonly type: PortScanType;
  readonly port: number;
  /** Whether the scan's results are shown. */
  readonly scanned: boolean;
  readonly view: View;
}

export interface Snapshot {
  readonly state: PanelState;
  /** The code behind every id in `state`. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** The scan as nmap's XML; `undefined` where there is none. */
  readonly xml?: string | undefined;
}

export const firstProbing: Probing = {
  target: undefined,
  source: internet.id,
  type: 'ack',
  port: 443,
  scanned: false,
  view: wholeView,
};

export const emptyMessage =
  'Open a folder with Terraform or CloudFormation that declares a VPC, subnets, network ACLs, security groups or instances.';

/** A snapshot without a drawing. */
export function plainSnapshot(state: PanelState): Snapshot {
  return { state, origins: new Map() };
}

/** What is drawn of a module or template. */
type Drawn = Pick<Analysis, 'network' | 'topology'>;

/** The snapshot of a module or template. @param now the time a scan's report gives. */
export function snapshotOf(analysis: Drawn, probing: Probing, stale: boolean, now: Date): Snapshot {
  const { topology } = analysis;
  if (isEmpty(analysis)) return plainSnapshot({ kind: 'empty', message: emptyMessage });
  const target =
    (probing.target === undefined ? undefined : topology.interface(probing.target)) ?? topology.interfaces[0];
  const source = sourceOf(analysis, probing, target);
  const { type, port } = probing;
  const view = viewOf(analysis, probing);
  const diagram = drawDiagram(topology, {
    view,
    ...(target === undefined ? {} : { probe: sendProbe(topology, { type, target, from: source, port }) }),
  });
  const scanned =
    target === undefined || !probing.scanned ? undefined : panelScan(analysis, target, source, type, now);
  return {
    state: {
      kind: 'drawing',
      title: titleOf(analysis.network.root),
      drawing: diagram.drawing,
      view,
      probe: {
        targets: targetsOf(topology),
        target: target?.address ?? '',
        sources: sourcesOf(topology, target?.address ?? '', source),
        source: idOf(source),
        types: scanChoices,
        type,
        port,
      },
      scan: scanned?.scan,
      stale,
    },
    origins: new Map([...diagram.origins, ...(scanned?.origins ?? [])]),
    xml: scanned?.xml,
  };
}

function sourceOf({ topology }: Drawn, probing: Probing, target: NetworkInterface | undefined): ScanOrigin {
  const source = sourceOfId(topology, probing.source);
  const isTarget = source?.kind === 'interface' && source.interface === target;
  return source === undefined || isTarget ? { kind: 'internet' } : source;
}

/** Without a focus that is gone. */
function viewOf({ topology }: Drawn, { view }: Probing): View {
  const { focus } = view;
  return focus !== undefined && topology.interface(focus) === undefined
    ? { ...view, focus: undefined }
    : view;
}

/** Whether there is nothing a network could be drawn from. */
export function isEmpty({ network }: Drawn): boolean {
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

function panelScan(
  { topology }: Drawn,
  target: NetworkInterface,
  from: ScanOrigin,
  type: PortScanType,
  now: Date,
): { readonly scan: PanelScan; readonly xml: string; readonly origins: ReadonlyMap<string, Origin> } {
  const register = new Register('scan ');
  const { text, xml, summary, rows } = scanReport(topology, target, from, now, type);
  const scan = {
    text,
    summary,
    rows: rows.map(({ origin, ...row }, index) =>
      origin === undefined ? row : { ...row, revealId: register.note(`row ${index}`, origin) },
    ),
    map: mapPorts(topology, { type, target, from }, register),
  };
  return { scan, xml, origins: register.origins };
}
