import assert from 'node:assert/strict';
import type { Finding } from '../../../src/core/findings/finding.ts';
import type { LoadBalancer, TargetGroup } from '../../../src/core/aws/loadBalancer.ts';
import type { NetworkInterface } from '../../../src/core/aws/network.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, type SubnetText } from '../../support/cloud.ts';
import { network, place, type EntryText, type HostText, type NetworkText } from '../../support/networks.ts';
import { findingsOf, testRule } from '../../support/rules.ts';
import { publicNetwork } from './code.ts';
import { ingress } from './networkAcls.ts';

const id = 'nacl-reply-intermittent';
const tcp = (ports: string) => ({ protocol: 6, ports });
const service = { number: 90, protocol: 6, ports: '443' };
const outboundOnly = { direction: 'outbound' } as const;
const ingressOnly = [{ direction: 'inbound', ...tcp('443') }] as const;

/** What opens connections only, behind these inbound rules. */
const client = (...inbound: NonNullable<NetworkText['inbound']>): NetworkText => ({
  inbound,
  rules: [outboundOnly],
});
/** What takes connections only, behind these outbound rules. */
const server = (...outbound: NonNullable<NetworkText['outbound']>): NetworkText => ({
  outbound,
  rules: ingressOnly,
});

const messages = (found: readonly Finding[]): readonly string[] => found.map(({ message }) => message);

describe(`${id} between an instance and the internet`, () => {
  const invalid: readonly [string, NetworkText, Finding['severity'], RegExp][] = [
    [
      'a return range for Linux alone',
      client(tcp('32768-60999')),
      'information',
      /by acl, inbound rule \*, as no other rule matches\. Intermittent: 27\.7 % of connections from Windows clients time out \(ports 61000-65535\)\. Which system web runs is not in the code: no connections from Linux clients time out\. Allow inbound tcp 1024-65535 from 0\.0\.0\.0\/0/,
    ],
    [
      'a return range for Windows alone',
      client(tcp('49152-65535')),
      'information',
      /Intermittent: 58\.0 % of connections from Linux clients time out \(ports 32768-49151\)\. .*: no connections from Windows/,
    ],
    [
      'a range too narrow for every system',
      client(tcp('50000-60000')),
      'warning',
      /Intermittent: 64\.6 % of connections from Linux clients time out \(ports 32768-49999,60001-60999\), 39\.0 % of connections from Windows clients time out \(ports 49152-49999,60001-65535\)\. Allow/,
    ],
    [
      'a range one system has no part in',
      client(tcp('61000-65535')),
      'warning',
      /all connections from Linux clients time out \(ports 32768-60999\), 72\.3 % of connections from Windows/,
    ],
    [
      'a deny in front of the return rule, at the deny',
      client({ number: 10, action: 'deny', ...tcp('40000-55000') }, { number: 20, ...tcp('1024-65535') }),
      'warning',
      /by acl, inbound rule 10\. Intermittent: 53\.1 % .* Linux .* \(ports 40000-55000\), 35\.7 % .* Windows .* \(ports 49152-55000\)/,
    ],
    [
      'what is lost however unknown rules settle',
      client(
        { number: 10, action: 'deny', ...tcp('50000-65535') },
        { number: 20, action: '?', ...tcp('45000-49999') },
        { number: 30, ...tcp('1024-65535') },
      ),
      'warning',
      /at least 39\.0 % of connections from Linux clients time out \(ports 50000-60999\)/,
    ],
    [
      'a server whose answers reach Linux alone',
      server(tcp('32768-60999')),
      'warning',
      /some connections from the internet to web .* outbound rule \*.* 27\.7 % of connections from Windows clients time out \(ports 61000-65535\), 27\.7 % of connections from macOS .* Allow outbound tcp 1024-65535 to 0\.0\.0\.0\/0/,
    ],
  ];
  for (const [name, text, severity, message] of invalid) {
    it(`finds ${name}`, () => {
      const found = findingsOf(id, network(text));
      assert.equal(found.length, 1, messages(found).join('\n'));
      assert.match(found[0]!.message, message);
      assert.equal(found[0]!.severity, severity);
      assert.equal(found[0]!.proof!.verdict, 'deny');
      assert.equal(found[0]!.proof!.hops.at(-1)!.component, 'acl');
      assert.deepEqual(findingsOf('nacl-reply-blocked', network(text)), []);
    });
  }

  const valid: readonly [string, NetworkText][] = [
    ['every port', {}],
    ['1024-65535', client(tcp('1024-65535'))],
    ['32768-65535, which is right for every system of an instance', client(tcp('32768-65535'))],
    ['two rules that make one range', client(tcp('32768-50000'), { number: 110, ...tcp('50001-65535') })],
    ['32768-65535 for direct clients, as many NACLs have it', server(tcp('32768-65535'))],
    ['no port at all, which is nacl-reply-blocked', client()],
    ['a range no system picks from, which is nacl-reply-blocked', client(tcp('1024-5000'))],
    ['all but one port', client(tcp('1024-65534'))],
    [
      'a deny of some ports of services',
      client(
        { number: 10, action: 'deny', ...tcp('3389') },
        { number: 11, action: 'deny', ...tcp('50000-50100') },
        { number: 20 },
      ),
    ],
    [
      'a deny of UDP',
      client({ number: 10, action: 'deny', protocol: 17, ports: '40000-60000' }, { number: 20 }),
    ],
    [
      'a block list',
      client({ number: 50, action: 'deny', cidr: '41.0.0.0/8', ...tcp('40000-50000') }, { number: 100 }),
    ],
    [
      'an allow list for one office',
      client({ cidr: '203.0.113.0/24', ...tcp('49152-65535') }, { number: 110, ...tcp('1024-65535') }),
    ],
    [
      'one half of the internet',
      client({ cidr: '0.0.0.0/1', ...tcp('49152-65535') }, { number: 110, cidr: '128.0.0.0/1' }),
    ],
    ['a NACL that lets no SYN out', { ...client(tcp('49152-65535')), outbound: [] }],
    ['a group that lets no SYN out', { ...client(tcp('49152-65535')), rules: ingressOnly }],
    ['a subnet without a route to the internet', { ...client(tcp('49152-65535')), internet: false }],
    ['an instance without a public address', { ...client(tcp('49152-65535')), hosts: [{ ip: '10.0.12.5' }] }],
    ['a NACL nobody is behind', { ...client(tcp('49152-65535')), hosts: [] }],
    [
      'the NACL of a server, whose high ports are for replies (N43)',
      {
        inbound: [service, tcp('50000-60000')],
        outbound: [tcp('1024-65535')],
        rules: [...ingressOnly, outboundOnly],
      },
    ],
    ['ports nobody knows', client(tcp('?'))],
    ['a block nobody knows', client({ cidr: '?', ...tcp('49152-65535') })],
    ['a return rule that may not exist', client({ exists: '?', ...tcp('49152-65535') })],
    [
      'a second return rule that may be there',
      client(tcp('49152-65535'), { number: 110, exists: '?', ...tcp('1024-65535') }),
    ],
    [
      'a deny that may not exist',
      client({ number: 1, action: 'deny', exists: '?', ...tcp('40000-50000') }, { number: 2 }),
    ],
    [
      'a rule whose number nobody knows',
      client({ number: '?', action: 'deny', ...tcp('40000-50000') }, { number: 2 }),
    ],
    [
      'egress that may not exist',
      { ...client(tcp('49152-65535')), rules: [{ ...outboundOnly, exists: '?' }] },
    ],
  ];
  for (const [name, text] of valid) {
    it(`says nothing about ${name}`, () => {
      assert.deepEqual(messages(findingsOf(id, network(text))), []);
    });
  }

  const kinds: readonly [NetworkInterface['kind'], boolean, readonly RegExp[]][] = [
    ['function', true, [/49\.2 % of connections of a Lambda function time out \(ports 1024-32767\)/]],
    ['instance', false, []],
    ['database', false, []],
    ['endpoint', false, []],
    ['load-balancer', false, []],
  ];
  for (const [kind, outboundOnlyToo, expected] of kinds) {
    it(`32768-65535 is ${expected.length === 0 ? 'no finding' : 'found'} for one that is a ${kind}`, () => {
      const whole = network(client(tcp('32768-65535')));
      const interfaces = whole.interfaces.map((one) => ({
        ...one,
        kind,
        ...(outboundOnlyToo ? { outboundOnly: true as const } : {}),
      }));
      const found = messages(findingsOf(id, { ...whole, interfaces }));
      assert.equal(found.length, expected.length);
      for (const [i, pattern] of expected.entries()) assert.match(found[i]!, pattern);
    });
  }

  it('leaves a function some of its ports, where nacl-reply-blocked would see all of them lost', () => {
    const whole = network(client(tcp('1024-5000')));
    const made = {
      ...whole,
      interfaces: whole.interfaces.map((one) => ({ ...one, kind: 'function' as const })),
    };
    assert.deepEqual(findingsOf('nacl-reply-blocked', made), []);
    assert.match(messages(findingsOf(id, made))[0]!, /93\.8 % of connections of a Lambda function/);
  });

  it('judges IPv6 apart (N7)', () => {
    const found = findingsOf(
      id,
      network({
        inbound: [{ number: 100 }, { number: 110, cidr: '::/0', ...tcp('50000-60000') }],
        hosts: [{ ip: '10.0.12.5', publicIp: '54.221.77.100', ipv6: '2600:1f18::5' }],
        rules: [{ direction: 'outbound' }, { direction: 'outbound', peer: '::/0' }],
      }),
    );
    assert.deepEqual(
      found.map(({ message }) => message.includes('from ::/0')),
      [true],
    );
  });
});

describe(`${id} behind a NAT gateway`, () => {
  const behind = (parts: {
    app?: Partial<SubnetText>;
    edge?: Partial<SubnetText>;
    hosts?: readonly HostText[];
  }) =>
    findingsOf(
      id,
      cloud({
        subnets: {
          app: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat:nat' }, ...parts.app },
          edge: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'igw' }, ...parts.edge },
        },
        hosts: [
          ...(parts.hosts ?? [
            { name: 'app', subnet: 'app', ip: '10.0.1.5' },
            { name: 'other', subnet: 'app', ip: '10.0.1.6' },
          ]),
          {
            name: 'nat',
            subnet: 'edge',
            ip: '10.0.2.9',
            kind: 'nat-gateway',
            publicIp: '54.0.0.9',
            groups: [],
          },
        ],
      }),
    );
  const inside = { number: 90, cidr: '10.0.0.0/16' };

  it('finds half of its ports shut', () => {
    const found = behind({ edge: { inbound: [inside, tcp('32768-65535')] } });
    assert.equal(found.length, 1);
    assert.match(
      found[0]!.message,
      /by edge-acl, inbound rule \*, .* Intermittent: 49\.2 % of connections through a NAT gateway time out \(ports 1024-32767\)\. Allow inbound tcp 1024-65535 from 0\.0\.0\.0\/0/,
    );
    assert.equal(found[0]!.severity, 'warning');
    const again = behind({ edge: { inbound: [inside, tcp('1024-32767')] } });
    assert.match(
      again[0]!.message,
      /50\.8 % of connections through a NAT gateway time out \(ports 32768-65535\)/,
    );
  });

  it('tells the ports of the instance from those of the gateway', () => {
    const found = behind({
      app: { inbound: [tcp('50000-60000')] },
      edge: { inbound: [inside, tcp('1024-40000')] },
    });
    assert.deepEqual(
      found.map(({ resource, message }) => [resource, message.includes('NAT gateway time out')]).sort(),
      [
        ['app-acl', false],
        ['edge-acl', true],
      ],
    );
  });

  it('finds replies lost between the gateway and the instance', () => {
    const [found] = behind({ edge: { outbound: [{ number: 90, ...tcp('0-1023') }, tcp('50000-60000')] } });
    assert.match(
      found!.message,
      /edge-acl, outbound rule \*.* Linux .* Allow outbound tcp 1024-65535 to 10\.0\.1\.0\/24/,
    );
  });

  it('finds one network ACL behind another', () => {
    const found = behind({
      app: { inbound: [tcp('50000-65535')] },
      edge: { outbound: [{ number: 90, ...tcp('0-1023') }, tcp('40000-65535')] },
    });
    assert.deepEqual(
      found.map(({ resource, message }) => [resource, /\(ports ([\d-]+)\)/.exec(message)![1]]).sort(),
      [
        ['app-acl', '32768-49999'],
        ['edge-acl', '32768-39999'],
      ],
    );
  });

  const halves: readonly [string, readonly EntryText[]][] = [
    ['every reply passes at some of them', [{ cidr: '10.0.1.128/25' }]],
    ['other ports are lost at some of them', [{ cidr: '10.0.1.128/25', ...tcp('40000-44999') }]],
  ];
  for (const [name, other] of halves) {
    it(`says nothing of an instance whose address AWS picks, where ${name}`, () => {
      const services = { number: 80, ...tcp('0-1023') };
      const outbound = [services, { number: 90, cidr: '10.0.1.0/25', ...tcp('50000-65535') }, ...other];
      assert.deepEqual(messages(behind({ edge: { outbound }, hosts: [{ name: 'app', subnet: 'app' }] })), []);
    });
  }

  it('says nothing where every reply passes, all are lost, or it cannot be told', () => {
    for (const inbound of [[inside, tcp('1024-65535')], [inside], [inside, tcp('?')]])
      assert.deepEqual(messages(behind({ edge: { inbound } })), []);
    assert.deepEqual(messages(behind({ app: { inbound: [tcp('32768-65535')] } })), []);
  });
});

describe(`${id} behind a load balancer`, () => {
  const balanced = (
    edge: Partial<SubnetText>,
    app: Partial<SubnetText>,
    balancer: Partial<LoadBalancer> = {},
    group: Partial<TargetGroup> = {},
  ) =>
    findingsOf(
      id,
      cloud({
        subnets: {
          edge: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' }, ...edge },
          app: { cidr: '10.0.2.0/24', ...app },
        },
        hosts: [
          {
            name: 'node',
            subnet: 'edge',
            ip: '10.0.1.9',
            publicIp: '54.0.0.9',
            kind: 'load-balancer',
            also: { owner: 'lb' },
          },
          { name: 'one', subnet: 'app', ip: '10.0.2.10' },
        ],
        also: {
          loadBalancers: [
            {
              address: 'lb',
              origin: place(30, 'lb'),
              type: known('application'),
              scheme: known('internet-facing'),
              nodes: ['node'],
              listeners: [{ protocol: 6, port: known(8443), targetGroups: [known('tg')], origin: place(31) }],
              ...balancer,
            },
          ],
          targetGroups: [
            {
              address: 'tg',
              origin: place(32, 'tg'),
              protocols: known([6]),
              port: known(8080),
              healthCheck: undefined,
              preservesClientIp: known(false),
              targets: [{ interface: known('one'), port: known(8080), origin: place(33) }],
              ...group,
            },
          ],
        },
      }),
    );
  const listener = { number: 90, ...tcp('8443') };

  it('finds what comes back from its targets, at both network ACLs', () => {
    const words =
      /connections lb opens to its target one .* 49\.2 % of connections of a load balancer time out \(ports 1024-(8442,8444-)?32767\)/;
    for (const found of [
      balanced({ inbound: [listener, tcp('32768-65535')] }, {}),
      balanced({}, { outbound: [tcp('32768-65535')] }),
    ]) {
      assert.equal(found.length, 1, messages(found).join('\n'));
      assert.match(found[0]!.message, words);
    }
  });

  it('finds what its clients lose', () => {
    const found = balanced({ outbound: [{ number: 90, ...tcp('8080') }, tcp('32768-60999')] }, {});
    assert.match(messages(found).join(), /connections from the internet to lb .* Windows/);
  });

  it('says nothing of targets that see the ports of clients (S40), and where all passes', () => {
    const app = { outbound: [tcp('32768-65535')] };
    assert.deepEqual(
      messages(balanced({}, app, { type: known('network') }, { preservesClientIp: known(true) })),
      [],
    );
    assert.deepEqual(messages(balanced({ inbound: [listener, tcp('1024-65535')] }, {})), []);
    assert.deepEqual(messages(balanced({}, app, { type: known('gateway') })), []);
  });

  it('needs not know the type of the load balancer where targets see no client of any', () => {
    const app = { outbound: [tcp('32768-65535')] };
    const type = unknown('var.type', 'has no default');
    assert.equal(balanced({}, app, { type }).length, 1);
    assert.deepEqual(messages(balanced({}, app, { type }, { preservesClientIp: known(true) })), []);
    const listeners = [{ protocol: 6, port: type, targetGroups: [known('tg')], origin: place(31) }];
    assert.deepEqual(messages(balanced({}, app, { type, listeners })), []);
  });
});

const acl = (head: string, ...rules: readonly string[]): string => `
${head} {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.public.id]
  ${ingress(...rules)}

  egress {
    rule_no    = 100
    protocol   = "-1"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
}`;
const group =
  'egress {\n    from_port = 0\n    to_port = 0\n    protocol = "-1"\n    cidr_blocks = ["0.0.0.0/0"]\n  }';
const head = 'resource "aws_network_acl" "public"';

testRule(id, {
  invalid: [
    {
      name: 'a return range nobody fits, at the network ACL',
      code: {
        terraform: publicNetwork({ group, more: acl(`«${head}»`, '100 allow tcp 50000-60000 0.0.0.0/0') }),
      },
      message:
        /^Replies to some connections aws_instance\.web opens to the internet are dropped by aws_network_acl\.public, inbound rule \*/,
      severity: 'warning',
    },
    {
      name: 'a deny in front, at the deny',
      code: {
        terraform: publicNetwork({
          group,
          more: acl(head, '!90 deny tcp 40000-55000 0.0.0.0/0', '100 allow tcp 1024-65535 0.0.0.0/0'),
        }),
      },
      message: /inbound rule 90\. Intermittent: 53\.1 %/,
    },
  ],
  valid: [
    {
      name: 'the whole range',
      code: { terraform: publicNetwork({ group, more: acl(head, '100 allow tcp 1024-65535 0.0.0.0/0') }) },
    },
    {
      name: 'a range that is a variable without a default',
      code: {
        terraform: publicNetwork({
          group,
          more: `variable "first" {}\n${acl(head, '100 allow tcp 50000-60000 0.0.0.0/0').replace('= 50000', '= var.first')}`,
        }),
      },
    },
  ],
});
