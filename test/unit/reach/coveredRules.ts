/** Security groups whose rules cover each other, and what is said of that. */
import type { Network } from '../../../src/core/aws/network.ts';
import { groupRuleCover } from '../../../src/core/reach/groupRuleCover.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { cloud } from '../../support/cloud.ts';
import type { GroupRuleText } from '../../support/networks.ts';

export type Rule = Omit<GroupRuleText, 'direction'> & { readonly direction?: 'outbound' };

export interface World {
  readonly rules: Readonly<Record<string, readonly Rule[]>>;
  /** By interface, its groups. */
  readonly hosts?: Readonly<Record<string, string>>;
  readonly also?: (network: Network) => Partial<Network>;
  readonly elsewhere?: string;
}

function networkOf({ rules, hosts = {}, also = () => ({}) }: World): Network {
  const made = cloud({
    vpcs: { vpc: ['10.0.0.0/16'], old: ['10.9.0.0/16', '2600:1f18::/56'] },
    subnets: { net: { cidr: '10.0.1.0/24' } },
    hosts: Object.entries(hosts).map(([name, groups]) => ({
      name,
      subnet: 'net',
      groups: groups.split(' '),
    })),
    groups: Object.fromEntries(
      Object.entries(rules).map(([name, own]) => [
        name,
        { rules: own.map((rule) => ({ direction: 'inbound' as const, ...rule })) },
      ]),
    ),
  });
  // `sg` is the rest of the world's.
  const network = { ...made, securityGroups: made.securityGroups.filter(({ address }) => address !== 'sg') };
  return { ...network, ...also(network) };
}

/** `web 0: group web 1`, `app 0: members db 1, db 2`, `web 2: same as group web 0`, `web 1: over web 0`; nothing for a rule alone. */
export function covers(world: World): readonly string[] {
  const network = networkOf(world);
  const names = new Map(
    network.securityGroups.flatMap(({ address, rules }) =>
      rules.map((rule, index) => [rule, `${address} ${index}`] as const),
    ),
  );
  const elsewhere = (world.elsewhere ?? '').split(' ');
  return groupRuleCover(new Topology(network), (group) => elsewhere.includes(group)).flatMap(
    ({ rule, redundant, overlaps }) => {
      const name = names.get(rule)!;
      if (redundant !== undefined) {
        const { within, by, same } = redundant;
        return [
          `${name}: ${same ? 'same as ' : ''}${within} ${by.map((one) => names.get(one.rule)).join(', ')}`,
        ];
      }
      return overlaps.length === 0
        ? []
        : [`${name}: over ${overlaps.map((one) => names.get(one)).join(', ')}`];
    },
  );
}

export const tcp = (ports: string, peer?: string): Rule => ({
  protocol: 6,
  ports,
  ...(peer === undefined ? {} : { peer }),
});
