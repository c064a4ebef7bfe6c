/**
 * A scan answers for ranges of ports, of source ports and of what may listen at once; walking one packet at a time, with
 * RFC 9293's answers written out here, must agree.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Packet, TcpFlags } from '../../src/core/net/packet.ts';
import { PortSet } from '../../src/core/net/portSet.ts';
import type { Listeners } from '../../src/core/probe/listeners.ts';
import { scan, type ScanOptions } from '../../src/core/probe/scan.ts';
import type { PortState, PortScanType, ScannedTarget } from '../../src/core/probe/scanResult.ts';
import { nmapSourcePorts } from '../../src/core/probe/sourcePorts.ts';
import { Topology } from '../../src/core/reach/topology.ts';
import { walk, type Endpoint } from '../../src/core/reach/walk.ts';
import { someNetwork, somePort } from '../support/arbitraryNetworks.ts';
import { ip, network } from '../support/networks.ts';

type Socket = 'listening' | 'silent' | 'closed';

const flags: Readonly<Record<Exclude<PortScanType, 'udp'>, TcpFlags>> = {
  ack: 'ACK',
  syn: 'SYN',
  connect: 'SYN',
  window: 'ACK',
  fin: 'FIN',
  null: 'none',
  xmas: 'FIN-PSH-URG',
  maimon: 'FIN-ACK',
};
/** The state of a port whose answer arrives: nobody listens, somebody does. */
const heard: Readonly<Record<PortScanType, readonly [closed: PortState, listening: PortState]>> = {
  ack: ['unfiltered', 'unfiltered'],
  syn: ['closed', 'open'],
  connect: ['closed', 'open'],
  window: ['closed', 'closed'],
  fin: ['closed', 'open|filtered'],
  null: ['closed', 'open|filtered'],
  xmas: ['closed', 'open|filtered'],
  maimon: ['closed', 'closed'],
  udp: ['closed', 'open'],
};
const silence = (type: PortScanType): PortState =>
  ['ack', 'syn', 'connect', 'window'].includes(type) ? 'filtered' : 'open|filtered';

const scanner = fc.constantFrom('203.0.113.9', '198.51.100.7', '150.0.0.1');
const anyType = fc.constantFrom(...(Object.keys(heard) as PortScanType[]));
const anySocket = fc.constantFrom<Socket>('listening', 'closed', 'silent');

/** One packet there, one packet back. */
function walked(
  topology: Topology,
  type: PortScanType,
  from: string,
  port: number,
  sourcePort: number,
  socket: Socket,
) {
  const [target] = topology.interfaces;
  const outside: Endpoint = { kind: 'outside', address: ip(from) };
  const inside: Endpoint = { kind: 'interface', interface: target! };
  const own = target!.privateIps[0]!;
  const ends = { source: ip(from), destination: own.kind === 'known' ? own.value : ip('10.0.12.4') };
  const udp = type === 'udp';
  const protocol = udp ? 17 : 6;
  const probe: Packet = { ...ends, protocol, sourcePort, destinationPort: port };
  const there = walk(topology, udp ? probe : { ...probe, flags: flags[type] }, outside, inside, 'request');
  const listening = socket !== 'closed';
  const mute = udp ? socket === 'silent' : listening && heard[type][1] === 'open|filtered';
  if (mute || there.walk.verdict === 'deny') return silence(type);
  const back = { source: ends.destination, destination: ends.source };
  const answer: Packet =
    udp && !listening
      ? { ...back, protocol: 1, icmpType: 3, icmpCode: 3 }
      : { ...back, protocol, sourcePort: port, destinationPort: sourcePort };
  const { verdict } = walk(topology, answer, inside, outside, 'reply', { flows: there.flows }).walk;
  // An answer that is dropped in any case is none, whether or not there was something to answer.
  if (there.walk.verdict === 'unknown' && verdict !== 'deny') return 'unknown';
  return { allow: heard[type][listening ? 1 : 0], deny: silence(type), unknown: 'unknown' }[verdict];
}

function listenersAt(port: number, socket: Socket): Listeners {
  const here = PortSet.of({ first: port, last: port });
  const listening = socket === 'listening' ? here : PortSet.none;
  const tcp = socket === 'closed' ? PortSet.none : here;
  return { tcp, udp: listening, silentUdp: socket === 'silent' ? here : PortSet.none };
}

function scanned(
  topology: Topology,
  from: string,
  options: Omit<ScanOptions, 'targets' | 'from'>,
): ScannedTarget {
  const all = { targets: [topology.interfaces[0]!], from: { kind: 'address', address: ip(from) } } as const;
  return scan(topology, { ...all, ...options }).targets[0]!;
}

function stateOf({ results }: ScannedTarget, port: number): PortState {
  const rows = results.filter((row) => row.ports.has(port));
  assert.equal(rows.length, 1);
  return rows[0]!.state;
}

const one = (port: number): PortSet => PortSet.of({ first: port, last: port });

describe('a scan of all ports', () => {
  it('finds for every port what walking that one probe and its answer finds', () => {
    fc.assert(
      fc.property(
        someNetwork,
        anyType,
        scanner,
        somePort,
        somePort,
        anySocket,
        (text, type, from, port, sourcePort, socket) => {
          const topology = new Topology(network(text));
          const listeners = listenersAt(port, socket);
          const target = scanned(topology, from, { type, ports: PortSet.all, sourcePort, listeners });
          // The connect scan has its kernel's ports; where those do not all fare alike the next property asks.
          const state = stateOf(target, port);
          if (type === 'connect' && state === 'unknown') return;
          const picked = type === 'connect' ? 40000 : sourcePort;
          assert.equal(state, walked(topology, type, from, port, picked, socket));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('answers for each port asked once, and for no other', () => {
    fc.assert(
      fc.property(someNetwork, anyType, scanner, somePort, somePort, (text, type, from, a, b) => {
        const ports = PortSet.of({ first: Math.min(a, b), last: Math.max(a, b) });
        const { results } = scanned(new Topology(network(text)), from, { type, ports });
        assert.equal(
          results.reduce((sum, row) => sum + row.ports.size, 0),
          ports.size,
        );
        assert.ok(results.reduce((all, row) => all.union(row.ports), PortSet.none).equals(ports));
      }),
      { numRuns: 200 },
    );
  });

  it('is sure without a source port only when every port nmap may pick agrees', () => {
    fc.assert(
      fc.property(
        someNetwork,
        anyType.filter((type) => type !== 'connect'),
        scanner,
        somePort,
        anySocket,
        fc.integer({ min: 33000, max: 65260 }),
        (text, type, from, port, socket, picked) => {
          const topology = new Topology(network(text));
          const common = { type, ports: one(port), listeners: listenersAt(port, socket) };
          assert.ok(nmapSourcePorts.has(picked));
          const any = stateOf(scanned(topology, from, common), port);
          const once = stateOf(scanned(topology, from, { ...common, sourcePort: picked }), port);
          if (any !== 'unknown') assert.equal(once, any);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('is sure without listeners exactly when every socket leads to the same state', () => {
    fc.assert(
      fc.property(someNetwork, anyType, scanner, somePort, somePort, (text, type, from, port, sourcePort) => {
        const topology = new Topology(network(text));
        const common = { type, ports: one(port), sourcePort };
        const states = (['listening', 'silent', 'closed'] as const).map((socket) =>
          stateOf(scanned(topology, from, { ...common, listeners: listenersAt(port, socket) }), port),
        );
        const known = new Set(states).size === 1 ? states[0] : 'unknown';
        assert.equal(stateOf(scanned(topology, from, common), port), known);
      }),
      { numRuns: 600 },
    );
  });

  it('says of an unknown state what would settle it, and of a known one nothing', () => {
    fc.assert(
      fc.property(someNetwork, anyType, scanner, somePort, (text, type, from, port) => {
        for (const row of scanned(new Topology(network(text)), from, { type, ports: one(port) }).results) {
          assert.equal(row.unresolved.length > 0, row.state === 'unknown');
          assert.equal(row.reason === undefined, row.state === 'unknown');
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('host discovery', () => {
  it('is sure only when every source port agrees, and then leaves the ports as they are', () => {
    fc.assert(
      fc.property(
        someNetwork,
        scanner,
        somePort,
        fc.integer({ min: 33000, max: 65260 }),
        (text, from, port, picked) => {
          const topology = new Topology(network(text));
          const common = { type: 'ack', ports: one(port), discovery: true } as const;
          const any = scanned(topology, from, common);
          const once = scanned(topology, from, { ...common, sourcePort: picked });
          if (any.host!.status !== 'unknown') assert.equal(once.host!.status, any.host!.status);
          const without = scanned(topology, from, { ...common, discovery: false });
          if (any.host!.status === 'up') assert.deepEqual(any.results, without.results);
          if (any.host!.status === 'down') assert.deepEqual(any.results, []);
          if (any.host!.status === 'unknown') assert.equal(stateOf(any, port), 'unknown');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('finds a host whenever one of its four probes is answered', () => {
    fc.assert(
      fc.property(someNetwork, scanner, fc.integer({ min: 33000, max: 65260 }), (text, from, sourcePort) => {
        const topology = new Topology(network(text));
        const { host } = scanned(topology, from, {
          type: 'ack',
          ports: one(80),
          discovery: true,
          sourcePort,
        });
        const answered = [
          walked(topology, 'syn', from, 443, sourcePort, 'listening') === 'open',
          walked(topology, 'ack', from, 80, sourcePort, 'closed') === 'unfiltered',
          pinged(topology, from, 8, 0),
          pinged(topology, from, 13, 14),
        ].some(Boolean);
        assert.equal(host!.status === 'up', answered);
      }),
      { numRuns: 500 },
    );
  });
});

function pinged(topology: Topology, from: string, asked: number, answered: number): boolean {
  const outside: Endpoint = { kind: 'outside', address: ip(from) };
  const inside: Endpoint = { kind: 'interface', interface: topology.interfaces[0]! };
  const there = { source: ip(from), destination: ip('10.0.12.197'), protocol: 1, icmpCode: 0 };
  const back = { ...there, source: there.destination, destination: there.source };
  const request = walk(topology, { ...there, icmpType: asked }, outside, inside, 'request');
  if (request.walk.verdict !== 'allow') return false;
  const reply = { ...back, icmpType: answered };
  return walk(topology, reply, inside, outside, 'reply', { flows: request.flows }).walk.verdict === 'allow';
}
