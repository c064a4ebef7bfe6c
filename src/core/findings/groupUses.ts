/**
 * Which security groups somebody may carry whom no interface of the code shows: groups the code hands to others, and
 * groups named by resources whose interfaces AWS makes elsewhere or later, such as launch templates, policies of pods and
 * parameters that other code reads.
 */
import type { Configuration } from '../value/resource.ts';
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

/** Tells of a group, by its address, whether it is handed out or named where its members may be. */
export function groupUses(configuration: Configuration): (group: string) => boolean {
  const named = namesIn(
    configuration.resources.flatMap(({ type, properties }) => (onlyRules.has(type) ? [] : [properties])),
  );
  // The default group of a VPC is named by an attribute of the VPC, which is a name like any other.
  return (group) => named.has(group) || configuration.handedOut?.has(group) === true;
}
