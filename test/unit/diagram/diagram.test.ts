/** Where the probe's packets go in the drawing, how boxes fare, and what the text alternative says. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Network } from '../../../src/core/aws/network.ts';
import { drawDiagram } from '../../../src/core/diagram/diagram.ts';
import { tableOf } from '../../../src/core/diagram/table.ts';
import type { BoxKind, Drawing, Packet } from '../../../src/core/diagram/drawing.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { host, network, type NetworkText } from '../../support/networks.ts';
import { probe } from '../../support/probes.ts';
import { boxAt, isCheckpoint } from './boxAt.ts';

function draw(of: Network, target: string, source?: string) {
  const topology = new Topology(of);
  return drawDiagram(topology, { probe: probe(topology, target, 22, source) });
}

const packetsOf = ({ probe: drawn }: Drawing): readonly Packet[] => drawn?.packets ?? [];

const fatesOf = ({ boxes }: Drawing): Partial<Record<BoxKind, string>> =>
  Object.fromEntries(boxes.filter(isCheckpoint).map((box) => [box.kind, box.fate]));

const arrived = {
  'internet': 'passed',
  'internet-gateway': 'passed',
  'network-acl': 'passed',
  'security-group': 'passed',
  'instance': 'passed',
};

describe('a probe from the internet', () => {
  const cases: readonly {
    readonly name: string;
    readonly of: NetworkText;
    readonly fates: Partial<Record<BoxKind, string>>;
    /** What the last line ends in. */
    readonly endsIn: BoxKind | undefined;
    readonly paths: readonly string[];
    readonly label: string;
  }[] = [
    {
      name: 'comes back where nothing stops it',
      of: {},
      fates: arrived,
      endsIn: 'internet',
      paths: ['request arrived', 'reply arrived'],
      label: '',
    },
    {
      name: 'ends at the network ACL that drops the request',
      of: { inbound: [] },
      fates: { ...arrived, 'network-acl': 'dropped', 'security-group': 'untouched', 'instance': 'untouched' },
      endsIn: 'network-acl',
      paths: ['request dropped'],
      label: 'no-response → filtered',
    },
    {
      name: 'ends at the network ACL that drops the reply',
      of: { outbound: [] },
      fates: { ...arrived, 'network-acl': 'dropped' },
      endsIn: 'network-acl',
      paths: ['request arrived', 'reply dropped'],
      label: 'no-response → filtered',
    },
    {
      name: 'ends at the security group',
      of: { rules: [{ direction: 'outbound' }] },
      fates: { ...arrived, 'security-group': 'dropped', 'instance': 'untouched' },
      endsIn: 'security-group',
      paths: ['request dropped'],
      label: 'no-response → filtered',
    },
    {
      name: 'ends at the gateway that knows no public address',
      of: { hosts: [{ ip: '10.0.12.197' }] },
      fates: {
        'internet': 'passed',
        'internet-gateway': 'dropped',
        'network-acl': 'untouched',
        'security-group': 'untouched',
        'instance': 'untouched',
      },
      endsIn: 'internet-gateway',
      paths: ['request dropped'],
      label: 'no-response → filtered',
    },
    {
      name: 'ends with a question where a value is not known',
      of: { inbound: [{ cidr: '?' }] },
      fates: { ...arrived, 'network-acl': 'unknown', 'security-group': 'untouched', 'instance': 'untouched' },
      endsIn: 'network-acl',
      paths: ['request unknown'],
      label: 'cannot be told',
    },
    {
      name: 'goes on behind a question to what drops it in any case',
      of: { inbound: [{ cidr: '?' }], rules: [{ direction: 'outbound' }] },
      fates: { ...arrived, 'network-acl': 'unknown', 'security-group': 'dropped', 'instance': 'untouched' },
      endsIn: 'security-group',
      paths: ['request dropped'],
      label: 'no-response → filtered',
    },
    {
      name: 'ends where the answer is dropped, if there is one',
      of: { rules: [{ direction: 'inbound', peer: '?' }], outbound: [] },
      fates: { ...arrived, 'network-acl': 'dropped', 'security-group': 'unknown' },
      endsIn: 'network-acl',
      paths: ['request unknown', 'reply dropped'],
      label: 'no-response → filtered',
    },
  ];
  for (const { name, of, fates, endsIn, paths, label } of cases) {
    it(name, () => {
      const { drawing } = draw(network(of), 'web');
      deepEqual(fatesOf(drawing), fates);
      deepEqual(
        packetsOf(drawing).map((packet) => `${packet.leg} ${packet.fate}`),
        paths,
      );
      const last = packetsOf(drawing).at(-1)!;
      equal(boxAt(drawing, last.end)?.kind, endsIn);
      equal(last.endLabel, label);
    });
  }

  it('ends at the wall of a VPC without a gateway', () => {
    const { drawing } = draw(network({ internet: false }), 'web');
    const vpc = drawing.boxes.find((box) => box.kind === 'vpc')!;
    const [packet] = packetsOf(drawing);
    equal(packet!.end.x, vpc.x);
    equal(packet!.fate, 'dropped');
  });

  it('runs level where everything is in one row, and reply below request', () => {
    const { drawing } = draw(network(), 'web');
    const [request, reply] = packetsOf(drawing).map((packet) => [
      ...new Set(packet.points.map((point) => point.y)),
    ]);
    equal(request!.length, 1);
    equal(reply!.length, 1);
    ok(request![0]! < reply![0]!);
  });

  it('writes the address of the host outside into the box for the internet', () => {
    const { drawing } = draw(network(), 'web');
    equal(drawing.boxes.find((box) => box.kind === 'internet')!.detail, '198.51.100.7');
  });

  it('keeps both verdicts of a box that both packets pass', () => {
    const { drawing } = draw(network(), 'web');
    const { verdicts } = drawing.boxes.find((box) => box.kind === 'network-acl')!;
    deepEqual(verdicts, [
      'ACK: network ACL acl: inbound rule 100 allows all traffic from 0.0.0.0/0',
      'RST: network ACL acl: outbound rule 100 allows all traffic to 0.0.0.0/0',
    ]);
  });
});

describe('a probe between instances', () => {
  const hosts = [
    { name: 'web', ip: '10.0.12.11' },
    { name: 'near', ip: '10.0.12.12' },
    { name: 'far', subnet: 'private', ip: '10.0.20.11' },
  ];
  const of = network({ hosts, subnets: { private: '10.0.20.0/24' } });
  const crossed = (target: string, source: string): readonly string[] => {
    const { drawing } = draw(of, target, source);
    return drawing.boxes
      .filter((box) => box.fate !== 'untouched' && box.form !== 'tag')
      .map((box) => box.kind);
  };

  it('stays behind the network ACL within one subnet', () => {
    deepEqual(crossed('near', 'web'), ['security-group', 'instance', 'security-group', 'instance']);
  });

  it('passes the network ACLs of both subnets', () => {
    const one = ['network-acl', 'security-group', 'instance'];
    deepEqual(crossed('far', 'web'), [...one, ...one]);
    deepEqual(crossed('web', 'far'), [...one, ...one]);
  });

  it('starts inside the source and ends at the target', () => {
    const { drawing } = draw(of, 'far', 'web');
    const [request, reply] = packetsOf(drawing);
    equal(boxAt(drawing, request!.points[0]!)?.name, 'web');
    equal(boxAt(drawing, request!.end)?.name, 'far');
    equal(boxAt(drawing, reply!.points[0]!)?.name, 'far');
    equal(boxAt(drawing, reply!.end)?.name, 'web');
  });
});

describe('the table', () => {
  it('tells the probe hop by hop, with the line that decided', () => {
    const { drawing, origins } = draw(network({ inbound: [{ protocol: 6, ports: '1024-65535' }] }), 'web');
    const packet = 'ACK 198.51.100.7:40000 → 10.0.12.197:22';
    deepEqual(
      tableOf(drawing).hops.map(({ name, facts, fate }) => [name, facts, fate]),
      [
        [packet, ['internet gateway igw: knows the public IPv4 address of web'], 'passed'],
        [
          packet,
          [
            'network ACL acl: inbound rule * denies what no other rule matches',
            'rule *',
            'no-response → filtered',
          ],
          'dropped',
        ],
      ],
    );
    const last = tableOf(drawing).hops.at(-1)!;
    equal(drawing.boxes.find((box) => box.id === last.boxId)?.kind, 'network-acl');
    equal(origins.get(last.revealId!)?.resource, 'acl');
  });

  it('points to the rule, not to the component, where a rule decided', () => {
    const { drawing, origins } = draw(network({ inbound: [{ number: 70 }] }), 'web');
    const row = tableOf(drawing).hops.find(({ facts }) => facts[0]!.includes('inbound rule 70'))!;
    equal(origins.get(row.revealId!)?.span.start, 70);
    equal(origins.get(row.boxId)?.span.start, 4);
  });

  it('lists what contains what', () => {
    const { drawing } = drawDiagram(new Topology(network()));
    equal(drawing.probe, undefined);
    deepEqual(
      tableOf(drawing).boxes.map(({ what, name, facts }) => [`${what} ${name}`, ...facts].join(', ')),
      [
        'Outside internet, Internet',
        'VPC vpc, 10.0.0.0/16 · 2600:1f18::/56',
        'Internet gateway igw, in VPC vpc',
        'Subnet subnet, 10.0.12.0/24, in VPC vpc',
        'Network ACL acl, 2 in · 2 out, in subnet subnet',
        'Route table routes, 0.0.0.0/0 → internet · ::/0 → internet, in subnet subnet',
        'Security group sg, 2 in · 2 out, in subnet subnet',
        'Instance web, 10.0.12.197 · 54.221.77.100, in subnet subnet',
      ],
    );
  });
});

describe('what the code does not hold', () => {
  const base = network();
  const one = { ...host({ ip: '10.0.12.11' }), securityGroups: [known('sg'), known('sg-0123')] };
  const detailOf = (of: Network, kind: BoxKind): readonly (readonly string[])[] =>
    drawDiagram(new Topology(of))
      .drawing.boxes.filter((box) => box.kind === kind)
      .map((box) => [box.label, box.detail, box.isUnknown ? 'unknown' : 'known']);
  const cases: readonly [string, Network, BoxKind, readonly (readonly string[])[]][] = [
    [
      'a group outside the code',
      { ...base, interfaces: [one] },
      'security-group',
      [['sg, sg-0123', '1 not in the code', 'unknown']],
    ],
    [
      'a group that cannot be told',
      { ...base, interfaces: [{ ...one, securityGroups: [unknown('var.groups', 'has no default')] }] },
      'security-group',
      [['not known', 'var.groups has no default', 'unknown']],
    ],
    [
      'a subnet outside the code',
      { ...base, subnets: [], interfaces: [{ ...one, subnet: known('subnet-0123') }] },
      'subnet',
      [['subnet-0123', 'not in the code', 'unknown']],
    ],
    [
      'a subnet that cannot be told',
      { ...base, subnets: [], interfaces: [{ ...one, subnet: unknown('var.subnet', 'has no default') }] },
      'subnet',
      [['not known', 'var.subnet has no default', 'unknown']],
    ],
    ['a VPC outside the code', { ...base, vpcs: [] }, 'vpc', [['vpc', 'not in the code', 'unknown']]],
    [
      'a network ACL outside the code',
      { ...base, networkAcls: [] },
      'network-acl',
      [['acl', 'not in the code', 'unknown']],
    ],
    [
      'a gateway attached to nothing',
      { ...base, internetGateways: [{ ...base.internetGateways[0]!, vpc: undefined }] },
      'internet-gateway',
      [['igw', 'not attached', 'known']],
    ],
  ];
  for (const [name, of, kind, expected] of cases) {
    it(`is drawn as such: ${name}`, () => {
      deepEqual(detailOf(of, kind), expected);
    });
  }
});
