/**
 * Associations of subnets with network ACLs that overwrite each other. Which one holds is open; that two are written is
 * told here, wherever both certainly exist (SEMANTICS N21, 5.1).
 */
import type { AssociationConflict, Network, NetworkAclAssociation } from '../aws/network.ts';
import { comparePlaces } from '../text/origin.ts';
import { indexBy } from './associations.ts';
import type { Draft } from './draft.ts';
import type { DraftNetworkAcl } from './draft/networkAcl.ts';

export function associationConflicts(draft: Draft): Pick<Network, 'associationConflicts'> {
  const index = indexBy(draft.networkAclAssociations, ({ of }) => of);
  const listing = new Map(draft.networkAcls.map((acl) => [acl.address, acl]));
  const subnets = new Set(
    draft.networkAclAssociations.flatMap(({ of }) => (of.kind === 'known' ? [of.value] : [])),
  );
  const found = [...subnets].flatMap((address) => {
    const written = index.at(address).flatMap(({ to, by, origin, exists }): NetworkAclAssociation | [] => {
      if (to.kind === 'unknown' || exists.kind === 'unknown') return [];
      return { networkAcl: to.value, by, origin };
    });
    written.sort((a, b) => comparePlaces(a.origin, b.origin));
    return [...betweenTwo(address, written), ...unlisted(address, written, listing)];
  });
  return found.length === 0 ? {} : { associationConflicts: found };
}

/** Each further association against the first: a list that names a subnet twice is one. */
function betweenTwo(
  subnet: string,
  [first, ...others]: readonly NetworkAclAssociation[],
): readonly AssociationConflict[] {
  if (first === undefined) return [];
  return others.flatMap((second): AssociationConflict | [] => {
    if (first.networkAcl !== second.networkAcl) return { kind: 'two', subnet, first, second };
    return first.by !== second.by && (isList(first) || isList(second))
      ? { kind: 'twice', subnet, first, second }
      : [];
  });
}

/** An association that the network ACL's own list, known to its end, does not have. */
function unlisted(
  subnet: string,
  written: readonly NetworkAclAssociation[],
  listing: ReadonlyMap<string, DraftNetworkAcl>,
): readonly AssociationConflict[] {
  return written.flatMap((second): AssociationConflict | [] => {
    const acl = listing.get(second.networkAcl);
    // Nothing can be taken from a default one, and an empty list is none.
    const lists = acl?.exists.kind === 'known' && !acl.adopted;
    const { subnets: listed = [] } = acl ?? {};
    if (acl === undefined || !lists || listed.length === 0 || isList(second)) return [];
    if (listed.some((one) => one.kind === 'unknown' || one.value === subnet)) return [];
    const first = { networkAcl: acl.address, by: acl.address, origin: acl.origin };
    return { kind: 'unlisted', subnet, first, second };
  });
}

/** Whether it stands in the list of the network ACL. */
function isList({ by, networkAcl }: NetworkAclAssociation): boolean {
  return by === networkAcl;
}
