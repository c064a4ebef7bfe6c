/**
 * EKS clusters: the interfaces of the control plane, the nodes, and the group EKS makes for both, whose members reach
 * each other (SEMANTICS S46).
 */
import type { Resource } from '../value/resource.ts';
import { known, unknown, type Maybe } from '../value/value.ts';
import type { Draft } from './draft.ts';
import { certainly } from './family.ts';
import { awsDefault, defaultIngress } from './defaults.ts';
import { madeByAws } from './interfaceFields.ts';
import { addFurther, launchedFacts, primaryOf, type Launch } from './launchTemplates.ts';
import { perSubnet } from './perSubnet.ts';
import type { References } from './references.ts';
import { addService, listensOn } from './services.ts';

/** The group EKS makes for a cluster, under the name of the attribute that gives it. */
export function clusterGroup(cluster: string, { type }: Resource): string {
  return type.startsWith('AWS::')
    ? `${cluster}.ClusterSecurityGroupId`
    : `${cluster}.cluster_security_group_id`;
}

export function addCluster(
  resource: Resource,
  subnets: readonly Maybe<string>[] | undefined,
  groups: readonly Maybe<string>[],
  draft: Draft,
  references: References,
): void {
  const { address, header } = resource;
  const group = clusterGroup(address, resource);
  const origin = awsDefault(header);
  draft.securityGroups.push({
    address: group,
    origin,
    vpc: vpcOf(resource, subnets, references),
    adopted: false,
    exists: certainly,
    open: [],
    defaultEgress: certainly,
  });
  draft.groupRules.push({ group: known(group), rule: defaultIngress(group, header) });
  addService(
    resource,
    {
      kind: 'endpoint',
      subnets,
      securityGroups: [known(group), ...groups],
      listening: listensOn(resource, known(443), 'is the control plane of a cluster'),
    },
    draft,
  );
}

/** The VPC of the first subnet that is in the code. */
function vpcOf(
  { address, header, type }: Resource,
  subnets: readonly Maybe<string>[] | undefined,
  references: References,
): Maybe<string> {
  for (const subnet of subnets ?? []) {
    const found = subnet.kind === 'known' ? references.resource(subnet.value) : undefined;
    const vpc =
      found === undefined
        ? undefined
        : references.component(found, type.startsWith('AWS::') ? 'VpcId' : 'vpc_id');
    if (vpc?.kind === 'known') return vpc;
  }
  return unknown(`VPC of ${address}`, 'is not in the code', header);
}

/** Nodes are in the cluster's group unless their launch template names groups. */
export function addNodes(
  resource: Resource,
  cluster: Maybe<string>,
  subnets: readonly Maybe<string>[] | undefined,
  launch: Launch,
  draft: Draft,
): void {
  const own = cluster.kind === 'known' ? known(clusterGroup(cluster.value, resource)) : cluster;
  const primary = primaryOf(launch);
  const named = primary.securityGroups ?? [];
  for (const place of perSubnet(resource, subnets)) {
    const facts = launchedFacts(primary);
    draft.interfaces.push(
      madeByAws(resource, place, { ...facts, securityGroups: named.length > 0 ? named : [own] }),
    );
    addFurther(resource, launch, place, draft);
  }
}
