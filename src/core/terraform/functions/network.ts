/** Functions of IP networks: `cidrsubnet`, `cidrhost`, `cidrnetmask`. */
import type { Call } from '../../hcl/nodes.ts';
import { cidrOf, formatAddress, formatCidr, lastOf, parseCidr, type Cidr } from '../../net/address.ts';
import { nullValue, stringValue, type Unknown, type Value } from '../../value/value.ts';
import type { Context } from '../context.ts';
import { toNumber, toText } from '../conversions.ts';
import { combine, invalid, notTold } from '../values.ts';
import { argumentSpan, type TerraformFunction } from './function.ts';

export const networkFunctions: Readonly<Record<string, TerraformFunction>> = {
  cidrsubnet: { minimum: 3, maximum: 3, compute: cidrSubnet },
  cidrhost: { minimum: 2, maximum: 2, compute: cidrHost },
  cidrnetmask: { minimum: 1, maximum: 1, compute: cidrNetmask },
};

function cidrSubnet(values: readonly Value[], call: Call, context: Context): Value {
  const prefix = blockAt(values, call, context);
  const bits = wholeAt(values, 1, call, context);
  const number = wholeAt(values, 2, call, context);
  const open = [prefix, bits, number].filter((part): part is Unknown => isUnknown(part));
  if (isUnknown(prefix) || isUnknown(bits) || isUnknown(number)) return combine(open);
  const length = prefix.prefixLength + Number(bits);
  if (bits < 0n || number < 0n) return notTold('counts with a negative number', call, context);
  if (length > bitsOf(prefix)) {
    return invalid(`asks for a prefix of ${length} bits`, call, context);
  }
  if (number >= 1n << bits) {
    return invalid(`asks for subnet ${number.toString()} of ${(1n << bits).toString()}`, call, context);
  }
  const size = 1n << BigInt(bitsOf(prefix) - length);
  const value = prefix.first + number * size;
  return stringValue(formatCidr(cidrOf({ family: prefix.family, value }, length)));
}

/** A negative number counts from the end of the block. */
function cidrHost(values: readonly Value[], call: Call, context: Context): Value {
  const prefix = blockAt(values, call, context);
  const number = wholeAt(values, 1, call, context);
  if (isUnknown(prefix)) return isUnknown(number) ? combine([prefix, number]) : prefix;
  if (isUnknown(number)) return number;
  const size = prefix.last - prefix.first + 1n;
  const host = number < 0n ? size + number : number;
  if (host < 0n || host >= size) {
    return invalid(`asks for host ${number.toString()} of ${size.toString()}`, call, context);
  }
  return stringValue(formatAddress({ family: prefix.family, value: prefix.first + host }));
}

function cidrNetmask(values: readonly Value[], call: Call, context: Context): Value {
  const prefix = blockAt(values, call, context);
  if (isUnknown(prefix)) return prefix;
  if (prefix.family !== 'ipv4') return invalid('has no netmask, as it is IPv6', call, context);
  return stringValue(formatAddress({ family: 'ipv4', value: lastOf.ipv4 - (prefix.last - prefix.first) }));
}

/** The first argument. IPv4 addresses mapped into IPv6 are left open: Terraform prints them in a way of its own. */
function blockAt(values: readonly Value[], call: Call, context: Context): Cidr | Unknown {
  const span = argumentSpan(call, 0);
  const text = toText(values[0] ?? nullValue, span, context);
  if (text.kind === 'unknown') return text;
  const parsed = parseCidr(withoutLeadingZeros(text.text));
  if (parsed === undefined) return invalid('is not a CIDR block', span, context);
  const { cidr } = parsed;
  if (cidr.family === 'ipv6' && cidr.last >> 48n === 0n) {
    return notTold('may hold IPv4 addresses in IPv6', span, context);
  }
  return cidr;
}

/** Terraform reads `010.0.0.0` as 10.0.0.0 in these functions, though nowhere else. */
function withoutLeadingZeros(text: string): string {
  return /^\d{1,3}(?:\.\d{1,3}){3}\//.test(text) ? text.replace(/(^|\.)0+(?=\d)/g, '$1') : text;
}

function wholeAt(values: readonly Value[], index: number, call: Call, context: Context): bigint | Unknown {
  const span = argumentSpan(call, index);
  const number = toNumber(values[index] ?? nullValue, span, context);
  if (number.kind === 'unknown') return number;
  if (!Number.isInteger(number.number)) return invalid('is not a whole number', span, context);
  return BigInt(number.number);
}

function bitsOf({ family }: Cidr): number {
  return family === 'ipv4' ? 32 : 128;
}

function isUnknown(part: Cidr | bigint | Unknown): part is Unknown {
  return typeof part === 'object' && 'kind' in part;
}
