/** Application, Network and Gateway Load Balancers in Terraform: listeners, rules, target groups and attachments. */
import type { Resource } from '../../value/resource.ts';
import { known, mapMaybe, unknown, type Maybe, type ObjectValue } from '../../value/value.ts';
import type { Draft } from '../draft.ts';
import { required, type Family, type Lower } from '../family.ts';
import { blocks, boolean, field, flag, integer, qualified, text } from '../fields.ts';
import {
  addLoadBalancer,
  balancerType,
  clientIpPreserved,
  nodePlaces,
  targetFamily,
  targetNamed,
  transportOf,
} from '../loadBalancers.ts';
import type { References } from '../references.ts';

const placeNames = {
  subnets: 'subnets',
  mappings: 'subnet_mapping',
  subnet: 'subnet_id',
  elasticIp: 'allocation_id',
  privateIp: 'private_ipv4_address',
  ipv6: 'ipv6_address',
};

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
  addLoadBalancer(
    resource,
    {
      type: balancerType(resource, 'load_balancer_type'),
      scheme: mapMaybe(flag(resource, 'internal', false), (internal) =>
        internal ? 'internal' : 'internet-facing',
      ),
      places: nodePlaces(resource, placeNames, references),
      securityGroups: references.list(properties, 'security_groups'),
      addressType: qualified(text(properties, 'ip_address_type') ?? known('ipv4'), resource),
      enforceOnPrivateLink: enforced(resource),
    },
    draft,
  );
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

function enforced(resource: Resource): Maybe<string> | undefined {
  const written = text(resource.properties, 'enforce_security_group_inbound_rules_on_private_link_traffic');
  return written && qualified(written, resource);
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
