/**
 * Auto Scaling groups. How many instances there are changes by the hour; where they are and behind what does not, so one
 * in each subnet stands for all of them.
 */
import type { Resource } from '../value/resource.ts';
import type { Draft } from './draft.ts';
import { integer } from './fields.ts';
import { madeByAws } from './interfaceFields.ts';
import { addFurther, launchedFacts, primaryOf, type Launch } from './launchTemplates.ts';
import { perSubnet } from './perSubnet.ts';
import type { References } from './references.ts';

/**
 * Adds an interface for each subnet, and those its launch has besides. The group's subnets come before the launch's.
 * @param names the properties that hold the subnets and the largest number of instances.
 */
export function autoScalingGroup(
  resource: Resource,
  names: { readonly subnets: string; readonly most: string },
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
}
