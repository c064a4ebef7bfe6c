/** What code that was not read may do to the components it was given. */
import assert from 'node:assert/strict';
import { lowerConfiguration } from '../../../src/core/lower/lower.ts';
import type { Unread } from '../../../src/core/value/resource.ts';
import type { Network } from '../../../src/core/aws/network.ts';
import { explain, type ReferenceValue } from '../../../src/core/value/value.ts';
import { at, configuration, publicIps, ref, resource, show, why } from './build.ts';

const resources = [
  resource('aws_vpc.main', { cidr_block: '10.0.0.0/16' }),
  resource('aws_subnet.a', { vpc_id: ref('aws_vpc.main'), cidr_block: '10.0.0.0/24' }),
  resource('aws_subnet.b', { vpc_id: ref('aws_vpc.main'), cidr_block: '10.0.1.0/24' }),
  resource('aws_network_acl.main', { vpc_id: ref('aws_vpc.main'), subnet_ids: [ref('aws_subnet.a')] }),
  resource('aws_security_group.web', { vpc_id: ref('aws_vpc.main') }),
  resource('aws_route_table.main', { vpc_id: ref('aws_vpc.main') }),
  resource('aws_internet_gateway.main', {}),
  resource('aws_instance.web', { subnet_id: ref('aws_subnet.a') }),
  resource('aws_ec2_managed_prefix_list.offices', { entry: [] }),
];

function networkWith(given: Unread['given']): Network {
  const unread: Unread = { what: 'module.x', why: 'is not read', origin: undefined, given };
  return lowerConfiguration({ ...configuration('terraform', resources), unread: [unread] });
}

/** Everything open in a network, by component. */
function opened(network: Network): readonly string[] {
  const { networkAcls, securityGroups, routeTables, subnets, interfaces, internetGateways, prefixLists } =
    network;
  return [
    ...[...networkAcls, ...securityGroups, ...routeTables].flatMap(({ address, open }) =>
      open === undefined ? [] : [address],
    ),
    ...subnets.flatMap(({ address, networkAcl, routeTable }) => [
      ...(networkAcl.kind === 'unknown' ? [`${address} network ACL`] : []),
      ...(routeTable.kind === 'unknown' ? [`${address} route table`] : []),
    ]),
    ...interfaces.flatMap((member) => [
      ...(member.securityGroups.some(({ kind }) => kind === 'unknown') ? [`${member.address} groups`] : []),
      ...(publicIps(member) === '?' ? [`${member.address} public address`] : []),
    ]),
    ...internetGateways.flatMap(({ address, vpc }) => (vpc?.kind === 'unknown' ? [`${address} VPC`] : [])),
    ...prefixLists.flatMap(({ address, entries }) =>
      entries.some(({ kind }) => kind === 'unknown') ? [address] : [],
    ),
  ];
}

const cases: readonly (readonly [string, readonly ReferenceValue[], readonly string[]])[] = [
  ['nothing', [], []],
  ['a resource that is no part of a network', [ref('aws_s3_bucket.logs')], []],
  ['a network ACL: entries', [ref('aws_network_acl.main')], ['aws_network_acl.main']],
  ['a group: rules', [ref('aws_security_group.web')], ['aws_security_group.web']],
  ['a route table: routes', [ref('aws_route_table.main')], ['aws_route_table.main']],
  [
    'a subnet without associations: both of them',
    [ref('aws_subnet.b')],
    ['aws_subnet.b network ACL', 'aws_subnet.b route table'],
  ],
  [
    'a subnet whose network ACL is written: its route table only',
    [ref('aws_subnet.a')],
    ['aws_subnet.a route table'],
  ],
  [
    'a VPC: its own group and its main route table',
    [ref('aws_vpc.main')],
    ['aws_vpc.main.default_security_group_id', 'aws_subnet.a route table', 'aws_subnet.b route table'],
  ],
  [
    'the default network ACL of a VPC',
    [ref('aws_vpc.main', 'default_network_acl_id')],
    ['aws_vpc.main.default_network_acl_id'],
  ],
  [
    'an instance: groups and a public address',
    [ref('aws_instance.web')],
    ['aws_instance.web groups', 'aws_instance.web public address'],
  ],
  ['a gateway: an attachment', [ref('aws_internet_gateway.main')], ['aws_internet_gateway.main VPC']],
  [
    'a prefix list: entries',
    [ref('aws_ec2_managed_prefix_list.offices')],
    ['aws_ec2_managed_prefix_list.offices'],
  ],
];

describe('code that was not read', () => {
  for (const [what, given, expected] of cases) {
    it(`given ${what}`, () => {
      assert.deepEqual(opened(networkWith(given)), expected);
    });
  }

  it('given everything, can add to every component', () => {
    const all = opened(networkWith('everything'));
    for (const [, , expected] of cases) for (const name of expected) assert.ok(all.includes(name), name);
  });

  it('leaves what is written, and says who was given what', () => {
    const network = networkWith([ref('aws_subnet.a'), ref('aws_subnet.b'), ref('aws_network_acl.main')]);
    assert.equal(show(at(network.subnets, 'aws_subnet.a').networkAcl), 'aws_network_acl.main');
    assert.equal(
      why(at(network.subnets, 'aws_subnet.b').networkAcl),
      'module.x is not read, and it was given aws_subnet.b',
    );
    assert.equal(
      explain(at(network.networkAcls, 'aws_network_acl.main').open ?? []),
      'module.x is not read, and it was given aws_network_acl.main',
    );
  });
});
