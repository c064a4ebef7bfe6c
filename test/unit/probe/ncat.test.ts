import assert from 'node:assert/strict';
import { parseAddress } from '../../../src/core/net/address.ts';
import type { ConnectAttempt, ConnectOutcome } from '../../../src/core/probe/connectResult.ts';
import { formatNcat } from '../../../src/core/probe/report/ncat.ts';

function attempt(to: string | ConnectAttempt['to'], outcome: ConnectOutcome): ConnectAttempt {
  return {
    to: typeof to === 'string' ? parseAddress(to)! : to,
    outcome,
    certainty: 'proved',
    packets: [],
    because: outcome === 'unknown' ? [{ what: 'var.x', why: 'has no default\n', origin: undefined }] : [],
  };
}

describe('formatNcat', () => {
  const cases: readonly (readonly [
    name: string,
    attempts: readonly ConnectAttempt[],
    lines: readonly string[],
  ])[] = [
    ['a timeout', [attempt('192.0.2.1', 'timeout')], ['Ncat: TIMEOUT.']],
    ['a refusal', [attempt('192.0.2.1', 'refused')], ['Ncat: Connection refused.']],
    [
      'no address of the family',
      [attempt('2001:db8::7', 'network-unreachable')],
      ['Ncat: Network is unreachable.'],
    ],
    [
      'a connection',
      [attempt('192.0.2.1', 'connected')],
      ['Ncat: Connected to 192.0.2.1:80.', 'Ncat: 0 bytes sent, 0 bytes received in 0.07 seconds.'],
    ],
    [
      'one address after another',
      [
        attempt('192.0.2.1', 'timeout'),
        attempt('192.0.2.2', 'refused'),
        attempt('2001:db8::7', 'network-unreachable'),
      ],
      [
        'Ncat: Connection to 192.0.2.1 failed: TIMEOUT.',
        'Ncat: Trying next address...',
        'Ncat: Connection to 192.0.2.2 failed: Connection refused.',
        'Ncat: Trying next address...',
        'Ncat: Network is unreachable.',
      ],
    ],
    [
      'the families of a name nobody can look up',
      [
        attempt({ host: 'google.com', family: 'ipv4' }, 'timeout'),
        attempt({ host: 'google.com', family: 'ipv6' }, 'connected'),
      ],
      [
        'Ncat: Connection to google.com (IPv4) failed: TIMEOUT.',
        'Ncat: Trying next address...',
        'Ncat: Connected to google.com (IPv6):80.',
        'Ncat: 0 bytes sent, 0 bytes received in 0.07 seconds.',
      ],
    ],
    [
      'an answer that hangs on an unknown value',
      [attempt('192.0.2.1', 'unknown')],
      ['Not known: connection to 192.0.2.1: var.x has no default\\u{a}.'],
    ],
  ];
  it('names the version it words', () => {
    const connect = {
      from: 'aws_instance.web',
      host: 'h',
      port: 80,
      attempts: [attempt('192.0.2.1', 'timeout')],
    };
    assert.match(
      formatNcat(connect, '7.80'),
      /^Ncat: Version 7\.80 \( https:\/\/nmap\.org\/ncat \)\nNcat: TIMEOUT\.\n$/,
    );
  });

  for (const [name, attempts, lines] of cases) {
    it(`says ${name}`, () => {
      const text = formatNcat({ from: 'aws_instance.web', host: 'h', port: 80, attempts });
      assert.equal(text, ['Ncat: Version 7.93 ( https://nmap.org/ncat )', ...lines, ''].join('\n'));
    });
  }
});
