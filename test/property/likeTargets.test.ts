/** A scan of many targets asks once for all that are alike; what it says of each is what a scan of it alone says. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Network, NetworkInterface } from '../../src/core/aws/network.ts';
import { PortSet } from '../../src/core/net/portSet.ts';
import { likenesses } from '../../src/core/probe/likeTargets.ts';
import { scan, type ScanOptions } from '../../src/core/probe/scan.ts';
import { Topology } from '../../src/core/reach/topology.ts';
import { known, unknown } from '../../src/core/value/value.ts';
import { someCloud } from '../support/arbitraryNetworks.ts';
import { ip, place } from '../support/networks.ts';

/** Interfaces like those there are: with an address beside theirs, or one AWS picks, with a listener or without a public address. */
const twins: readonly ((at: NetworkInterface) => Partial<NetworkInterface>)[] = [
  (at) => ({
    privateIps: at.privateIps.map((own) =>
      own.kind === 'known' ? known({ ...own.value, value: own.value.value + 20n }) : own,
    ),
  }),
  (at) => ({ privateIps: [unknown(`${at.address}.private_ip`, 'is chosen by AWS')] }),
  () => ({
    listening: [{ protocol: 6, ports: { first: 22, last: 22 }, why: 'is a server', origin: place(50) }],
  }),
];

function crowd(made: Network, kinds: readonly number[]): Network {
  const plain = made.interfaces.filter(({ kind }) => kind === 'instance');
  const more = plain.flatMap((at) =>
    kinds.map((kind, n): NetworkInterface => {
      const address = `${at.address}${n}`;
      return { ...at, address, owner: address, publicIps: known([]), ...twins[kind]!(at) };
    }),
  );
  return { ...made, interfaces: [...made.interfaces, ...more] };
}

const source = fc.constantFrom('internet', '203.0.113.9', 'web', 'db');
const type = fc.constantFrom('ack' as const, 'syn' as const, 'fin' as const, 'udp' as const);

describe('a scan of many targets', () => {
  it('finds of each what a scan of it alone finds, to the last checkpoint', () => {
    let shared = 0;
    fc.assert(
      fc.property(
        someCloud,
        fc.array(fc.nat({ max: twins.length - 1 }), { minLength: 2, maxLength: 4 }),
        source,
        type,
        fc.boolean(),
        (cloud, kinds, from, scanType, discovery) => {
          const topology = new Topology(crowd(cloud, kinds));
          const scanner = topology.interface(from);
          const origin: ScanOptions['from'] =
            scanner !== undefined
              ? { kind: 'interface', interface: scanner }
              : from === 'internet'
                ? { kind: 'internet' }
                : { kind: 'address', address: ip(from) };
          const targets = topology.interfaces.filter((at) => at !== scanner);
          const options = {
            type: scanType,
            from: origin,
            ports: PortSet.of({ first: 22, last: 23 }, { first: 50000, last: 50001 }),
            discovery,
          };
          const together = scan(topology, { ...options, targets }).targets;
          const apart = targets.flatMap(
            (target) => scan(topology, { ...options, targets: [target] }).targets,
          );
          assert.deepEqual(together, apart);
          const sources = scanner === undefined ? [] : [{ kind: 'interface', interface: scanner } as const];
          const keys = likenesses(topology, targets, sources, 'ipv4');
          shared += keys.size - new Set(keys.values()).size;
        },
      ),
      { numRuns: 100 },
    );
    assert.ok(shared > 100, String(shared));
  });
});
