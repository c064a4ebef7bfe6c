import assert from 'node:assert/strict';
import { passageBetween } from '../../../src/core/reach/passage.ts';
import { Reachability } from '../../../src/core/reach/reachability.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, prober } from '../../support/cloud.ts';
import { ip, place } from '../../support/networks.ts';

describe('a passage', () => {
  it('tells two ends apart that are walked with the same number, as AWS picks the addresses of both', () => {
    const { topology, end, talk } = prober(
      cloud({
        subnets: { a: { cidr: '10.0.1.0/24' } },
        hosts: [
          { name: 'app', subnet: 'a', groups: ['app-sg'] },
          { name: 'db', subnet: 'a', groups: ['db-sg'] },
        ],
        groups: {
          'app-sg': { rules: [{ direction: 'outbound', peer: 'group:db-sg' }] },
          'db-sg': { rules: [{ direction: 'inbound', peer: 'group:app-sg' }] },
        },
      }),
    );
    assert.equal(talk('app', 'db').verdict, 'allow');
    const reach = new Reachability(topology).between(end('app'), end('db'), 6);
    assert.equal(String(reach.ports.must), '0-65535');
  });

  it('that ends somewhere names what could not be told on the way there', () => {
    const { topology, end } = prober(
      cloud({
        vpcs: { vpc: ['10.0.0.0/16'], other: ['10.1.0.0/16'] },
        subnets: {
          app: { cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': 'pcx' } },
          far: { vpc: 'other', cidr: '10.1.1.0/24' },
        },
        hosts: [
          { name: 'app', subnet: 'app', ip: '10.0.1.10' },
          { name: 'far', subnet: 'far', ip: '10.1.1.10', also: { outboundOnly: true } },
        ],
        also: {
          vpcPeeringConnections: [
            {
              address: 'pcx',
              origin: place(8),
              requester: known('vpc'),
              accepter: known('other'),
              active: unknown('var.active', 'has no default'),
              crossRegion: known(false),
            },
          ],
        },
      }),
    );
    const { request, reply } = passageBetween(
      topology,
      end('app'),
      end('far'),
      { ...ip('10.0.1.10'), holder: 'app' },
      { ...ip('10.1.1.10'), holder: 'far' },
      6,
    );
    assert.deepEqual(
      request.doubts.map(({ component }) => component),
      ['pcx'],
    );
    assert.deepEqual([request.end?.component, request.end?.verdict, reply], ['far', 'deny', undefined]);
  });

  it('names the subnets of network ACLs, the addresses between, and whether groups are known', () => {
    const { topology, end } = prober(
      cloud({
        subnets: {
          app: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat:nat' } },
          nat: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'igw' } },
        },
        hosts: [
          { name: 'app', subnet: 'app', ip: '10.0.1.10' },
          {
            name: 'nat',
            subnet: 'nat',
            ip: '10.0.2.9',
            publicIp: '54.0.0.9',
            kind: 'nat-gateway',
            groups: [],
          },
        ],
      }),
    );
    const found = passageBetween(
      topology,
      end('app'),
      end('203.0.113.9'),
      ip('10.0.1.10'),
      ip('203.0.113.9'),
      6,
    );
    const short = (leg: typeof found.request | undefined) =>
      leg?.steps.map(({ filter, direction, at, subnet, remote, nat, references }) =>
        [
          filter,
          direction,
          at,
          subnet?.address,
          typeof remote === 'string' ? remote : remote.holder,
          nat,
          references === 'yes',
        ].join(' '),
      );
    assert.deepEqual(short(found.request), [
      'security-group outbound from  to false true',
      'network-acl outbound from app to false true',
      'network-acl inbound nat nat from false true',
      'network-acl outbound nat nat to false true',
    ]);
    assert.deepEqual(short(found.reply), [
      'network-acl inbound nat nat to true true',
      'network-acl outbound nat nat from false true',
      'network-acl inbound from app to false true',
    ]);
  });

  it('is another one for UDP than for TCP where a gateway tells them apart', () => {
    const { topology, end } = prober(
      cloud({
        subnets: { a: { cidr: '10.0.1.0/24', routes: { '52.218.0.0/17': 'vpce' } } },
        hosts: [{ name: 'app', subnet: 'a', ip: '10.0.1.10' }],
        also: {
          gatewayEndpoints: [{ address: 'vpce', origin: place(9), vpc: known('vpc'), service: known('s3') }],
        },
      }),
    );
    const reachability = new Reachability(topology);
    const ports = (protocol: number) =>
      String(reachability.between(end('app'), end('52.218.1.1'), protocol).ports.may);
    assert.deepEqual([ports(6), ports(17), ports(50)], ['0-65535', '', '']);
  });
});
