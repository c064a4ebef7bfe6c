/** Rules, entries and blocks as describe output has them. */
import type { Entry, Rule } from './neutral.ts';

export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json | undefined };

/** One permission for all peers of the same traffic. */
export function permissions(rules: readonly Rule[], idOf: (name: string) => string): readonly Json[] {
  const byTraffic = new Map<string, Rule[]>();
  for (const rule of rules) {
    const key = JSON.stringify([rule.protocol, rule.ports, rule.icmp]);
    if (byTraffic.get(key)?.push(rule) === undefined) byTraffic.set(key, [rule]);
  }
  return [...byTraffic.values()].map((same) => {
    const [{ protocol, ports, icmp }] = same as [Rule];
    const names: Readonly<Record<number, string>> = { 6: 'tcp', 17: 'udp', 1: 'icmp', 58: 'icmpv6' };
    const range =
      names[protocol] === undefined ? undefined : protocol === 6 || protocol === 17 ? ports : icmp;
    const peers = same.map(({ peer }) => peer);
    const cidrs = peers.flatMap((peer) => ('cidr' in peer ? [peer.cidr] : []));
    return {
      IpProtocol: names[protocol] ?? String(protocol),
      FromPort: range?.[0],
      ToPort: range?.[1],
      IpRanges: cidrs.filter((cidr) => !cidr.includes(':')).map((CidrIp) => ({ CidrIp })),
      Ipv6Ranges: cidrs.filter((cidr) => cidr.includes(':')).map((CidrIpv6) => ({ CidrIpv6 })),
      PrefixListIds: peers.flatMap((peer) => ('list' in peer ? [{ PrefixListId: idOf(peer.list) }] : [])),
      UserIdGroupPairs: peers.flatMap((peer) =>
        'group' in peer ? [{ GroupId: idOf(peer.group), UserId: '123456789012' }] : [],
      ),
    };
  });
}

export function entryOf({ number, egress, action, protocol, ports, icmp, cidr }: Entry): Json {
  const hasTypes = protocol === 1 || (protocol === 58 && cidr.includes(':'));
  return {
    RuleNumber: number,
    Egress: egress,
    RuleAction: action,
    Protocol: String(protocol),
    [cidr.includes(':') ? 'Ipv6CidrBlock' : 'CidrBlock']: cidr,
    PortRange: protocol === 6 || protocol === 17 ? { From: ports[0], To: ports[1] } : undefined,
    IcmpTypeCode: hasTypes ? { Type: icmp[0], Code: icmp[1] } : undefined,
  };
}

export function ipv6Blocks(ipv6: string | undefined): Json {
  return ipv6 === undefined ? [] : [{ Ipv6CidrBlock: ipv6, Ipv6CidrBlockState: { State: 'associated' } }];
}
