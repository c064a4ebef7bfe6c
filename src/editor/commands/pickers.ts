/** What "Simulate ACK Scan" asks where its caller left something open. One answer to choose from is no question. */
import { window, type QuickPickItem } from 'vscode';
import type { NetworkInterface } from '../../core/aws/network.ts';
import { parseAddress } from '../../core/net/address.ts';
import { printable } from '../../core/probe/report/printable.ts';
import type { ScanOrigin } from '../../core/probe/scanOrigin.ts';
import type { Topology } from '../../core/reach/topology.ts';
import type { Analysis } from '../../core/analysis.ts';
import { addressesInWords } from '../../core/diagram/names.ts';
import { titleOf } from '../panel/state.ts';
import { internet, labelOf } from '../scan/choices.ts';

interface Item<T> extends QuickPickItem {
  readonly value: T;
}

/** The module or template to scan in; `undefined` when the user gave up. */
export async function pickAnalysis(candidates: readonly Analysis[]): Promise<Analysis | undefined> {
  return pick(
    'Simulate ACK scan in which code?',
    candidates.map((value) => ({
      value,
      label: titleOf(value.network.root),
      description: hostsInWords(value),
      detail: printable(value.network.root),
    })),
  );
}

/** The interface to scan. */
export async function pickTarget(topology: Topology): Promise<NetworkInterface | undefined> {
  return pick(
    'Simulate ACK scan of which target?',
    topology.interfaces.map((value) => ({
      value,
      label: labelOf(value),
      description: printable(addressesInWords(value)),
    })),
  );
}

/** Where the scan comes from. */
export async function pickSource(
  topology: Topology,
  target: NetworkInterface,
): Promise<ScanOrigin | undefined> {
  const others = topology.interfaces.filter((candidate) => candidate !== target);
  const items: Item<ScanOrigin | 'address'>[] = [
    { value: { kind: 'internet' }, label: internet.label, description: 'any ordinary public address' },
    { value: 'address', label: 'An address\u2026', description: 'type an IPv4 or IPv6 address' },
    ...others.map((candidate): Item<ScanOrigin> => ({
      value: { kind: 'interface', interface: candidate },
      label: labelOf(candidate),
      description: printable(addressesInWords(candidate)),
    })),
  ];
  const chosen = await pick('Simulate ACK scan from where?', items);
  return chosen === 'address' ? await askForAddress() : chosen;
}

async function askForAddress(): Promise<ScanOrigin | undefined> {
  const text = await window.showInputBox({
    title: 'Simulate ACK scan from which address?',
    placeHolder: '203.0.113.9',
    validateInput: (value) =>
      parseAddress(value.trim()) === undefined
        ? 'Write an IPv4 address as 203.0.113.9 or an IPv6 address as 2001:db8::9.'
        : undefined,
  });
  const address = text === undefined ? undefined : parseAddress(text.trim());
  return address === undefined ? undefined : { kind: 'address', address };
}

async function pick<T>(title: string, items: readonly Item<T>[]): Promise<T | undefined> {
  if (items.length === 1) return items[0]?.value;
  const chosen = await window.showQuickPick(items, { title, matchOnDescription: true });
  return chosen?.value;
}

function hostsInWords({ topology }: Analysis): string {
  const { length } = topology.interfaces;
  return `${length} ${length === 1 ? 'target' : 'targets'}`;
}
