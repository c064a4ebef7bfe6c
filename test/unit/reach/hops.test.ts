/** What a walk tells people, hop by hop: each sentence says what the component did, and why. */
import assert from 'node:assert/strict';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, prober, type CloudText } from '../../support/cloud.ts';
import { ip, place } from '../../support/networks.ts';

const open = unknown('var.x', 'has no default');
const text: CloudText = {
  vpcs: { vpc: ['10.0.0.0/16', '2600:1f18::/56'], other: ['10.1.0.0/16'] },
  subnets: {
    web: {
      cidr: '10.0.1.0/24 2600:1f18::/64',
      routes: {
        '0.0.0.0/0': 'igw',
        '::/0': 'eigw',
        '10.9.0.0/16': 'blackhole',
        '10.8.0.0/16': '?',
        '10.1.0.0/16': 'pcx',
        '10.7.0.0/16': 'eni:box',
      },
      inbound: [
        { number: 5, protocol: 6, ports: '25', action: 'deny' },
        { number: 6, protocol: 6, ports: '26', action: '?' },
        { number: 10, protocol: 17 },
        { number: 20, protocol: 6 },
        { number: 30, cidr: '::/0' },
      ],
    },
    app: {
      cidr: '10.0.2.0/24',
      routes: { '0.0.0.0/0': 'nat:nat', '52.218.0.0/17': 'vpce' },
      outbound: [
        { number: '?', action: '?', cidr: '10.0.1.0/24', protocol: 6, ports: '80' },
        { number: 7, protocol: 6 },
        { number: 8, protocol: 1 },
      ],
    },
    far: { vpc: 'other', cidr: '10.1.1.0/24', routes: { '10.0.1.0/24': 'pcx' } },
  },
  hosts: [
    {
      name: 'web',
      subnet: 'web',
      ip: '10.0.1.10',
      publicIp: '54.0.0.1',
      ipv6: '2600:1f18::9',
      groups: ['web-sg', 'more'],
      also: { owner: 'web server' },
    },
    {
      name: 'two',
      subnet: 'web',
      ip: '10.0.1.11',
      groups: ['sg'],
      also: {
        privateIps: [known(ip('10.0.1.11')), known(ip('10.0.1.12'))],
        publicIps: known([
          { address: known(ip('54.0.0.2')), privateIp: known(ip('10.0.1.12')), origin: place(6) },
        ]),
      },
    },
    { name: 'bare', subnet: 'web', ip: '10.0.1.13', groups: ['empty'] },
    { name: 'none', subnet: 'web', ip: '10.0.1.14', groups: [] },
    { name: 'unclear', subnet: 'web', ip: '10.0.1.15', also: { securityGroups: [open] } },
    { name: 'outward', subnet: 'web', ip: '10.0.1.16', also: { outboundOnly: true } },
    { name: 'box', subnet: 'app', ip: '10.0.2.5', groups: ['sg'] },
    { name: 'app', subnet: 'app', ip: '10.0.2.10', groups: ['sg'] },
    { name: 'nat', subnet: 'web', ip: '10.0.1.9', publicIp: '54.0.0.9', kind: 'nat-gateway', groups: [] },
    { name: 'far', subnet: 'far', ip: '10.1.1.10' },
  ],
  groups: {
    'web-sg': {
      rules: [
        { direction: 'inbound', protocol: 6, ports: '443' },
        { direction: 'inbound', protocol: 6, ports: '25-26' },
        { direction: 'outbound', protocol: 6, ports: '0-1023' },
        { direction: 'outbound', protocol: 1 },
        { direction: 'outbound', peer: '::/0' },
        { direction: 'inbound', protocol: 17, ports: 'all' },
        { direction: 'outbound', protocol: 17, ports: 'all' },
      ],
    },
    'more': { rules: [{ direction: 'inbound', protocol: 6, ports: '8443', peer: '?' }] },
    'empty': { rules: [] },
  },
  also: {
    egressOnlyInternetGateways: [{ address: 'eigw', origin: place(7), vpc: known('vpc') }],
    gatewayEndpoints: [{ address: 'vpce', origin: place(9), vpc: known('vpc'), service: known('s3') }],
    vpcPeeringConnections: [
      {
        address: 'pcx',
        origin: place(8),
        requester: known('vpc'),
        accepter: known('other'),
        active: known(true),
        crossRegion: known(false),
      },
    ],
  },
};

/** The sentences of the request, and of the reply behind `<`. @param asked `tcp 443`. */
function told(from: string, to: string, asked: string): readonly string[] {
  const [name, port] = asked.split(' ');
  const protocol = { tcp: 6, udp: 17, icmp: 1, esp: 50 }[name!]!;
  const ports = port === undefined ? {} : { sourcePort: 50000, destinationPort: Number(port) };
  const { request, reply } = prober(cloud(text)).talk(from, to, { protocol, ...ports });
  return [...request.hops.map((hop) => hop.text), ...(reply?.hops ?? []).map((hop) => `< ${hop.text}`)];
}

const stranger = '198.51.100.7';

describe('a walk in words', () => {
  const whole: readonly (readonly [from: string, to: string, asked: string, expected: readonly string[]])[] =
    [
      [
        stranger,
        'web',
        'tcp 443',
        [
          'internet gateway igw: knows the public IPv4 address of web server',
          'network ACL web-acl: inbound rule 20 allows all tcp from 0.0.0.0/0',
          'security group web-sg, more: inbound rule allows tcp 443 from 0.0.0.0/0',
          'web server receives the packet',
          '< security group web-sg, more: the reply belongs to a tracked flow',
          '< network ACL web-acl: outbound rule 100 allows all traffic to 0.0.0.0/0',
          '< route table web-routes: 0.0.0.0/0 goes to internet gateway igw',
          '< internet gateway igw: knows the public IPv4 address of web server',
          '< 198.51.100.7 receives the packet',
        ],
      ],
      [
        stranger,
        'web',
        'udp 53',
        [
          'internet gateway igw: knows the public IPv4 address of web server',
          'network ACL web-acl: inbound rule 10 allows all udp from 0.0.0.0/0',
          'security group web-sg, more: inbound rule allows all udp from 0.0.0.0/0',
          'web server receives the packet',
          '< security group web-sg, more: keeps no state for this flow; a rule for all ports lets the reply through',
          '< network ACL web-acl: outbound rule 100 allows all traffic to 0.0.0.0/0',
          '< route table web-routes: 0.0.0.0/0 goes to internet gateway igw',
          '< internet gateway igw: knows the public IPv4 address of web server',
          '< 198.51.100.7 receives the packet',
        ],
      ],
      [
        'web',
        '2001:db8::7',
        'tcp 443',
        [
          'security group web-sg, more: outbound rule allows all traffic to ::/0',
          'network ACL web-acl: outbound rule 101 allows all traffic to ::/0',
          'route table web-routes: ::/0 goes to egress-only internet gateway eigw',
          'egress-only internet gateway eigw: carries IPv6 out and its replies back',
          '2001:db8::7 receives the packet',
          '< egress-only internet gateway eigw: carries IPv6 out and its replies back',
          '< network ACL web-acl: inbound rule 30 allows all traffic from ::/0',
          '< security group web-sg, more: the reply belongs to a tracked flow',
          '< web server receives the packet',
        ],
      ],
      [
        'web',
        'far',
        'tcp 443',
        [
          'security group web-sg, more: outbound rule allows tcp 0-1023 to 0.0.0.0/0',
          'network ACL web-acl: outbound rule 100 allows all traffic to 0.0.0.0/0',
          'route table web-routes: 10.1.0.0/16 goes to VPC peering connection pcx',
          'VPC peering connection pcx: leads to other',
          'network ACL far-acl: inbound rule 100 allows all traffic from 0.0.0.0/0',
          'security group sg: inbound rule allows all traffic from 0.0.0.0/0',
          'far receives the packet',
          '< security group sg: keeps no state for this flow; a rule for all ports lets the reply through',
          '< network ACL far-acl: outbound rule 100 allows all traffic to 0.0.0.0/0',
          '< route table far-routes: 10.0.1.0/24 goes to VPC peering connection pcx',
          '< VPC peering connection pcx: leads to vpc',
          '< network ACL web-acl: inbound rule 20 allows all tcp from 0.0.0.0/0',
          '< security group web-sg, more: the reply belongs to a tracked flow',
          '< web server receives the packet',
        ],
      ],
      [
        'app',
        stranger,
        'tcp 443',
        [
          'security group sg: outbound rule allows all traffic to 0.0.0.0/0',
          'network ACL app-acl: outbound rule 7 allows all tcp to 0.0.0.0/0',
          'route table app-routes: 0.0.0.0/0 goes to NAT gateway nat',
          'network ACL web-acl: inbound rule 20 allows all tcp from 0.0.0.0/0',
          'NAT gateway nat: sends it on from an address and a port of its own',
          'network ACL web-acl: outbound rule 100 allows all traffic to 0.0.0.0/0',
          'route table web-routes: 0.0.0.0/0 goes to internet gateway igw',
          'internet gateway igw: knows the public IPv4 address of nat',
          '198.51.100.7 receives the packet',
          '< internet gateway igw: knows the public IPv4 address of nat',
          '< network ACL web-acl: inbound rule 20 allows all tcp from 0.0.0.0/0',
          '< NAT gateway nat: the reply belongs to a flow it sent out',
          '< network ACL web-acl: outbound rule 100 allows all traffic to 0.0.0.0/0',
          '< route table web-routes: 10.0.0.0/16 goes to the VPC itself',
          '< network ACL app-acl: inbound rule 100 allows all traffic from 0.0.0.0/0',
          '< security group sg: the reply belongs to a tracked flow',
          '< app receives the packet',
        ],
      ],
      [
        'app',
        '52.218.1.1',
        'tcp 443',
        [
          'security group sg: outbound rule allows all traffic to 0.0.0.0/0',
          'network ACL app-acl: outbound rule 7 allows all tcp to 0.0.0.0/0',
          'route table app-routes: 52.218.0.0/17 goes to gateway endpoint vpce',
          'gateway endpoint vpce: takes it to the service',
          '52.218.1.1 receives the packet',
          "< gateway endpoint vpce: brings the service's answer",
          '< network ACL app-acl: inbound rule 100 allows all traffic from 0.0.0.0/0',
          '< security group sg: keeps no state for this flow; a rule for all ports lets the reply through',
          '< app receives the packet',
        ],
      ],
      [
        'web',
        '169.254.169.254',
        'tcp 80',
        ['169.254.169.254 is answered by AWS, unfiltered', '< web server gets the answer of AWS, unfiltered'],
      ],
      [
        'app',
        'web',
        'tcp 80',
        [
          'security group sg: outbound rule allows all traffic to 0.0.0.0/0',
          'network ACL app-acl: cannot be told, and makes no difference',
          'route table app-routes: 10.0.0.0/16 goes to the VPC itself',
          'network ACL web-acl: inbound rule 20 allows all tcp from 0.0.0.0/0',
          'security group web-sg, more: no inbound rule matches',
        ],
      ],
    ];
  for (const [from, to, asked, expected] of whole) {
    it(`${asked} from ${from} to ${to}`, () => assert.deepEqual(told(from, to, asked), expected));
  }

  const ends: readonly (readonly [from: string, to: string, asked: string, last: string])[] = [
    [stranger, 'web', 'tcp 25', 'network ACL web-acl: inbound rule 5 denies tcp 25 from 0.0.0.0/0'],
    [stranger, 'web', 'tcp 26', 'network ACL web-acl: cannot be told, because var.action has no default'],
    [stranger, 'web', 'tcp 22', 'security group web-sg, more: no inbound rule matches'],
    [
      stranger,
      'web',
      'tcp 8443',
      'security group web-sg, more: cannot be told, because var.peer has no default',
    ],
    [stranger, 'web', 'esp', 'network ACL web-acl: inbound rule * denies what no other rule matches'],
    [stranger, 'two', 'tcp 443', 'internet gateway igw: 10.0.1.11 of two has no public IPv4 address'],
    [stranger, 'bare', 'tcp 443', 'internet gateway igw: bare has no public IPv4 address'],
    ['app', 'bare', 'tcp 443', 'security group empty: has no inbound rules, so nothing passes'],
    ['app', 'none', 'tcp 443', 'security group none: has no inbound rules, so nothing passes'],
    ['app', 'unclear', 'tcp 443', 'security group (unknown): cannot be told, because var.x has no default'],
    ['app', 'outward', 'tcp 443', 'outward only begins connections; nothing connects to it'],
    [
      'web',
      '10.9.0.1',
      'tcp 443',
      'route table web-routes: 10.9.0.0/16 goes nowhere, as what it led to is gone',
    ],
    ['web', '10.8.0.1', 'tcp 443', 'route table of web: cannot be told, because var.target has no default'],
    [
      'web',
      '10.7.0.1',
      'tcp 443',
      'box: its source/destination check drops packets that are for somebody else',
    ],
    [
      'web',
      '10.0.1.99',
      'tcp 443',
      '10.0.1.99: cannot be told, because 10.0.1.99 lies in the VPC and belongs to no interface of the code',
    ],
    [
      'web',
      '10.0.2.1',
      'tcp 443',
      "10.0.2.1: cannot be told, because 10.0.2.1 is the VPC router's, and what it answers is not documented",
    ],
    ['web', '10.0.2.2', 'tcp 443', '10.0.2.2 is one of the addresses AWS keeps of app: nobody has it'],
    [
      'web',
      '172.16.0.1',
      'tcp 443',
      'internet gateway igw: does not carry traffic to the private address 172.16.0.1',
    ],
    ['app', 'nat', 'tcp 443', 'NAT gateway nat: takes only replies to what it sent out'],
    ['web', stranger, 'icmp', '< network ACL web-acl: inbound rule * denies what no other rule matches'],
    ['two', stranger, 'tcp 443', 'internet gateway igw: 10.0.1.11 of two has no public IPv4 address'],
  ];
  for (const [from, to, asked, last] of ends) {
    it(`${asked} from ${from} to ${to} ends: ${last}`, () =>
      assert.equal(told(from, to, asked).at(-1), last));
  }
});
