/** Two subnets and an instance in each language, and load balancers in them as lines. */
import type { Network } from '../../../src/core/aws/network.ts';
import { formatAddress } from '../../../src/core/net/address.ts';
import type { Maybe } from '../../../src/core/value/value.ts';
import { at, cfn, publicIps, ref, resource, show, why, type Plain } from './build.ts';

export type Fields = Readonly<Record<string, Plain>>;

export const elb = (name: string, type: string, properties: Fields) =>
  resource(name, properties, { type: `AWS::ElasticLoadBalancingV2::${type}` });

export const terraform = [
  resource('aws_vpc.main', { cidr_block: '10.0.0.0/16' }),
  ...['a', 'b'].map((name, index) =>
    resource(`aws_subnet.${name}`, { vpc_id: ref('aws_vpc.main'), cidr_block: `10.0.${index}.0/24` }),
  ),
  resource('aws_instance.web', { subnet_id: ref('aws_subnet.a'), private_ip: '10.0.0.9' }),
];

export const cloudformation = [
  cfn('Vpc', 'VPC', { CidrBlock: '10.0.0.0/16' }),
  ...['A', 'B'].map((name, index) =>
    cfn(name, 'Subnet', { VpcId: ref('Vpc'), CidrBlock: `10.0.${index}.0/24` }),
  ),
  cfn('Web', 'Instance', { SubnetId: ref('A'), PrivateIpAddress: '10.0.0.9' }),
];

export const told = (fact: Maybe<unknown>): string =>
  fact.kind === 'known' ? String(fact.value) : `(${why(fact)})`;

export function nodes(network: Network): readonly string[] {
  return network.interfaces
    .filter(({ kind }) => kind === 'load-balancer')
    .map((node) => {
      const groups = node.unfiltered ? 'unfiltered' : node.securityGroups.map(told).join(', ');
      const ips = node.privateIps.map((ip) => show(ip, formatAddress)).join(' ');
      return `${node.address} in ${told(node.subnet)}, ${groups}: ${ips}, public ${String(publicIps(node))}`;
    });
}

/** `6 443 to aws_lb_target_group.web`. */
export function listeners(network: Network): readonly string[] {
  return network.loadBalancers.flatMap((one) =>
    one.listeners.map(
      ({ protocol, port, targetGroups }) =>
        `${protocol} ${told(port)} to ${targetGroups.map(told).join(', ')}`,
    ),
  );
}

/** `aws_instance.web 80`. */
export function targets(network: Network, group: string): readonly string[] {
  return at(network.targetGroups, group).targets.map(
    (target) => `${told(target.interface)} ${told(target.port)}`,
  );
}

export function listening(network: Network, member: string): readonly string[] {
  return (at(network.interfaces, member).listening ?? []).map(
    ({ protocol, ports, why: because }) => `${protocol} ${ports.first} ${because}`,
  );
}
