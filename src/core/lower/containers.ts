/**
 * Container services. In `awsvpc` mode a task has an interface of its own (SEMANTICS S45); without one it uses its
 * instance's, and which that is the code does not say.
 */
import type { Listening } from '../aws/loadBalancer.ts';
import { tcp, udp } from '../net/protocol.ts';
import type { Resource } from '../value/resource.ts';
import { known, unknown, type Maybe } from '../value/value.ts';
import type { Draft } from './draft.ts';

/** What a container publishes: `undefined` where the code does not say. */
export interface PortMapping {
  readonly containerPort: Maybe<number> | undefined;
  readonly protocol: Maybe<string> | undefined;
}

/** The ports of a task definition's containers that are known. */
export function containersListen(
  mappings: readonly PortMapping[],
  { header: origin }: Resource,
): readonly Listening[] {
  return mappings.flatMap(({ containerPort, protocol }): Listening[] => {
    if (containerPort?.kind !== 'known' || protocol?.kind === 'unknown') return [];
    const port = containerPort.value;
    if (port < 1 || port > 65535) return [];
    const transport = protocol?.value.toLowerCase() === 'udp' ? udp : tcp;
    return [
      {
        protocol: transport,
        ports: { first: port, last: port },
        why: 'has a container with this port',
        origin,
      },
    ];
  });
}

/** The longest text of container definitions that is read. */
const longestDefinitions = 1_000_000;

/** The port mappings in the JSON text Terraform keeps container definitions in; none where it is not to be read. */
export function mappingsInText(text: string): readonly PortMapping[] {
  if (text.length > longestDefinitions) return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  return listIn(parsed).flatMap((container) =>
    listIn(propertyOf(container, 'portMappings')).map((mapping): PortMapping => {
      const port = propertyOf(mapping, 'containerPort');
      const protocol = propertyOf(mapping, 'protocol');
      return {
        containerPort: typeof port === 'number' ? known(port) : undefined,
        protocol: typeof protocol === 'string' ? known(protocol) : undefined,
      };
    }),
  );
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** Registers the tasks of a service with a target group, on the port of one of their containers. */
export function registerTasks(
  { address, header: origin, exists }: Resource,
  group: Maybe<string>,
  port: Maybe<number> | undefined,
  hasOwnInterface: boolean,
  draft: Draft,
): void {
  const component: Maybe<string> = hasOwnInterface
    ? known(address)
    : unknown(address, 'runs on instances that AWS chooses', origin);
  draft.targets.push({
    group,
    target: { kind: 'component', component },
    // On an instance the port may be any.
    port: hasOwnInterface ? port : component.kind === 'unknown' ? component : undefined,
    exists,
    origin,
  });
}
