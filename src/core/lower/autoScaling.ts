/**
 * Auto Scaling groups. How many instances there are changes by the hour; where they are and behind what does not, so one
 * in each subnet stands for all of them.
 */
import type { Resource } from '../value/resource.ts';
import type { Draft } from './draft.ts';
import { blocks, integer } from './fields.ts';
import { madeByAws } from './interfaceFields.ts';
import { addFurther, launchedFacts, primaryOf, type Launch } from './launchTemplates.ts';
import { registerAll } from './loadBalancers.ts';
import { perSubnet } from './perSubnet.ts';
import type { References } from './references.ts';

/** The names of the properties in one language. */
export interface ScalingNames {
  readonly subnets: string;
  /** The largest number of instances. */
  readonly most: string;
  readonly targetGroups: string;
  readonly classic: string;
  /** The blocks that name load balancers of either kind, and the property in them that does. */
  readonly sources: string;
  readonly source: string;
}

/**
 * Adds an interface for each subnet, and those its launch has besides. The group's subnets come before the launch's.
 */
export function autoScalingGroup(
  resource: Resource,
  names: ScalingNames,
  launch: Launch,
  draft: Draft,
  references: References,
): void {
  const most = integer(resource.properties, names.most);
  if (most?.kind === 'known' && most.value === 0) return;
  const primary = primaryOf(launch);
  const own = references.list(resource.properties, names.subnets);
  const written = primary.subnet === undefined ? undefined : [primary.subnet];
  for (const place of perSubnet(resource, own ?? written)) {
    draft.interfaces.push(madeByAws(resource, place, launchedFacts(primary)));
    addFurther(resource, launch, place, draft);
  }
  registerAll(resource, references.list(resource.properties, names.targetGroups), draft);
  for (const { object } of blocks(resource.properties, names.sources).blocks) {
    const source = references.in(object, names.source);
    if (source !== undefined) registerAll(resource, [source], draft);
  }
  // Classic Load Balancers are named by their names.
  const elb = resource.type.startsWith('AWS::') ? 'AWS::ElasticLoadBalancing::LoadBalancer' : 'aws_elb';
  registerAll(resource, references.namedList(resource.properties, names.classic, elb), draft);
}
