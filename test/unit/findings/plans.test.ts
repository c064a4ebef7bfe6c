import assert from 'node:assert/strict';
import { Workspace } from '../../../src/core/workspace.ts';

/** A state in which the network ACL shows what two other resources added to it. */
const state = {
  format_version: '1.0',
  terraform_version: '1.11.0',
  values: {
    root_module: {
      resources: [
        resource('aws_network_acl', 'web', {
          id: 'acl-1',
          vpc_id: 'vpc-1',
          subnet_ids: ['subnet-1'],
          egress: [],
          ingress: [
            { rule_no: 100, action: 'allow', cidr_block: '10.0.0.0/8', ...ports('6', 443) },
            { rule_no: 110, action: 'allow', cidr_block: '10.0.0.0/8', ...ports('6', 80) },
          ],
        }),
        resource('aws_network_acl_rule', 'https', {
          network_acl_id: 'acl-1',
          rule_number: 100,
          rule_action: 'allow',
          egress: false,
          cidr_block: '10.0.0.0/8',
          ...ports('tcp', 443),
        }),
        resource('aws_network_acl_association', 'web', { network_acl_id: 'acl-1', subnet_id: 'subnet-1' }),
      ],
    },
  },
};

function ports(protocol: string, port: number): object {
  return { protocol, from_port: port, to_port: port, icmp_type: 0, icmp_code: 0 };
}

function resource(type: string, name: string, values: object): object {
  return { address: `${type}.${name}`, mode: 'managed', type, name, values };
}

describe('plans and states', () => {
  it('show of a network ACL what other resources add to it, which sets nothing against each other', () => {
    const workspace = new Workspace();
    workspace.update('state.json', JSON.stringify(state));
    const analysis = workspace.analysisOf('state.json');
    const acl = analysis?.network.networkAcls.find(({ address }) => address === 'aws_network_acl.web');
    assert.ok((acl?.inbound.length ?? 0) >= 2);
    const told = [
      'nacl-duplicate-number',
      'nacl-inline-and-separate',
      'nacl-association-conflict',
      'sg-inline-and-separate',
    ];
    assert.deepEqual(
      analysis?.findings.filter(({ rule }) => told.includes(rule)),
      [],
    );
  });
});
