/** Elastic IPs in CloudFormation, and what they stand for. */
import { known } from '../../value/value.ts';
import type { ElasticIpAssociation } from '../draft/interface.ts';
import { chosenByAws, required, type Family } from '../family.ts';
import { addresses, field } from '../fields.ts';
import { privateIp } from '../interfaceFields.ts';

export const elasticIp: Family = {
  'AWS::EC2::EIP'(resource, draft, references) {
    const { address, header: origin, exists, properties } = resource;
    const [ip] = addresses(field(properties, 'Address'), `${address}.Address`);
    draft.elasticIps.push({ address, origin, ip: ip ?? chosenByAws(resource, 'PublicIp') });
    const target = references.component(resource, 'InstanceId');
    if (target === undefined) return;
    const elasticIp = { kind: 'component', component: known(address) } as const;
    draft.elasticIpAssociations.push({ target, elasticIp, exists, origin });
  },

  'AWS::EC2::EIPAssociation'(resource, draft, references) {
    const { header: origin, exists } = resource;
    const target =
      references.component(resource, 'InstanceId') ?? required(references, resource, 'NetworkInterfaceId');
    const bound = privateIp(resource, 'PrivateIpAddress');
    draft.elasticIpAssociations.push({ target, elasticIp: addressOf(), ...bound, exists, origin });

    function addressOf(): ElasticIpAssociation['elasticIp'] {
      const allocation = references.component(resource, 'AllocationId');
      if (allocation !== undefined) return { kind: 'component', component: allocation };
      const written = field(resource.properties, 'EIP') ?? field(resource.properties, 'PublicIp');
      if (written?.value.kind === 'string') {
        const name = `${resource.address}.EIP`;
        return { kind: 'ip', ip: addresses(written, name)[0] ?? chosenByAws(resource, 'PublicIp') };
      }
      return { kind: 'component', component: required(references, resource, 'EIP') };
    }
  },
};
