/**
 * Whose network interface it is: an instance it is attached to, or the AWS service that asked for it, which its type
 * tells, or the wording of its description where the type does not.
 */
import type { NetworkInterface } from '../../aws/network.ts';
import type { ObjectValue } from '../../value/value.ts';
import { nested } from '../fields.ts';
import { idOf } from './folder.ts';

export interface Owner {
  readonly kind: NetworkInterface['kind'];
  /** What people call it; `undefined` when the output does not say. */
  readonly owner: string | undefined;
}

const kinds: ReadonlyMap<string, Owner['kind']> = new Map([
  ['nat_gateway', 'nat-gateway'],
  ['vpc_endpoint', 'endpoint'],
  ['gateway_load_balancer_endpoint', 'endpoint'],
  ['lambda', 'function'],
  ['load_balancer', 'load-balancer'],
  ['network_load_balancer', 'load-balancer'],
  ['gateway_load_balancer', 'load-balancer'],
]);

/** How services describe interfaces that have no type of their own; the group is the owner's name. */
const descriptions: readonly (readonly [pattern: RegExp, kind: Owner['kind']])[] = [
  [/^ELB (.+)$/, 'load-balancer'],
  [/^Interface for NAT Gateway (nat-\w+)$/, 'nat-gateway'],
  [/^VPC Endpoint Interface (vpce-\w+)$/, 'endpoint'],
  [/^AWS Lambda VPC ENI-(.+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'function'],
  [/^AWS Lambda VPC ENI/, 'function'],
  [/^RDSNetworkInterface$/, 'database'],
  [/^RedshiftNetworkInterface$/, 'database'],
  [/^ElastiCache (.+)$/, 'database'],
  [/^arn:aws[\w-]*:ecs:/, 'container'],
];

/** Whose it is; `undefined` for those of transit gateways, which are no end of any connection. */
export function ownerOf(object: ObjectValue): Owner | undefined {
  const type = idOf(object, 'InterfaceType');
  if (type === 'transit_gateway') return undefined;
  const attachment = nested(object, 'Attachment');
  const instance = attachment?.kind === 'known' ? idOf(attachment.value, 'InstanceId') : undefined;
  const typed = type === undefined ? undefined : kinds.get(type);
  // What a service attaches to instances of its own, AWS does not let anybody see.
  if (instance !== undefined && typed === undefined) return { kind: 'instance', owner: instance };
  const description = idOf(object, 'Description') ?? '';
  for (const [pattern, kind] of descriptions) {
    const found = pattern.exec(description);
    if (found !== null) return { kind: typed ?? kind, owner: found[1] };
  }
  return { kind: typed ?? 'network-interface', owner: undefined };
}
