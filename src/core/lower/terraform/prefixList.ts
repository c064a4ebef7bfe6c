/** Customer-managed prefix lists in Terraform. */
import type { MaybeCidr } from '../../aws/component.ts';
import type { ObjectValue } from '../../value/value.ts';
import { ifExists, required, type Family } from '../family.ts';
import { blocks, cidr } from '../fields.ts';

export const prefixList: Family = {
  aws_ec2_managed_prefix_list(resource, draft) {
    const { address, header: origin, properties } = resource;
    const found = blocks(properties, 'entry');
    const entries = found.blocks.flatMap(({ object }) => entryOf(object));
    draft.prefixLists.push({
      address,
      origin,
      entries: found.open === undefined ? entries : [...entries, found.open],
    });
  },

  aws_ec2_managed_prefix_list_entry(resource, draft, references) {
    const prefixList = required(references, resource, 'prefix_list_id');
    for (const cidr of entryOf(resource.properties))
      draft.prefixListEntries.push({ prefixList, cidr: ifExists(resource, cidr) });
  },
};

/** A list holds one address family, so its blocks need not say which. */
function entryOf(object: ObjectValue): readonly MaybeCidr[] {
  for (const family of ['ipv4', 'ipv6'] as const) {
    const entry = cidr(object, 'cidr', family, 'cleared');
    if (entry !== undefined && entry.kind !== 'refusal') return [entry];
  }
  return [];
}
