/** Two subnets and an instance in each language, and load balancers in them as lines. */
import type { Network } from '../../../src/core/aws/network.ts';
import { formatAddress } from '../../../src/core/net/address.ts';
import { at, cfn, publicIps, ref, resource, show, told, type Fields } from './build.ts';
import { templateSubnets, terraformSubnets } from './twoSubnets.ts';

export const elb = (name: string, type: string, properties: Fields) =>
  resource(name, properties, { type: `AWS::ElasticLoadBalancingV2::${type}` });

export const terraform = [
  ...terraformSubnets,
  resource('aws_instance.web', { subnet_id: ref('aws_subnet.a'), private_ip: '10.0.0.9' }),
];

export const cloudformation = [
  ...templateSubnets,
  cfn('Web', 'Instance', { SubnetId: ref('A'), PrivateIpAddress: '10.0.0.9' }),
];

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
