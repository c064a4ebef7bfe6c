/**
 * "Ackscope: Simulate ACK Scan": a target and a source, asked for where the caller left them open; the result as nmap's
 * text in the output channel, in the panel, and as the command's own result.
 */
import { commands, window, type Disposable } from 'vscode';
import type { NetworkInterface } from '../../core/aws/network.ts';
import { printable } from '../../core/probe/report/printable.ts';
import type { ScanOrigin } from '../../core/probe/scanOrigin.ts';
import type { Topology } from '../../core/reach/topology.ts';
import type { Analysis } from '../../core/analysis.ts';
import type { Documents } from '../documents.ts';
import type { Panel } from '../panel/panel.ts';
import { sourceOfText } from '../scan/choices.ts';
import type { ScanOutput } from '../scan/scanOutput.ts';
import { scanReport } from '../scan/scanReport.ts';
import type { Store } from '../store.ts';
import { commandIds } from './ids.ts';
import { pickAnalysis, pickSource, pickTarget } from './pickers.ts';
import { decodeRequest, type ScanRequest } from './scanRequest.ts';

export interface ScanParts {
  readonly store: Store;
  readonly documents: Documents;
  readonly output: ScanOutput;
  readonly panel: Panel;
}

export function registerSimulateAckScan(parts: ScanParts): Disposable {
  return commands.registerCommand(commandIds.simulateAckScan, (argument: unknown) =>
    simulate(parts, decodeRequest(argument)),
  );
}

/** Answers with nmap's text; `undefined` when the user gave up or there is nothing to scan. */
async function simulate(parts: ScanParts, request: ScanRequest): Promise<string | undefined> {
  const { store, documents, output, panel } = parts;
  await documents.settle();
  const analysis = await chooseAnalysis(store, request);
  if (analysis === undefined) return undefined;
  const { topology } = analysis;
  const target = await chooseTarget(topology, request);
  if (target === undefined) return undefined;
  const from = await chooseSource(topology, target, request);
  if (from === undefined) return undefined;
  const report = scanReport(topology, target, from, new Date());
  output.show(report);
  panel.showScan(analysis, target, from);
  return report.text;
}

async function chooseAnalysis(store: Store, { file, target }: ScanRequest): Promise<Analysis | undefined> {
  const here = file ?? window.activeTextEditor?.document.uri;
  const own = here === undefined ? undefined : store.analysisOf(here);
  const isMeant = ({ topology }: Analysis): boolean =>
    target === undefined ? topology.interfaces.length > 0 : topology.resolve(target) !== undefined;
  if (own !== undefined && (file !== undefined || isMeant(own))) return own;
  const candidates = store.analyses().filter(isMeant);
  if (candidates.length > 0) return pickAnalysis(candidates);
  complain(
    target === undefined
      ? 'Ackscope found no instance or network interface to scan. Open Terraform or CloudFormation code that declares one.'
      : `Ackscope found no target ${printable(target)} in the open code.`,
  );
  return undefined;
}

async function chooseTarget(
  topology: Topology,
  { target }: ScanRequest,
): Promise<NetworkInterface | undefined> {
  if (target !== undefined) {
    const found = topology.resolve(target);
    if (found === undefined) complain(`Ackscope found no target ${printable(target)} in this code.`);
    return found;
  }
  if (topology.interfaces.length > 0) return pickTarget(topology);
  complain('This code declares no instance or network interface to scan.');
  return undefined;
}

async function chooseSource(
  topology: Topology,
  target: NetworkInterface,
  { from }: ScanRequest,
): Promise<ScanOrigin | undefined> {
  if (from === undefined) return pickSource(topology, target);
  const source = sourceOfText(topology, from);
  if (source === undefined)
    complain(
      `${printable(from)} is no source: write internet, an IP address, or the address of a resource in this code.`,
    );
  return source;
}

function complain(message: string): void {
  void window.showWarningMessage(message);
}
