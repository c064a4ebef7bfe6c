/**
 * Classic Load Balancers: what a listener forwards to is written in the listener, so each has a target group of its own,
 * all with the instances of the load balancer.
 */
import type { LoadBalancer } from '../aws/loadBalancer.ts';
import type { Resource } from '../value/resource.ts';
import { known, unknown, type Maybe } from '../value/value.ts';
import type { Draft } from './draft.ts';
import { blocks, integer, qualified, text } from './fields.ts';
import { addLoadBalancer, transportOf } from './loadBalancers.ts';
import type { References } from './references.ts';

/** The names of the properties in one language. */
export interface ClassicNames {
  readonly subnets: string;
  readonly groups: string;
  readonly instances: string;
  readonly listeners: string;
  readonly port: string;
  readonly protocol: string;
  readonly instancePort: string;
  readonly instanceProtocol: string;
  /** Where the target of health checks stands: `HTTP:80/`. */
  readonly healthTarget: (resource: Resource) => ReturnType<typeof text>;
}

export function classicLoadBalancer(
  resource: Resource,
  scheme: LoadBalancer['scheme'],
  names: ClassicNames,
  draft: Draft,
  references: References,
): void {
  const { address, header, properties, exists } = resource;
  const listed = blocks(properties, names.listeners);
  addLoadBalancer(
    resource,
    {
      type: known('classic'),
      scheme,
      places: (references.list(properties, names.subnets) ?? []).map((subnet) => ({ subnet })),
      securityGroups: references.list(properties, names.groups),
      addressType: known('ipv4'),
      open: listed.open?.because ?? [],
    },
    draft,
  );
  for (const component of references.list(properties, names.instances) ?? [])
    registerWithClassic(resource, known(address), component, draft);
  const healthCheck = healthCheckOf(resource, names);
  for (const [index, { object, origin }] of listed.blocks.entries()) {
    const portOf = (name: string): Maybe<number> => {
      const port = integer(object, name);
      return port === undefined
        ? unknown(`${address}.${name}`, 'is missing', header)
        : qualified(port, resource);
    };
    const protocolOf = (name: string): Maybe<string> | undefined => {
      const protocol = text(object, name);
      return protocol === undefined ? undefined : qualified(protocol, resource);
    };
    const port = portOf(names.port);
    const listener = `${address}.listener[${port.kind === 'known' ? port.value : index}]`;
    const protocol = protocolOf(names.protocol);
    draft.listeners.push({
      address: listener,
      origin,
      loadBalancer: known(address),
      protocols: transportOf(protocol, resource),
      port,
      targetGroups: [known(listener)],
      exists,
    });
    draft.targetGroups.push({
      address: listener,
      origin,
      protocols: transportOf(protocolOf(names.instanceProtocol) ?? protocol, resource),
      port: portOf(names.instancePort),
      healthCheck,
      preservesClientIp: known(false),
      targetsOf: address,
    });
  }
}

/** That an instance, or every one of a group, is behind a Classic Load Balancer, by the resource that says so. */
export function registerWithClassic(
  { header: origin, exists }: Resource,
  balancer: Maybe<string>,
  component: Maybe<string>,
  draft: Draft,
): void {
  draft.targets.push({
    group: balancer,
    target: { kind: 'component', component },
    port: undefined,
    exists,
    origin,
  });
}

/** `HTTP:8080/health`: the port stands behind the protocol. Without one, the port of the first listener is opened. */
function healthCheckOf(
  resource: Resource,
  names: ClassicNames,
): Draft['targetGroups'][number]['healthCheck'] {
  const target = names.healthTarget(resource);
  if (target === undefined) return { port: known('traffic-port') };
  const written = qualified(target, resource);
  if (written.kind === 'unknown') return { port: written };
  const port = /^[A-Za-z]+:(\d{1,5})/.exec(written.value)?.[1];
  return port === undefined ? { port: known('traffic-port') } : { port: known(Number(port)) };
}
