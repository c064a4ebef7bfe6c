/** A load balancer with two targets, for tests of what becomes of a client's connection. */
import type { LoadBalancer, TargetGroup } from '../../../src/core/aws/loadBalancer.ts';
import type { NetworkInterface } from '../../../src/core/aws/network.ts';
import { forwarding } from '../../../src/core/reach/forwarding.ts';
import type { NodeEnd } from '../../../src/core/reach/nodeConnection.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, outcome, prober, type SubnetText } from '../../support/cloud.ts';
import { place, type GroupRuleText } from '../../support/networks.ts';

export const stranger = '203.0.113.9';

export const open = unknown('var.x', 'has no default');

export const everything: readonly GroupRuleText[] = [{ direction: 'inbound' }, { direction: 'outbound' }];

export interface Parts {
  readonly balancer?: Partial<LoadBalancer>;
  readonly group?: Partial<TargetGroup>;
  readonly node?: Partial<NetworkInterface>;
  readonly nodeRules?: readonly GroupRuleText[];
  readonly targetRules?: readonly GroupRuleText[];
  readonly subnets?: Readonly<Record<string, SubnetText>>;
  /** Subnet of the targets. */
  readonly targetSubnet?: string;
}

/** A balancer whose node listens on 443 and sends to `one` and `two` on 8080. `client` is in a subnet of its own. */
export function balanced({
  balancer,
  group,
  node,
  nodeRules,
  targetRules,
  subnets,
  targetSubnet = 'app',
}: Parts = {}) {
  const target = (name: string) => ({ interface: known(name), port: known(8080), origin: place(33) });
  const made = cloud({
    subnets: {
      edge: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' } },
      app: { cidr: '10.0.2.0/24' },
      client: { cidr: '10.0.3.0/24' },
      ...subnets,
    },
    hosts: [
      {
        name: 'node',
        subnet: 'edge',
        ip: '10.0.1.9',
        publicIp: '54.0.0.9',
        kind: 'load-balancer',
        groups: ['node-sg'],
        also: { owner: 'lb', ...node },
      },
      {
        name: 'one',
        subnet: targetSubnet,
        ip: `10.0.${targetSubnet === 'app' ? 2 : 1}.10`,
        groups: ['target-sg'],
      },
      {
        name: 'two',
        subnet: targetSubnet,
        ip: `10.0.${targetSubnet === 'app' ? 2 : 1}.20`,
        groups: ['target-sg'],
      },
      { name: 'client', subnet: 'client', ip: '10.0.3.5' },
    ],
    groups: {
      'node-sg': { rules: nodeRules ?? everything },
      'target-sg': { rules: targetRules ?? everything },
    },
    also: {
      loadBalancers: [
        {
          address: 'lb',
          origin: place(30, 'lb'),
          type: known('application'),
          scheme: known('internet-facing'),
          nodes: ['node'],
          listeners: [{ protocol: 6, port: known(443), targetGroups: [known('tg')], origin: place(31) }],
          ...balancer,
        },
      ],
      targetGroups: [
        {
          address: 'tg',
          origin: place(32, 'tg'),
          protocols: known([6]),
          port: known(8080),
          healthCheck: { port: known(9090) },
          preservesClientIp: known(false),
          targets: [target('one'), target('two')],
          ...group,
        },
      ],
    },
  });
  const probe = prober(made);
  const exchange = { protocol: 6, sourcePort: 50000, destinationPort: 443 };
  return {
    ...probe,
    /** `traffic one allow`, of everything behind the node; then the verdict on the whole. */
    back: (from = stranger) => {
      const found = forwarding(probe.topology, probe.end(from), probe.end('node') as NodeEnd, exchange)!;
      const lines = found.back.map(
        ({ purpose, target: at, port, conversation }) =>
          `${purpose} ${at.address} ${port} ${outcome(conversation)}`,
      );
      return [...lines, found.verdict];
    },
    forwarded: (from = stranger, port = 443) =>
      forwarding(probe.topology, probe.end(from), probe.end('node') as NodeEnd, {
        ...exchange,
        destinationPort: port,
      }),
  };
}

export const nlb: Partial<LoadBalancer> = { type: known('network') };

export const preserving = { balancer: nlb, group: { preservesClientIp: known(true) } };
