/** VPCs with all their blocks, and subnets with the network ACL and route table that serve them. */
import { whereOutside, type MaybeCidr } from '../aws/component.ts';
import type { Subnet, Vpc } from '../aws/network.ts';
import { known, unknown, type Maybe } from '../value/value.ts';
import { Associations, indexBy } from './associations.ts';
import type { Draft } from './draft.ts';
import type { DraftVpcBlock, VpcDefaults } from './draft/vpc.ts';
import { ofFamily } from './fields.ts';
import { allOpen } from './reasons.ts';
import type { References } from './references.ts';

/** The VPCs of a draft, and what the other parts ask about them. */
export class Vpcs {
  readonly all: readonly Vpc[];
  readonly #blocks = new Map<string, readonly DraftVpcBlock[]>();
  readonly #references: References;

  constructor(draft: Draft, references: References) {
    this.#references = references;
    const added = indexBy(draft.vpcCidrs, ({ vpc }) => vpc);
    const possible = (['ipv4', 'ipv6'] as const).flatMap((family): DraftVpcBlock[] => {
      const why = allOpen(added.open.flatMap((one) => (one.part.family === family ? [one.why] : [])));
      return why === undefined ? [] : [{ cidr: ofFamily(why, family), family, exists: why }];
    });
    this.all = draft.vpcs.map(({ address, origin, blocks }) => {
      const all = [...blocks, ...added.at(address), ...possible];
      this.#blocks.set(address, all);
      return { address, origin, cidrs: all.map(asCidr) };
    });
  }

  /** The blocks of a VPC; `undefined` when it is outside the code. */
  cidrsOf(vpc: Maybe<string>): readonly MaybeCidr[] | undefined {
    return vpc.kind === 'known' ? this.#blocks.get(vpc.value)?.map(asCidr) : undefined;
  }

  /** Whether a VPC has an IPv6 block: the IPv6 defaults of AWS depend on it (SEMANTICS N19, S5). */
  hasIpv6(vpc: Maybe<string>): Maybe<boolean> {
    if (vpc.kind === 'unknown') return vpc;
    const blocks = this.#blocks.get(vpc.value);
    if (blocks === undefined)
      return unknown(
        vpc.value,
        `is a VPC ${whereOutside(vpc.value)}, so whether it has an IPv6 block is not known`,
      );
    const existing = blocks.flatMap(({ family, exists }) => (family === 'ipv6' ? [exists] : []));
    if (existing.some(({ kind }) => kind === 'known')) return known(true);
    return allOpen(existing) ?? known(false);
  }

  /** A part AWS creates with a VPC, or the resource that adopted it. */
  defaultOf(vpc: Maybe<string>, part: keyof VpcDefaults, noun: string): Maybe<string> {
    if (vpc.kind === 'unknown') return vpc;
    const address = this.#references.defaultsOf(vpc.value)[part];
    return this.#blocks.has(vpc.value) || this.#references.declares(address)
      ? known(address)
      : unknown(vpc.value, `is a VPC ${whereOutside(vpc.value)}, so its default ${noun} is not known`);
  }
}

function asCidr({ cidr, family, exists }: DraftVpcBlock): MaybeCidr {
  return exists.kind === 'known' ? cidr : ofFamily(exists, family);
}

/** Each VPC's main route table: the default one unless another was made main (SEMANTICS R1). */
export function mainRouteTables(draft: Draft, vpcs: Vpcs): (vpc: Maybe<string>) => Maybe<string> {
  const associations = new Associations(draft.mainRouteTableAssociations);
  return (vpc) => {
    const fallback = vpcs.defaultOf(vpc, 'routeTable', 'route table');
    return vpc.kind === 'unknown' ? vpc : associations.resolve(vpc.value, vpc, fallback);
  };
}

/** Subnets, each with the network ACL and the route table that serve it. */
export function subnets(
  draft: Draft,
  vpcs: Vpcs,
  mainTable: (vpc: Maybe<string>) => Maybe<string>,
): readonly Subnet[] {
  const vpcOf = new Map(
    [...draft.networkAcls, ...draft.routeTables].map(({ address, vpc }) => [address, vpc] as const),
  );
  const acls = new Associations(draft.networkAclAssociations, (acl) => vpcOf.get(acl));
  const tables = new Associations(draft.routeTableAssociations, (table) => vpcOf.get(table));
  return draft.subnets.map(({ address, origin, vpc, cidrs, availabilityZone }) => ({
    address,
    origin,
    vpc,
    cidrs,
    networkAcl: acls.resolve(address, vpc, vpcs.defaultOf(vpc, 'networkAcl', 'network ACL')),
    routeTable: tables.resolve(address, vpc, mainTable(vpc)),
    ...(availabilityZone === undefined ? {} : { availabilityZone }),
  }));
}
