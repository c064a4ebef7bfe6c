/** What must hold for the drawing of any network: nothing overlaps, nothing leaves its container, nothing is left out. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { Network } from '../../../src/core/aws/network.ts';
import { drawDiagram } from '../../../src/core/diagram/diagram.ts';
import type { Box, Drawing, Point } from '../../../src/core/diagram/drawing.ts';
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

/** A network, and which of its interfaces (if any) talk to each other. */
const probed = fc
  .record({ network: networks, from: fc.option(fc.nat()), to: fc.nat(), plain: fc.boolean() })
  .map(({ network: of, from, to, plain }) => {
    const topology = new Topology(of);
    const names = of.interfaces.map((each) => each.address);
    const target = names[to % names.length];
    const source = from === null ? undefined : names[from % names.length];
    const drawn =
      plain || target === undefined || target === source
        ? drawDiagram(topology)
        : drawDiagram(topology, probe(topology, target, 22, source));
    return { of, ...drawn };
  });

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

const gates: readonly Box['kind'][] = ['network-acl', 'internet-gateway'];

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

function everyDrawing(check: (drawn: ReturnType<typeof drawDiagram> & { of: Network }) => void): void {
  fc.assert(
    fc.property(probed, (drawn) => {
      check(drawn);
    }),
    { numRuns: 300 },
  );
}

describe('the drawing of any network', () => {
  it('puts containers before what they contain, under ids of their own', () => {
    everyDrawing(({ drawing: { boxes } }) => {
      const seen = new Set<string>();
      for (const { id, parent } of boxes) {
        ok(!seen.has(id));
        ok(parent === undefined || seen.has(parent));
        seen.add(id);
      }
    });
  });

  it('keeps boxes apart', () => {
    everyDrawing(({ drawing: { boxes } }) => {
      for (const [a, b] of pairs(boxes.filter((box) => !box.container)))
        ok(!overlap(a, b), `${a.id} ${b.id}`);
      for (const [a, b] of pairs(boxes.filter((box) => box.container)))
        ok(a.parent === b.id || b.parent === a.id || !overlap(a, b), `${a.id} ${b.id}`);
    });
  });

  it('keeps boxes inside their containers, and gates in the left wall', () => {
    everyDrawing(({ drawing }) => {
      for (const box of drawing.boxes) {
        const parent = parentOf(box, drawing) ?? { x: 0, y: 0, width: drawing.width, height: drawing.height };
        ok(box.y > parent.y && box.y + box.height < parent.y + parent.height);
        ok(box.x + box.width < parent.x + parent.width);
        const gate = gates.includes(box.kind) && box.parent !== undefined;
        equal(gate, box.x < parent.x && parent.x < box.x + box.width);
      }
    });
  });

  it('draws every VPC, subnet, gateway and interface', () => {
    everyDrawing(({ of, drawing: { boxes } }) => {
      const names = boxes.map((box) => `${box.kind} ${box.name}`);
      for (const { address } of of.vpcs) ok(names.includes(`vpc ${address}`));
      for (const { address } of of.subnets) ok(names.includes(`subnet ${address}`));
      for (const { address } of of.internetGateways) ok(names.includes(`internet-gateway ${address}`));
      for (const { address } of of.interfaces) ok(names.includes(`instance ${address}`));
      equal(boxes.filter((box) => box.kind === 'instance').length, of.interfaces.length);
    });
  });

  it('keeps lines inside the picture, upright or level, and out of boxes they do not cross sideways', () => {
    everyDrawing(({ drawing }) => {
      for (const { points } of [...drawing.paths, ...drawing.links]) {
        for (const stretch of stretches(points)) {
          const [a, b] = stretch;
          ok(a.x === b.x || a.y === b.y);
          ok(a.x >= 0 && a.x <= drawing.width && a.y >= 0 && a.y <= drawing.height);
          if (a.x !== b.x) continue;
          const line = rectOf(stretch);
          for (const box of drawing.boxes.filter((each) => !each.container)) ok(!overlap(line, box));
        }
      }
    });
  });

  it('leads packets only through boxes that had a say', () => {
    everyDrawing(({ drawing: { paths, boxes } }) => {
      for (const stretch of paths.flatMap(({ points }) => stretches(points))) {
        for (const box of boxes.filter((each) => !each.container && overlap(rectOf(stretch), each)))
          ok(box.verdict !== '' || box.fate === 'passed', box.id);
      }
    });
  });

  it('never crosses the request with its reply', () => {
    everyDrawing(({ drawing: { paths } }) => {
      const [request, reply] = paths;
      if (request === undefined || reply === undefined) return;
      for (const one of stretches(request.points)) {
        for (const other of stretches(reply.points)) {
          const [a, b] = [rectOf(one), rectOf(other)];
          const apart =
            a.x > b.x + b.width || b.x > a.x + a.width || a.y > b.y + b.height || b.y > a.y + a.height;
          ok(apart, JSON.stringify([one, other]));
        }
      }
    });
  });

  it('ends each path where it says, with room for a label below', () => {
    everyDrawing(({ drawing: { paths, boxes } }) => {
      for (const { points, end, endLabel, endLabelAt } of paths) {
        deepEqual(points.at(-1), end);
        if (endLabel === '') continue;
        const label = { x: endLabelAt.x - 65, y: endLabelAt.y, width: 130, height: 18 };
        for (const box of boxes.filter((each) => !each.container)) ok(!overlap(label, box), box.id);
      }
    });
  });

  it('can reveal what has an origin, and nothing else', () => {
    everyDrawing(({ drawing: { boxes, steps }, origins }) => {
      for (const { id, revealable } of boxes) equal(revealable, origins.has(id));
      for (const { revealId } of steps) ok(revealId === undefined || origins.has(revealId));
    });
  });

  it('is the same for the same network', () => {
    everyDrawing(({ of }) => {
      deepEqual(drawDiagram(new Topology(of)), drawDiagram(new Topology(of)));
    });
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
      const places = (each: Network): unknown =>
        drawDiagram(new Topology(each)).drawing.boxes.map(({ id, x, y, width, height }) => [
          id,
          x,
          y,
          width,
          height,
        ]);
      deepEqual(places(more), places(of));
    });
  });
});
