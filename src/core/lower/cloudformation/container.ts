/** Container services in CloudFormation. */
import type { Listening } from '../../aws/loadBalancer.ts';
import type { Resource } from '../../value/resource.ts';
import { known, type Maybe, type ObjectValue } from '../../value/value.ts';
import { containersListen, registerTasks, type PortMapping } from '../containers.ts';
import type { Family } from '../family.ts';
import { blocks, integer, nested, qualified, text } from '../fields.ts';
import type { References } from '../references.ts';
import { addService, settings, unknownService } from '../services.ts';

export const container: Family = {
  'AWS::ECS::Service'(resource, draft, references) {
    const network = awsvpcOf(resource);
    if (network?.kind === 'unknown') addService(resource, unknownService('container', network), draft);
    if (network?.kind === 'known')
      addService(
        resource,
        {
          kind: 'container',
          subnets: references.list(network.value, 'Subnets'),
          securityGroups: references.list(network.value, 'SecurityGroups'),
          publicIp: publicIpOf(resource, network.value),
          listening: portsOf(resource, references),
        },
        draft,
      );
    for (const { object } of blocks(resource.properties, 'LoadBalancers').blocks) {
      const group = references.in(object, 'TargetGroupArn') ?? references.in(object, 'LoadBalancerName');
      const port = integer(object, 'ContainerPort');
      if (group !== undefined)
        registerTasks(
          resource,
          group,
          port === undefined ? undefined : qualified(port, resource),
          network !== undefined,
          draft,
        );
    }
  },
};

function awsvpcOf(resource: Resource): Maybe<ObjectValue> | undefined {
  const network = settings(resource, 'NetworkConfiguration');
  if (network?.kind !== 'known') return network;
  const awsvpc = nested(network.value, 'AwsvpcConfiguration');
  return awsvpc === undefined ? undefined : qualified(awsvpc, resource);
}

/** `DISABLED` where it is left out (SEMANTICS S45). */
function publicIpOf(resource: Resource, network: ObjectValue): Maybe<boolean> {
  const written = text(network, 'AssignPublicIp');
  if (written === undefined) return known(false);
  const word = qualified(written, resource);
  return word.kind === 'unknown' ? word : known(word.value.toUpperCase() === 'ENABLED');
}

/** The container ports of the service's task definition, where that is in the template. */
function portsOf(resource: Resource, references: References): readonly Listening[] {
  const named = references.component(resource, 'TaskDefinition');
  const task = named?.kind === 'known' ? references.resource(named.value) : undefined;
  if (task === undefined) return [];
  const mappings = blocks(task.properties, 'ContainerDefinitions').blocks.flatMap(({ object }) =>
    blocks(object, 'PortMappings').blocks.map(({ object: mapping }): PortMapping => {
      const port = integer(mapping, 'ContainerPort');
      const protocol = text(mapping, 'Protocol');
      return {
        containerPort: port === undefined ? undefined : qualified(port, task),
        protocol: protocol === undefined ? undefined : qualified(protocol, task),
      };
    }),
  );
  return containersListen(mappings, task);
}
