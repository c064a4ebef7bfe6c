/** Functions of IP networks: `cidrsubnet`, `cidrsubnets`, `cidrhost`, `cidrnetmask`. */
import { cidrOf, formatAddress, formatCidr, lastOf, parseCidr, type Cidr } from '../../net/address.ts';
import { stringValue, type Unknown, type Value } from '../../value/value.ts';
import { stringType } from '../types.ts';
import type { Arguments } from './arguments.ts';
import { ofKnown, type Family } from './function.ts';

export const networkFunctions: Family = {
  cidrhost: ofKnown('(prefix: string, hostnum: number) string', cidrHost),
  cidrnetmask: ofKnown('(prefix: string) string', cidrNetmask),
  cidrsubnet: ofKnown('(prefix: string, newbits: number, netnum: number) string', cidrSubnet),
  cidrsubnets: ofKnown('(prefix: string, ...newbits: number) list(string)', cidrSubnets),
};

/**
 * Terraform takes a negative number of bits, which widens the block, and a negative subnet number, which it ORs into
 * the address as two's complement and of which it keeps the absolute value.
 */
function cidrSubnet(given: Arguments): Value {
  const block = blockAt(given);
  const [bits, number] = [wholeAt(given, 1), wholeAt(given, 2)];
  if (isUnknown(block)) return block;
  if (isUnknown(bits)) return bits;
  if (isUnknown(number)) return number;
  const length = block.prefixLength + Number(bits);
  if (length > bitsOf(block)) return given.error(`asks for a prefix of ${length} bits`);
  if (length < 0) return given.error('asks for a prefix of less than 0 bits');
  const magnitude = number < 0n ? -number : number;
  if (bits >= 0n && magnitude >= 1n << bits) {
    return given.error(`asks for subnet ${number.toString()} of ${(1n << bits).toString()}`);
  }
  const moved = block.first | (number << BigInt(bitsOf(block) - length));
  const value = moved < 0n ? -moved : moved;
  if (value > lastOf[block.family]) return given.unknown('asks for an address beyond the last');
  return stringValue(`${formatAddress({ family: block.family, value })}/${length}`);
}

/** Each block comes right behind the one before it, at the next place its size allows. */
function cidrSubnets(given: Arguments): Value {
  const block = blockAt(given);
  if (isUnknown(block)) return block;
  const texts: string[] = [];
  let next = block.first;
  for (let index = 1; index < given.count; index++) {
    const bits = wholeAt(given, index);
    if (isUnknown(bits)) return bits;
    if (bits < 1n) return given.error('adds no bit to the prefix', index);
    if (bits > 32n) return given.error('adds more than 32 bits to the prefix', index);
    const length = block.prefixLength + Number(bits);
    if (length > bitsOf(block)) return given.error(`asks for a prefix of ${length} bits`, index);
    const size = 1n << BigInt(bitsOf(block) - length);
    const first = ((next + size - 1n) / size) * size;
    // Terraform counts from the block before the first, which for a block at zero does not exist.
    const isFull = first + size - 1n > block.last || block.first === 0n;
    if (isFull) return given.error('asks for more than the block holds', index);
    texts.push(formatCidr(cidrOf({ family: block.family, value: first }, length)));
    next = first + size;
  }
  return given.texts(texts, stringType);
}

/** A negative number counts from the end of the block. */
function cidrHost(given: Arguments): Value {
  const block = blockAt(given);
  const number = wholeAt(given, 1);
  if (isUnknown(block)) return block;
  if (isUnknown(number)) return number;
  const size = block.last - block.first + 1n;
  const host = number < 0n ? size + number : number;
  if (host < 0n || host >= size) {
    return given.error(`asks for host ${number.toString()} of ${size.toString()}`);
  }
  return stringValue(formatAddress({ family: block.family, value: block.first + host }));
}

function cidrNetmask(given: Arguments): Value {
  const block = blockAt(given);
  if (isUnknown(block)) return block;
  if (block.family !== 'ipv4') return given.error('has no netmask, as it is IPv6', 0);
  return stringValue(formatAddress({ family: 'ipv4', value: lastOf.ipv4 - (block.last - block.first) }));
}

/** The first argument. IPv4 addresses mapped into IPv6 are left open: Terraform prints them in a way of its own. */
function blockAt(given: Arguments): Cidr | Unknown {
  const parsed = parseCidr(withoutLeadingZeros(given.text(0)));
  if (parsed === undefined) return given.error('is not a CIDR block', 0);
  const { cidr } = parsed;
  if (cidr.family === 'ipv6' && cidr.first >> 32n === 0xffffn) {
    return given.unknown('holds IPv4 addresses in IPv6', 0);
  }
  return cidr;
}

/** Terraform reads `010.0.0.0` as 10.0.0.0 in these functions, though nowhere else, and a prefix of `08` as 8. */
function withoutLeadingZeros(text: string): string {
  const bare = text.replace(/\/0+(?=\d)/, '/');
  if (/^\d{1,3}(?:\.\d{1,3}){3}\//.test(bare)) return bare.replace(/(^|\.)0+(?=\d)/g, '$1');
  // The last 32 bits of an IPv6 address may be written as an IPv4 address.
  const tail = /^(.*:)(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\//.exec(bare);
  if (tail === null) return bare;
  const [whole, head = '', ...parts] = tail;
  const [a = 0, b = 0, c = 0, d = 0] = parts.map(Number);
  if (Math.max(a, b, c, d) > 255) return bare;
  return `${head}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}/${bare.slice(whole.length)}`;
}

function wholeAt(given: Arguments, index: number): bigint | Unknown {
  const number = given.number(index);
  return Number.isInteger(number) ? BigInt(number) : given.error('is not a whole number', index);
}

function bitsOf({ family }: Cidr): number {
  return family === 'ipv4' ? 32 : 128;
}

function isUnknown(part: Cidr | bigint | Unknown): part is Unknown {
  return typeof part === 'object' && 'kind' in part;
}
