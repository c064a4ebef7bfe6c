import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ephemeralPorts, type Initiator } from '../../../src/core/net/ephemeralPorts.ts';
import { converse } from '../../../src/core/reach/conversation.ts';
import type { Endpoint } from '../../../src/core/reach/endpoint.ts';
import { Reachability } from '../../../src/core/reach/reachability.ts';
import { initiatorsAt, intermittent, lossInWords, replyLoss } from '../../../src/core/reach/replyLoss.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { someNetwork } from '../../support/arbitraryNetworks.ts';
import { ip, network, type EntryText, type NetworkText } from '../../support/networks.ts';

const client: Endpoint = { kind: 'outside', address: ip('203.0.113.9') };

function replyPorts(text: NetworkText) {
  const topology = new Topology(network(text));
  const server: Endpoint = { kind: 'interface', interface: topology.interfaces[0]! };
  return { topology, server, bounds: new Reachability(topology).between(client, server, 6).replyPorts };
}

describe('replies that get back to some ports only', () => {
  const cases: readonly (readonly [
    name: string,
    outbound: readonly EntryText[],
    expected: readonly string[],
  ])[] = [
    ['every port', [{ protocol: 6 }], []],
    ['no port', [], []],
    ['every ephemeral port', [{ protocol: 6, ports: '1024-65535' }], []],
    [
      'the range of Linux',
      [{ protocol: 6, ports: '32768-60999' }],
      [
        'intermittent: 27.7 % of connections from Windows clients time out (ports 61000-65535)',
        'intermittent: 13.2 % of runs of nmap time out (ports 61000-65260)',
      ],
    ],
    [
      'the range of Windows',
      [{ protocol: 6, ports: '49152-65535' }],
      [
        'intermittent: 58.0 % of connections from Linux clients time out (ports 32768-49151)',
        'intermittent: 50.1 % of runs of nmap time out (ports 33000-49151)',
      ],
    ],
    [
      'all but the last port of Windows',
      [{ protocol: 6, ports: '49152-65534' }],
      [
        'intermittent: 58.0 % of connections from Linux clients time out (ports 32768-49151)',
        'intermittent: 0.01 % of connections from Windows clients time out (ports 65535)',
        'intermittent: 50.1 % of runs of nmap time out (ports 33000-49151)',
      ],
    ],
    ['what may get back', [{ protocol: 6, ports: '?' }], []],
  ];
  for (const [name, outbound, expected] of cases) {
    it(name, () => {
      const { bounds } = replyPorts({ outbound });
      const found = intermittent(bounds, ['linux', 'windows', 'nmap']).map(lossInWords);
      assert.deepEqual(found, expected);
    });
  }

  it('are told by walking one packet from each port', () => {
    const initiator = fc.constantFrom(...(Object.keys(ephemeralPorts) as Initiator[]));
    fc.assert(
      fc.property(someNetwork, initiator, fc.nat(), fc.nat({ max: 65535 }), (text, who, pick, port) => {
        const { topology, server, bounds } = replyPorts(text);
        const loss = replyLoss(bounds, who);
        const [range] = ephemeralPorts[who].ranges;
        const sourcePort = range!.first + (pick % (range!.last - range!.first + 1));
        const exchange = { protocol: 6, destinationPort: port, sourcePort };
        const { request, reply, verdict } = converse(topology, client, server, exchange);
        if (request.verdict !== 'allow') return;
        assert.equal(loss.lost.has(sourcePort), reply?.verdict === 'deny');
        assert.equal(loss.perhapsLost.has(sourcePort), verdict === 'unknown');
        assert.equal(loss.share, loss.lost.size / ephemeralPorts[who].size);
      }),
      { numRuns: 400 },
    );
  });

  it('hang on who begins', () => {
    const made = network({
      hosts: [
        { name: 'nat', kind: 'nat-gateway' },
        { name: 'fn', kind: 'function' },
      ],
    });
    const kinds = made.interfaces.map((at) => initiatorsAt({ kind: 'interface', interface: at }));
    assert.deepEqual(kinds, [['nat-gateway'], ['lambda']]);
    assert.ok(initiatorsAt(client).includes('windows'));
  });
});
