/** How a report names its targets. Everything here is safe to print. */
import { isPrivate, parseAddress, parseCidr, type Address } from '../../net/address.ts';
import type { Scan, ScannedTarget, ScanSource } from '../scanResult.ts';
import { printable } from './printable.ts';

export interface Label {
  /** `web (192.0.2.1)`, either alone where the other is missing. */
  readonly text: string;
  /** The address the scanner would type; `undefined` where AWS chooses it. */
  readonly ip: string | undefined;
  /** What the code calls the target; `undefined` where the address was asked for and is known. */
  readonly name: string | undefined;
}

/** Name and address of a target; `withName` says whether nmap would have been given the name. */
export function labelOf(scan: Scan, target: ScannedTarget, withName: boolean): Label {
  const name = printable(target.address);
  const ip = isInside(scan.from) ? target.ip : (target.publicIp ?? target.ip);
  if (ip === undefined) return { text: name, ip, name };
  return withName ? { text: `${name} (${ip})`, ip, name } : { text: ip, ip, name: undefined };
}

function isInside(from: ScanSource): boolean {
  if (from.kind === 'interface') return true;
  const address = addressOf(from.ip);
  return address !== undefined && isPrivate(address);
}

/** The address, or the first one of a block. */
function addressOf(text: string): Address | undefined {
  const block = parseCidr(text)?.cidr;
  return block === undefined ? parseAddress(text) : { family: block.family, value: block.first };
}
