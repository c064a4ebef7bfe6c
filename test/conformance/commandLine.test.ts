/** Everything from code to text: nmap's, ncat's and nc's own command lines, on code with the rules they were printed for. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/run.ts';
import {
  references,
  scenarios,
  withoutMeasurements,
  xmlWithoutMeasurements,
  type Listener,
  type Reference,
} from './reference.ts';
import { cases } from './lab.ts';
import { codeOf, isInside, type Code } from './scenario.ts';

describe('the same command line as nmap', () => {
  // What answers for port 53 there is a box on the scanner's side of the internet, which no code of an AWS network names.
  const inTheCode = references('nmap').filter(({ scenario }) => scenario !== 's1b-nacl-in-none-middlebox53');
  withCode(inTheCode, (reference, file, cwd) => {
    const { argv, version } = reference;
    const scenario = scenarios[reference.scenario]!;
    const from = argv.includes('-6') ? scenario.scanner_ip6! : scenario.scanner_ip;
    const output = command(
      ['scan', file, '--from', from, ...listening(scenario.listeners ?? []), '--nmap-version', version, ...argv],
      cwd,
    );
    const clean = argv.includes('-oX') ? xmlWithoutMeasurements : withoutMeasurements;
    return { printed: clean(output), expected: clean(reference.text) };
  });
});

describe('the same command line as ncat', () => {
  withCode(references('ncat'), (reference, file, cwd) => ({
    printed: withoutMeasurements(connect(reference, file, cwd, ['--nmap-version', reference.version])),
    expected: withoutMeasurements(reference.text),
  }));
});

describe('the same command line as nc', () => {
  withCode(references('nc.openbsd'), (reference, file, cwd) => ({
    printed: connect(reference, file, cwd, ['--client', 'nc']),
    // Begins with the name it was called by; it was given a name, which nothing here can look up.
    expected: reference.text.replace(/^nc\.openbsd:/gm, 'nc:').replace(/peer\.example \(([^)]*)\)/g, '$1'),
  }));
});

describe('the connections of the recorded cases', () => {
  let cwd = '';
  before(() => void (cwd = mkdtempSync(join(tmpdir(), 'ackscope-'))));
  after(() => rmSync(cwd, { recursive: true }));
  for (const { id, spec, results } of cases) {
    const connections = results.map((result) => result.connections);
    if (connections.every((some) => some === undefined)) continue;
    it(`end as recorded in ${id}`, () => {
      const [{ file, text, names }] = codeOf(spec) as [Code];
      writeFileSync(join(cwd, file), text);
      for (const [index, probe] of spec.probes.entries()) {
        const out = probe.type === 'connect-out';
        const client = isInside(spec) ? names.scanner : spec.scanner_ip;
        const hosts = out ? [spec.scanner_ip, spec.scanner_ip6] : [spec.instance_ip, spec.instance_ip6];
        const picked = out ? spec.options?.instance_ephemeral?.join('-') : undefined;
        const from = probe.source_port === undefined ? picked : String(probe.source_port);
        const argv = [
          ...['connect', file, '--from', out ? names.instance : client],
          ...['--to', hosts[probe.v6 === true ? 1 : 0]!, probe.v6 === true ? '-6' : '-4'],
          ...listening(out ? (spec.scanner_listeners ?? []) : (spec.listeners ?? [])).slice(0, 2),
          ...(from === undefined ? [] : ['-p', from]),
        ];
        for (const [port, { ncat, nc }] of Object.entries(connections[index] ?? {})) {
          const said = (name: string): string => sayings(command([...argv, '--client', name, port], cwd));
          assert.equal(withoutMeasurements(said('ncat')), withoutMeasurements(ncat));
          if (nc !== undefined) assert.equal(said('nc'), nc.replace(/^nc\.openbsd:/gm, 'nc:'));
        }
      }
    });
  }
});

interface Comparison {
  readonly printed: string;
  readonly expected: string;
}

function withCode(
  all: readonly Reference[],
  compare: (reference: Reference, file: string, cwd: string) => Comparison,
): void {
  let cwd = '';
  before(() => void (cwd = mkdtempSync(join(tmpdir(), 'ackscope-'))));
  after(() => rmSync(cwd, { recursive: true }));
  for (const reference of all) {
    for (const { language, file, text } of codeOf(scenarios[reference.scenario]!)) {
      it(`prints ${reference.file} from ${language}`, () => {
        writeFileSync(join(cwd, file), text);
        const { printed, expected } = compare(reference, file, cwd);
        assert.equal(printed, expected);
      });
    }
  }
}

/** Who listens on the instance: every port not named is closed. */
function listening(listeners: readonly Listener[]): readonly string[] {
  const tcp = listeners.filter((listener) => typeof listener === 'number');
  const udp = (suffix: string): readonly string[] =>
    listeners.flatMap((listener) =>
      typeof listener === 'string' && listener.endsWith(suffix) ? [listener.slice(0, -suffix.length)] : [],
    );
  const answering = [...tcp.map((port) => `T:${port}`), ...udp('/udp').map((port) => `U:${port}`)];
  const silent = udp('/udp-silent').map((port) => `U:${port}`);
  return [
    '--listening',
    answering.join(',') || 'none',
    ...(silent.length === 0 ? [] : ['--silent', silent.join(',')]),
  ];
}

/** What the client prints, without the way of each packet, which follows behind an empty line. */
function connect({ scenario, argv }: Reference, file: string, cwd: string, flags: readonly string[]): string {
  const { instance_ip: from, scanner_ip: ipv4 } = scenarios[scenario]!;
  const ipv6 = '2001:db8::7';
  const host = { '-4': ipv4, '-6': ipv6 }[argv[0] ?? ''] ?? `${ipv4},${ipv6}`;
  return sayings(command(['connect', file, '--from', from, '--to', host, ...flags, '443'], cwd));
}

function sayings(output: string): string {
  return `${output.slice(0, output.indexOf('\n\n'))}\n`;
}

function command(argv: readonly string[], cwd: string): string {
  const output: string[] = [];
  const errors: string[] = [];
  const code = run(argv, {
    stdout: { write: (text) => output.push(text) },
    stderr: { write: (text) => errors.push(text) },
    cwd,
    now: new Date('2026-11-22T07:43:50Z'),
  });
  assert.equal(code, 0, errors.join(''));
  return output.join('');
}
