/** A block of addresses: how many there are, whose they are, and which parts of the code lie in it. */
import { contains, formatAddress, formatCidr, isPrivate, parseCidr, type Cidr } from '../net/address.ts';
import type { Topology } from '../reach/topology.ts';
import type { Span } from '../text/span.ts';
import { textOf } from '../value/read.ts';
import type { Value } from '../value/value.ts';
import type { Explanation } from './explanation.ts';
import { list, reasons } from './sentences.ts';

/** `undefined` when the value is known and no block. */
export function explainCidr(
  topology: Topology,
  values: readonly Value[],
  span: Span,
): Explanation | undefined {
  const texts = [...new Set(values.flatMap((value) => textOf(value) ?? []))];
  const [text] = texts;
  const unknown = values.find((value) => value.kind === 'unknown');
  if (text === undefined) {
    if (unknown?.kind !== 'unknown') return undefined;
    const lines = [`Not known yet: ${reasons(unknown.because)}.`];
    return { span, title: 'a block of addresses that is not known yet', lines, walks: [], related: [] };
  }
  const parsed = parseCidr(text);
  if (parsed === undefined) return undefined;
  const { cidr } = parsed;
  const inside = topology.network.subnets.flatMap((subnet) =>
    subnet.cidrs.flatMap((block) => (block.kind === 'known' && within(block.value, cidr) ? [subnet] : [])),
  );
  const hosts = topology.interfaces.filter((at) =>
    at.privateIps.some((ip) => ip.kind === 'known' && contains(cidr, ip.value)),
  );
  return {
    span,
    title: `${formatCidr(cidr)}: ${sizeInWords(cidr)}`,
    lines: [
      ...(formatCidr(cidr) === text ? [] : [`Written ${text}; AWS clears the bits behind the prefix.`]),
      `${whose(cidr)}.`,
      ...(texts.length > 1 ? [`In other instances: ${list(texts.slice(1))}.`] : []),
      ...(inside.length === 0 ? [] : [`Holds ${list(inside.map(({ address }) => address))}.`]),
      ...(hosts.length === 0 ? [] : [`Of the code ${list(hosts.map(({ owner }) => owner))} may be there.`]),
    ],
    walks: [],
    related: inside.map(({ address, origin }) => ({ message: `Holds ${address}`, origin })),
  };
}

function sizeInWords({ family, first, last, prefixLength }: Cidr): string {
  const bits = family === 'ipv4' ? 32 : 128;
  if (prefixLength === 0) return `every ${family === 'ipv4' ? 'IPv4' : 'IPv6'} address`;
  if (prefixLength === bits) return 'one address';
  const ends = `${formatAddress({ family, value: first })} to ${formatAddress({ family, value: last })}`;
  const size = last - first + 1n;
  const number = size <= 1_000_000_000n ? size.toLocaleString('en-US') : `2^${bits - prefixLength}`;
  return `${number} addresses, ${ends}`;
}

function whose({ family, first, last, prefixLength }: Cidr): string {
  const isInside = [first, last].every((value) => isPrivate({ family, value }));
  if (isInside) return 'Private addresses, which nobody on the internet has';
  const other = family === 'ipv4' ? 'IPv6' : 'IPv4';
  if (prefixLength === 0) return `The internet and every private network; it says nothing about ${other}`;
  return `Not private: hosts on the internet may have these; it says nothing about ${other}`;
}

function within(inner: Cidr, outer: Cidr): boolean {
  return inner.family === outer.family && outer.first <= inner.first && inner.last <= outer.last;
}
