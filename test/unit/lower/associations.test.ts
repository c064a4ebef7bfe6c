import assert from 'node:assert/strict';
import type { Resource } from '../../../src/core/value/resource.ts';
import type { Maybe } from '../../../src/core/value/value.ts';
import { cfn, lower, openList, ref, resource, unset, why, type Plain } from './build.ts';

const vpc = resource('aws_vpc.main', { cidr_block: '10.0.0.0/16' });
const other = resource('aws_vpc.other', { cidr_block: '10.9.0.0/16' });
const subnet = resource('aws_subnet.a', { vpc_id: ref('aws_vpc.main'), cidr_block: '10.0.1.0/24' });
const acl = (name: string, properties: Readonly<Record<string, Plain>> = {}) =>
  resource(`aws_network_acl.${name}`, { vpc_id: ref('aws_vpc.main'), ...properties });
const table = (name: string) => resource(`aws_route_table.${name}`, { vpc_id: ref('aws_vpc.main') });
const associate = (name: string, to: string, exists?: Maybe<true>, subnetId: Plain = ref('aws_subnet.a')) =>
  resource(
    `aws_network_acl_association.${name}`,
    { subnet_id: subnetId, network_acl_id: ref(`aws_network_acl.${to}`) },
    exists === undefined ? {} : { exists },
  );

/** The network ACL of the subnet: its address, or why it cannot be told. */
function aclOf(...resources: readonly Resource[]): string {
  const { networkAcl } = lower(vpc, subnet, ...resources).subnets[0]!;
  return networkAcl.kind === 'known' ? networkAcl.value : `? ${why(networkAcl)}`;
}

function tableOf(...resources: readonly Resource[]): string {
  const { routeTable } = lower(vpc, subnet, ...resources).subnets[0]!;
  return routeTable.kind === 'known' ? routeTable.value : `? ${why(routeTable)}`;
}

const defaultAcl = 'aws_vpc.main.default_network_acl_id';
const mainTable = 'aws_vpc.main.default_route_table_id';
const maybe = unset('var.enabled');

describe('the network ACL of a subnet', () => {
  const cases: readonly (readonly [string, readonly Resource[], string])[] = [
    ['N22: none is associated', [acl('x')], defaultAcl],
    ['subnet_ids', [acl('x', { subnet_ids: [ref('aws_subnet.a')] })], 'aws_network_acl.x'],
    ['subnet_ids made by a splat', [acl('x', { subnet_ids: [[ref('aws_subnet.a')]] })], 'aws_network_acl.x'],
    ['an association', [acl('x'), associate('one', 'x')], 'aws_network_acl.x'],
    [
      'the same one twice',
      [acl('x', { subnet_ids: [ref('aws_subnet.a')] }), associate('one', 'x')],
      'aws_network_acl.x',
    ],
    [
      'two that disagree',
      [acl('x', { subnet_ids: [ref('aws_subnet.a')] }), acl('y'), associate('one', 'y')],
      '? aws_subnet.a is associated with aws_network_acl.x by aws_network_acl.x and with aws_network_acl.y by aws_network_acl_association.one, and the one applied last wins',
    ],
    ['one that may not exist', [acl('x'), associate('one', 'x', maybe)], '? var.enabled has no default'],
    [
      'one that is sure and one that may not exist',
      [acl('x'), acl('y'), associate('one', 'x'), associate('two', 'y', maybe)],
      '? var.enabled has no default',
    ],
    [
      'one of an unknown subnet',
      [acl('x', { subnet_ids: unset('var.subnets') })],
      '? var.subnets has no default',
    ],
    ['a list known in part', [acl('x', { subnet_ids: openList('subnet-9') })], '? var.more has no default'],
    [
      'a splat known in part',
      [acl('x', { subnet_ids: [openList('subnet-9')] })],
      '? var.more has no default',
    ],
    [
      'the default one, perhaps written out',
      [
        resource(
          'aws_network_acl_association.d',
          { subnet_id: ref('aws_subnet.a'), network_acl_id: ref('aws_vpc.main', 'default_network_acl_id') },
          { exists: maybe },
        ),
      ],
      defaultAcl,
    ],
    [
      'one of an unknown subnet beside its own',
      [acl('x', { subnet_ids: [ref('aws_subnet.a')] }), acl('y', { subnet_ids: unset('var.subnets') })],
      'aws_network_acl.x',
    ],
    [
      'one of an unknown subnet of another VPC',
      [other, acl('x', { vpc_id: ref('aws_vpc.other'), subnet_ids: unset('var.subnets') })],
      defaultAcl,
    ],
    ['an unknown network ACL', [associate('one', 'x'), acl('x')], 'aws_network_acl.x'],
    [
      'the default one written out',
      [
        resource('aws_network_acl_association.d', {
          subnet_id: ref('aws_subnet.a'),
          network_acl_id: ref('aws_vpc.main', 'default_network_acl_id'),
        }),
      ],
      defaultAcl,
    ],
  ];
  for (const [name, resources, expected] of cases) {
    it(name, () => {
      assert.equal(aclOf(...resources), expected);
      assert.equal(aclOf(...[...resources].reverse()).startsWith('?'), expected.startsWith('?'));
    });
  }

  it('is unknown, as is the route table, where the VPC is outside the code', () => {
    const outside = resource('aws_subnet.b', { vpc_id: 'vpc-0abc', cidr_block: '10.0.1.0/24' });
    const found = lower(outside).subnets[0]!;
    assert.deepEqual(found.vpc, { kind: 'known', value: 'vpc-0abc' });
    assert.equal(
      why(found.networkAcl),
      'vpc-0abc is a VPC outside the code, so its default network ACL is not known',
    );
    assert.equal(
      why(found.routeTable),
      'vpc-0abc is a VPC outside the code, so its default route table is not known',
    );
    const unknown = lower(resource('aws_subnet.b', { vpc_id: unset('var.vpc_id') })).subnets[0]!;
    assert.equal(why(unknown.networkAcl), 'var.vpc_id has no default');
  });

  it('may itself be outside the code', () => {
    const one = resource('aws_network_acl_association.o', {
      subnet_id: ref('aws_subnet.a'),
      network_acl_id: 'acl-0abc',
    });
    assert.equal(aclOf(one), 'acl-0abc');
  });

  it('is found in CloudFormation by its association', () => {
    const network = lower(
      cfn('Vpc', 'VPC', { CidrBlock: '10.0.0.0/16' }),
      cfn('A', 'Subnet', { VpcId: ref('Vpc') }),
      cfn('B', 'Subnet', { VpcId: ref('A', 'VpcId') }),
      cfn('Acl', 'NetworkAcl', { VpcId: ref('Vpc', 'VpcId') }),
      cfn('One', 'SubnetNetworkAclAssociation', { SubnetId: ref('A'), NetworkAclId: ref('Acl', 'Id') }),
    );
    assert.deepEqual(
      network.subnets.map(({ networkAcl, vpc: of }) => [networkAcl, of]),
      [
        [
          { kind: 'known', value: 'Acl' },
          { kind: 'known', value: 'Vpc' },
        ],
        [
          { kind: 'known', value: 'Vpc.DefaultNetworkAcl' },
          { kind: 'known', value: 'Vpc' },
        ],
      ],
    );
  });
});

describe('the route table of a subnet', () => {
  const bind = (to: Plain) =>
    resource('aws_route_table_association.a', { subnet_id: ref('aws_subnet.a'), route_table_id: to });
  const main = (exists?: Maybe<true>) =>
    resource(
      'aws_main_route_table_association.m',
      { vpc_id: ref('aws_vpc.main'), route_table_id: ref('aws_route_table.t') },
      exists === undefined ? {} : { exists },
    );
  const cases: readonly (readonly [string, readonly Resource[], string])[] = [
    ['R1: the main one', [table('t')], mainTable],
    ['an association', [table('t'), bind(ref('aws_route_table.t'))], 'aws_route_table.t'],
    ['another main table', [table('t'), main()], 'aws_route_table.t'],
    ['perhaps another main table', [table('t'), main(maybe)], '? var.enabled has no default'],
    [
      'an association beside another main table',
      [table('t'), main(), table('u'), bind(ref('aws_route_table.u'))],
      'aws_route_table.u',
    ],
    [
      'the adopted default table',
      [
        resource('aws_default_route_table.d', {
          default_route_table_id: ref('aws_vpc.main', 'default_route_table_id'),
        }),
      ],
      'aws_default_route_table.d',
    ],
    [
      'R17: the table of a gateway',
      [
        table('t'),
        resource('aws_route_table_association.g', {
          gateway_id: 'igw-1',
          route_table_id: ref('aws_route_table.t'),
        }),
      ],
      mainTable,
    ],
  ];
  for (const [name, resources, expected] of cases) {
    it(name, () => {
      assert.equal(tableOf(...resources), expected);
    });
  }

  it('marks the main table, whichever it is', () => {
    const network = lower(vpc, table('t'), main());
    assert.deepEqual(
      network.routeTables.map(({ address, isMain }) => [address, isMain]),
      [
        ['aws_route_table.t', true],
        [mainTable, false],
      ],
    );
  });

  it('does not guess what main_route_table_id is where the main table is replaced', () => {
    const route = resource('aws_route.r', {
      route_table_id: ref('aws_vpc.main', 'main_route_table_id'),
      destination_cidr_block: '0.0.0.0/0',
      gateway_id: 'igw-1',
    });
    const known = lower(vpc, route).routeTables[0]!;
    assert.equal(known.routes.length, 2);
    const unknown = lower(vpc, table('t'), main(), route).routeTables;
    for (const { open } of unknown)
      assert.deepEqual(
        open?.map(({ why: reason }) => reason),
        ['changes with aws_main_route_table_association.m'],
      );
  });
});
