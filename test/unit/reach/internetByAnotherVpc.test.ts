import assert from 'node:assert/strict';
import type { Subnet } from '../../../src/core/aws/network.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { filters, outcome, prober } from '../../support/cloud.ts';
import { cidr, ip, place } from '../../support/networks.ts';
import { joined, open, toTgw } from './twoVpcs.ts';

describe('the internet by another VPC', () => {
  it('over a transit gateway and that VPC’s NAT gateway, and back', () => {
    const made = joined({
      subnets: {
        app: { cidr: '10.0.1.0/24', zone: 'a', routes: { '0.0.0.0/0': 'tgw' } },
        hatch: { vpc: 'other', cidr: '10.1.9.0/28', zone: 'a', routes: { '0.0.0.0/0': 'nat:nat' } },
        db: { vpc: 'other', cidr: '10.1.1.0/24', zone: 'a', routes: { '0.0.0.0/0': 'igw', ...toTgw } },
      },
      table: {
        routes: [{ destination: known(cidr('0.0.0.0/0')), target: known('there'), origin: place(23) }],
      },
    }).topology.network;
    const nat = {
      ...made.interfaces[0]!,
      address: 'nat',
      kind: 'nat-gateway' as const,
      subnet: known('db'),
      securityGroups: [],
      privateIps: [known({ family: 'ipv4' as const, value: 0x0a010109n })],
      publicIps: known([{ address: unknown('nat', 'gets it from AWS'), origin: place(6) }]),
    };
    const conversation = prober({ ...made, interfaces: [...made.interfaces, nat] }).talk(
      'app',
      '203.0.113.9',
    );
    assert.equal(outcome(conversation), 'allow');
    assert.deepEqual(filters(conversation), [
      'sg out',
      'app-acl out',
      'door-acl in',
      'hatch-acl out',
      'db-acl in',
      'db-acl out',
      'db-acl in',
      'db-acl out',
      'hatch-acl in',
      'door-acl out',
      'app-acl in',
    ]);
  });

  /** `app`, which has a public address, leaves over the transit gateway, and `hatch` leads on to the internet. */
  const toInternet = (change: (subnet: Subnet) => Subnet = (subnet) => subnet) => {
    const made = joined({
      subnets: {
        app: { cidr: '10.0.1.0/24', zone: 'a', routes: { '0.0.0.0/0': 'tgw' } },
        hatch: { vpc: 'other', cidr: '10.1.9.0/28', zone: 'a', routes: { '0.0.0.0/0': 'igw', ...toTgw } },
      },
      table: {
        routes: [{ destination: known(cidr('0.0.0.0/0')), target: known('there'), origin: place(23) }],
      },
    }).topology.network;
    const publicIps = known([{ address: known(ip('54.0.0.1')), origin: place(6) }]);
    const interfaces = made.interfaces.map((at) => (at.address === 'app' ? { ...at, publicIps } : at));
    return prober({ ...made, interfaces, subnets: made.subnets.map(change) }).talk('app', '203.0.113.9')
      .request;
  };

  it('not by that VPC’s internet gateway alone, whatever public address there is in the first VPC', () => {
    const { verdict, hops } = toInternet();
    const { code, component, text } = hops.at(-1)!;
    assert.deepEqual(
      [verdict, code, component, text],
      [
        'deny',
        'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
        'igw-other',
        'internet gateway igw-other: 10.0.1.10 is the address of no interface of its VPC',
      ],
    );
  });

  it('is not said to be no way where the code does not say in which VPC the subnet of the gateway is', () => {
    const { verdict, hops } = toInternet((subnet) =>
      subnet.address === 'hatch' ? { ...subnet, vpc: open } : subnet,
    );
    assert.notEqual(verdict, 'deny');
    assert.equal(hops.at(-1)!.text, '203.0.113.9 receives the packet');
  });

  it('nor where it does not say in which VPC the sender is', () => {
    const { verdict } = toInternet((subnet) =>
      subnet.address === 'app' ? { ...subnet, vpc: open } : subnet,
    );
    assert.notEqual(verdict, 'deny');
  });
});
