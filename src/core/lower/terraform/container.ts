/** Container services in Terraform. */
import type { Listening } from '../../aws/loadBalancer.ts';
import type { Resource } from '../../value/resource.ts';
import { containersListen, mappingsInText, registerTasks } from '../containers.ts';
import type { Family } from '../family.ts';
import { blocks, integer, qualified, text } from '../fields.ts';
import type { References } from '../references.ts';
import { addService, publicFlag, settings, unknownService } from '../services.ts';
import { known } from '../../value/value.ts';

export const container: Family = {
  aws_ecs_service(resource, draft, references) {
    const network = settings(resource, 'network_configuration');
    if (network?.kind === 'unknown') addService(resource, unknownService('container', network), draft);
    if (network?.kind === 'known')
      addService(
        resource,
        {
          kind: 'container',
          subnets: references.list(network.value, 'subnets'),
          securityGroups: references.list(network.value, 'security_groups'),
          publicIp: publicFlag(resource, network.value, 'assign_public_ip', known(false)),
          listening: portsOf(resource, references),
        },
        draft,
      );
    for (const { object } of blocks(resource.properties, 'load_balancer').blocks) {
      const group = references.in(object, 'target_group_arn') ?? references.in(object, 'elb_name');
      const port = integer(object, 'container_port');
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

/** The container ports of the service's task definition, where that is in the code and its text is known. */
function portsOf(resource: Resource, references: References): readonly Listening[] {
  const named = references.component(resource, 'task_definition');
  const task = named?.kind === 'known' ? references.resource(named.value) : undefined;
  const definitions = task === undefined ? undefined : text(task.properties, 'container_definitions');
  return task === undefined || definitions?.kind !== 'known'
    ? []
    : containersListen(mappingsInText(definitions.value), task);
}
