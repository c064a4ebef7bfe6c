/** The words for the kinds of boxes and for fates: what shapes say in the picture, the table says with these. */
import type { BoxKind, Edge, Fate } from './drawing.ts';

export const kindInWords: Record<BoxKind, string> = {
  'internet': 'Outside',
  'on-premises': 'On premises',
  'peer': 'Peer',
  'aws-service': 'AWS service',
  'transit-gateway': 'Transit gateway',
  'internet-gateway': 'Internet gateway',
  'egress-only-internet-gateway': 'Egress-only internet gateway',
  'vpc-peering-connection': 'VPC peering connection',
  'transit-gateway-attachment': 'Transit gateway attachment',
  'gateway-endpoint': 'Gateway endpoint',
  'other-gateway': 'Gateway',
  'vpc': 'VPC',
  'subnet': 'Subnet',
  'route-table': 'Route table',
  'network-acl': 'Network ACL',
  'security-group': 'Security group',
  'instance': 'Instance',
  'network-interface': 'Network interface',
  'nat-gateway': 'NAT gateway',
  'load-balancer': 'Load balancer',
  'database': 'Database',
  'function': 'Function',
  'endpoint': 'Endpoint',
  'container': 'Container',
  'interfaces': 'Interfaces',
};

/** For boxes whose column leaves less room. */
export const kindInShort: Partial<Record<BoxKind, string>> = {
  'egress-only-internet-gateway': 'Egress-only',
  'vpc-peering-connection': 'Peering',
  'transit-gateway-attachment': 'Attachment',
  'internet-gateway': 'Gateway',
  'gateway-endpoint': 'Endpoint',
  'transit-gateway': 'TGW',
  'aws-service': 'Service',
  'on-premises': 'On-prem',
};

export const fateInWords: Record<Fate, string> = {
  passed: 'passed',
  dropped: 'dropped',
  unknown: 'cannot be told',
  untouched: '',
};

export const edgeInWords: Record<Edge['kind'], string> = {
  route: 'route',
  membership: 'filter',
  forward: 'forward',
  join: 'join',
  flow: 'flow',
};
