/** What reaches a load balancer on all ports at once is what a client finds that connects to one of them (SEMANTICS S38–S40, N29, N30). */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LoadBalancer, LoadBalancerType } from '../../src/core/aws/loadBalancer.ts';
import type { Network } from '../../src/core/aws/network.ts';
import { PortSet } from '../../src/core/net/portSet.ts';
import { connect } from '../../src/core/probe/connect.ts';
import type { ConnectAttempt } from '../../src/core/probe/connectResult.ts';
import { matrix, type MatrixEnd } from '../../src/core/reach/matrix.ts';
import type { Topology } from '../../src/core/reach/topology.ts';
import { known, unknown } from '../../src/core/value/value.ts';
import { cloud, prober } from '../support/cloud.ts';
import { place, type EntryText, type GroupRuleText } from '../support/networks.ts';

const open = unknown('var.x', 'has no default');
const stranger = '203.0.113.9';

const someEntries = fc.array(
  fc.record({
    number: fc.integer({ min: 1, max: 90 }),
    action: fc.constantFrom('allow' as const, 'deny' as const),
    protocol: fc.constantFrom(-1, 6),
    ports: fc.constantFrom('all', '443', '8080', '1024-65535', '32768-60999', '?'),
    cidr: fc.constantFrom('0.0.0.0/0', '10.0.0.0/16', `${stranger}/32`, '10.0.2.0/24'),
  }),
  { maxLength: 3 },
);
const somePeers = fc.array(
  fc.constantFrom(
    '0.0.0.0/0',
    '0.0.0.0/0',
    'group:node-sg',
    'group:sg',
    '10.0.1.9/32',
    `${stranger}/32`,
    '?',
  ),
  { minLength: 1, maxLength: 2 },
);
const someShape = fc.record({
  type: fc.constantFrom<LoadBalancerType | 'unknown'>(
    'network',
    'network',
    'network',
    'application',
    'classic',
    'gateway',
    'unknown',
  ),
  preserves: fc.constantFrom(known(true), known(true), known(false), open),
  /** Listeners by port, each with the targets of a group of its own. */
  listeners: fc.uniqueArray(
    fc.record({
      port: fc.constantFrom(443, 443, 80, 8443),
      targets: fc.uniqueArray(
        fc.constantFrom('one', 'one', 'one', 'two', 'two', 'two', 'client', 'i-elsewhere'),
        {
          minLength: 1,
          maxLength: 2,
        },
      ),
    }),
    { selector: ({ port }) => port, minLength: 1, maxLength: 2 },
  ),
  entries: fc.record({ edge: someEntries, app: someEntries, back: someEntries }),
  peers: fc.record({ one: somePeers, two: somePeers }),
  /** Random entries seldom let a whole exchange pass. */
  generous: fc.constantFrom(true, true, false),
  alike: fc.boolean(),
});
type Shape = (typeof someShape)['generate'] extends (...args: never[]) => { value: infer T } ? T : never;

const unknownType = unknown('var.type', 'has no default');

function typeOf(type: Shape['type']): LoadBalancer['type'] {
  return type === 'unknown' ? unknownType : known(type);
}

function networkOf({ type, preserves, listeners, entries, peers, generous, alike }: Shape): Network {
  const last: readonly EntryText[] = generous ? [{ number: 99 }] : [];
  const rulesFor = (from: readonly string[]): readonly GroupRuleText[] => [
    ...from.map((peer) => ({ direction: 'inbound', peer }) as const),
    { direction: 'outbound' },
  ];
  const group = alike ? 'one-sg' : 'two-sg';
  return cloud({
    subnets: {
      edge: {
        cidr: '10.0.1.0/24',
        routes: { '0.0.0.0/0': 'igw' },
        ...(generous ? {} : { inbound: [...entries.edge, { number: 95, protocol: 6 }] }),
      },
      app: {
        cidr: '10.0.2.0/24',
        inbound: [...entries.app, ...last],
        outbound: [...entries.back, ...last],
      },
    },
    hosts: [
      {
        name: 'node',
        subnet: 'edge',
        ip: '10.0.1.9',
        publicIp: '54.0.0.9',
        kind: 'load-balancer',
        groups: ['node-sg'],
        also: { owner: 'lb' },
      },
      { name: 'one', subnet: 'app', ip: '10.0.2.10', groups: ['one-sg'] },
      { name: 'two', subnet: 'app', ip: '10.0.2.20', groups: [group] },
      // Alike but for what the load balancer sends to.
      { name: 'client', subnet: 'app', ip: '10.0.2.30', groups: ['one-sg'] },
      { name: 'other', subnet: 'app', ip: '10.0.2.40', groups: ['one-sg'] },
    ],
    groups: {
      'node-sg': { rules: [{ direction: 'inbound' }, { direction: 'outbound' }] },
      'one-sg': { rules: rulesFor(peers.one) },
      'two-sg': { rules: rulesFor(peers.two) },
    },
    also: {
      loadBalancers: [
        {
          address: 'lb',
          origin: place(30, 'lb'),
          type: typeOf(type),
          scheme: known('internet-facing'),
          nodes: ['node'],
          listeners: listeners.map(({ port }) => ({
            protocol: 6,
            port: known(port),
            targetGroups: [known(`tg${port}`)],
            origin: place(31),
          })),
        },
      ],
      targetGroups: listeners.map(({ port, targets }) => ({
        address: `tg${port}`,
        origin: place(32),
        protocols: known([6]),
        port: known(8080),
        healthCheck: undefined,
        preservesClientIp: preserves,
        targets: targets.map((name) => ({ interface: known(name), port: known(8080), origin: place(33) })),
      })),
    },
  });
}

/** `yes`, `no` or `perhaps`, for one port of the node and one of a client. */
function reached(topology: Topology, from: string, port: number, sourcePort: number): string {
  const { end } = prober(topology.network);
  const rows = matrix(topology, { families: ['ipv4'], from: [end(from)], to: [end('node')] });
  const { ports, replyPorts } = rows[0]!.protocols.find(({ name }) => name === 'tcp')!.reach;
  if (ports.must.has(port) && replyPorts.must.has(sourcePort)) return 'yes';
  return ports.may.has(port) && replyPorts.may.has(sourcePort) ? 'perhaps' : 'no';
}

/** The same by one attempt. */
function connected(topology: Topology, from: string, port: number, sourcePort: number): string {
  const { outcome } = attempted(topology, from, port, sourcePort);
  return { connected: 'yes', timeout: 'no', unknown: 'perhaps' }[outcome as string] ?? '?';
}

function attempted(topology: Topology, from: string, port: number, sourcePort: number): ConnectAttempt {
  const { end } = prober(topology.network);
  const { attempts } = connect(topology, {
    from: end(from),
    host: 'node',
    port,
    listening: PortSet.all,
    sourcePorts: PortSet.of({ first: sourcePort, last: sourcePort }),
  });
  return attempts[0]!;
}

const someClient = fc.constantFrom(stranger, stranger, '198.51.100.7', 'one', 'client', 'other');
const somePort = fc.constantFrom(443, 443, 443, 80, 8443, 22);
const someSourcePort = fc.constantFrom(1024, 33000, 50000, 61000);

describe('what reaches a load balancer', () => {
  it('is what connecting to it finds, and never more', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(someShape, someClient, somePort, someSourcePort, (shape, from, port, sourcePort) => {
        const { topology } = prober(networkOf(shape));
        const one = connected(topology, from, port, sourcePort);
        const all = reached(topology, from, port, sourcePort);
        seen.set(`${shape.type} ${one}`, (seen.get(`${shape.type} ${one}`) ?? 0) + 1);
        if (all === 'yes') assert.equal(one, 'yes');
        if (all === 'no') assert.equal(one, 'no');
        if (one === 'no') assert.equal(all, 'no');
        // With one listener nothing is lost by telling all ports at once.
        if (one === 'yes' && shape.listeners.length === 1) assert.equal(all, 'yes');
      }),
      { numRuns: 600 },
    );
    for (const wanted of [
      'network yes',
      'network no',
      'network perhaps',
      'application yes',
      'classic yes',
      'gateway no',
      'unknown yes',
      'unknown perhaps',
    ])
      assert.ok((seen.get(wanted) ?? 0) > 2, JSON.stringify([...seen]));
  });

  it('is, of a type nobody knows, what it is of either whose listeners have a port, or hangs on the type', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(someShape, someClient, somePort, someSourcePort, (shape, from, port, sourcePort) => {
        const ask = (type: Shape['type']): ConnectAttempt =>
          attempted(prober(networkOf({ ...shape, type })).topology, from, port, sourcePort);
        const [open, ...either] = (['unknown', 'network', 'application'] as const).map(ask);
        const outcomes = new Set(either.map(({ outcome }) => outcome));
        const isNamed = open!.because.some(({ what }) => what === 'var.type');
        const expected = outcomes.size === 1 ? [...outcomes][0] : 'unknown';
        assert.equal(open!.outcome, expected);
        if (outcomes.size > 1 || open!.outcome !== 'unknown') assert.equal(isNamed, outcomes.size > 1);
        const key = `${outcomes.size} ${open!.outcome}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }),
      { numRuns: 400 },
    );
    for (const wanted of ['1 connected', '1 timeout', '1 unknown', '2 unknown'])
      assert.ok((seen.get(wanted) ?? 0) > 2, JSON.stringify([...seen]));
  });

  it('is told of each of those who are alike, where the load balancer tells them apart', () => {
    const named = (end: MatrixEnd): readonly string[] =>
      end.kind === 'interfaces' ? end.interfaces.map(({ address }) => address) : [];
    fc.assert(
      fc.property(someShape, somePort, someSourcePort, (shape, port, sourcePort) => {
        const { topology } = prober(networkOf(shape));
        const { end } = prober(topology.network);
        const rows = matrix(topology, { families: ['ipv4'], to: [end('node')] });
        const clients = rows.flatMap(({ from }) => named(from));
        assert.deepEqual([...clients].sort(), ['client', 'one', 'other', 'two']);
        for (const { from, protocols } of rows) {
          const { ports, replyPorts } = protocols.find(({ name }) => name === 'tcp')!.reach;
          if (!ports.must.has(port) || !replyPorts.must.has(sourcePort)) continue;
          for (const client of named(from))
            assert.equal(connected(topology, client, port, sourcePort), 'yes', client);
        }
      }),
      { numRuns: 200 },
    );
  });
});
