/** Search domains, file systems, brokers and functions in CloudFormation, as interfaces in the subnets they name. */
import { known } from '../../value/value.ts';
import { brokerListens, kafkaListens, type KafkaNames } from '../brokers.ts';
import { required, type Family, type Lower } from '../family.ts';
import { addresses, boolean, field, flag, qualified } from '../fields.ts';
import { addService, listensOn, settings, unknownService } from '../services.ts';

const authentication = 'ClientAuthentication';
const kafkaNames: KafkaNames = {
  encryption: ['EncryptionInfo', 'EncryptionInTransit', 'ClientBroker'],
  authentication,
  iam: [authentication, 'Sasl', 'Iam', 'Enabled'],
  scram: [authentication, 'Sasl', 'Scram', 'Enabled'],
  unauthenticated: [authentication, 'Unauthenticated', 'Enabled'],
  tls: [authentication, 'Tls', 'Enabled'],
};

export const service: Family = {
  'AWS::OpenSearchService::Domain': domain,
  'AWS::Elasticsearch::Domain': domain,

  'AWS::EFS::MountTarget'(resource, draft, references) {
    addService(
      resource,
      {
        kind: 'endpoint',
        subnets: [required(references, resource, 'SubnetId')],
        securityGroups: references.list(resource.properties, 'SecurityGroups'),
        privateIps: addresses(field(resource.properties, 'IpAddress'), `${resource.address}.IpAddress`),
        listening: listensOn(resource, known(2049), 'is a mount target of a file system'),
      },
      draft,
    );
  },

  'AWS::MSK::Cluster'(resource, draft, references) {
    const group = settings(resource, 'BrokerNodeGroupInfo');
    if (group?.kind === 'unknown') addService(resource, unknownService('container', group), draft);
    if (group?.kind !== 'known') return;
    addService(
      resource,
      {
        kind: 'container',
        subnets: references.list(group.value, 'ClientSubnets'),
        securityGroups: references.list(group.value, 'SecurityGroups'),
        listening: kafkaListens(resource, kafkaNames),
      },
      draft,
    );
  },

  'AWS::AmazonMQ::Broker'(resource, draft, references) {
    addService(
      resource,
      {
        kind: 'container',
        subnets: references.list(resource.properties, 'SubnetIds'),
        securityGroups: references.list(resource.properties, 'SecurityGroups'),
        publicIp: flag(resource, 'PubliclyAccessible', false),
        listening: brokerListens(resource, 'EngineType'),
      },
      draft,
    );
  },

  'AWS::Lambda::Function': lambda,
  'AWS::Serverless::Function': lambda,
};

/** Nothing connects to a function, and it never has a public address (SEMANTICS S43). */
function lambda(...[resource, draft, references]: Parameters<Lower>): void {
  const config = settings(resource, 'VpcConfig');
  if (config?.kind === 'unknown')
    addService(resource, { ...unknownService('function', config), outboundOnly: true }, draft);
  if (config?.kind !== 'known') return;
  const subnets = references.list(config.value, 'SubnetIds') ?? [];
  // Without subnets it is in no VPC.
  if (subnets.length === 0) return;
  const ipv6 = boolean(config.value, 'Ipv6AllowedForDualStack');
  addService(
    resource,
    {
      kind: 'function',
      subnets,
      securityGroups: references.list(config.value, 'SecurityGroupIds'),
      outboundOnly: true,
      ipv6: ipv6 === undefined ? known(false) : qualified(ipv6, resource),
    },
    draft,
  );
}

/** A domain without a VPC is reached from the internet by other means. */
function domain(...[resource, draft, references]: Parameters<Lower>): void {
  const options = settings(resource, 'VPCOptions');
  if (options?.kind === 'unknown') addService(resource, unknownService('database', options), draft);
  if (options?.kind !== 'known') return;
  addService(
    resource,
    {
      kind: 'database',
      subnets: references.list(options.value, 'SubnetIds'),
      securityGroups: references.list(options.value, 'SecurityGroupIds'),
      listening: listensOn(resource, known(443), 'is a search domain'),
    },
    draft,
  );
}
