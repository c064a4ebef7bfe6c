import assert from 'node:assert/strict';
import { answerTo, between, formatPacket } from '../../../src/core/net/packet.ts';
import { ip } from '../../support/networks.ts';

const client = ip('198.51.100.7');
const server = ip('2600:1f18::9');
const sent = {
  source: client,
  destination: server,
  protocol: 6,
  sourcePort: 40000,
  destinationPort: 80,
  flags: 'SYN',
} as const;
const ping = { source: client, destination: server, protocol: 1, icmpType: 8, icmpCode: 1 } as const;

describe('a packet', () => {
  it('is answered from where it went, with what the answer carries', () => {
    assert.equal(
      formatPacket(answerTo(sent, { flags: 'RST' })),
      'RST [2600:1f18::9]:80 → 198.51.100.7:40000',
    );
    assert.equal(formatPacket(answerTo(sent)), 'tcp [2600:1f18::9]:80 → 198.51.100.7:40000');
    const { icmpType, icmpCode, flags } = answerTo(ping, { icmpType: 0, icmpCode: 2 });
    assert.deepEqual([icmpType, icmpCode, flags], [0, 2, undefined]);
  });

  it('is answered without ports where it has none', () => {
    assert.equal(
      formatPacket(answerTo({ source: client, destination: server, protocol: 1 })),
      'icmp 2600:1f18::9 → 198.51.100.7',
    );
  });

  it('stays as it is between other ends', () => {
    const moved = between(sent, server, client);
    assert.equal(formatPacket(moved), 'SYN [2600:1f18::9]:40000 → 198.51.100.7:80');
    const { icmpType, icmpCode } = between(ping, server, client);
    assert.deepEqual([icmpType, icmpCode], [8, 1]);
  });
});
