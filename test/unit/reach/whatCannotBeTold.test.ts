import assert from 'node:assert/strict';
import type { NetworkInterface, Subnet } from '../../../src/core/aws/network.ts';
import { converse } from '../../../src/core/reach/conversation.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, prober } from '../../support/cloud.ts';
import { ip, network, place } from '../../support/networks.ts';
import { behindNat, browse, syn } from './behindNat.ts';

describe('what cannot be told is not told', () => {
  const inside = (topology: Topology, name = 'web') =>
    ({ kind: 'interface', interface: topology.interface(name)! }) as const;
  const last = (topology: Topology, to: string) =>
    converse(topology, inside(topology), { kind: 'outside', address: ip(to) }, syn).request.hops.at(-1)!;

  it('an address of the subnet that is nobody in the code: no NACL stands between (N23)', () => {
    const topology = new Topology(network({ inbound: [], outbound: [] }));
    const hop = last(topology, '10.0.12.99');
    assert.deepEqual([hop.checkpoint, hop.verdict], ['component', 'unknown']);
  });

  for (const source of ['10.0.12.99', '10.0.200.1', '192.168.5.5', '172.16.5.5', '100.64.0.9']) {
    it(`${source} does not come through the internet gateway`, () => {
      const topology = new Topology(network());
      const { verdict } = converse(topology, { kind: 'outside', address: ip(source) }, inside(topology), syn);
      assert.equal(verdict, 'unknown');
    });
  }

  it('a local route does not lead into another VPC with the same block', () => {
    const base = network({
      hosts: [
        { name: 'web', ip: '10.0.12.5' },
        { name: 'twin', subnet: 'other', ip: '10.0.13.6' },
      ],
      subnets: { other: '10.0.13.0/24' },
    });
    const subnets = base.subnets.map((subnet) =>
      subnet.address === 'other' ? { ...subnet, vpc: known('second') } : subnet,
    );
    const topology = new Topology({ ...base, subnets });
    assert.equal(converse(topology, inside(topology), inside(topology, 'twin'), syn).verdict, 'unknown');
  });

  it('an address AWS picks, where the rules tell more addresses apart than can be tried', () => {
    const rules = [
      ...Array.from(
        { length: 40 },
        (_, i) => ({ direction: 'inbound', peer: `10.0.12.${i + 10}/32` }) as const,
      ),
      { direction: 'outbound' } as const,
    ];
    const topology = new Topology(
      network({
        rules,
        hosts: [{ name: 'web' }, { name: 'db', subnet: 'other', ip: '10.0.13.6' }],
        subnets: { other: '10.0.13.0/24' },
      }),
    );
    assert.equal(converse(topology, inside(topology), inside(topology, 'db'), syn).verdict, 'unknown');
  });

  it('an address AWS picks, where the NACL of the NAT gateway’s subnet tells the halves of the subnet apart', () => {
    const topology = behindNat({
      publicIn: [{ number: 90, action: 'deny', cidr: '10.0.1.128/25' }, { number: 100 }],
    });
    const app = { ...topology.interface('app')!, privateIps: [unknown('app', 'gets its address from AWS')] };
    const open = new Topology({ ...topology.network, interfaces: [app, topology.interface('nat')!] });
    assert.equal(browse(open).verdict, 'unknown');
  });
});

describe('what cannot be told is named where it stands', () => {
  const open = unknown('var.x', 'has no default');
  /** `app` asks `to`; the rest lies in the subnet `box`. */
  const asked = (to: string, change: (subnet: Subnet) => Subnet, also: Partial<NetworkInterface> = {}) => {
    const made = cloud({
      vpcs: { vpc: ['10.0.0.0/16'], twin: ['10.0.0.0/16'] },
      subnets: {
        app: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw', '10.9.0.0/16': 'eni:box' } },
        box: { cidr: '10.0.2.0/24' },
        far: { vpc: 'twin', cidr: '10.0.3.0/24' },
      },
      hosts: [
        { name: 'app', subnet: 'app', ip: '10.0.1.10', publicIp: '54.0.0.1' },
        { name: 'box', subnet: 'box', ip: '10.0.2.9', also },
      ],
    });
    return prober({ ...made, subnets: made.subnets.map(change) }).talk('app', to).request;
  };
  const of =
    (address: string, part: Partial<Subnet>) =>
    (subnet: Subnet): Subnet =>
      subnet.address === address ? { ...subnet, ...part } : subnet;

  it('a network ACL by its name, or as unknown', () => {
    const acl = (networkAcl: Subnet['networkAcl']) =>
      asked('203.0.113.9', of('app', { networkAcl })).hops.find(
        ({ checkpoint }) => checkpoint === 'network-acl',
      )!;
    const gone = acl(known('gone'));
    assert.deepEqual([gone.component, gone.verdict, gone.origin], ['gone', 'unknown', place(3, 'app')]);
    assert.equal(acl(open).component, '(unknown)');
  });

  it('a route table too', () => {
    const table = (routeTable: Subnet['routeTable']) =>
      asked('203.0.113.9', of('app', { routeTable })).hops.at(-1)!;
    assert.deepEqual([table(known('gone')).component, table(known('gone')).verdict], ['gone', 'unknown']);
    assert.equal(table(open).component, '(unknown)');
  });

  it('the subnet of what a route leads to', () => {
    const last = (subnet: NetworkInterface['subnet']) =>
      asked('10.9.0.1', (own) => own, { subnet }).hops.at(-1)!;
    assert.deepEqual([last(known('gone')).component, last(known('gone')).verdict], ['gone', 'unknown']);
    assert.equal(last(open).component, 'subnet of box');
  });

  it('the groups of an interface, by the first that is known', () => {
    const also = { securityGroups: [open, known('sg')] };
    const made = cloud({
      subnets: { app: { cidr: '10.0.1.0/24' } },
      hosts: [
        { name: 'app', subnet: 'app', ip: '10.0.1.10' },
        { name: 'db', subnet: 'app', ip: '10.0.1.11', groups: ['sg'], also },
      ],
    });
    const shut = made.securityGroups.map((group) => ({ ...group, rules: [] }));
    const interfaces = made.interfaces.map((at) =>
      at.address === 'app' ? { ...at, unfiltered: true as const } : at,
    );
    const { request } = prober({ ...made, interfaces, securityGroups: shut }).talk('app', 'db');
    const hop = request.hops.find(({ checkpoint }) => checkpoint === 'security-group')!;
    assert.deepEqual([hop.component, hop.verdict, hop.origin], ['(unknown), sg', 'unknown', place(1, 'sg')]);
  });

  it('an address AWS keeps of a subnet, but not of one in another VPC with the same block (R19)', () => {
    const kept = asked('10.0.2.2', (own) => own);
    assert.equal(kept.hops.at(-1)!.text, '10.0.2.2 is one of the addresses AWS keeps of box: nobody has it');
    const far = asked('10.0.3.2', (own) => own);
    assert.deepEqual([far.verdict, far.hops.at(-1)!.component], ['unknown', '10.0.3.2']);
    assert.match(far.because[0]!.why, /lies in the VPC and belongs to no interface of the code/);
  });

  it('where IPv6 goes, whichever block AWS gives the VPC: what leaves has a route (R7)', () => {
    const made = network({ hosts: [{ name: 'web', ip: '10.0.12.5', ipv6: '2600:1f18::5' }] });
    const block = { ...unknown('vpc', 'gets its IPv6 block from AWS'), family: 'ipv6' as const };
    const routes = made.routeTables[0]!.routes.map((route) =>
      route.destination.kind === 'known' && route.destination.value.prefixLength === 56
        ? { ...route, destination: block }
        : route,
    );
    const topology = new Topology({ ...made, routeTables: [{ ...made.routeTables[0]!, routes }] });
    const web = { kind: 'interface', interface: topology.interface('web')! } as const;
    const out = converse(topology, web, { kind: 'outside', address: ip('2001:db8::7') }, syn);
    assert.equal(out.request.verdict, 'allow');
  });
});
