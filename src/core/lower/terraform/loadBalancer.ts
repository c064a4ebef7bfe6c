/** Application, Network and Gateway Load Balancers in Terraform: listeners, rules, target groups and attachments. */
import type { LoadBalancer } from '../../aws/loadBalancer.ts';
import type { Resource } from '../../value/resource.ts';
import { known, mapMaybe, unknown, type Maybe, type ObjectValue } from '../../value/value.ts';
import type { Draft } from '../draft.ts';
import { required, type Family, type Lower } from '../family.ts';
import { addresses, blocks, boolean, field, flag, integer, qualified, quote, text } from '../fields.ts';
import {
  addLoadBalancer,
  clientIpPreserved,
  targetFamily,
  targetNamed,
  transportOf,
  type NodePlace,
} from '../loadBalancers.ts';
import type { References } from '../references.ts';

export const loadBalancer: Family = {
  aws_lb: balancer,
  aws_alb: balancer,
  aws_lb_listener: listener,
  aws_alb_listener: listener,
  aws_lb_listener_rule: listenerRule,
  aws_alb_listener_rule: listenerRule,
  aws_lb_target_group: targetGroup,
  aws_alb_target_group: targetGroup,
  aws_lb_target_group_attachment: attachment,
  aws_alb_target_group_attachment: attachment,
};

function balancer(resource: Resource, draft: Draft, references: References): void {
  const { properties } = resource;
  const type = qualified(text(properties, 'load_balancer_type') ?? known('application'), resource);
  addLoadBalancer(
    resource,
    {
      type: type.kind === 'unknown' ? type : typeOf(type.value, resource),
      scheme: mapMaybe(flag(resource, 'internal', false), (internal) =>
        internal ? 'internal' : 'internet-facing',
      ),
      places: placesOf(resource, references),
      securityGroups: references.list(properties, 'security_groups'),
      addressType: qualified(text(properties, 'ip_address_type') ?? known('ipv4'), resource),
    },
    draft,
  );
}

function typeOf(written: string, { address, header }: Resource): Maybe<LoadBalancer['type']> {
  if (written === 'application' || written === 'network' || written === 'gateway') return known(written);
  return unknown(`${address} load_balancer_type ${quote(written)}`, 'is no type of load balancer', header);
}

/** `subnets`, or a `subnet_mapping` with the addresses of each node. */
function placesOf(resource: Resource, references: References): readonly NodePlace[] {
  const { address, header, properties } = resource;
  const mapped = blocks(properties, 'subnet_mapping');
  const places = mapped.blocks.map(({ object }): NodePlace => {
    const elasticIp = references.in(object, 'allocation_id');
    const name = `${address}.subnet_mapping`;
    return {
      subnet: references.in(object, 'subnet_id') ?? unknown(`${name}.subnet_id`, 'is missing', header),
      privateIps: addresses(field(object, 'private_ipv4_address'), name),
      ipv6: addresses(field(object, 'ipv6_address'), name),
      ...(elasticIp === undefined ? {} : { elasticIp }),
    };
  });
  const listed = (references.list(properties, 'subnets') ?? []).map((subnet) => ({ subnet }));
  const open = mapped.open === undefined ? [] : [{ subnet: mapped.open }];
  return [...places, ...open, ...listed];
}

function listener(resource: Resource, draft: Draft, references: References): void {
  const { address, header: origin, exists, properties } = resource;
  const port = integer(properties, 'port');
  const protocol = text(properties, 'protocol');
  draft.listeners.push({
    address,
    origin,
    loadBalancer: required(references, resource, 'load_balancer_arn'),
    protocols: transportOf(protocol === undefined ? undefined : qualified(protocol, resource), resource),
    port: port === undefined ? unknown(`${address}.port`, 'is not set', origin) : qualified(port, resource),
    targetGroups: forwardedTo(properties, 'default_action', references),
    exists,
  });
}

function listenerRule(resource: Resource, draft: Draft, references: References): void {
  draft.listenerRules.push({
    listener: required(references, resource, 'listener_arn'),
    targetGroups: forwardedTo(resource.properties, 'action', references),
    exists: resource.exists,
  });
}

/** The target groups of actions that forward; a redirect or a fixed response has none. */
function forwardedTo(object: ObjectValue, name: string, references: References): readonly Maybe<string>[] {
  const actions = blocks(object, name);
  const found = actions.blocks.flatMap(({ object: action }) => {
    const group = references.in(action, 'target_group_arn');
    const forward = blocks(action, 'forward');
    const weighted = forward.blocks.flatMap(({ object: to }) => {
      const groups = blocks(to, 'target_group');
      const named = groups.blocks.flatMap((one) => references.in(one.object, 'arn') ?? []);
      return groups.open === undefined ? named : [...named, groups.open];
    });
    return [
      ...(group === undefined ? [] : [group]),
      ...weighted,
      ...(forward.open === undefined ? [] : [forward.open]),
    ];
  });
  return actions.open === undefined ? found : [...found, actions.open];
}

function targetGroup(resource: Resource, draft: Draft): void {
  const { address, header: origin, properties } = resource;
  const written = text(properties, 'protocol');
  const protocol = written === undefined ? undefined : qualified(written, resource);
  const targetType = qualified(text(properties, 'target_type') ?? known('instance'), resource);
  const preserves = boolean(properties, 'preserve_client_ip');
  const port = integer(properties, 'port');
  const addressType = text(properties, 'ip_address_type');
  const asked = preserves === undefined ? undefined : qualified(preserves, resource);
  const isFunction = targetType.kind === 'known' && targetType.value === 'lambda';
  draft.targetGroups.push({
    address,
    origin,
    protocols: transportOf(protocol, resource),
    ...targetFamily(addressType === undefined ? undefined : qualified(addressType, resource), resource),
    port: port === undefined ? unknown(`${address}.port`, 'is not set', origin) : qualified(port, resource),
    healthCheck: isFunction ? undefined : healthCheckOf(resource),
    preservesClientIp: clientIpPreserved(protocol, targetType, asked, resource),
    ...(isFunction ? { withoutInterfaces: true } : {}),
  });
}

function healthCheckOf(resource: Resource): Draft['targetGroups'][number]['healthCheck'] {
  const { blocks: found, open } = blocks(resource.properties, 'health_check');
  const [block] = found;
  if (block === undefined) return { port: open ?? known('traffic-port') };
  const enabled = boolean(block.object, 'enabled');
  if (enabled?.kind === 'known' && !enabled.value) return undefined;
  if (enabled?.kind === 'unknown') return { port: enabled };
  const port = text(block.object, 'port');
  if (port === undefined || (port.kind === 'known' && port.value === 'traffic-port'))
    return { port: known('traffic-port') };
  const number = integer(block.object, 'port');
  return { port: number === undefined ? known('traffic-port') : qualified(number, resource) };
}

function attachment(...[resource, draft, references]: Parameters<Lower>): void {
  const { header: origin, exists, properties } = resource;
  const named = field(properties, 'target_id');
  const target = named === undefined ? undefined : targetNamed(named, 'target_id', references);
  if (target === undefined) return;
  const port = integer(properties, 'port');
  draft.targets.push({
    group: required(references, resource, 'target_group_arn'),
    target,
    port: port === undefined ? undefined : qualified(port, resource),
    exists,
    origin,
  });
}
