/** nmap's layout alone: scans whose answers are written here, against the texts nmap printed for such answers. */
import assert from 'node:assert/strict';
import { PortSet } from '../../src/core/net/portSet.ts';
import { parsePorts, topPorts } from '../../src/core/probe/ports.ts';
import { formatGrepable } from '../../src/core/probe/report/grepable.ts';
import { formatNormal, formatNormalFile } from '../../src/core/probe/report/normal.ts';
import { reportDefaults, type ReportOptions } from '../../src/core/probe/report/options.ts';
import { formatXml } from '../../src/core/probe/report/xml.ts';
import type {
  HostStatus,
  PortReason,
  PortResult,
  PortState,
  Scan,
  ScanType,
} from '../../src/core/probe/scanResult.ts';
import { references, withoutMeasurements, xmlWithoutMeasurements, type Reference } from './reference.ts';

/** The ports that get through in each scenario, told by reading its rules, and the ones somebody listens on. */
interface Fate {
  readonly tcp: string;
  readonly udp?: string;
  readonly listening?: string;
  readonly silent?: string;
}

const fates: Readonly<Record<string, Fate>> = {
  's1-nacl-in-none': { tcp: '' },
  's1b-nacl-in-none-middlebox53': { tcp: '53' },
  's2-nacl-in-ephemeral': { tcp: '1024-65535' },
  's3-sg-in-none': { tcp: '' },
  'sg-web': { tcp: '22,80,443', listening: 'T:22,80' },
  'open': { tcp: '-', udp: '-', listening: 'T:22,80,443,U:53', silent: 'U:123' },
  'half': { tcp: '-', udp: '-' },
  'three': { tcp: '1-40', udp: '1-40' },
  'mixed3': { tcp: '1-99,601-9000', udp: '1-70', listening: 'T:22,80,443,3306,8080,U:53' },
};

const types: Readonly<Record<string, ScanType>> = {
  '-sA': 'ack',
  '-sS': 'syn',
  '-sSU': 'syn',
  '-sT': 'connect',
  '-sW': 'window',
  '-sF': 'fin',
  '-sN': 'null',
  '-sX': 'xmas',
  '-sU': 'udp',
};

describe('nmap’s reports', () => {
  for (const reference of references('nmap')) {
    // The box in the way answered some probes twice, and the count of packets says so.
    if (/middlebox53\..*sA-v/.test(reference.file)) continue;
    // Protocols, not ports.
    if (reference.argv.includes('-sO')) continue;
    it(`lays out a scan like ${reference.file}`, () => {
      const { argv, text } = reference;
      const scan = scanOf(reference);
      const options = optionsOf(reference);
      if (argv.includes('-oX')) {
        const xml = formatXml(scan, options, `nmap ${argv.join(' ')}`);
        assert.equal(xmlWithoutMeasurements(xml), xmlWithoutMeasurements(text));
        return;
      }
      const printed = argv.includes('-oG')
        ? formatGrepable(scan, options, `nmap ${argv.join(' ')}`)
        : argv.includes('-oN')
          ? formatNormalFile(scan, options, `nmap ${argv.join(' ')}`)
          : formatNormal(scan, options);
      assert.equal(withoutMeasurements(printed), withoutMeasurements(text));
    });
  }
});

function optionsOf({ argv, version }: Reference): ReportOptions {
  const count = (letter: string): number =>
    (argv.find((word) => new RegExp(`^-${letter}+$`).test(word))?.length ?? 1) - 1;
  return {
    ...reportDefaults,
    started: new Date('2026-11-22T07:43:50Z'),
    ttl: 63,
    timing: 4,
    names: false,
    version,
    verbosity: count('v'),
    debugging: count('d'),
    reason: argv.includes('--reason'),
    openOnly: argv.includes('--open'),
    ...(argv.includes('--host-timeout') ? { hostTimeout: 3 } : {}),
  };
}

function scanOf(reference: Reference): Scan {
  const { scenario, argv } = reference;
  const fate = fates[scenario]!;
  const flag = argv.find((word) => word in types)!;
  const type = types[flag]!;
  const host = hostOf(reference);
  const results: PortResult[] = [];
  if (host?.status !== 'down') {
    const asked = askedPorts(argv);
    const reachable = { tcp: argv.includes('-6') ? '20-1500' : fate.tcp, udp: fate.udp ?? '' };
    if (type !== 'udp') results.push(...rows(type, 'tcp', asked.tcp, fate, reachable.tcp));
    if (flag.endsWith('U')) results.push(...rows('udp', 'udp', asked.udp, fate, reachable.udp));
  }
  return {
    scan: type,
    ...(flag === '-sSU' ? { withUdp: true as const } : {}),
    from: { kind: 'internet', ip: '198.51.100.7' },
    targets: [
      {
        address: 'web',
        interface: 'web',
        ip: argv.at(-1),
        publicIp: undefined,
        ...(host === undefined ? {} : { host }),
        results,
      },
    ],
  };
}

function hostOf({ argv, scenario }: Reference): HostStatus | undefined {
  if (argv.includes('-Pn')) return undefined;
  const isUp = scenario === 'sg-web';
  return {
    status: isUp ? 'up' : 'down',
    reason: isUp ? 'reset' : 'no-response',
    certainty: 'proved',
    because: [],
    unresolved: [],
  };
}

function askedPorts(argv: readonly string[]): { tcp: PortSet; udp: PortSet } {
  const joined = argv.find((word) => /^-p./.test(word))?.slice(2);
  const text = joined ?? (argv.includes('-p') ? argv[argv.indexOf('-p') + 1]! : undefined);
  return text === undefined ? { tcp: topPorts(1000), udp: topPorts(100, 'udp') } : portsIn(text);
}

function portsIn(text: string): { tcp: PortSet; udp: PortSet } {
  const parsed = text === '' ? { tcp: PortSet.none, udp: PortSet.none } : parsePorts(text);
  assert(!('kind' in parsed));
  return parsed;
}

/** What Linux answers on the ports that get through, and what the scan makes of it. */
function rows(
  type: ScanType,
  protocol: 'tcp' | 'udp',
  asked: PortSet,
  fate: Fate,
  reachable: string,
): readonly PortResult[] {
  const through = asked.intersect(portsIn(reachable)[protocol]);
  const silent = through.intersect(portsIn(fate.silent ?? '')[protocol]);
  const listening = through.intersect(portsIn(fate.listening ?? '')[protocol]).subtract(silent);
  const closed = through.subtract(listening).subtract(silent);
  const row = (ports: PortSet, state: PortState, reason: PortReason): PortResult => ({
    protocol,
    ports,
    state,
    reason,
    certainty: 'proved',
    because: [],
    unresolved: [],
  });
  const stealthy = type === 'fin' || type === 'null' || type === 'xmas';
  const quiet: PortState = stealthy || type === 'udp' ? 'open|filtered' : 'filtered';
  const dropped = row(asked.subtract(through).union(silent), quiet, 'no-response');
  const all = ((): readonly PortResult[] => {
    switch (type) {
      case 'ack':
        return [dropped, row(through, 'unfiltered', 'reset')];
      case 'window':
      case 'maimon':
        return [dropped, row(through, 'closed', 'reset')];
      case 'syn':
        return [dropped, row(listening, 'open', 'syn-ack'), row(closed, 'closed', 'reset')];
      case 'connect':
        return [dropped, row(listening, 'open', 'syn-ack'), row(closed, 'closed', 'conn-refused')];
      case 'udp':
        return [dropped, row(listening, 'open', 'udp-response'), row(closed, 'closed', 'port-unreach')];
      default:
        return [dropped, row(listening, quiet, 'no-response'), row(closed, 'closed', 'reset')];
    }
  })();
  return all.filter(({ ports }) => !ports.isEmpty);
}
