/** The Terraform examples: they evaluate completely, and to what their experiment is about. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Configuration } from '../../../src/core/value/resource.ts';
import type { Value } from '../../../src/core/value/value.ts';
import { mainTf, propertyOf, resourceOf } from './support.ts';

function example(name: string): Configuration {
  const url = new URL(`../../../examples/stateless-vs-stateful/terraform/${name}/main.tf`, import.meta.url);
  return mainTf(readFileSync(url, 'utf8'));
}

const naclRule = (protocol: string, from: number, to: number) => ({
  rule_no: 100,
  protocol,
  action: 'allow',
  cidr_block: '0.0.0.0/0',
  from_port: from,
  to_port: to,
});
const anything = { protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] };

const experiments = {
  'nacl-closed': {
    nacl: { egress: [naclRule('tcp', 0, 65535)], ingress: undefined },
    group: { egress: [anything], ingress: [anything] },
  },
  'nacl-ephemeral': {
    nacl: { egress: [naclRule('tcp', 0, 65535)], ingress: [naclRule('tcp', 1024, 65535)] },
    group: { egress: [anything], ingress: [anything] },
  },
  'sg-closed': {
    nacl: { egress: [naclRule('-1', 0, 0)], ingress: [naclRule('-1', 0, 0)] },
    group: { egress: [anything], ingress: undefined },
  },
};

for (const [name, { nacl, group }] of Object.entries(experiments)) {
  describe(`examples/stateless-vs-stateful/terraform/${name}`, () => {
    const configuration = example(name);

    it('parses, and every value in it is known', () => {
      assert.deepEqual(configuration.problems, []);
      assert.deepEqual(configuration.unread, []);
      for (const { address, properties, exists } of configuration.resources) {
        assert.equal(exists.kind, 'known', address);
        assert.ok(isKnown(properties), address);
      }
    });

    it('has the rules of the experiment', () => {
      const acl = resourceOf(configuration, 'aws_network_acl.public');
      const web = resourceOf(configuration, 'aws_security_group.web');
      for (const direction of ['ingress', 'egress'] as const) {
        assert.deepEqual(propertyOf(acl, direction), nacl[direction]);
        assert.deepEqual(propertyOf(web, direction), group[direction]);
      }
    });

    it('has one instance in one public subnet', () => {
      const of = (address: string, property: string) =>
        propertyOf(resourceOf(configuration, address), property);
      assert.equal(of('aws_instance.web', 'private_ip'), '10.0.12.197');
      assert.equal(of('aws_eip.web', 'address'), '54.221.77.100');
      assert.equal(of('aws_vpc.main', 'cidr_block'), '10.0.0.0/16');
      assert.equal(of('aws_subnet.public', 'cidr_block'), '10.0.12.0/24');
      assert.deepEqual(of('aws_eip.web', 'instance'), { reference: 'aws_instance.web.id' });
      assert.deepEqual(of('aws_network_acl.public', 'subnet_ids'), [{ reference: 'aws_subnet.public.id' }]);
      assert.deepEqual(of('aws_route_table.public', 'route'), [
        { cidr_block: '0.0.0.0/0', gateway_id: { reference: 'aws_internet_gateway.main.id' } },
      ]);
    });
  });
}

function isKnown(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return false;
    case 'list':
      return value.open === undefined && value.items.every((item) => isKnown(item.value));
    case 'object':
      return value.open === undefined && [...value.properties.values()].every((item) => isKnown(item.value));
    default:
      return true;
  }
}
