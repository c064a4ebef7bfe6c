/** Two subnets and a group in each language, and the interfaces of services in them as lines. */
import type { NetworkInterface } from '../../../src/core/aws/network.ts';
import type { Resource } from '../../../src/core/value/resource.ts';
import { cfn, lower, publicIps, ref, resource, told, why, type Fields } from './build.ts';
import { templateSubnets, terraformSubnets } from './twoSubnets.ts';

export const of = (name: string, type: string, properties: Fields) =>
  resource(name, properties, { type: `AWS::${type}` });

const terraform = [...terraformSubnets, resource('aws_security_group.sg', { vpc_id: ref('aws_vpc.main') })];

const cloudformation = [...templateSubnets, cfn('Sg', 'SecurityGroup', { VpcId: ref('Vpc') })];

export const both = [ref('aws_subnet.a'), ref('aws_subnet.b')];

export const cfnBoth = [ref('A'), ref('B')];

export const sg = [ref('aws_security_group.sg')];

export const cfnSg = [ref('Sg', 'GroupId')];

export function lowered(...resources: readonly Resource[]) {
  const inTemplate = resources.some(({ type }) => type.startsWith('AWS::'));
  return lower(...(inTemplate ? cloudformation : terraform), ...resources);
}

/** `aws_db_instance.db[aws_subnet.a] in aws_subnet.a, sg-1, one-of, public ?, 5432`. */
export function line(member: NetworkInterface): string {
  const {
    address,
    subnet,
    securityGroups,
    placement,
    outboundOnly,
    inboundOnly,
    unfiltered,
    publicIps: ips,
  } = member;
  const open = ips.kind === 'unknown' ? `(${why(ips)})` : publicIps(member);
  const parts = [
    `${address} in ${told(subnet)}`,
    securityGroups.map(told).join(' '),
    placement,
    outboundOnly === undefined ? undefined : 'outbound only',
    inboundOnly === undefined ? undefined : 'inbound only',
    unfiltered === undefined ? undefined : 'unfiltered',
    open.length === 0 ? undefined : `public ${String(open)}`,
    (member.listening ?? []).map(({ protocol, ports }) => `${protocol}/${ports.first}`).join(' ') ||
      undefined,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

export const lines = (...resources: readonly Resource[]): readonly string[] =>
  lowered(...resources).interfaces.map(line);

/** One line for each subnet. */
export const inBoth = (name: string, rest: string): readonly string[] =>
  ['aws_subnet.a', 'aws_subnet.b'].map((subnet) => `${name}[${subnet}] in ${subnet}, ${rest}`);

export const cfnInBoth = (name: string, rest: string): readonly string[] =>
  ['A', 'B'].map((subnet) => `${name}[${subnet}] in ${subnet}, ${rest}`);

export const group = (type: string) => resource(`${type}.g`, { name: 'group', subnet_ids: both });

export const defaultGroup = 'aws_vpc.main.default_security_group_id';
