/**
 * `sg-no-egress`: Terraform takes the allow-all egress from every group it creates (SEMANTICS S48), and nothing puts
 * another in its place, so a host that has to open connections can open none. A group that says `egress = []` means it,
 * and databases and endpoints only answer (S14).
 */
import type { NetworkInterface, SecurityGroup } from '../aws/network.ts';
import { field } from '../lower/fields.ts';
import type { Topology } from '../reach/topology.ts';
import type { Resource } from '../value/resource.ts';
import type { Finding } from './finding.ts';
import { groupUses } from './groupUses.ts';
import { hasNoRules, namesInWords, opensConnections } from './members.ts';
import type { Rule } from './rule.ts';

export const sgNoEgress: Rule = {
  id: 'sg-no-egress',
  check: ({ configuration, topology }) => {
    if (configuration.language !== 'terraform') return [];
    const written = new Map(configuration.resources.map((resource) => [resource.address, resource]));
    const mayHaveMembers = groupUses(configuration);
    return topology.network.securityGroups.flatMap((group): readonly Finding[] => {
      if (!leavesEgressOut(group, written.get(group.address))) return [];
      const members = topology.membersOf(group.address);
      const silenced = members.filter((at) => opensConnections(at) && hasNoRules(topology, at, 'outbound'));
      // Of several groups without egress the first one tells.
      const own = silenced.filter((at) => firstOf(topology, at, written) === group.address);
      if (own.length > 0) return [withMembers(group, own)];
      if (members.length > 0 || mayHaveMembers(group.address) || !admitsSomebody(group)) return [];
      return topology.interfaces.some(carriesUnknown) ? [] : [withoutMembers(group)];
    });
  },
};

/** Whether nothing is said about the egress of a group that Terraform creates. */
function leavesEgressOut(group: SecurityGroup, resource: Resource | undefined): boolean {
  return (
    resource?.type === 'aws_security_group' &&
    resource.exists.kind === 'known' &&
    field(resource.properties, 'egress') === undefined &&
    group.open === undefined &&
    ![...group.rules, ...group.refused].some(({ direction }) => direction === 'outbound')
  );
}

function firstOf(
  topology: Topology,
  at: NetworkInterface,
  written: ReadonlyMap<string, Resource>,
): string | undefined {
  return topology
    .groupsOf(at)
    .flatMap((group) =>
      group.kind === 'known' && leavesEgressOut(group.value, written.get(group.value.address))
        ? [group.value.address]
        : [],
    )[0];
}

function admitsSomebody({ rules }: SecurityGroup): boolean {
  return rules.some(({ direction }) => direction === 'inbound');
}

function carriesUnknown({ securityGroups }: NetworkInterface): boolean {
  return securityGroups.some(({ kind }) => kind === 'unknown');
}

/** A server may be there to answer and nothing else; these are of no use when they cannot connect to something. */
function isIdle({ kind }: NetworkInterface): boolean {
  return kind === 'load-balancer' || kind === 'function' || kind === 'container';
}

const why = 'Terraform removes the allow-all egress AWS gives a new group, and no rule takes its place';
const fix = 'Add the egress that is needed, or write `egress = []` where none is meant.';

function withMembers(group: SecurityGroup, members: readonly NetworkInterface[]): Finding {
  return {
    ...base(group),
    severity: members.some(isIdle) ? 'warning' : 'information',
    message: `${namesInWords(members)} can answer but open no connection: ${why} in ${group.address}. ${fix}`,
    related: members.slice(0, 3).map((at) => ({
      message: `${at.owner} has no other group that lets anything out`,
      origin: at.origin,
    })),
  };
}

function withoutMembers(group: SecurityGroup): Finding {
  return {
    ...base(group),
    severity: 'hint',
    message: `Whoever gets ${group.address} alone can open no connection: ${why}. ${fix}`,
    related: [],
  };
}

function base({ address, origin }: SecurityGroup) {
  return {
    rule: 'sg-no-egress',
    certainty: 'proved',
    resource: address,
    origin,
    proof: undefined,
    because: [],
  } as const;
}
