import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Network } from '../../../src/core/aws/network.ts';
import { evaluateTemplate } from '../../../src/core/cloudformation/stack.ts';
import { parseTemplate } from '../../../src/core/cloudformation/template.ts';
import { lowerConfiguration } from '../../../src/core/lower/lower.ts';
import { evaluateModule } from '../../../src/core/terraform/module.ts';
import { parseTerraformFile } from '../../../src/core/terraform/terraformFile.ts';
import type { Configuration, Resource } from '../../../src/core/value/resource.ts';
import { cfn, configuration, lower, ref, resource, unset } from './build.ts';

/**
 * A network without the names and places of its language: components are called by their kind and order.
 * @param without further properties that may differ.
 */
function shape(network: Network, without: readonly string[] = []): unknown {
  const names = new Map<string, string>();
  const name = (kind: string, components: readonly { readonly address: string }[]): void =>
    components.forEach(({ address }, index) => names.set(address, `${kind} ${index}`));
  name('VPC', network.vpcs);
  name('subnet', network.subnets);
  name('network ACL', network.networkAcls);
  name('group', network.securityGroups);
  name('table', network.routeTables);
  name('gateway', network.internetGateways);
  name('interface', network.interfaces);
  const plain = (value: unknown): unknown => {
    if (typeof value === 'string') return names.get(value) ?? value;
    if (typeof value === 'bigint') return `${value}`;
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !['origin', 'resource', 'what', ...without].includes(key))
        .map(([key, inner]) => [key, plain(inner)]),
    );
  };
  return plain({ ...network, root: '', language: '' });
}

const terraform: readonly Resource[] = [
  resource('aws_vpc.main', { cidr_block: '10.0.0.0/16' }),
  resource('aws_subnet.a', {
    vpc_id: ref('aws_vpc.main'),
    cidr_block: '10.0.1.0/24',
    map_public_ip_on_launch: true,
  }),
  resource('aws_internet_gateway.igw', { vpc_id: ref('aws_vpc.main') }),
  resource('aws_route_table.public', {
    vpc_id: ref('aws_vpc.main'),
    route: [{ cidr_block: '0.0.0.0/0', gateway_id: ref('aws_internet_gateway.igw') }],
  }),
  resource('aws_route_table_association.a', {
    subnet_id: ref('aws_subnet.a'),
    route_table_id: ref('aws_route_table.public'),
  }),
  resource('aws_network_acl.a', {
    vpc_id: ref('aws_vpc.main'),
    subnet_ids: [ref('aws_subnet.a')],
    egress: [
      { rule_no: 200, action: 'allow', protocol: '-1', from_port: 0, to_port: 0, cidr_block: '0.0.0.0/0' },
      { rule_no: 100, action: 'deny', protocol: 'udp', from_port: 53, to_port: 53, cidr_block: '0.0.0.0/0' },
    ],
    ingress: [
      {
        rule_no: 100,
        action: 'allow',
        protocol: 'tcp',
        from_port: 443,
        to_port: 443,
        cidr_block: unset('Cidr'),
      },
    ],
  }),
  resource('aws_security_group.web', {
    vpc_id: ref('aws_vpc.main'),
    ingress: [{ protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['0.0.0.0/0'] }],
    egress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] }],
  }),
  resource('aws_vpc_security_group_ingress_rule.own', {
    security_group_id: ref('aws_security_group.web'),
    ip_protocol: '-1',
    referenced_security_group_id: ref('aws_security_group.web'),
  }),
  resource('aws_instance.web', {
    subnet_id: ref('aws_subnet.a'),
    private_ip: '10.0.1.9',
    vpc_security_group_ids: [ref('aws_security_group.web')],
  }),
  resource('aws_eip.web', { instance: ref('aws_instance.web'), address: '54.221.77.100' }),
];

const cloudformation: readonly Resource[] = [
  cfn('Vpc', 'VPC', { CidrBlock: '10.0.0.0/16' }),
  cfn('A', 'Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.1.0/24', MapPublicIpOnLaunch: 'true' }),
  cfn('Igw', 'InternetGateway'),
  cfn('Attach', 'VPCGatewayAttachment', { VpcId: ref('Vpc'), InternetGatewayId: ref('Igw') }),
  cfn('Table', 'RouteTable', { VpcId: ref('Vpc') }),
  cfn('Default', 'Route', {
    RouteTableId: ref('Table'),
    DestinationCidrBlock: '0.0.0.0/0',
    GatewayId: ref('Igw'),
  }),
  cfn('Bind', 'SubnetRouteTableAssociation', { SubnetId: ref('A'), RouteTableId: ref('Table') }),
  cfn('Acl', 'NetworkAcl', { VpcId: ref('Vpc') }),
  cfn('Out', 'NetworkAclEntry', {
    NetworkAclId: ref('Acl'),
    RuleNumber: 200,
    RuleAction: 'allow',
    Protocol: -1,
    Egress: true,
    CidrBlock: '0.0.0.0/0',
  }),
  cfn('Dns', 'NetworkAclEntry', {
    NetworkAclId: ref('Acl'),
    RuleNumber: 100,
    RuleAction: 'deny',
    Protocol: 17,
    Egress: true,
    CidrBlock: '0.0.0.0/0',
    PortRange: { From: 53, To: 53 },
  }),
  cfn('In', 'NetworkAclEntry', {
    NetworkAclId: ref('Acl'),
    RuleNumber: 100,
    RuleAction: 'allow',
    Protocol: 6,
    CidrBlock: unset('Cidr'),
    PortRange: { From: 443, To: 443 },
  }),
  cfn('BindAcl', 'SubnetNetworkAclAssociation', { SubnetId: ref('A'), NetworkAclId: ref('Acl') }),
  cfn('Web', 'SecurityGroup', {
    VpcId: ref('Vpc'),
    SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }],
    SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }],
  }),
  cfn('Own', 'SecurityGroupIngress', {
    GroupId: ref('Web', 'GroupId'),
    IpProtocol: '-1',
    SourceSecurityGroupId: ref('Web', 'GroupId'),
  }),
  cfn('Instance', 'Instance', {
    SubnetId: ref('A'),
    PrivateIpAddress: '10.0.1.9',
    SecurityGroupIds: [ref('Web', 'GroupId')],
  }),
  cfn('Ip', 'EIP', { InstanceId: ref('Instance'), Address: '54.221.77.100' }),
];

const byAddress = (a: { readonly address: string }, b: { readonly address: string }): number =>
  a.address < b.address ? -1 : 1;

/** The same network with its components by name, for comparing what does not depend on the order of resources. */
function sorted(network: Network): unknown {
  return {
    vpcs: [...network.vpcs].sort(byAddress),
    subnets: [...network.subnets].sort(byAddress),
    networkAcls: [...network.networkAcls].sort(byAddress),
    securityGroups: [...network.securityGroups].sort(byAddress).map((group) => ({
      ...group,
      rules: [...group.rules].sort((a, b) => (JSON.stringify(a.origin) < JSON.stringify(b.origin) ? -1 : 1)),
    })),
    routeTables: [...network.routeTables].sort(byAddress),
    internetGateways: [...network.internetGateways].sort(byAddress),
    interfaces: [...network.interfaces].sort(byAddress),
  };
}

describe('both languages', () => {
  it('come to the same network', () => {
    const [a, b] = [lower(...terraform), lower(...cloudformation)];
    assert.equal(a.subnets.length + a.interfaces.length, 2);
    assert.deepEqual(shape(a), shape(b));
  });

  for (const [language, resources] of [
    ['terraform', terraform],
    ['cloudformation', cloudformation],
  ] as const) {
    it(`come to the same components in any order of resources: ${language}`, () => {
      const expected = sorted(lower(...resources));
      fc.assert(
        fc.property(fc.shuffledSubarray([...resources], { minLength: resources.length }), (shuffled) => {
          assert.deepEqual(sorted(lower(...shuffled)), expected);
        }),
        { numRuns: 50 },
      );
    });
  }

  it('name each unknown value once, in order of appearance', () => {
    const network = lower(
      resource('aws_vpc.main', { cidr_block: unset('var.cidr') }),
      resource('aws_network_acl.a', {
        vpc_id: ref('aws_vpc.main'),
        ingress: [
          {
            rule_no: 1,
            action: 'allow',
            protocol: '-1',
            from_port: 0,
            to_port: 0,
            cidr_block: unset('var.b'),
          },
          {
            rule_no: 2,
            action: unset('var.a'),
            protocol: '-1',
            from_port: 0,
            to_port: 0,
            cidr_block: unset('var.b'),
          },
          // Refused, so nothing hangs on it.
          {
            rule_no: 0,
            action: unset('var.c'),
            protocol: '-1',
            from_port: 0,
            to_port: 0,
            cidr_block: '0.0.0.0/0',
          },
        ],
      }),
    );
    assert.deepEqual(
      network.unresolved.map(({ what }) => what),
      ['var.cidr', 'var.b', 'var.a'],
    );
  });

  it('name what the existence of an entry or a rule hangs on', () => {
    const exists = unset('var.enabled');
    const entry = { rule_number: 1, rule_action: 'allow', protocol: 'all', cidr_block: '0.0.0.0/0' };
    const network = lower(
      resource('aws_network_acl.a', { vpc_id: 'vpc-1' }),
      resource('aws_network_acl_rule.r', { network_acl_id: ref('aws_network_acl.a'), ...entry }, { exists }),
    );
    assert.deepEqual(
      network.unresolved.map(({ what }) => what),
      ['var.enabled'],
    );
  });

  it('take hostile names and circles for what they are', () => {
    const network = lower(
      resource('aws_subnet.a', { vpc_id: ref('aws_subnet.b', 'vpc_id') }),
      resource('aws_subnet.b', { vpc_id: [ref('aws_subnet.a', 'vpc_id')] }),
      resource('x.constructor', {}, { type: 'constructor' }),
      resource('x.proto', {}, { type: '__proto__' }),
    );
    assert.equal(network.subnets[0]!.vpc.kind, 'unknown');
    assert.equal(network.subnets.length, 2);
  });

  it('come to nothing where nothing is declared', () => {
    for (const language of ['terraform', 'cloudformation', 'describe'] as const) {
      const {
        root,
        language: of,
        blockPublicAccess,
        ...parts
      } = lowerConfiguration(configuration(language, []));
      assert.deepEqual([root, of, blockPublicAccess], ['root', language, undefined]);
      assert.ok(Object.values(parts).every((list) => list.length === 0));
    }
  });
});

describe('the three experiments', () => {
  const folder = new URL('../../../examples/stateless-vs-stateful/', import.meta.url);
  const text = (file: string): string => readFileSync(new URL(file, folder), 'utf8');
  const template = (file: string): Configuration => {
    const parsed = parseTemplate(file, text(file));
    assert.ok(parsed !== undefined);
    return evaluateTemplate(parsed);
  };

  for (const experiment of ['nacl-closed', 'nacl-ephemeral', 'sg-closed']) {
    it(`are one network in Terraform, YAML and JSON: ${experiment}`, () => {
      const main = `terraform/${experiment}/main.tf`;
      const networks = [
        evaluateModule('terraform', [parseTerraformFile(main, text(main))]),
        template(`cloudformation-yaml/${experiment}/template.yaml`),
        template(`cloudformation-json/${experiment}/template.json`),
      ].map((one) => lowerConfiguration(one));
      // Only Terraform's say in which zone of their Region they are.
      const [first, ...rest] = networks.map((network) => shape(network, ['availabilityZone']));
      assert.equal(networks[0]!.interfaces.length, 1);
      assert.deepEqual(
        networks.map(({ unresolved }) => unresolved),
        [[], [], []],
      );
      for (const other of rest) assert.deepEqual(other, first);
    });
  }
});
