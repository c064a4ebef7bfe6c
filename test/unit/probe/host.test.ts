/** RFC 9293's answers as a Linux host gives them, segment by segment. */
import assert from 'node:assert/strict';
import type { TcpFlags } from '../../../src/core/net/packet.ts';
import { answerToDatagram, answerToSegment, flagsOf, type Answer } from '../../../src/core/probe/host.ts';

describe('a TCP port', () => {
  // Measured (SEMANTICS T3).
  const cases: readonly (readonly [TcpFlags, listening: Answer, closed: Answer])[] = [
    ['SYN', 'syn-ack', 'reset'],
    ['ACK', 'reset', 'reset'],
    ['SYN-ACK', 'reset', 'reset'],
    ['FIN-ACK', 'reset', 'reset'],
    ['FIN', 'none', 'reset'],
    ['none', 'none', 'reset'],
    ['FIN-PSH-URG', 'none', 'reset'],
    ['RST', 'none', 'none'],
    ['RST-ACK', 'none', 'none'],
  ];
  for (const [flags, listening, closed] of cases) {
    it(`answers ${flags}: ${listening} where somebody listens, else ${closed}`, () => {
      assert.deepEqual(
        [answerToSegment(flags, 'listening'), answerToSegment(flags, 'closed')],
        [listening, closed],
      );
    });
  }

  it('resets with the acknowledgement a segment without one asks for', () => {
    const flags = (['SYN', 'FIN', 'none', 'FIN-PSH-URG', 'ACK', 'SYN-ACK', 'FIN-ACK'] as const).map((probe) =>
      flagsOf('reset', probe),
    );
    assert.deepEqual(flags, ['RST-ACK', 'RST-ACK', 'RST-ACK', 'RST-ACK', 'RST', 'RST', 'RST']);
    assert.equal(flagsOf('syn-ack', 'SYN'), 'SYN-ACK');
  });
});

describe('a UDP port', () => {
  it('replies, says it is closed, or says nothing', () => {
    assert.deepEqual((['listening', 'closed', 'silent'] as const).map(answerToDatagram), [
      'datagram',
      'port-unreachable',
      'none',
    ]);
  });
});
