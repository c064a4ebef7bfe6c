/**
 * For `ipv6-forgotten`: the same rules for `::/0`, or of a network ACL that IPv6 stays shut. Nothing of a network ACL is made
 * unasked, as only its author knows which is meant.
 */
import type { Direction, NetworkAcl, NetworkAclEntry } from '../../aws/network.ts';
import { parseCidr, type Cidr } from '../../net/address.ts';
import { allProtocols, hasIcmpType, hasPorts } from '../../net/protocol.ts';
import type { NewField } from '../../rewrite/newValue.ts';
import type { Change, Written } from '../../rewrite/written.ts';
import { together } from './changes.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';
import { addBelow, addEntry, writtenEntry, type NewEntry } from './networkAclEntries.ts';
import { ruleOfFinding } from './ruleOfFinding.ts';
import { numberBehind, numbersBehindEach } from './ruleNumbers.ts';

const everybody = '::/0';

export function ipv6Forgotten(context: FixContext): readonly Alternatives[] {
  const found = ruleOfFinding(context);
  if (found?.rule.of === 'network-acl') return ofNetworkAcl(context, found.rule.owner?.address);
  if (found?.rule.of !== 'security-group') return [];
  const twin = (): Proposal | undefined => {
    const edits = withIpv6(found.written);
    return edits && { title: `Let the rule hold for ${everybody} too`, edits };
  };
  return [[twin]];
}

function ofNetworkAcl(context: FixContext, address: string | undefined): readonly Alternatives[] {
  const acl = context.topology.network.networkAcls.find((one) => one.address === address);
  const block = parseCidr(everybody)?.cidr;
  if (acl === undefined || block === undefined) return [];
  const again = (): Proposal | undefined => {
    const edits = together(
      ...(['inbound', 'outbound'] as const).map((direction) => twins(context, acl, direction, block)),
    );
    const title = `Add the rules for 0.0.0.0/0 again for ${everybody}`;
    return edits && { title, edits, needsReview: true, onRequest: true };
  };
  const shut = (): Proposal | undefined => {
    const number = numberBehind(acl, 'inbound');
    if (number === undefined) return undefined;
    const entry = {
      number,
      action: 'deny',
      protocol: allProtocols,
      cidr: block,
      match: 'all',
      name: 'ipv6',
    } as const;
    const edits = addEntry(context, acl, 'inbound', entry);
    return edits && { title: `Say that IPv6 stays shut: deny inbound ${everybody} (rule ${number})`, edits };
  };
  return [[again], [shut]];
}

/** Another entry below each that is for all of IPv4; nothing where one of them is not known. ICMP is another protocol in IPv6. */
function twins(context: FixContext, acl: NetworkAcl, direction: Direction, block: Cidr): Change {
  const all = acl[direction].filter(isForEverybody);
  const numbers = numbersBehindEach(
    acl,
    direction,
    all.flatMap(({ ruleNumber }) => (ruleNumber.kind === 'known' ? [ruleNumber.value] : [])),
  );
  if (numbers?.length !== all.length) return undefined;
  return together(
    ...all.map((entry, i): Change => {
      const twin = twinOf(entry, numbers[i], block);
      const written = writtenEntry(context.code, entry);
      return twin && written && addBelow(context, { acl, direction, written }, twin);
    }),
  );
}

function isForEverybody({ cidr, protocol }: NetworkAclEntry): boolean {
  if (cidr.kind === 'unknown' || cidr.value.family !== 'ipv4' || cidr.value.prefixLength > 0) return false;
  return protocol.kind === 'unknown' || !hasIcmpType(protocol.value);
}

function twinOf(entry: NetworkAclEntry, number: number | undefined, cidr: Cidr): NewEntry | undefined {
  const { action, protocol, ports, exists } = entry;
  if (number === undefined || exists.kind === 'unknown' || action.kind === 'unknown') return undefined;
  if (protocol.kind === 'unknown' || ports.kind === 'unknown') return undefined;
  const match = hasPorts(protocol.value) ? ports.value : 'all';
  return { number, action: action.value, protocol: protocol.value, cidr, match, name: 'ipv6' };
}

/** In the rule itself where it takes blocks of both families, else as another one like it. */
function withIpv6(written: Written): Change {
  const { code, names } = written;
  const isList = code.kind === 'terraform' && names.includes('cidr_blocks');
  if (isList) return written.set('ipv6_cidr_blocks', [everybody]);
  const [ipv4, ipv6] = code.kind === 'terraform' ? ['cidr_ipv4', 'cidr_ipv6'] : ['CidrIp', 'CidrIpv6'];
  if (!names.includes(ipv4)) return undefined;
  const fields: NewField[] = [];
  for (const name of names) {
    const text = written.textOf(name);
    // What spans lines cannot be said again on one.
    if (text === undefined || text.includes('\n')) return undefined;
    fields.push(name === ipv4 ? { name: ipv6, value: everybody } : { name, value: { verbatim: text } });
  }
  const suffix = code.kind === 'terraform' ? '_ipv6' : 'Ipv6';
  return written.addAlike(fields, `${written.name}${suffix}`);
}
