import assert from 'node:assert/strict';
import { parseAddress } from '../../../src/core/net/address.ts';
import type { ConnectAttempt, ConnectOutcome } from '../../../src/core/probe/connectResult.ts';
import { formatNc } from '../../../src/core/probe/report/nc.ts';
import { references, scenarios } from '../../conformance/reference.ts';

function attempt(to: string | ConnectAttempt['to'], outcome: ConnectOutcome): ConnectAttempt {
  return {
    to: typeof to === 'string' ? parseAddress(to)! : to,
    outcome,
    certainty: 'proved',
    packets: [],
    because: outcome === 'unknown' ? [{ what: 'var.x', why: 'has no default\n', origin: undefined }] : [],
  };
}

describe('formatNc', () => {
  const ipv4 = { host: 'google.com', family: 'ipv4' } as const;
  const cases: readonly (readonly [host: string, port: number, ConnectAttempt, line: string])[] = [
    [
      '192.0.2.1',
      22,
      attempt('192.0.2.1', 'connected'),
      'Connection to 192.0.2.1 22 port [tcp/ssh] succeeded!',
    ],
    [
      '192.0.2.1',
      5060,
      attempt('192.0.2.1', 'connected'),
      'Connection to 192.0.2.1 5060 port [tcp/sip] succeeded!',
    ],
    ['192.0.2.1', 8, attempt('192.0.2.1', 'connected'), 'Connection to 192.0.2.1 8 port [tcp/*] succeeded!'],
    [
      'a.test',
      80,
      attempt('192.0.2.1', 'refused'),
      'nc: connect to a.test (192.0.2.1) port 80 (tcp) failed: Connection refused',
    ],
    [
      '::1,192.0.2.1',
      80,
      attempt('192.0.2.1', 'timeout'),
      'nc: connect to 192.0.2.1 port 80 (tcp) timed out: Operation now in progress',
    ],
    [
      'google.com',
      80,
      attempt(ipv4, 'timeout'),
      'nc: connect to google.com (IPv4) port 80 (tcp) timed out: Operation now in progress',
    ],
    [
      '2001:db8::7',
      80,
      attempt('2001:db8::7', 'network-unreachable'),
      'nc: connect to 2001:db8::7 port 80 (tcp) failed: Network is unreachable',
    ],
    [
      '192.0.2.1',
      80,
      attempt('192.0.2.1', 'unknown'),
      'Not known: connection to 192.0.2.1: var.x has no default\\u{a}.',
    ],
    [
      'a\nb',
      80,
      attempt('192.0.2.1', 'timeout'),
      'nc: connect to a\\u{a}b (192.0.2.1) port 80 (tcp) timed out: Operation now in progress',
    ],
  ];
  for (const [host, port, tried, line] of cases) {
    it(`says ${line}`, () => {
      assert.equal(formatNc({ from: 'aws_instance.web', host, port, attempts: [tried] }), `${line}\n`);
    });
  }

  // The name nc was given stood for both addresses of the scanner.
  for (const { file, scenario, argv, text } of references('nc.openbsd')) {
    it(`prints ${file}`, () => {
      const connects = scenarios[scenario]!.nacl.ingress.length > 0;
      const reachable = attempt(scenarios[scenario]!.scanner_ip, connects ? 'connected' : 'timeout');
      const unreachable = attempt('2001:db8::7', 'network-unreachable');
      const attempts = { '-4': [reachable], '-6': [unreachable] }[argv[0] ?? ''] ?? [
        reachable,
        ...(connects ? [] : [unreachable]),
      ];
      const printed = formatNc({ from: 'aws_instance.web', host: 'peer.example', port: 443, attempts });
      assert.equal(printed, text.replace(/^nc\.openbsd:/gm, 'nc:'));
    });
  }
});
