/** The engine's own budgets: all pairs by class, an edit of a network ACL, scans of thousands of hosts, one packet. */
import { readFileSync } from 'node:fs';
import type { NetworkInterface } from '../src/core/aws/network.ts';
import { topPorts } from '../src/core/probe/ports.ts';
import { scan } from '../src/core/probe/scan.ts';
import { allPairs, allPairsAfter } from '../src/core/reach/allPairs.ts';
import { Topology } from '../src/core/reach/topology.ts';
import { walk } from '../src/core/reach/walk.ts';
import { parseAddress } from '../src/core/net/address.ts';
import { Workspace } from '../src/core/workspace.ts';
import { measure, measureKept, rowOf, type Row } from './measure.ts';
import { networkOf, withRuleEdited, type Size } from './networks.ts';

const middle: Size = { instances: 2000, subnets: 200, networkAcls: 40, groups: 150 };
const large: Size = { instances: 5000, subnets: 500, networkAcls: 40, groups: 2500 };

/** Rows for the table. */
export function engineRows(): readonly Row[] {
  return [
    everyPair('2,000 instances, 200 subnets, 40 NACLs, 150 groups: all pairs', middle, 60, 20),
    kept('the same', middle, 60),
    ruleEdited(),
    everyPair('5,000 interfaces, 2,500 groups: all pairs', large, 1000, 5),
    kept('the same', large, 300),
    ...growth(),
    scanThousands(),
    ...packets(),
  ];
}

function everyPair(name: string, size: Size, budget: number, runs: number): Row {
  const network = networkOf(size);
  return measure(name, budget, runs, () => {
    allPairs(new Topology(network), 'ipv4');
  });
}

function kept(name: string, size: Size, budget: number): Row {
  const network = networkOf(size);
  return measureKept(`${name}, kept`, budget, () => allPairs(new Topology(network), 'ipv4'));
}

function ruleEdited(): Row {
  const network = networkOf(middle);
  let answer = allPairs(new Topology(network), 'ipv4');
  return measure('the same, one NACL rule edited', 3, 100, (run) => {
    answer = allPairsAfter(answer, new Topology(withRuleEdited(network, run)));
  });
}

/**
 * From 500 to 5,000 instances, everything else in proportion: the exponent is what the time grows by. Each round measures
 * both and has an exponent of its own, of which the median counts: what else the machine does falls on few of them.
 * Pairs grow with the square of the classes, so it grows with the sizes: what is worked out once for each end hides that here.
 */
function growth(): readonly Row[] {
  const name = (instances: string): string => `${instances} instances, the rest in proportion: all pairs`;
  const inProportion = (instances: number): Size => ({
    instances,
    subnets: instances / 10,
    networkAcls: instances / 50,
    groups: (instances * 3) / 40,
  });
  const rounds = Array.from({ length: 7 }, () => ({
    small: everyPair(name('500'), inProportion(500), 1000, 10),
    large: everyPair(name('5,000'), inProportion(5000), 1000, 5),
  }));
  const exponents = rounds.map(({ small, large }) => Math.log10(large.median / small.median));
  return [
    rowOf(
      name('500'),
      1000,
      rounds.map(({ small }) => small.median),
    ),
    rowOf(
      name('5,000'),
      1000,
      rounds.map(({ large }) => large.median),
    ),
    { ...rowOf('from 500 to 5,000 instances: the time grows by the power', 1.3, exponents), unit: '' },
  ];
}

function scanThousands(): Row {
  const topology = new Topology(networkOf({ ...middle, instances: 3000, subnets: 300 }));
  const targets = topology.interfaces.filter(({ kind }) => kind === 'instance');
  const options = { type: 'ack', targets, from: { kind: 'internet' }, ports: topPorts(1000) } as const;
  return measure('ACK scan of 3,000 instances, 1,000 ports', 1000, 5, () => {
    scan(topology, options);
  });
}

/** One that dies at the first network ACL, with words; and one that arrives, behind four checkpoints, without. */
function packets(): readonly Row[] {
  const topology = new Topology(networkOf(middle));
  const [, target] = topology.interfaces;
  const open = new Workspace();
  open.update(
    'main.tf',
    readFileSync('examples/stateless-vs-stateful/terraform/nacl-ephemeral/main.tf', 'utf8'),
  );
  const [example] = open.analyses();
  const [web] = example?.topology.interfaces ?? [];
  if (target === undefined || example === undefined || web === undefined)
    throw new Error('an instance is missing');
  const dropped = packetTo(target, '10.0.0.4', 443);
  const arriving = packetTo(web, '10.0.12.197', 8080);
  return [
    measure('1,000 packets walked to an instance and dropped, with the words of every hop', 1, 50, () => {
      for (let n = 0; n < 1000; n++) {
        const { hops } = walk(topology, dropped.packet, dropped.from, dropped.to, 'request').walk;
        // Words are put together when they are read.
        if (hops.some(({ text }) => text === '')) throw new Error('a hop has no words');
      }
    }),
    measure('1,000 packets walked to an instance where they arrive, over four checkpoints', 1, 50, () => {
      for (let n = 0; n < 1000; n++) {
        const { hops } = walk(example.topology, arriving.packet, arriving.from, arriving.to, 'request').walk;
        if (hops.length !== 4) throw new Error('the packet does not arrive');
      }
    }),
  ];
}

function packetTo(to: NetworkInterface, address: string, destinationPort: number) {
  const [source, destination] = ['198.51.100.7', address].map(parseAddress);
  if (source === undefined || destination === undefined) throw new Error('an address is wrong');
  return {
    packet: { source, destination, protocol: 6, sourcePort: 40000, destinationPort },
    from: { kind: 'outside', address: source },
    to: { kind: 'interface', interface: to },
  } as const;
}
