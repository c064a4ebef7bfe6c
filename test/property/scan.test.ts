/** A scan answers for ranges of ports and of source ports at once; walking one packet at a time must agree. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PortSet } from '../../src/core/net/portSet.ts';
import { ackScan, nmapSourcePorts } from '../../src/core/probe/scan.ts';
import { converse } from '../../src/core/reach/conversation.ts';
import { Topology } from '../../src/core/reach/topology.ts';
import { someNetwork, somePort } from '../support/arbitraryNetworks.ts';
import { ip, network } from '../support/networks.ts';

const scanner = fc.constantFrom('203.0.113.9', '198.51.100.7', '150.0.0.1');

describe('a scan of all ports', () => {
  it('finds for every port what walking that one ACK and its RST finds', () => {
    fc.assert(
      fc.property(someNetwork, scanner, somePort, somePort, (text, from, port, sourcePort) => {
        const topology = new Topology(network(text));
        const target = topology.interfaces[0]!;
        const options = {
          targets: [target],
          from: { kind: 'address', address: ip(from) },
          ports: PortSet.all,
          sourcePort,
        } as const;
        const { results } = ackScan(topology, options).targets[0]!;
        const result = results.filter((candidate) => candidate.ports.has(port));
        assert.equal(result.length, 1);
        const { verdict } = converse(
          topology,
          { kind: 'outside', address: ip(from) },
          { kind: 'interface', interface: target },
          { protocol: 6, sourcePort, destinationPort: port, requestFlags: 'ACK', replyFlags: 'RST' },
        );
        assert.equal(
          result[0]!.state,
          { allow: 'unfiltered', deny: 'filtered', unknown: 'unknown' }[verdict],
        );
      }),
      { numRuns: 500 },
    );
  });

  it('is sure without a source port only when every port nmap may pick agrees', () => {
    fc.assert(
      fc.property(
        someNetwork,
        scanner,
        somePort,
        fc.integer({ min: 33000, max: 65260 }),
        (text, from, port, picked) => {
          const topology = new Topology(network(text));
          const options = {
            targets: topology.interfaces,
            from: { kind: 'address', address: ip(from) },
            ports: PortSet.of({ first: port, last: port }),
          } as const;
          assert.ok(nmapSourcePorts.has(picked));
          const any = ackScan(topology, options).targets[0]!.results[0]!.state;
          const one = ackScan(topology, { ...options, sourcePort: picked }).targets[0]!.results[0]!.state;
          if (any !== 'unknown') assert.equal(one, any);
        },
      ),
      { numRuns: 300 },
    );
  });
});
