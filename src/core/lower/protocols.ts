/** How a rule may name its protocol: network ACLs and security groups differ, and so do the two languages (SEMANTICS P2, 5.2). */
import { allProtocols, icmp, icmpv6, tcp, udp, type Protocol } from '../net/protocol.ts';
import { known, type ObjectValue } from '../value/value.ts';
import type { Origin } from '../text/origin.ts';
import { textOf } from '../value/read.ts';
import { integer, quote, refusal, type Field } from './fields.ts';

/**
 * IANA's keywords in order of their numbers, from 0, as the Terraform provider takes them for network ACLs. `-`: the
 * number is taken, but has no keyword. `!`: neither is.
 */
const keywords = `hopopt icmp igmp ggp ipv4 st tcp cbt egp igp
bbn-rcc-mon nvp-ii pup argus emcon xnet chaos udp mux dcn-meas
hmp prm xns-idp trunk-1 trunk-2 leaf-1 leaf-2 rdp irtp iso-tp4
netblt mfe-nsp merit-inp dccp 3pc idpr xtp ddp idpr-cmtp tp++
il ipv6 sdrp ipv6-route ipv6-frag idrp rsvp gre dsr bna
esp ah i-nlsp swipe narp mobile tlsp ! ipv6-icmp ipv6-nonxt
ipv6-opts - cftp - sat-expak kryptolan rvd ippc - sat-mon
visa ipcv cpnx cphb wsn pvp br-sat-mon sun-nd wb-mon wb-expak
iso-ip vmtp secure-vmtp vines ttp nsfnet-igp dgp tcf eigrp ospfigp
sprite-rpc larp mtp ax.25 ipip micp scc-sp etherip encap -
gmtp ifmp pnni pim aris scps qnx a/n ipcomp snp
compaq-peer ipx-in-ip vrrp pgm - l2tp dd iatp stp srp
uti smp sm ptp isis-over-ipv4 fire crtp crudp sscopmce iplt
sps pipe sctp fc rsvp-e2e-ignore mobility-header udplite mpls-in-ip manet hip
shim6 wesp rohc`.split(/\s+/);

const networkAclNames: ReadonlyMap<string, Protocol> = new Map([
  ['all', allProtocols],
  ...keywords.flatMap((keyword, number): [string, Protocol][] =>
    keyword === '-' || keyword === '!' ? [] : [[keyword, number]],
  ),
]);

/** Numbers the Terraform provider takes for network ACLs: not 57, 143–252 and 255 (SEMANTICS P2). */
function isNetworkAclNumber(number: number): boolean {
  if (number === allProtocols || number === 253 || number === 254) return true;
  return keywords[number] !== undefined && keywords[number] !== '!';
}

const groupNames: ReadonlyMap<string, Protocol> = new Map([
  ['tcp', tcp],
  ['udp', udp],
  ['icmp', icmp],
  ['icmpv6', icmpv6],
]);

/** Terraform, network ACLs: an IANA keyword in lower case, `all`, or a number. */
export function networkAclProtocol(written: string, name: string, origin: Origin): Field<Protocol> {
  const number = asNumber(written);
  if (number !== undefined && isNetworkAclNumber(number)) return known(number);
  const named = networkAclNames.get(written);
  if (named !== undefined) return known(named);
  const what = `${name} ${quote(written)}`;
  return refusal('protocol', what, 'is not a protocol network ACLs know', origin, meantKeyword(written));
}

const otherNames: ReadonlyMap<string, string> = new Map([
  ['icmpv6', 'ipv6-icmp'],
  ['icmp6', 'ipv6-icmp'],
  ['icmpv4', 'icmp'],
  ['any', 'all'],
  ['*', 'all'],
]);

/** The keyword of a name in other letters, or of another name for the same. */
function meantKeyword(written: string): string | undefined {
  const lower = written.toLowerCase();
  const word = otherNames.get(lower) ?? lower;
  return networkAclNames.has(word) ? word : undefined;
}

/** CloudFormation, network ACLs: a number and nothing else, so `tcp` is a type error (SEMANTICS 5.2). */
export function networkAclNumber(object: ObjectValue, name: string, origin: Origin): Field<Protocol> {
  const number = integer(object, name) ?? refusal('missing', name, 'is missing', origin);
  if (number.kind === 'unknown' || (number.kind === 'known' && isProtocolNumber(number.value))) return number;
  const found = object.properties.get(name);
  const written = found === undefined ? undefined : textOf(found.value);
  if (written === undefined) return number;
  const shown = number.kind === 'known' ? written : quote(written);
  const meant = networkAclNames.get(meantKeyword(written) ?? '');
  const why = 'is not an IP protocol number';
  return refusal(
    'protocol',
    `${name} ${shown}`,
    why,
    found?.origin,
    meant === undefined ? meant : String(meant),
  );
}

/** Security groups: tcp, udp, icmp or icmpv6 in any case, or a number; Terraform also takes `all`. */
export function groupProtocol(
  written: string,
  name: string,
  origin: Origin,
  language: 'terraform' | 'cloudformation',
): Field<Protocol> {
  const lower = written.toLowerCase();
  const named = groupNames.get(lower) ?? (language === 'terraform' && lower === 'all' ? -1 : undefined);
  if (named !== undefined) return known(named);
  const number = asNumber(written);
  if (number !== undefined && isProtocolNumber(number)) return known(number);
  return refusal('protocol', `${name} ${quote(written)}`, 'is not a protocol security groups know', origin);
}

/** An IP protocol number, or −1 for all of them (SEMANTICS N11). */
export function isProtocolNumber(number: number): boolean {
  return Number.isInteger(number) && number >= allProtocols && number <= 255;
}

function asNumber(written: string): number | undefined {
  return /^[-+]?\d{1,4}$/.test(written) ? Number(written) : undefined;
}
