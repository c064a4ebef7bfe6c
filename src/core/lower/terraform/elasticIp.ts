/** Elastic IPs in Terraform, and what they stand for. */
import { known } from '../../value/value.ts';
import type { ElasticIpAssociation } from '../draft/interface.ts';
import { chosenByAws, required, type Family } from '../family.ts';
import { addresses, field } from '../fields.ts';
import { privateIp } from '../interfaceFields.ts';

export const elasticIp: Family = {
  aws_eip(resource, draft, references) {
    const { address, header: origin, exists, properties } = resource;
    const [ip] = ['address', 'public_ip'].flatMap((name) =>
      addresses(field(properties, name), `${address}.${name}`),
    );
    draft.elasticIps.push({ address, origin, ip: ip ?? chosenByAws(resource, 'public_ip') });
    const target =
      references.component(resource, 'instance') ?? references.component(resource, 'network_interface');
    if (target === undefined) return;
    const elasticIp = { kind: 'component', component: known(address) } as const;
    const bound = privateIp(resource, 'associate_with_private_ip');
    draft.elasticIpAssociations.push({ target, elasticIp, ...bound, exists, origin });
  },

  aws_eip_association(resource, draft, references) {
    const { header: origin, exists } = resource;
    const target =
      references.component(resource, 'instance_id') ?? required(references, resource, 'network_interface_id');
    const bound = privateIp(resource, 'private_ip_address');
    draft.elasticIpAssociations.push({ target, elasticIp: addressOf(), ...bound, exists, origin });

    function addressOf(): ElasticIpAssociation['elasticIp'] {
      const allocation = references.component(resource, 'allocation_id');
      if (allocation !== undefined) return { kind: 'component', component: allocation };
      const name = `${resource.address}.public_ip`;
      const written = field(resource.properties, 'public_ip');
      if (written?.value.kind === 'string')
        return { kind: 'ip', ip: addresses(written, name)[0] ?? chosenByAws(resource, 'public_ip') };
      return { kind: 'component', component: required(references, resource, 'public_ip') };
    }
  },
};
