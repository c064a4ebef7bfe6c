/** Everything from code to text: nmap's and ncat's own command lines, on code with the rules they were printed for. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/run.ts';
import { references, scenarios, withoutMeasurements, type Reference } from './reference.ts';
import { codeOf } from './scenario.ts';

describe('the same command line as nmap', () => {
  withCode(references('nmap'), (reference, file, cwd) => {
    const scenario = scenarios[reference.scenario]!;
    const target = reference.argv.at(-1)!;
    const from = target.includes(':') ? scenario.scanner_ip6! : scenario.scanner_ip;
    return command(['scan', file, '--from', from, ...reference.argv], cwd);
  });
});

describe('ncat 7.93', () => {
  withCode(references('ncat'), (reference, file, cwd) => {
    const scenario = scenarios[reference.scenario]!;
    const ipv4 = scenario.scanner_ip;
    const ipv6 = '2001:db8::7';
    const host = { '-4': ipv4, '-6': ipv6 }[reference.argv[0] ?? ''] ?? `${ipv4},${ipv6}`;
    const output = command(['connect', file, '--from', scenario.instance_ip, '--to', host, '443'], cwd);
    // The way of each packet follows behind an empty line.
    return `${output.slice(0, output.indexOf('\n\n'))}\n`;
  });
});

function withCode(
  all: readonly Reference[],
  output: (reference: Reference, file: string, cwd: string) => string,
): void {
  let cwd = '';
  before(() => void (cwd = mkdtempSync(join(tmpdir(), 'ackscope-'))));
  after(() => rmSync(cwd, { recursive: true }));
  for (const reference of all) {
    for (const { language, file, text } of codeOf(scenarios[reference.scenario]!)) {
      it(`prints ${reference.file} from ${language}`, () => {
        writeFileSync(join(cwd, file), text);
        assert.equal(withoutMeasurements(output(reference, file, cwd)), withoutMeasurements(reference.text));
      });
    }
  }
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
