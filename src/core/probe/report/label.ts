/** How a report names its targets. */
import { isPrivate, parseAddress, parseCidr, type Address } from '../../net/address.ts';
import type { Scan, ScannedTarget, ScanSource } from '../scanResult.ts';
import { printable } from './printable.ts';

/** Name and address as nmap writes a target: `web (192.0.2.1)`, either alone where the other is missing. */
export function labelOf(scan: Scan, target: ScannedTarget, withName: boolean): string {
  const ip = probedIp(scan, target);
  if (ip === undefined) return printable(target.address);
  return withName ? `${printable(target.address)} (${ip})` : ip;
}

/** The address a scanner at that place would type: the public one from outside, the private one from inside. */
export function probedIp(scan: Scan, target: ScannedTarget): string | undefined {
  return isInside(scan.from) ? target.ip : (target.publicIp ?? target.ip);
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
