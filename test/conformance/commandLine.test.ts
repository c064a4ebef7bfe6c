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
import { codeOf } from './scenario.ts';

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
  const output = command(['connect', file, '--from', from, '--to', host, ...flags, '443'], cwd);
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
