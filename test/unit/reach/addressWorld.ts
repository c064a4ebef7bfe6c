/** One subnet with hosts, entries, rules and routes, for tests of which addresses are told apart. */
import type { Network } from '../../../src/core/aws/network.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { unknown } from '../../../src/core/value/value.ts';
import { cloud, type CloudText } from '../../support/cloud.ts';
import type { EntryText, GroupRuleText } from '../../support/networks.ts';

export const open = unknown('var.x', 'has no default');

export interface World {
  readonly entries?: readonly EntryText[];
  readonly rules?: readonly GroupRuleText[];
  readonly routes?: Readonly<Record<string, string>>;
  readonly hosts?: CloudText['hosts'];
  readonly subnet?: string;
  readonly change?: (made: Network) => Partial<Network>;
}

export function topologyOf({
  entries = [],
  rules = [],
  routes = {},
  hosts = [],
  subnet = '10.0.1.0/24',
  change,
}: World): Topology {
  const made = cloud({
    subnets: {
      net: { cidr: subnet, inbound: [], outbound: entries, routes },
      free: { cidr: '10.0.9.0/24', inbound: [], outbound: [] },
    },
    hosts,
    groups: { own: { rules } },
  });
  const bare = { ...made, securityGroups: made.securityGroups.filter(({ address }) => address !== 'sg') };
  return new Topology({ ...bare, ...change?.(bare) });
}
