/** The ways that are drawn between boxes, and what is said of them. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { drawDiagram } from '../../../src/core/diagram/diagram.ts';
import type { Box, Edge } from '../../../src/core/diagram/drawing.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown, type Maybe } from '../../../src/core/value/value.ts';
import { cloud } from '../../support/cloud.ts';
import { network, place } from '../../support/networks.ts';
import { boxAt } from './boxAt.ts';

type Host = Parameters<typeof cloud>[0]['hosts'][number];

describe('the way from an endpoint to the load balancer behind its service', () => {
  const drawn = (
    leadsTo: Maybe<string>,
    ports: readonly Maybe<number>[] = [known(443)],
    more: readonly Host[] = [],
  ): readonly Edge[] => {
    const made = cloud({
      subnets: { here: { cidr: '10.0.1.0/24' }, there: { cidr: '10.0.2.0/24' } },
      hosts: [
        { name: 'e', subnet: 'here', kind: 'endpoint', also: { leadsTo } },
        { name: 'node-a', subnet: 'there', kind: 'load-balancer', also: { owner: 'lb' } },
        { name: 'node-b', subnet: 'here', kind: 'load-balancer', also: { owner: 'lb' } },
        ...more,
      ],
      also: {
        loadBalancers: [
          {
            address: 'lb',
            origin: place(30),
            type: known('network'),
            scheme: known('internal'),
            nodes: ['node-a', 'node-b'],
            listeners: ports.map((port) => ({ protocol: 6, port, targetGroups: [], origin: place(31) })),
          },
        ],
      },
    });
    const { edges } = drawDiagram(new Topology(made)).drawing;
    return edges.filter(({ kind }) => kind === 'forward');
  };

  it('leads to each of its nodes, on the ports it listens on', () => {
    deepEqual(
      drawn(known('lb'), [known(443), known(8443)]).map(({ text, label, to }) => [text, label, to]),
      [
        ['e leads to lb on tcp 443, 8443', 'tcp 443, 8443', 'interface node-a'],
        ['e leads to lb on tcp 443, 8443', 'tcp 443, 8443', 'interface node-b'],
      ],
    );
  });

  it('says nothing of ports that are not known', () => {
    const [one] = drawn(known('lb'), [unknown('var.port', 'has no default')]);
    deepEqual([one!.text, one!.label], ['e leads to lb', '']);
  });

  it('runs right of all boxes and ends at the load balancer', () => {
    for (const { points } of drawn(known('lb'))) {
      const [start, ...corners] = points;
      const end = corners.pop()!;
      equal(end.x, start!.x);
      ok(corners.every(({ x }) => x > start!.x));
    }
  });

  it('is not drawn where it is not known, or leads out of the code', () => {
    deepEqual(drawn(unknown('var.service', 'has no default')), []);
    deepEqual(drawn(known('arn:elsewhere')), []);
  });

  it('is one way between boxes that hold several ends of it, and none within one', () => {
    const many = Array.from({ length: 300 }, (_, n) => ({ name: `web${n}`, subnet: 'here' }));
    const other: Host = { name: 'f', subnet: 'here', kind: 'endpoint', also: { leadsTo: known('lb') } };
    deepEqual(
      drawn(known('lb'), [known(443)], [...many, other]).map(({ from, to }) => [from, to]),
      [['interfaces of subnet here', 'interface node-a']],
    );
  });
});

describe('links', () => {
  it('lead to the internet only from subnets that are routed there', () => {
    const of = network({ subnets: { private: '10.0.20.0/24' } });
    const [routed] = of.routeTables;
    const closed = { ...routed!, address: 'closed', routes: routed!.routes.slice(0, 2) };
    const { drawing } = drawDiagram(
      new Topology({
        ...of,
        routeTables: [routed!, closed],
        subnets: of.subnets.map((subnet) =>
          subnet.address === 'private' ? { ...subnet, routeTable: known('closed') } : subnet,
        ),
      }),
    );
    const [open, shut] = drawing.boxes.filter((box) => box.kind === 'network-acl');
    const reaches = (box: Box): boolean =>
      drawing.edges.some(
        ({ points }) => points.at(-1)!.x === box.x && boxAt(drawing, points.at(-1)!) === box,
      );
    ok(reaches(open!));
    ok(!reaches(shut!));
  });

  it('are dashed where the way cannot be told', () => {
    const of = network();
    const { drawing } = drawDiagram(
      new Topology({
        ...of,
        subnets: of.subnets.map((subnet) => ({ ...subnet, routeTable: known('rtb-0123') })),
      }),
    );
    deepEqual(
      drawing.edges.map((edge) => [edge.kind, edge.isUnknown]),
      [
        ['join', false],
        ['route', true],
        ['membership', false],
        ['membership', true],
      ],
    );
  });
});
