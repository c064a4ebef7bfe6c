/** Search domains, file systems, brokers and functions in Terraform, as interfaces in the subnets they name. */
import { known } from '../../value/value.ts';
import { brokerListens, kafkaListens, type KafkaNames } from '../brokers.ts';
import { required, type Family, type Lower } from '../family.ts';
import { addresses, field, flag, qualified, boolean } from '../fields.ts';
import { addService, listensOn, settings, unknownService } from '../services.ts';

const authentication = 'client_authentication';
const kafkaNames: KafkaNames = {
  encryption: ['encryption_info', 'encryption_in_transit', 'client_broker'],
  authentication,
  iam: [authentication, 'sasl', 'iam'],
  scram: [authentication, 'sasl', 'scram'],
  unauthenticated: [authentication, 'unauthenticated'],
  tls: [authentication, 'tls'],
};

export const service: Family = {
  aws_opensearch_domain: domain,
  aws_elasticsearch_domain: domain,

  aws_efs_mount_target(resource, draft, references) {
    addService(
      resource,
      {
        kind: 'endpoint',
        subnets: [required(references, resource, 'subnet_id')],
        securityGroups: references.list(resource.properties, 'security_groups'),
        privateIps: addresses(field(resource.properties, 'ip_address'), `${resource.address}.ip_address`),
        listening: listensOn(resource, known(2049), 'is a mount target of a file system'),
      },
      draft,
    );
  },

  aws_msk_cluster(resource, draft, references) {
    const group = settings(resource, 'broker_node_group_info');
    if (group?.kind === 'unknown') addService(resource, unknownService('container', group), draft);
    if (group?.kind !== 'known') return;
    addService(
      resource,
      {
        kind: 'container',
        subnets: references.list(group.value, 'client_subnets'),
        securityGroups: references.list(group.value, 'security_groups'),
        listening: kafkaListens(resource, kafkaNames),
      },
      draft,
    );
  },

  aws_mq_broker(resource, draft, references) {
    addService(
      resource,
      {
        kind: 'container',
        subnets: references.list(resource.properties, 'subnet_ids'),
        securityGroups: references.list(resource.properties, 'security_groups'),
        publicIp: flag(resource, 'publicly_accessible', false),
        listening: brokerListens(resource, 'engine_type'),
      },
      draft,
    );
  },

  /** Nothing connects to a function, and it never has a public address (SEMANTICS S43). */
  aws_lambda_function(resource, draft, references) {
    const config = settings(resource, 'vpc_config');
    if (config?.kind === 'unknown')
      addService(resource, { ...unknownService('function', config), outboundOnly: true }, draft);
    if (config?.kind !== 'known') return;
    const subnets = references.list(config.value, 'subnet_ids') ?? [];
    // Without subnets it is in no VPC.
    if (subnets.length === 0) return;
    const ipv6 = boolean(config.value, 'ipv6_allowed_for_dual_stack');
    addService(
      resource,
      {
        kind: 'function',
        subnets,
        securityGroups: references.list(config.value, 'security_group_ids'),
        outboundOnly: true,
        ipv6: ipv6 === undefined ? known(false) : qualified(ipv6, resource),
      },
      draft,
    );
  },
};

/** A domain without a VPC is reached from the internet by other means. */
function domain(...[resource, draft, references]: Parameters<Lower>): void {
  const options = settings(resource, 'vpc_options');
  if (options?.kind === 'unknown') addService(resource, unknownService('database', options), draft);
  if (options?.kind !== 'known') return;
  addService(
    resource,
    {
      kind: 'database',
      subnets: references.list(options.value, 'subnet_ids'),
      securityGroups: references.list(options.value, 'security_group_ids'),
      listening: listensOn(resource, known(443), 'is a search domain'),
    },
    draft,
  );
}
