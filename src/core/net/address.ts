/**
 * IP addresses and CIDR blocks as numbers. The only importer of ipaddr.js, and only of its strict functions: its
 * lenient ones take `10.1` for an address and read `010.0.0.1` as octal.
 */
import ipaddr from 'ipaddr.js';

export type Family = 'ipv4' | 'ipv6';

export interface Address {
  readonly family: Family;
  /** 0 … 2^32−1 or 0 … 2^128−1. */
  readonly value: bigint;
  /** Who is known to have it, by name, where the number itself is only one that may be picked. */
  readonly holder?: string;
}

/** An address as that of somebody. Spelled out: every spread with a key of its own makes a shape nobody else has, and looking costs. */
export function heldBy(holder: string, { family, value }: Address): Address {
  return { family, value, holder };
}

/** Two addresses that AWS may pick for different interfaces are not the same, whatever number stands for them. */
export function isSameAddress(a: Address, b: Address): boolean {
  if (a.value !== b.value || a.family !== b.family) return false;
  return a.holder === undefined || b.holder === undefined || a.holder === b.holder;
}

/** A block of addresses. `first` and `last` are inclusive; host bits are cleared, as AWS clears them (SEMANTICS N8). */
export interface Cidr {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
  /** 0–32 or 0–128. */
  readonly prefixLength: number;
}

export interface CidrText {
  readonly cidr: Cidr;
  /** The address had bits set behind the prefix: `10.0.0.5/24`. */
  readonly hostBits: boolean;
}

const bitsOf: Record<Family, number> = { ipv4: 32, ipv6: 128 };

/** The highest address of a family. */
export const lastOf: Record<Family, bigint> = { ipv4: (1n << 32n) - 1n, ipv6: (1n << 128n) - 1n };

/** Reads dotted-decimal IPv4 (four parts, no leading zeros) or IPv6 text without a zone; `undefined` when it is neither. */
export function parseAddress(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    return { family: 'ipv4', value: toValue(ipaddr.IPv4.parse(text).toByteArray()) };
  }
  if (text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text)) {
    return { family: 'ipv6', value: toValue(ipaddr.IPv6.parse(text).toByteArray()) };
  }
  return undefined;
}

/** Blocks by their text, as the same few stand all over a network and in it after every edit. Cleared when it is full. */
const read = new Map<string, CidrText>();
const mostRead = 10_000;

/** Reads `address/prefix`; `undefined` when the address or the prefix length is none. */
export function parseCidr(text: string): CidrText | undefined {
  const before = read.get(text);
  if (before !== undefined) return before;
  const parsed = readCidr(text);
  if (parsed === undefined) return undefined;
  if (read.size >= mostRead) read.clear();
  read.set(text, parsed);
  return parsed;
}

function readCidr(text: string): CidrText | undefined {
  const slash = text.indexOf('/');
  const address = slash < 0 ? undefined : parseAddress(text.slice(0, slash));
  const prefix = text.slice(slash + 1);
  if (address === undefined || !/^\d{1,3}$/.test(prefix)) return undefined;
  const prefixLength = Number(prefix);
  if (prefixLength > bitsOf[address.family]) return undefined;
  const cidr = cidrOf(address, prefixLength);
  return { cidr, hostBits: cidr.first !== address.value };
}

/** The block of `prefixLength` bits round an address. */
export function cidrOf(address: Address, prefixLength: number): Cidr {
  const size = 1n << BigInt(bitsOf[address.family] - prefixLength);
  const first = address.value - (address.value % size);
  return { family: address.family, first, last: first + size - 1n, prefixLength };
}

export function contains(cidr: Cidr, address: Address): boolean {
  return cidr.family === address.family && cidr.first <= address.value && address.value <= cidr.last;
}

/** An order of blocks: by their first address, and of those that begin with the same one the largest first. */
export function outermostFirst(a: Cidr, b: Cidr): number {
  if (a.first === b.first) return a.prefixLength - b.prefixLength;
  return a.first < b.first ? -1 : 1;
}

/** Canonical text: dotted decimal, or IPv6 compressed as RFC 5952 has it. */
export function formatAddress(address: Address): string {
  if (address.family === 'ipv4') {
    const value = Number(address.value);
    return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
  }
  const bytes: number[] = [];
  for (let shift = bitsOf.ipv6 - 8; shift >= 0; shift -= 8) {
    bytes.push(Number((address.value >> BigInt(shift)) & 0xffn));
  }
  return new ipaddr.IPv6(bytes).toRFC5952String();
}

export function formatCidr(cidr: Cidr): string {
  return `${formatAddress({ family: cidr.family, value: cidr.first })}/${cidr.prefixLength}`;
}

/** What no internet gateway carries anything to or from (SEMANTICS R7, R20). */
export const privateBlocks: readonly Cidr[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
].flatMap((text) => {
  const parsed = parseCidr(text);
  return parsed === undefined ? [] : [parsed.cidr];
});

/** As plain numbers, which compare much faster: every packet to or from outside is compared. All are of IPv4. */
const privateRanges = privateBlocks.map(({ first, last }) => ({ first: Number(first), last: Number(last) }));

/** RFC 1918, RFC 6598 and link-local addresses: an internet gateway carries nothing to or from them (SEMANTICS R7, R20). */
export function isPrivate({ family, value }: Address): boolean {
  if (family === 'ipv6') return false;
  const number = Number(value);
  return privateRanges.some(({ first, last }) => first <= number && number <= last);
}

function toValue(bytes: readonly number[]): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
