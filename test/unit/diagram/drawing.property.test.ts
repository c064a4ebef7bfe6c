/** What must hold for the drawing of any network: nothing overlaps, nothing leaves its container, nothing is left out. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { Network } from '../../../src/core/aws/network.ts';
import { drawDiagram } from '../../../src/core/diagram/diagram.ts';
import { tableOf } from '../../../src/core/diagram/table.ts';
import type { Box, Drawing, Packet, Point } from '../../../src/core/diagram/drawing.ts';
import type { PortScanType } from '../../../src/core/probe/scanResult.ts';
import { someCloud } from '../../support/arbitraryNetworks.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown, type Maybe } from '../../../src/core/value/value.ts';
import { cidr, entry, groupRule, host, ip, network } from '../../support/networks.ts';
import { probe } from '../../support/probes.ts';

/** A reference to one of `count` components, to one outside the code, or one that is not known. */
function reference(name: string, count: number): fc.Arbitrary<Maybe<string>> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.nat({ max: Math.max(0, count - 1) }).map((n) => known(`${name}${n}`)) },
    { weight: 1, arbitrary: fc.constant(known(`${name}-elsewhere`)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('var.a', 'var.b').map((what) => unknown(what, 'has no default')),
    },
  );
}

const base = network();

const networks: fc.Arbitrary<Network> = fc
  .record({ vpcs: fc.nat({ max: 3 }), subnets: fc.nat({ max: 5 }), gateways: fc.nat({ max: 3 }) })
  .chain(({ vpcs, subnets, gateways }) =>
    fc.record({
      vpcs: fc.constant(Array.from({ length: vpcs }, (_, n) => ({ ...base.vpcs[0]!, address: `vpc${n}` }))),
      subnets: fc.array(
        fc.record({
          vpc: reference('vpc', vpcs),
          networkAcl: reference('acl', 1),
          routeTable: reference('routes', 1),
        }),
        { minLength: subnets, maxLength: subnets },
      ),
      gateways: fc.array(fc.option(reference('vpc', vpcs), { nil: undefined }), {
        minLength: gateways,
        maxLength: gateways,
      }),
      interfaces: fc.array(
        fc.record({
          subnet: reference('subnet', subnets),
          groups: fc.array(reference('sg', 2), { maxLength: 3 }),
          public: fc.boolean(),
        }),
        { maxLength: 12 },
      ),
    }),
  )
  .map(({ vpcs, subnets, gateways, interfaces }) => ({
    ...base,
    vpcs,
    subnets: subnets.map((subnet, n) => ({
      ...base.subnets[0]!,
      ...subnet,
      address: `subnet${n}`,
      cidrs: [known(cidr(`10.0.${n}.0/24`))],
    })),
    networkAcls: [{ ...base.networkAcls[0]!, address: 'acl0' }],
    securityGroups: [0, 1].map((n) => ({ ...base.securityGroups[0]!, address: `sg${n}` })),
    routeTables: [
      {
        ...base.routeTables[0]!,
        address: 'routes0',
        routes: base.routeTables[0]!.routes.map((route) =>
          route.target.kind === 'known' && route.target.value.kind === 'internet-gateway'
            ? { ...route, target: known({ kind: 'internet-gateway', gateway: 'igw0' } as const) }
            : route,
        ),
      },
    ],
    internetGateways: gateways.map((vpc, n) => ({ ...base.internetGateways[0]!, address: `igw${n}`, vpc })),
    interfaces: interfaces.map((one, n) => ({
      ...host({ name: `host${n}`, ...(one.public ? { publicIp: `54.0.0.${n}` } : {}) }),
      privateIps: [known(ip(`10.0.200.${n}`))],
      subnet: one.subnet,
      securityGroups: one.groups,
    })),
  }));

const types: readonly PortScanType[] = ['ack', 'syn', 'connect', 'udp', 'fin'];

/** Draws a network, with a probe between two of its interfaces, from outside, or without one. */
function drawn(
  of: Network,
  pick: { from: number | null; to: number; type: PortScanType; plain: boolean; outside?: string },
) {
  const topology = new Topology(of);
  const names = of.interfaces.filter((each) => each.kind !== 'nat-gateway').map((each) => each.address);
  const target = pick.outside ?? names[pick.to % names.length];
  const source = pick.from === null ? undefined : names[pick.from % names.length];
  const made =
    pick.plain || target === undefined || target === source
      ? drawDiagram(topology)
      : drawDiagram(topology, { probe: probe(topology, target, 22, source, pick.type) });
  return { of, ...made };
}

const picks = fc.record({
  from: fc.option(fc.nat()),
  to: fc.nat(),
  type: fc.constantFrom(...types),
  plain: fc.boolean(),
});

/** Plain networks, and clouds with gateways of every kind. */
const probed = fc.tuple(networks, picks).map(([of, pick]) => drawn(of, pick));
const cloudy = fc.tuple(someCloud, picks).map(([of, pick]) => drawn(of, { ...pick, plain: false }));
/** To the internet, and to the addresses of the gateway endpoint. */
const outbound = fc
  .tuple(someCloud, picks, fc.constantFrom('203.0.113.9', '198.51.100.9'))
  .map(([of, pick, outside]) => drawn(of, { ...pick, from: pick.to, plain: false, outside }));

interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((first, index) => items.slice(index + 1).map((second): [T, T] => [first, second]));
}

function parentOf(box: Box, { boxes }: Drawing): Box | undefined {
  return boxes.find((other) => other.id === box.parent);
}

const gates: readonly Box['kind'][] = [
  'network-acl',
  'internet-gateway',
  'vpc-peering-connection',
  'transit-gateway-attachment',
  'gateway-endpoint',
];

/** Boxes packets may turn round in. */
const turns: readonly Box['kind'][] = ['nat-gateway', 'transit-gateway'];

/** Between a network ACL and what stands behind it. */
const laneWidth = 36;

const isContainer = ({ form }: Box): boolean => form === 'container';

const packetsOf = ({ probe: made }: Drawing): readonly Packet[] => made?.packets ?? [];

/** The stretches of a line. */
function stretches(points: readonly Point[]): [Point, Point][] {
  return points.slice(1).map((point, index) => [points[index]!, point]);
}

function rectOf([a, b]: readonly [Point, Point]): Rect {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}

type Drawn = ReturnType<typeof drawn>;

function everyDrawing(
  check: (made: Drawn) => void,
  of: fc.Arbitrary<Drawn> = fc.oneof(probed, cloudy, outbound),
): void {
  fc.assert(
    fc.property(of, (made) => {
      check(made);
    }),
    { numRuns: 60 },
  );
}

describe('the drawing of any network', () => {
  it('puts containers before what they contain, under ids of their own', () => {
    everyDrawing(({ drawing: { boxes } }) => {
      const seen = new Set<string>();
      for (const { id, parent } of boxes) {
        ok(!seen.has(id), id);
        ok(parent === undefined || seen.has(parent));
        seen.add(id);
      }
    });
  });

  it('keeps boxes apart', () => {
    everyDrawing(({ drawing: { boxes } }) => {
      for (const [a, b] of pairs(boxes.filter((box) => !isContainer(box))))
        ok(!overlap(a, b), `${a.id} ${b.id}`);
      for (const [a, b] of pairs(boxes.filter(isContainer)))
        ok(a.parent === b.id || b.parent === a.id || !overlap(a, b), `${a.id} ${b.id}`);
    });
  });

  it('keeps boxes inside their containers, and gates in the left wall', () => {
    everyDrawing(({ drawing }) => {
      for (const box of drawing.boxes) {
        const parent = parentOf(box, drawing) ?? { x: 0, y: 0, width: drawing.width, height: drawing.height };
        ok(box.y > parent.y && box.y + box.height < parent.y + parent.height, box.id);
        ok(box.x + box.width < parent.x + parent.width);
        const gate = gates.includes(box.kind) && box.parent !== undefined;
        equal(gate, box.x < parent.x && parent.x < box.x + box.width, box.id);
      }
    });
  });

  it('draws every VPC, subnet, gateway and interface', () => {
    everyDrawing(({ of, drawing: { boxes } }) => {
      const names = boxes.map((box) => `${box.kind} ${box.name}`);
      for (const { address } of of.vpcs) ok(names.includes(`vpc ${address}`));
      for (const { address } of of.subnets) ok(names.includes(`subnet ${address}`));
      for (const { address } of of.internetGateways) ok(names.includes(`internet-gateway ${address}`));
      for (const { address } of of.vpcPeeringConnections)
        ok(names.includes(`vpc-peering-connection ${address}`));
      for (const { address } of of.transitGateways) ok(names.includes(`transit-gateway ${address}`));
      for (const { address } of of.gatewayEndpoints) ok(names.includes(`gateway-endpoint ${address}`));
      for (const { address, kind } of of.interfaces) ok(names.includes(`${kind} ${address}`));
    });
  });

  it('keeps lines inside the picture, upright or level, and out of boxes they do not cross sideways', () => {
    everyDrawing(({ drawing }) => {
      for (const { points } of [...packetsOf(drawing), ...drawing.edges]) {
        for (const stretch of stretches(points)) {
          const [a, b] = stretch;
          ok(a.x === b.x || a.y === b.y);
          ok(a.x >= 0 && a.x <= drawing.width && a.y >= 0 && a.y <= drawing.height);
          if (a.x !== b.x) continue;
          const line = rectOf(stretch);
          for (const box of drawing.boxes)
            ok(isContainer(box) || turns.includes(box.kind) || !overlap(line, box), box.id);
        }
      }
    });
  });

  it('leads packets only through boxes that had a say', () => {
    everyDrawing(({ drawing }) => {
      for (const stretch of packetsOf(drawing).flatMap(({ points }) => stretches(points))) {
        for (const box of drawing.boxes.filter(
          (each) => !isContainer(each) && overlap(rectOf(stretch), each),
        ))
          ok(box.fate !== 'untouched' || isPassedBy(box), box.id);
      }
    });
  });

  it('leads edges through no box but those of what they join', () => {
    everyDrawing(({ drawing: { edges, boxes } }) => {
      for (const { from, to, points } of edges) {
        for (const stretch of stretches(points)) {
          for (const box of boxes)
            ok(
              isContainer(box) || box.id === from || box.id === to || !overlap(rectOf(stretch), box),
              box.id,
            );
        }
      }
    });
  });

  it('never crosses the request with its reply where nothing turns round', () => {
    everyDrawing(({ drawing }) => {
      const [request, reply] = packetsOf(drawing);
      if (request === undefined || reply === undefined) return;
      const boxesOf = ({ hops }: Packet, kind: Box['kind']): readonly string[] =>
        hops.flatMap(({ boxId }) => (boxId.startsWith(`${kind} `) ? [boxId] : []));
      // A route may lead the reply to a gateway of another VPC.
      const [there, back] = [request, reply].map((packet) => boxesOf(packet, 'internet-gateway').join());
      if (there !== back && back !== '') return;
      // From a subnet nobody knows the request goes round a network ACL, below. A reply through that has to cross it behind.
      const asked = boxesOf(request, 'network-acl');
      const behind = boxesOf(reply, 'network-acl')
        .filter((id) => !asked.includes(id))
        .flatMap((id) => drawing.boxes.filter((box) => box.id === id))
        .map(({ x, width }) => x + width);
      for (const one of stretches(request.points)) {
        for (const other of stretches(reply.points)) {
          const [a, b] = [rectOf(one), rectOf(other)];
          const apart =
            a.x > b.x + b.width || b.x > a.x + a.width || a.y > b.y + b.height || b.y > a.y + a.height;
          const at = Math.max(a.x, b.x);
          const isForced = behind.some((wall) => wall < at && at < wall + laneWidth);
          ok(apart || isForced, JSON.stringify([one, other]));
        }
      }
    }, probed);
  });

  it('ends each line where it says, with room for a label below', () => {
    everyDrawing(({ drawing }) => {
      for (const { points, end, endLabel, endLabelAt } of packetsOf(drawing)) {
        deepEqual(points.at(-1), end);
        if (endLabel === '') continue;
        const label = { x: endLabelAt.x - 65, y: endLabelAt.y, width: 130, height: 18 };
        for (const box of drawing.boxes) ok(isContainer(box) || !overlap(label, box), box.id);
      }
    });
  });

  it('has every hop at a box, and on the line', () => {
    everyDrawing(({ drawing }) => {
      const ids = new Set(drawing.boxes.map(({ id }) => id));
      for (const { from, hops, points, length } of packetsOf(drawing)) {
        ok(ids.has(from));
        for (const [index, { boxId, at, distance }] of hops.entries()) {
          ok(ids.has(boxId), boxId);
          ok(isOn(points, at), JSON.stringify([points, at]));
          ok(distance <= length && distance >= (hops[index - 1]?.distance ?? 0));
        }
      }
    });
  });

  it('says in the table what it shows', () => {
    everyDrawing(({ drawing }) => {
      const { boxes, edges, probe: made } = drawing;
      const table = tableOf(drawing);
      deepEqual(
        table.boxes.map(({ boxId }) => boxId),
        boxes.map(({ id }) => id),
      );
      for (const [index, box] of boxes.entries()) {
        const row = table.boxes[index]!;
        const said = [row.name, ...row.facts].join('\n');
        const shown = [box.label, box.detail, ...box.verdicts, ...box.unknown.map(({ text }) => text)];
        for (const text of shown) ok(said.includes(text), text);
        equal(row.fate, box.fate);
      }
      deepEqual(
        table.edges.map(({ name, facts }) => [name, facts[0] ?? '']),
        edges.map(({ text, label, isUnknown }) => [
          text,
          label === '' && isUnknown ? 'cannot be told from the code' : label,
        ]),
      );
      const rows = table.hops.map(({ name, facts }) => [name, ...facts].join('\n'));
      const shown = (made?.packets ?? []).flatMap(({ title, hops }) =>
        hops.map((hop) => ({ title, ...hop })),
      );
      equal(rows.length, shown.length);
      for (const [index, { title, text, rule }] of shown.entries())
        for (const part of [title, text, rule]) ok(rows[index]!.includes(part));
    });
  });

  it('can reveal what has an origin, and nothing else', () => {
    everyDrawing(({ drawing, origins }) => {
      const { boxes, probe: made } = drawing;
      const table = tableOf(drawing);
      for (const { id, isRevealable, unknown } of boxes) {
        equal(isRevealable, origins.has(id));
        for (const { revealId } of unknown) ok(revealId === undefined || origins.has(revealId));
      }
      for (const { revealId } of [...table.boxes, ...table.hops])
        ok(revealId === undefined || origins.has(revealId));
      for (const { revealId } of (made?.packets ?? []).flatMap(({ hops }) => hops)) ok(origins.has(revealId));
    });
  });

  it('is the same for the same network', () => {
    everyDrawing(({ of }) => {
      deepEqual(drawDiagram(new Topology(of)), drawDiagram(new Topology(of)));
    });
  });

  it('is the same whichever other views were drawn before', () => {
    const view = fc.record({
      unfolded: fc.subarray(['subnet subnet0', 'subnet subnet1', 'interfaces web[0]', 'interfaces web[1]']),
      folded: fc.subarray(['subnet subnet0', 'subnet subnet1', 'subnet subnet2']),
      query: fc.constantFrom('', 'web[1', '10.0.200.2', 'subnet1'),
      onlyFound: fc.boolean(),
      focus: fc.constantFrom(undefined, undefined, 'web[0]', 'web[2]'),
    });
    fc.assert(
      fc.property(networks, fc.array(view, { minLength: 1, maxLength: 5 }), (of, views) => {
        const name = (n: number): string => `web[${n}]`;
        const interfaces = of.interfaces.map((one, n) => ({ ...one, address: name(n), owner: name(n) }));
        const topology = new Topology({ ...of, interfaces });
        for (const each of views) {
          const after = drawDiagram(topology, { view: each });
          deepEqual(after, drawDiagram(new Topology(topology.network), { view: each }));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('moves nothing when rules are added', () => {
    everyDrawing(({ of }) => {
      const more: Network = {
        ...of,
        networkAcls: of.networkAcls.map((acl) => ({
          ...acl,
          inbound: [...acl.inbound, entry({ number: 900 })],
        })),
        securityGroups: of.securityGroups.map((group) => ({
          ...group,
          rules: [...group.rules, groupRule({ direction: 'inbound', peer: 'group:sg0' })],
        })),
      };
      deepEqual(places(more), places(of));
    });
  });

  it('moves only what is below a new interface', () => {
    everyDrawing(({ of }) => {
      const [first] = of.subnets;
      if (first === undefined) return;
      const added = {
        ...host({ name: 'added', subnet: first.address, groups: [] }),
        kind: 'database' as const,
      };
      const before = places(of);
      const after = new Map(places({ ...of, interfaces: [...of.interfaces, added] }));
      const { y } = after.get('interface added')!;
      for (const [id, place] of before) {
        const { y: now, height, ...rest } = after.get(id)!;
        deepEqual(rest, { x: place.x, width: place.width });
        ok(height >= place.height);
        ok(place.y === now || place.y >= y, id);
      }
    });
  });
});

function places(of: Network): [string, Rect][] {
  const { boxes } = drawDiagram(new Topology(of)).drawing;
  return boxes.map(({ id, x, y, width, height }) => [id, { x, y, width, height }]);
}

/** Transit gateways and peers have two gates, of which a hop names one. */
function isPassedBy({ kind }: Box): boolean {
  return kind === 'transit-gateway-attachment' || kind === 'vpc-peering-connection';
}

function isOn(points: readonly Point[], { x, y }: Point): boolean {
  if (points.length === 1) return points[0]!.x === x && points[0]!.y === y;
  return stretches(points).some((stretch) => {
    const { x: left, y: top, width, height } = rectOf(stretch);
    return left <= x && x <= left + width && top <= y && y <= top + height;
  });
}
