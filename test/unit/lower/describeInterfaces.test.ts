import assert from 'node:assert/strict';
import { formatAddress } from '../../../src/core/net/address.ts';
import type { Maybe } from '../../../src/core/value/value.ts';
import { describedNetwork, eni } from '../../support/describeFolder.ts';
import { publicIps, show } from './build.ts';

function member(...interfaces: readonly object[]) {
  return describedNetwork({ NetworkInterfaces: interfaces }).interfaces[0]!;
}

const ips = (of: readonly Maybe<Parameters<typeof formatAddress>[0]>[]): readonly string[] =>
  of.map((ip) => show(ip, formatAddress));

describe('describe-network-interfaces', () => {
  const kinds: readonly (readonly [object, kind: string, owner: string])[] = [
    [{}, 'network-interface', 'eni-1'],
    [{ Attachment: { InstanceId: 'i-1', DeviceIndex: 0 } }, 'instance', 'i-1'],
    [
      { Attachment: { InstanceOwnerId: 'amazon-rds' }, Description: 'RDSNetworkInterface' },
      'database',
      'eni-1',
    ],
    [{ Description: 'ELB app/web/50dc6c495c0c9188' }, 'load-balancer', 'app/web/50dc6c495c0c9188'],
    [{ InterfaceType: 'network_load_balancer', Description: 'ELB net/n/1' }, 'load-balancer', 'net/n/1'],
    [{ InterfaceType: 'vpc_endpoint', Description: 'VPC Endpoint Interface vpce-1' }, 'endpoint', 'vpce-1'],
    [
      { InterfaceType: 'lambda', Description: 'AWS Lambda VPC ENI-f-a-0f1e2d3c-1111-2222-3333-0123456789ab' },
      'function',
      'f-a',
    ],
    [{ Description: 'arn:aws:ecs:eu-west-1:123456789012:attachment/1' }, 'container', 'eni-1'],
  ];
  for (const [more, kind, owner] of kinds)
    it(`tell whose an interface is: ${kind} of ${owner}`, () => {
      const found = member(eni({ RequesterManaged: true, ...more }));
      assert.deepEqual([found.kind, found.owner, found.address], [kind, owner, 'eni-1']);
      assert.equal(found.outboundOnly, kind === 'function' ? true : undefined);
      assert.equal(found.inboundOnly, kind === 'endpoint' ? true : undefined);
    });

  it('have several addresses, the primary first, public ones for each, and delegated prefixes', () => {
    const found = member(
      eni({
        PrivateIpAddresses: [
          { Primary: false, PrivateIpAddress: '10.0.1.20', Association: { PublicIp: '54.0.0.2' } },
          { Primary: true, PrivateIpAddress: '10.0.1.9', Association: { PublicIp: '54.0.0.1' } },
        ],
        Ipv4Prefixes: [{ Ipv4Prefix: '10.0.1.32/28' }],
        Ipv6Addresses: [{ Ipv6Address: '2600:1f18::9' }],
        Ipv6Prefixes: [{ Ipv6Prefix: '2600:1f18::/80' }],
      }),
    );
    assert.deepEqual(ips(found.privateIps).slice(0, 3), ['10.0.1.9', '10.0.1.20', '10.0.1.32']);
    assert.equal(found.privateIps.length, 18);
    assert.deepEqual(publicIps(found), ['54.0.0.2', '54.0.0.1']);
    assert.ok(found.publicIps.kind === 'known');
    assert.deepEqual(
      found.publicIps.value.map(({ privateIp }) =>
        privateIp === undefined ? '' : show(privateIp, formatAddress),
      ),
      ['10.0.1.20', ''],
    );
    assert.ok(found.ipv6.kind === 'known');
    assert.deepEqual(ips(found.ipv6.value), ['2600:1f18::9', '?']);
  });

  it('cannot be filtered where they carry no group', () => {
    const found = member(eni({ Groups: [], InterfaceType: 'network_load_balancer' }));
    assert.deepEqual([found.securityGroups, found.unfiltered], [[], true]);
    assert.equal(member(eni()).unfiltered, undefined);
  });

  it('leave out what a transit gateway puts into a subnet', () =>
    assert.deepEqual(
      describedNetwork({
        Vpcs: [{ VpcId: 'vpc-1' }],
        NetworkInterfaces: [eni({ InterfaceType: 'transit_gateway' })],
      }).interfaces,
      [],
    ));

  it('are one with those that instances and NAT gateways list', () => {
    const network = describedNetwork({
      NetworkInterfaces: [
        eni({ NetworkInterfaceId: 'eni-2', Attachment: { InstanceId: 'i-1', DeviceIndex: 1 } }),
        eni({ Attachment: { InstanceId: 'i-1', DeviceIndex: 0 } }),
        eni({ NetworkInterfaceId: 'eni-3', InterfaceType: 'nat_gateway', Groups: [] }),
      ],
      Reservations: [
        {
          Instances: [
            {
              InstanceId: 'i-1',
              Tags: [{ Key: 'Name', Value: 'web' }],
              NetworkInterfaces: [
                eni(),
                eni({ NetworkInterfaceId: 'eni-4', Attachment: { DeviceIndex: 2 } }),
              ],
            },
          ],
        },
      ],
      NatGateways: [
        {
          NatGatewayId: 'nat-1',
          SubnetId: 'subnet-1',
          State: 'available',
          NatGatewayAddresses: [{ NetworkInterfaceId: 'eni-3', PrivateIp: '10.0.1.5', PublicIp: '54.0.0.5' }],
        },
        { NatGatewayId: 'nat-2', SubnetId: 'subnet-1', State: 'deleted' },
      ],
      Addresses: [{ PublicIp: '54.0.0.9', NetworkInterfaceId: 'eni-1', PrivateIpAddress: '10.0.1.9' }],
    });
    assert.deepEqual(
      network.interfaces.map(({ address, owner, name, kind }) => [address, owner, name, kind]),
      [
        ['eni-1', 'i-1', 'web', 'instance'],
        ['eni-2', 'i-1', 'web', 'instance'],
        ['eni-4', 'i-1', 'web', 'instance'],
        ['nat-1', 'nat-1', undefined, 'nat-gateway'],
      ],
    );
    assert.deepEqual(publicIps(network.interfaces[0]!), ['54.0.0.9']);
    assert.deepEqual(publicIps(network.interfaces[3]!), ['54.0.0.5']);
  });
});
