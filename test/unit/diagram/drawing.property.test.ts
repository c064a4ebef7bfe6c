/** What must hold for the drawing of any network: nothing overlaps, nothing leaves its container, nothing is left out. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { Network } from '../../../src/core/aws/network.ts';
import { drawDiagram } from '../../../src/core/diagram/diagram.ts';
import { tableOf } from '../../../src/core/diagram/table.ts';
import type { Box, Drawing, Packet, Point } from '../../../src/core/diagram/drawing.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { entry, groupRule, host } from '../../support/networks.ts';
import { everyDrawing, networks, probed } from './anyDrawing.ts';

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
