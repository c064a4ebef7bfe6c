/** Every network ACL entry and security group rule that somebody wrote, wherever it belongs and whether AWS takes it or not. */
import type { Component } from '../aws/component.ts';
import type { Network, NetworkAclEntry, SecurityGroupRule } from '../aws/network.ts';
import type { Related } from './finding.ts';

/** `owner`: the network ACL or group; `undefined` where it is outside the code. */
export type WrittenRule =
  | { readonly of: 'network-acl'; readonly owner: Component | undefined; readonly rule: NetworkAclEntry }
  | {
      readonly of: 'security-group';
      readonly owner: Component | undefined;
      readonly rule: SecurityGroupRule;
    };

export function writtenRules(network: Network): readonly WrittenRule[] {
  return [...writtenEntries(network), ...writtenGroupRules(network)].filter(
    ({ rule }) => rule.origin.awsDefault !== true,
  );
}

function writtenEntries({ networkAcls, strayEntries = [] }: Network): readonly WrittenRule[] {
  const of = 'network-acl';
  return [
    ...networkAcls.flatMap((owner) =>
      [...owner.inbound, ...owner.outbound, ...owner.refused].map((rule) => ({ of, owner, rule }) as const),
    ),
    ...strayEntries.map((rule) => ({ of, owner: undefined, rule }) as const),
  ];
}

function writtenGroupRules({ securityGroups, strayRules = [] }: Network): readonly WrittenRule[] {
  const of = 'security-group';
  return [
    ...securityGroups.flatMap((owner) =>
      [...owner.rules, ...owner.refused].map((rule) => ({ of, owner, rule }) as const),
    ),
    ...strayRules.map((rule) => ({ of, owner: undefined, rule }) as const),
  ];
}

/** `This rule of aws_network_acl.web`. */
export function ruleInWords({ owner }: WrittenRule): string {
  return owner === undefined ? 'This rule' : `This rule of ${owner.address}`;
}

/** Where the network ACL or group is, for a rule that is a resource of its own. */
export function ownerOf({ of, owner, rule }: WrittenRule): readonly Related[] {
  if (owner === undefined || owner.address === rule.resource) return [];
  const noun = of === 'network-acl' ? 'network ACL' : 'security group';
  return [{ message: `The ${noun} it belongs to: ${owner.address}`, origin: owner.origin }];
}
