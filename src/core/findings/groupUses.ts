/**
 * Which security groups somebody may carry whom no interface of the code shows: groups the code hands to others, and
 * groups named by resources whose interfaces AWS makes elsewhere or later, such as launch templates, policies of pods and
 * parameters that other code reads, and groups that are found by their tags.
 */
import type { Topology } from '../reach/topology.ts';
import type { Configuration, Resource } from '../value/resource.ts';
import type { Value } from '../value/value.ts';
import { namesIn } from './namesIn.ts';

/** Resources that name groups without putting anything into them. */
const onlyRules: ReadonlySet<string> = new Set([
  'aws_security_group',
  'aws_default_security_group',
  'aws_security_group_rule',
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_rules_exclusive',
  'aws_vpc_security_group_vpc_association',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupVpcAssociation',
]);

/** Tells of a group, by its address, whether it is handed out or named where its members may be, or may be found by a tag. */
export function groupUses(configuration: Configuration): (group: string) => boolean {
  return usesBy(configuration, ({ type }) => !onlyRules.has(type));
}

/** The same where interfaces of the code carry it: whether others may do so besides. */
export function furtherUses(
  configuration: Configuration,
  { interfaces }: Topology,
): (group: string) => boolean {
  let shown: { readonly owners: ReadonlySet<string>; readonly started: ReadonlySet<string> } | undefined;
  const look = (): NonNullable<typeof shown> => {
    const owners = new Set(interfaces.flatMap(({ address, owner }) => [address, owner]));
    const own = configuration.resources.filter(({ address }) => owners.has(address));
    return { owners, started: namesIn(own.map(({ properties }) => properties)) };
  };
  return usesBy(configuration, ({ type, address }) => {
    if (onlyRules.has(type)) return false;
    const { owners, started } = (shown ??= look());
    // What an owner is started from stands for the owner.
    return !owners.has(address) && !(launches.has(type) && started.has(address));
  });
}

const launches: ReadonlySet<string> = new Set([
  'aws_launch_template',
  'aws_launch_configuration',
  'AWS::EC2::LaunchTemplate',
  'AWS::AutoScaling::LaunchConfiguration',
]);

function usesBy(
  { handedOut, resources }: Configuration,
  isUser: (resource: Resource) => boolean,
): (group: string) => boolean {
  // A plan, a state and describe output do not tell who reads what they make.
  if (handedOut === undefined) return () => true;
  // Few networks have a group to ask about, and looking through all values takes a while.
  let used: ReadonlySet<string> | undefined;
  return (group) => {
    used ??= new Set([
      // The default group of a VPC is named by an attribute of the VPC, which is a name like any other.
      ...namesIn(resources.flatMap((one) => (isUser(one) ? [one.properties] : []))),
      ...resources.flatMap((one) => (isFoundByTag(one) ? [one.address] : [])),
      ...handedOut,
    ]);
    return used.has(group);
  };
}

/** Tags by which Karpenter, Kubernetes' controllers and EKS look for the groups of hosts they start. */
const discovery = /^(?:karpenter\.sh|karpenter\.k8s\.aws|kubernetes\.io|k8s\.io|[\w-]+\.k8s\.aws|aws:eks)\b/;

/** Whether a group has a tag that controllers look for, or may have one. */
function isFoundByTag({ type, properties }: Resource): boolean {
  if (!onlyRules.has(type)) return false;
  const tags = properties.properties.get('tags') ?? properties.properties.get('Tags');
  return tags !== undefined && mayHoldTag(tags.value);
}

function mayHoldTag(tags: Value): boolean {
  switch (tags.kind) {
    case 'unknown':
      return true;
    case 'object':
      return tags.open !== undefined || [...tags.properties.keys()].some((key) => discovery.test(key));
    case 'list':
      return tags.open !== undefined || tags.items.some(({ value }) => isTag(value));
    default:
      return false;
  }
}

/** CloudFormation: an object with a `Key`. */
function isTag(value: Value): boolean {
  const key = value.kind === 'object' ? value.properties.get('Key')?.value : value;
  return key?.kind === 'unknown' || (key?.kind === 'string' && discovery.test(key.text));
}
