/**
 * Whom a scan can go to and where it can come from, as the panel and the pickers offer them. An id stays the same while
 * the code changes, so that a choice outlives an edit.
 */
import { formatAddress, parseAddress } from '../../core/net/address.ts';
import type { NetworkInterface } from '../../core/aws/network.ts';
import { printable } from '../../core/probe/report/printable.ts';
import type { PortScanType } from '../../core/probe/scanResult.ts';
import type { ScanOrigin } from '../../core/probe/scanOrigin.ts';
import type { Topology } from '../../core/reach/topology.ts';
import type { Choice } from '../../protocol.ts';

export const internet: Choice = { id: 'internet', label: 'The internet' };

/** What the scans are called that the panel offers, in its order. */
export const scanNames: Readonly<Record<PortScanType, string>> = {
  ack: 'ACK',
  syn: 'SYN',
  connect: 'Connect',
  udp: 'UDP',
  window: 'Window',
  fin: 'FIN',
  null: 'NULL',
  xmas: 'Xmas',
  maimon: 'Maimon',
};

export const scanChoices: readonly Choice[] = Object.entries(scanNames).map(([id, name]) => ({
  id,
  label: `${name} scan`,
}));

export function isScanType(id: string): id is PortScanType {
  return Object.hasOwn(scanNames, id);
}

/** What a target or source is called: `aws_instance.web`, or both names where an interface has one of its own. */
export function labelOf({ owner, address }: NetworkInterface): string {
  return printable(owner === address ? owner : `${owner} (${address})`);
}

/** Every interface; its id is its address. */
export function targetsOf(topology: Topology): readonly Choice[] {
  return topology.interfaces.map((candidate) => ({ id: candidate.address, label: labelOf(candidate) }));
}

/** The internet, a typed address where there is one, and every other interface. */
export function sourcesOf(topology: Topology, target: string, chosen: ScanOrigin): readonly Choice[] {
  const typed = chosen.kind === 'address' ? [{ id: idOf(chosen), label: formatAddress(chosen.address) }] : [];
  const inside = topology.interfaces
    .filter((candidate) => candidate.address !== target)
    .map((candidate) => ({
      id: idOf({ kind: 'interface', interface: candidate }),
      label: labelOf(candidate),
    }));
  return [internet, ...typed, ...inside];
}

/** The id of a source. A prefix keeps a resource that is named `internet` apart. */
export function idOf(source: ScanOrigin): string {
  switch (source.kind) {
    case 'internet':
      return internet.id;
    case 'address':
      return `address ${formatAddress(source.address)}`;
    case 'interface':
      return `interface ${source.interface.address}`;
  }
}

/** The source an id stands for; `undefined` when the interface is gone or the id is none. */
export function sourceOfId(topology: Topology, id: string): ScanOrigin | undefined {
  if (id === internet.id) return { kind: 'internet' };
  const [, kind, rest = ''] = /^(address|interface) (.*)$/s.exec(id) ?? [];
  if (kind === undefined) return undefined;
  if (kind === 'address') return sourceOfText(topology, rest, 'addresses only');
  const found = topology.interface(rest);
  return found === undefined ? undefined : { kind: 'interface', interface: found };
}

/** The source a person means: `internet`, an IP address, or a resource; `undefined` when it is none of them. */
export function sourceOfText(
  topology: Topology,
  text: string,
  which: 'anything' | 'addresses only' = 'anything',
): ScanOrigin | undefined {
  const address = parseAddress(text.trim());
  if (address !== undefined) return { kind: 'address', address };
  if (which === 'addresses only') return undefined;
  if (text.trim() === internet.id) return { kind: 'internet' };
  const found = topology.resolve(text.trim());
  return found === undefined ? undefined : { kind: 'interface', interface: found };
}
