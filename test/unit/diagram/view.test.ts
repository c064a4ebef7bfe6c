/** What a view shows of a network: folded or one by one, what is looked for, and the neighbourhood of one interface. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { drawDiagram } from '../../../src/core/diagram/diagram.ts';
import type { Box } from '../../../src/core/diagram/drawing.ts';
import { wholeView, type View } from '../../../src/core/diagram/view.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { network } from '../../support/networks.ts';

describe('500 instances', () => {
  const hosts = Array.from({ length: 500 }, (_, n) => ({
    name: `web${n}`,
    subnet: n % 2 === 0 ? 'subnet' : 'private',
  }));
  const topology = new Topology(network({ hosts, subnets: { private: '10.0.20.0/24' } }));
  const ends = (view?: View): readonly Box[] =>
    drawDiagram(topology, view && { view }).drawing.boxes.filter(
      ({ kind }) => kind === 'instance' || kind === 'interfaces',
    );

  it('are one box a subnet at first', () => {
    deepEqual(
      ends().map(({ kind, label, detail }) => [kind, label, detail]),
      [
        ['interfaces', '250 interfaces', '250 instances'],
        ['interfaces', '250 interfaces', '250 instances'],
      ],
    );
  });

  it('can be unfolded where they stand, and by their subnet', () => {
    const { boxes } = drawDiagram(topology).drawing;
    for (const id of ['subnet subnet', 'interfaces of subnet subnet'])
      deepEqual(boxes.find((box) => box.id === id)?.fold, {
        id: 'subnet subnet',
        count: 250,
        isFolded: true,
      });
  });

  it('all have a place of their own where a subnet is unfolded', () => {
    const boxes = ends({ ...wholeView, unfolded: ['subnet subnet'] });
    equal(boxes.filter(({ kind }) => kind === 'instance').length, 250);
    equal(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size, 251);
  });
});

describe('alike interfaces', () => {
  const hosts = ['web[0]', 'web[1]', 'db', 'web[2]'].map((name) => ({ name: `aws_instance.${name}` }));
  const labels = (view?: View): readonly string[] => {
    const { drawing } = drawDiagram(new Topology(network({ hosts })), view && { view });
    return drawing.boxes.filter(({ kind }) => kind === 'instance').map(({ label }) => label);
  };

  it('are one box with their number', () => {
    deepEqual(labels(), ['web ×3', 'db']);
    const keyed = ['app["a]"]', 'app["${data.aws_availability_zones.z.names[0]}"]'];
    const drawn = drawDiagram(
      new Topology(network({ hosts: keyed.map((name) => ({ name: `aws_instance.${name}` })) })),
    );
    deepEqual(
      drawn.drawing.boxes.filter(({ kind }) => kind === 'instance').map(({ label }) => label),
      ['app ×2'],
    );
  });

  it('are shown one by one where that is asked for', () => {
    const view = { ...wholeView, unfolded: ['interfaces aws_instance.web[0]'] };
    deepEqual(labels(view), ['web[0]', 'web[1]', 'web[2]', 'db']);
  });

  it('are shown one by one alone, and folded again from any of them', () => {
    const two = [...hosts, { name: 'aws_instance.app[0]' }, { name: 'aws_instance.app[1]' }];
    const view = { ...wholeView, unfolded: ['interfaces aws_instance.app[0]'] };
    const { boxes } = drawDiagram(new Topology(network({ hosts: two })), { view }).drawing;
    deepEqual(
      boxes
        .filter(({ kind }) => kind === 'instance')
        .map(({ label, fold }) => [label, fold?.id, fold?.isFolded]),
      [
        ['web ×3', 'interfaces aws_instance.web[0]', true],
        ['db', undefined, undefined],
        ['app[0]', 'interfaces aws_instance.app[0]', false],
        ['app[1]', 'interfaces aws_instance.app[0]', false],
      ],
    );
  });

  it('stay apart where something sets them apart', () => {
    const apart = hosts.map((one, n) => ({ ...one, groups: n === 1 ? ['other'] : ['sg'] }));
    const { drawing } = drawDiagram(new Topology(network({ hosts: apart })));
    deepEqual(
      drawing.boxes.filter(({ kind }) => kind === 'instance').map(({ label }) => label),
      ['web ×2', 'web[1]', 'db'],
    );
  });
});

describe('looking for', () => {
  const of = network({
    inbound: [{ protocol: 6, ports: '8080-8090' }],
    hosts: [
      { name: 'web', ip: '10.0.12.11' },
      { name: 'db', subnet: 'private', ip: '10.0.20.12' },
    ],
    subnets: { private: '10.0.20.0/24' },
  });
  const found = (query: string): readonly string[] => {
    const { drawing } = drawDiagram(new Topology(of), { view: { ...wholeView, query } });
    return drawing.boxes.filter(({ isFound }) => isFound).map(({ kind, name }) => `${kind} ${name}`);
  };
  const cases: readonly [string, string, readonly string[]][] = [
    ['nothing', '', []],
    ['a part of a name', 'PRIV', ['subnet private']],
    [
      'an address',
      '10.0.20.12',
      ['vpc vpc', 'route-table routes', 'subnet private', 'route-table routes', 'instance db'],
    ],
    ['a block', '10.0.20.0/24', ['subnet private', 'instance db']],
    ['a port some rule names', '8085', ['network-acl acl', 'network-acl acl']],
    ['a port no rule names', '443', []],
  ];
  for (const [what, query, expected] of cases) {
    it(`${what} finds what has it`, () => {
      deepEqual(found(query), expected);
    });
  }

  it('may leave out everything else', () => {
    const view = { ...wholeView, query: 'db', onlyFound: true };
    const { drawing } = drawDiagram(new Topology(of), { view });
    deepEqual(
      drawing.boxes.filter(({ kind }) => kind === 'subnet' || kind === 'instance').map(({ name }) => name),
      ['private', 'db'],
    );
  });
});

describe('the neighbourhood of one interface', () => {
  const of = network({
    rules: [
      { direction: 'inbound', peer: '10.0.12.11/32', protocol: 6, ports: '5432' },
      { direction: 'outbound', peer: '10.0.12.12/32', protocol: 6 },
    ],
    hosts: [
      { name: 'web', ip: '10.0.12.11' },
      { name: 'db', ip: '10.0.12.12' },
      { name: 'lonely', subnet: 'private', ip: '10.0.20.13', groups: [] },
    ],
    subnets: { private: '10.0.20.0/24' },
  });

  it('is those it talks to, with the ports that get through', () => {
    const view = { ...wholeView, focus: 'web' };
    const { drawing } = drawDiagram(new Topology(of), { view });
    deepEqual(
      drawing.boxes.filter(({ kind }) => kind === 'subnet' || kind === 'instance').map(({ name }) => name),
      ['subnet', 'web', 'db'],
    );
    deepEqual(
      drawing.edges.filter(({ kind }) => kind === 'flow').map(({ text }) => text),
      ['web reaches db on tcp 5432'],
    );
    ok(drawing.edges.some(({ kind, label }) => kind === 'membership' && label === '→ tcp 5432'));
  });
});
