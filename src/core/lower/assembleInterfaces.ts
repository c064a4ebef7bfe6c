/** Network interfaces with their owners, groups and public addresses. */
import { whereOutside } from '../aws/component.ts';
import type { NetworkInterface, PublicAddress, Subnet } from '../aws/network.ts';
import type { Address } from '../net/address.ts';
import { known, unknown, type Maybe } from '../value/value.ts';
import { eachOnce, indexBy } from './associations.ts';
import type { Vpcs } from './assembleVpcs.ts';
import type { Draft } from './draft.ts';
import type { DraftInterface, ElasticIpAssociation } from './draft/interface.ts';
import type { DraftSubnet } from './draft/vpc.ts';
import { primaryInterfaces } from './primaryInterfaces.ts';
import { allOpen } from './reasons.ts';

export function interfaces(
  draft: Draft,
  vpcs: Vpcs,
  subnets: readonly Subnet[],
): readonly NetworkInterface[] {
  const subnetOf = new Map(subnets.map((subnet) => [subnet.address, subnet]));
  const draftSubnetOf = new Map(draft.subnets.map((subnet) => [subnet.address, subnet]));
  const attachments = indexBy(draft.interfaceAttachments, (attachment) => attachment.interface);
  const primaryOf = primaryInterfaces(draft.interfaceAttachments);
  const toInterface = (target: Maybe<string>): Maybe<string> =>
    target.kind === 'known' ? known(primaryOf.get(target.value) ?? target.value) : target;
  const groups = indexBy(draft.groupAttachments, (attachment) => toInterface(attachment.interface));
  const elasticIps = indexBy(draft.elasticIpAssociations, ({ target }) => toInterface(target));
  const publicAddressOf = publicAddresses(draft);

  return draft.interfaces.map((member): NetworkInterface => {
    const { address, origin, kind, subnet, privateIps, sourceDestCheck } = member;
    const [attachment] = attachments.at(address);
    const added = groups.at(address).map(({ group, exists }) => (exists.kind === 'known' ? group : exists));
    return {
      address,
      origin,
      kind,
      owner:
        attachment?.instance.kind === 'known' && attachment.exists.kind === 'known'
          ? attachment.instance.value
          : member.owner,
      subnet,
      securityGroups: eachOnce([
        ...groupsOf(member),
        ...added,
        ...(groups.whyOpen === undefined || !isOwn(kind) ? [] : [groups.whyOpen]),
      ]),
      privateIps: isIpv6Native(subnet) ? [] : privateIps,
      ipv6: ipv6Of(member),
      publicIps: publicIpsOf(member),
      sourceDestCheck,
      ...pick(member),
    };
  });

  function groupsOf(member: DraftInterface): readonly Maybe<string>[] {
    if (member.securityGroups !== 'default') return member.securityGroups;
    const { subnet } = member;
    if (subnet.kind === 'unknown') return [subnet];
    const found = subnetOf.get(subnet.value);
    if (found === undefined) {
      const why = `is a subnet ${whereOutside(subnet.value)}, so the default security group of its VPC is not known`;
      return [unknown(subnet.value, why)];
    }
    return [vpcs.defaultOf(found.vpc, 'securityGroup', 'security group')];
  }

  function isIpv6Native(subnet: Maybe<string>): boolean {
    const native = subnet.kind === 'known' ? draftSubnetOf.get(subnet.value)?.ipv6Native : undefined;
    return native?.kind === 'known' && native.value;
  }

  function ipv6Of(member: DraftInterface): NetworkInterface['ipv6'] {
    if (member.ipv6 !== 'subnet') return member.ipv6;
    const assigns = bySubnet(member, 'assignIpv6', 'assigns IPv6 addresses');
    if (assigns.kind === 'unknown') return assigns;
    return known(assigns.value ? [chosen(member.ipv6Name, member)] : []);
  }

  /** An Elastic IP takes the place of an address AWS gave at launch, unless it stands for another private one. */
  function publicIpsOf(member: DraftInterface): NetworkInterface['publicIps'] {
    const own = elasticIps.at(member.address);
    const sure = own.filter(({ exists }) => exists.kind === 'known');
    const bound = sure.map(publicAddressOf);
    if (sure.some((association) => isForPrimary(association, member))) return known(bound);
    const automatic =
      member.publicIp === 'subnet'
        ? bySubnet(member, 'mapPublicIp', 'gives public addresses')
        : member.publicIp;
    if (automatic.kind === 'known' && automatic.value)
      return known([{ address: chosen(member.publicIpName, member), origin: member.origin }, ...bound]);
    const more = elasticIps.whyOpen === undefined || !isOwn(member.kind) ? [] : [elasticIps.whyOpen];
    return allOpen([...own.map(({ exists }) => exists), ...more, automatic]) ?? known(bound);
  }

  function bySubnet(
    { subnet }: DraftInterface,
    name: 'mapPublicIp' | 'assignIpv6',
    what: string,
  ): Maybe<boolean> {
    if (subnet.kind === 'unknown') return subnet;
    const found: DraftSubnet | undefined = draftSubnetOf.get(subnet.value);
    return found === undefined
      ? unknown(subnet.value, `is a subnet ${whereOutside(subnet.value)}, so whether it ${what} is not known`)
      : found[name];
  }
}

/** Whether groups and Elastic IPs can be added to it by resources of their own: AWS' services keep theirs. */
function isOwn(kind: DraftInterface['kind']): boolean {
  return kind === 'instance' || kind === 'network-interface';
}

/** Whether an Elastic IP stands for the first private address, as it does where it says nothing. */
function isForPrimary({ privateIp }: ElasticIpAssociation, { privateIps }: DraftInterface): boolean {
  const [first] = privateIps;
  if (privateIp === undefined || privateIps.length < 2) return true;
  return privateIp.kind === 'known' && first?.kind === 'known' && sameAddress(privateIp.value, first.value);
}

/** The facts that are taken over as they are, where they are set. */
function pick({
  placement,
  unfiltered,
  outboundOnly,
  inboundOnly,
  leadsTo,
  regionalIn,
  listening,
}: DraftInterface): Pick<
  NetworkInterface,
  'placement' | 'unfiltered' | 'outboundOnly' | 'inboundOnly' | 'leadsTo' | 'regionalIn' | 'listening'
> {
  return {
    ...(placement === undefined ? {} : { placement }),
    ...(unfiltered === undefined ? {} : { unfiltered }),
    ...(outboundOnly === undefined ? {} : { outboundOnly }),
    ...(inboundOnly === undefined ? {} : { inboundOnly }),
    ...(leadsTo === undefined ? {} : { leadsTo }),
    ...(regionalIn === undefined ? {} : { regionalIn }),
    ...(listening === undefined || listening.length === 0 ? {} : { listening }),
  };
}

function sameAddress(a: Address, b: Address): boolean {
  return a.family === b.family && a.value === b.value;
}

function publicAddresses(draft: Draft): (association: ElasticIpAssociation) => PublicAddress {
  const declared = new Map(draft.elasticIps.map((one) => [one.address, one]));
  return (association) => {
    const { privateIp } = association;
    const bound = publicOf(association);
    return privateIp === undefined ? bound : { ...bound, privateIp };
  };

  function publicOf({ elasticIp, origin }: ElasticIpAssociation): PublicAddress {
    if (elasticIp.kind === 'ip') return { address: elasticIp.ip, origin };
    const { component } = elasticIp;
    if (component.kind === 'unknown') return { address: component, origin };
    const found = declared.get(component.value);
    return found === undefined
      ? { address: unknown(component.value, 'is an Elastic IP outside the code', origin), origin }
      : { address: found.ip, origin: found.origin };
  }
}

function chosen(name: string, { origin }: DraftInterface): Maybe<Address> {
  return unknown(name, 'is chosen by AWS at launch', origin);
}
