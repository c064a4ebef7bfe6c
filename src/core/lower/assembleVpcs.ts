/** VPCs with all their blocks, and subnets with the network ACL and route table that serve them. */
import type { MaybeCidr, Subnet, Vpc } from '../aws/network.ts';
import { known, unknown, unknownOf, type Maybe } from '../value/value.ts';
import { indexBy, resolveAssociation } from './associations.ts';
import type { Association, Draft, DraftVpcBlock, VpcDefaults } from './draft.ts';
import { ofFamily } from './fields.ts';
import type { References } from './references.ts';

/** The VPCs of a draft, and what the other parts ask about them. */
export class Vpcs {
  readonly all: readonly Vpc[];
  readonly #blocks = new Map<string, readonly DraftVpcBlock[]>();
  readonly #references: References;

  constructor(draft: Draft, references: References) {
    this.#references = references;
    const added = indexBy(draft.vpcCidrs, ({ vpc }) => vpc);
    const possible = added.open.map(({ part, why }) => ({ ...part, exists: why }));
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
      return unknown(vpc.value, 'is a VPC outside the code, so whether it has an IPv6 block is not known');
    const existing = blocks.flatMap(({ family, exists }) => (family === 'ipv6' ? [exists] : []));
    if (existing.some(({ kind }) => kind === 'known')) return known(true);
    const open = existing.flatMap((exists) => (exists.kind === 'unknown' ? [exists] : []));
    return open.length === 0 ? known(false) : unknownOf(open);
  }

  /** A part AWS creates with a VPC, or the resource that adopted it. */
  defaultOf(vpc: Maybe<string>, part: keyof VpcDefaults, noun: string): Maybe<string> {
    if (vpc.kind === 'unknown') return vpc;
    const address = this.#references.defaultsOf(vpc.value)[part];
    return this.#blocks.has(vpc.value) || this.#references.declares(address)
      ? known(address)
      : unknown(vpc.value, `is a VPC outside the code, so its default ${noun} is not known`);
  }
}

function asCidr({ cidr, family, exists }: DraftVpcBlock): MaybeCidr {
  return exists.kind === 'known' ? cidr : ofFamily(exists, family);
}

/** Each VPC's main route table: the default one unless another was made main (SEMANTICS R1). */
export function mainRouteTables(draft: Draft, vpcs: Vpcs): (vpc: Maybe<string>) => Maybe<string> {
  const associations = indexBy(draft.mainRouteTableAssociations, ({ of }) => of);
  return (vpc) => {
    const fallback = vpcs.defaultOf(vpc, 'routeTable', 'route table');
    return vpc.kind === 'unknown' ? vpc : resolveAssociation(vpc.value, associations, fallback, () => true);
  };
}

export function subnets(
  draft: Draft,
  vpcs: Vpcs,
  mainTable: (vpc: Maybe<string>) => Maybe<string>,
): readonly Subnet[] {
  const acls = indexBy(draft.networkAclAssociations, ({ of }) => of);
  const tables = indexBy(draft.routeTableAssociations, ({ of }) => of);
  const vpcOf = new Map(
    [...draft.networkAcls, ...draft.routeTables].map(({ address, vpc }) => [address, vpc] as const),
  );
  return draft.subnets.map(({ address, origin, vpc, cidrs }) => {
    // What belongs to one VPC cannot serve a subnet of another (SEMANTICS N21).
    const mayApply = ({ to }: Association): boolean => {
      const other = to.kind === 'known' ? vpcOf.get(to.value) : undefined;
      return other?.kind !== 'known' || vpc.kind !== 'known' || other.value === vpc.value;
    };
    const defaultAcl = vpcs.defaultOf(vpc, 'networkAcl', 'network ACL');
    return {
      address,
      origin,
      vpc,
      cidrs,
      networkAcl: resolveAssociation(address, acls, defaultAcl, mayApply),
      routeTable: resolveAssociation(address, tables, mainTable(vpc), mayApply),
    };
  });
}
