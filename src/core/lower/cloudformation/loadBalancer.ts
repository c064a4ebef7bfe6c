/** Application, Network and Gateway Load Balancers in CloudFormation: listeners, rules, target groups and targets. */
import type { LoadBalancer } from '../../aws/loadBalancer.ts';
import type { Resource } from '../../value/resource.ts';
import { known, unknown, type Maybe, type ObjectValue } from '../../value/value.ts';
import type { Draft } from '../draft.ts';
import { required, type Family } from '../family.ts';
import { blocks, boolean, field, flag, integer, nested, qualified, quote, text } from '../fields.ts';
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
  subnets: 'Subnets',
  mappings: 'SubnetMappings',
  subnet: 'SubnetId',
  elasticIp: 'AllocationId',
  privateIp: 'PrivateIPv4Address',
  ipv6: 'IPv6Address',
};

export const loadBalancer: Family = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer'(resource, draft, references) {
    const { properties } = resource;
    addLoadBalancer(
      resource,
      {
        type: balancerType(resource, 'Type'),
        scheme: schemeOf(resource),
        places: nodePlaces(resource, placeNames, references),
        securityGroups: references.list(properties, 'SecurityGroups'),
        addressType: qualified(text(properties, 'IpAddressType') ?? known('ipv4'), resource),
        enforceOnPrivateLink: enforced(resource),
      },
      draft,
    );
  },

  'AWS::ElasticLoadBalancingV2::Listener'(resource, draft, references) {
    const { address, header: origin, exists, properties } = resource;
    const port = integer(properties, 'Port');
    const protocol = text(properties, 'Protocol');
    draft.listeners.push({
      address,
      origin,
      loadBalancer: required(references, resource, 'LoadBalancerArn'),
      protocols: transportOf(protocol === undefined ? undefined : qualified(protocol, resource), resource),
      port: port === undefined ? unknown(`${address}.Port`, 'is not set', origin) : qualified(port, resource),
      targetGroups: forwardedTo(properties, 'DefaultActions', references),
      exists,
    });
  },

  'AWS::ElasticLoadBalancingV2::ListenerRule'(resource, draft, references) {
    draft.listenerRules.push({
      listener: required(references, resource, 'ListenerArn'),
      targetGroups: forwardedTo(resource.properties, 'Actions', references),
      exists: resource.exists,
    });
  },

  'AWS::ElasticLoadBalancingV2::TargetGroup'(resource, draft, references) {
    const { address, header: origin, properties } = resource;
    const written = text(properties, 'Protocol');
    const protocol = written === undefined ? undefined : qualified(written, resource);
    const targetType = qualified(text(properties, 'TargetType') ?? known('instance'), resource);
    const port = integer(properties, 'Port');
    const addressType = text(properties, 'IpAddressType');
    const isFunction = targetType.kind === 'known' && targetType.value === 'lambda';
    draft.targetGroups.push({
      address,
      origin,
      protocols: transportOf(protocol, resource),
      ...targetFamily(addressType === undefined ? undefined : qualified(addressType, resource), resource),
      port: port === undefined ? unknown(`${address}.Port`, 'is not set', origin) : qualified(port, resource),
      healthCheck: isFunction ? undefined : healthCheckOf(resource),
      preservesClientIp: clientIpPreserved(protocol, targetType, askedFor(resource), resource),
      ...(isFunction ? { withoutInterfaces: true } : {}),
    });
    addTargets(resource, draft, references);
  },
};

/** Of both generations of load balancers: they face the internet unless told otherwise. */
export function schemeOf(resource: Resource): LoadBalancer['scheme'] {
  const scheme = qualified(text(resource.properties, 'Scheme') ?? known('internet-facing'), resource);
  if (scheme.kind === 'unknown') return scheme;
  const { value } = scheme;
  if (value === 'internal' || value === 'internet-facing') return known(value);
  return unknown(
    `${resource.address} Scheme ${quote(value)}`,
    'is neither internal nor internet-facing',
    resource.header,
  );
}

function enforced(resource: Resource): Maybe<string> | undefined {
  const written = text(resource.properties, 'EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic');
  return written && qualified(written, resource);
}

/** The target groups of actions that forward; a redirect or a fixed response has none. */
function forwardedTo(object: ObjectValue, name: string, references: References): readonly Maybe<string>[] {
  const actions = blocks(object, name);
  const found = actions.blocks.flatMap(({ object: action }) => {
    const group = references.in(action, 'TargetGroupArn');
    const forward = nested(action, 'ForwardConfig');
    return [...(group === undefined ? [] : [group]), ...weighted(forward)];
  });
  return actions.open === undefined ? found : [...found, actions.open];

  function weighted(forward: ReturnType<typeof nested>): readonly Maybe<string>[] {
    if (forward === undefined || forward.kind === 'refusal') return [];
    if (forward.kind === 'unknown') return [forward];
    const groups = blocks(forward.value, 'TargetGroups');
    const named = groups.blocks.flatMap((one) => references.in(one.object, 'TargetGroupArn') ?? []);
    return groups.open === undefined ? named : [...named, groups.open];
  }
}

/** What the attribute `preserve_client_ip.enabled` says. */
function askedFor(resource: Resource): Maybe<boolean> | undefined {
  const attributes = blocks(resource.properties, 'TargetGroupAttributes');
  for (const { object } of attributes.blocks) {
    const key = text(object, 'Key');
    if (key?.kind !== 'known' || key.value !== 'preserve_client_ip.enabled') continue;
    const value = boolean(object, 'Value');
    return value === undefined ? undefined : qualified(value, resource);
  }
  return attributes.open;
}

function healthCheckOf(resource: Resource): Draft['targetGroups'][number]['healthCheck'] {
  const enabled = flag(resource, 'HealthCheckEnabled', true);
  if (enabled.kind === 'unknown') return { port: enabled };
  if (!enabled.value) return undefined;
  const port = text(resource.properties, 'HealthCheckPort');
  if (port === undefined || (port.kind === 'known' && port.value === 'traffic-port'))
    return { port: known('traffic-port') };
  const number = integer(resource.properties, 'HealthCheckPort');
  return { port: number === undefined ? known('traffic-port') : qualified(number, resource) };
}

function addTargets(resource: Resource, draft: Draft, references: References): void {
  const { address, exists, properties } = resource;
  const group = known(address);
  const listed = blocks(properties, 'Targets');
  for (const { object, origin } of listed.blocks) {
    const named = field(object, 'Id');
    const target = named === undefined ? undefined : targetNamed(named, 'Id', references);
    if (target === undefined) continue;
    const port = integer(object, 'Port');
    draft.targets.push({
      group,
      target,
      port: port === undefined ? undefined : qualified(port, resource),
      exists,
      origin,
    });
  }
  if (listed.open !== undefined)
    draft.targets.push({
      group,
      target: { kind: 'component', component: listed.open },
      port: undefined,
      exists,
      origin: resource.header,
    });
}
