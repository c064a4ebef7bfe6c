/** An interface whose subnet is not known still has its groups: what they never let through, nobody gets to it on any way. */
import assert from 'node:assert/strict';
import { tcp } from '../../../src/core/net/protocol.ts';
import { matrix } from '../../../src/core/reach/matrix.ts';
import { Reachability } from '../../../src/core/reach/reachability.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, outcome, prober, type CloudText } from '../../support/cloud.ts';
import { cidr, type GroupRuleText } from '../../support/networks.ts';

const stranger = '203.0.113.9';
const somewhere = { subnet: unknown('var.subnet', 'has no default') };
const rules: readonly GroupRuleText[] = [
  { direction: 'inbound', protocol: tcp, ports: '22', peer: '10.0.0.0/8' },
  { direction: 'inbound', protocol: tcp, ports: '443' },
  { direction: 'inbound', protocol: tcp, ports: '5432', peer: 'group:own' },
  { direction: 'outbound', protocol: tcp, ports: '1-9000' },
];

/** `web` somewhere, `db` in a subnet of the code; both carry the group `own`. */
function lost(also: CloudText['hosts'][number]['also'] = somewhere, more: Partial<CloudText> = {}) {
  const { topology, end, talk } = prober(
    cloud({
      subnets: {
        db: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'igw' }, inbound: [{ ports: '22-5432' }] },
      },
      hosts: [
        { name: 'web', subnet: 'web', ip: '10.0.7.7', groups: ['own'], publicIp: '54.0.0.1', also },
        { name: 'db', subnet: 'db', ip: '10.0.2.9', groups: ['own'] },
      ],
      groups: { own: { rules } },
      ...more,
    }),
  );
  const reach = (from: string, to: string) => new Reachability(topology).between(end(from), end(to), tcp);
  return { topology, talk, reach };
}

/** The ports that pass for certain, those that may, and what would tell. */
function ports(of: ReturnType<typeof lost>, from: string, to: string): readonly string[] {
  const { ports: own, replyPorts, because } = of.reach(from, to);
  return [
    own.must.toString(),
    own.may.toString(),
    replyPorts.must.toString(),
    because.map(({ what }) => what).join(),
  ];
}

describe('an interface whose subnet is not known', () => {
  it('is reached on what its groups may let in, and on nothing else', () => {
    assert.deepEqual(ports(lost(), stranger, 'web'), ['', '443', '', 'var.subnet']);
    assert.deepEqual(ports(lost(), 'db', 'web'), ['', '22,443,5432', '', 'var.subnet']);
    assert.equal(
      outcome(lost().talk(stranger, 'web', { destinationPort: 22 })),
      'deny ENI_SG_RULES_MISMATCH own',
    );
    assert.equal(
      outcome(lost().talk(stranger, 'web')),
      'unknown UNKNOWN_REPLY_UNSUPPORTED_COMPONENT subnet of web',
    );
  });

  it('reaches what the groups of both ends may let through', () => {
    assert.deepEqual(ports(lost(), 'web', 'db').slice(0, 2), ['', '22,443,5432']);
    assert.equal(
      outcome(lost().talk('web', 'db', { destinationPort: 80 })),
      'deny ENI_SG_RULES_MISMATCH own',
    );
    // Where it goes to from nobody knows where, its own groups are all there is.
    assert.deepEqual(ports(lost(), 'web', stranger), ['', '1-9000', '', 'var.subnet']);
  });

  it('may be a neighbour, whom no network ACL keeps out', () => {
    const shut = lost(somewhere, { subnets: { db: { cidr: '10.0.2.0/24', inbound: [], outbound: [] } } });
    assert.deepEqual(ports(shut, 'db', 'web').slice(0, 2), ['', '22,443,5432']);
    assert.deepEqual(ports(shut, 'web', 'db').slice(0, 2), ['', '22,443,5432']);
  });

  it('is no neighbour in a subnet outside the code', () => {
    const outside = { subnet: known('subnet-0abc') };
    const shut = lost(outside, { subnets: { db: { cidr: '10.0.2.0/24', outbound: [] } } });
    assert.equal(outcome(shut.talk('db', 'web')), 'deny SUBNET_ACL_RESTRICTION db-acl');
    assert.deepEqual(ports(lost(outside), stranger, 'web'), ['', '443', '', 'subnet-0abc']);
  });

  it('knows its neighbours in a subnet outside the code, and needs nothing else to reach them', () => {
    const outside = { subnet: known('subnet-0abc') };
    const two = lost(outside, {
      hosts: [
        { name: 'web', subnet: 'subnet-0abc', ip: '10.0.9.4', groups: ['own'] },
        { name: 'db', subnet: 'subnet-0abc', ip: '10.0.9.5', groups: ['own'] },
      ],
    });
    assert.equal(outcome(two.talk('web', 'db')), 'allow');
    assert.deepEqual(ports(two, 'web', 'db'), ['22,443,5432', '22,443,5432', '0-65535', '']);
  });

  it('stands in the matrix with what its groups leave', () => {
    const rows = matrix(lost().topology, { families: ['ipv4'], passing: true });
    const towards = rows.filter(
      ({ to }) => to.kind === 'interfaces' && to.interfaces.some(({ address }) => address === 'web'),
    );
    assert.deepEqual(
      towards.map(({ from, protocols }) => [
        from.kind,
        protocols.find(({ protocol }) => protocol === tcp)!.reach.ports.may.toString(),
      ]),
      [
        ['internet', '443'],
        ['interfaces', '22,443,5432'],
      ],
    );
  });
});

describe('an interface whose address may be anything', () => {
  const made = cloud({
    vpcs: { vpc: [] },
    subnets: { web: { cidr: '10.0.1.0/24' }, db: { cidr: '10.0.2.0/24' } },
    hosts: [
      { name: 'web', subnet: 'web', groups: ['own'] },
      { name: 'db', subnet: 'db', ip: '10.0.2.9', groups: ['own'] },
    ],
    groups: { own: { rules } },
  });
  const open = unknown('var.block', 'has no default');
  const routes = made.routeTables.map((table) => ({
    ...table,
    routes: [
      {
        ...made.routeTables[0]!.routes[0]!,
        destination: known(cidr('0.0.0.0/0')),
        target: known({ kind: 'local' } as const),
        resource: 'routes',
        origin: table.origin,
      },
    ],
  }));
  const { talk } = prober({
    ...made,
    vpcs: made.vpcs.map((vpc) => ({ ...vpc, cidrs: [open] })),
    subnets: made.subnets.map((subnet) => (subnet.address === 'web' ? { ...subnet, cidrs: [open] } : subnet)),
    routeTables: routes,
  });

  it('is not kept out by rules for the blocks it may be in', () => {
    const { verdict, because } = talk('web', 'db', { destinationPort: 22 });
    assert.deepEqual([verdict, because.map(({ what }) => what)], ['unknown', ['web']]);
    assert.equal(talk('web', 'db').verdict, 'allow');
    assert.equal(talk('web', 'db', { destinationPort: 80 }).verdict, 'deny');
  });

  it('lies in its VPC at least, where that has blocks', () => {
    const within = (blocks: readonly string[]) =>
      prober({
        ...made,
        vpcs: made.vpcs.map((vpc) => ({ ...vpc, cidrs: blocks.map((block) => known(cidr(block))) })),
        subnets: made.subnets.map((subnet) =>
          subnet.address === 'web' ? { ...subnet, cidrs: [open] } : subnet,
        ),
        routeTables: routes,
      }).talk('web', 'db', { destinationPort: 22 }).verdict;
    assert.deepEqual([['10.0.0.0/16'], ['172.16.0.0/16'], ['172.16.0.0/16', '10.0.0.0/16'], []].map(within), [
      'allow',
      'deny',
      'unknown',
      'unknown',
    ]);
  });
});
