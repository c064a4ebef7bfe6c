/** Customer-managed prefix lists in CloudFormation. */
import type { MaybeCidr } from '../../aws/component.ts';
import type { Family } from '../family.ts';
import { blocks, cidr } from '../fields.ts';

export const prefixList: Family = {
  'AWS::EC2::PrefixList'(resource, draft) {
    const { address, header: origin, properties } = resource;
    const found = blocks(properties, 'Entries');
    // A list holds one address family, so its blocks need not say which.
    const entries: MaybeCidr[] = found.blocks.flatMap(({ object }) => {
      const ipv4 = cidr(object, 'Cidr', 'ipv4', 'cleared');
      const entry = ipv4?.kind === 'refusal' ? cidr(object, 'Cidr', 'ipv6', 'cleared') : ipv4;
      return entry === undefined || entry.kind === 'refusal' ? [] : [entry];
    });
    if (found.open !== undefined) entries.push(found.open);
    draft.prefixLists.push({ address, origin, entries });
  },
};
