/** nmap's layout alone: scans whose answers are written here, against the texts nmap printed for such answers. */
import assert from 'node:assert/strict';
import { PortSet } from '../../src/core/net/portSet.ts';
import { parsePorts, topPorts } from '../../src/core/probe/ports.ts';
import { formatNormal, normalDefaults } from '../../src/core/probe/report/normal.ts';
import type { PortResult, Scan } from '../../src/core/probe/scanResult.ts';
import { references, withoutMeasurements, type Reference } from './reference.ts';

/** The TCP ports that answer in each scenario, told by reading its rules. */
const answering: Readonly<Record<string, string>> = {
  's1-nacl-in-none': '',
  's2-nacl-in-ephemeral': '1024-65535',
  's3-sg-in-none': '',
  'sg-web': '22,80,443',
  'open': '-',
  'half': '-',
  'mixed3': '1-99,601-9000',
};

describe('nmap 7.93 normal output', () => {
  for (const reference of references('nmap')) {
    it(`lays out a scan like ${reference.file}`, () => {
      const { argv } = reference;
      const verbosity = (argv.find((word) => /^-v+$/.test(word))?.length ?? 1) - 1;
      const text = formatNormal(scanOf(reference), {
        ...normalDefaults,
        started: new Date('2026-11-22T07:43:50Z'),
        ttl: 63,
        timing: 4,
        names: false,
        verbosity,
        reason: argv.includes('--reason'),
        openOnly: argv.includes('--open'),
        ...(argv.includes('-oN') ? { commandLine: `nmap ${argv.join(' ')}` } : {}),
      });
      assert.equal(withoutMeasurements(text), withoutMeasurements(reference.text));
    });
  }
});

function scanOf({ scenario, argv }: Reference): Scan {
  const portsAt = argv.indexOf('-p');
  const choice = portsAt < 0 ? undefined : parsePorts(argv[portsAt + 1]!);
  const asked = choice === undefined || 'kind' in choice ? topPorts(1000) : choice.tcp;
  const isIpv6 = argv.includes('-6');
  const answers = parsePorts(isIpv6 ? '20-1500' : answering[scenario]!);
  const reachable = 'kind' in answers ? PortSet.none : answers.tcp;
  const row = (state: 'filtered' | 'unfiltered', ports: PortSet): PortResult => ({
    protocol: 'tcp',
    ports,
    state,
    reason: state === 'filtered' ? 'no-response' : 'reset',
    certainty: 'proved',
    because: [],
    unresolved: [],
  });
  return {
    scan: 'ack',
    from: { kind: 'internet', ip: '198.51.100.7' },
    targets: [
      {
        address: 'web',
        interface: 'web',
        ip: argv.at(-1),
        publicIp: undefined,
        results: [
          row('filtered', asked.subtract(reachable)),
          row('unfiltered', asked.intersect(reachable)),
        ].filter(({ ports }) => !ports.isEmpty),
      },
    ],
  };
}
