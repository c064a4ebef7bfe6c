/** Which ports nmap scans for each way to name them, as nmap 7.93 says itself; `scripts/portLists.mjs` recorded it. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/run.ts';

interface Case {
  readonly argv: readonly string[];
  /** By protocol, as nmap writes them in XML; empty where it was asked for ports of others only. */
  readonly ports?: Readonly<Record<string, string>>;
  readonly refused?: true;
}

const cases = readFileSync(new URL('portLists/cases.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

const code = `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_instance" "web" {
  subnet_id  = aws_subnet.main.id
  private_ip = "10.0.1.10"
}
`;

describe('the ports that are scanned', () => {
  let cwd = '';
  before(() => {
    cwd = mkdtempSync(join(tmpdir(), 'ackscope-'));
    writeFileSync(join(cwd, 'main.tf'), code);
  });
  after(() => rmSync(cwd, { recursive: true }));

  for (const { argv, ports = {} } of cases) {
    const named = Object.entries(ports).filter(([, listed]) => listed !== '');
    it(`are ${named.length === 0 ? 'none' : 'nmap’s'} for ${JSON.stringify(argv.join(' ').slice(0, 60))}`, () => {
      const stdout: string[] = [];
      const status = run(['scan', 'main.tf', 'aws_instance.web', '-Pn', '-oX', '-', ...argv], {
        stdout: { write: (text) => stdout.push(text), isTTY: false },
        stderr: { write: () => undefined, isTTY: false },
        cwd,
        env: {},
        now: new Date(0),
      });
      // Where nmap skips a scan for which no port is left, there is nothing to simulate.
      assert.equal(status, named.length === 0 ? 2 : 0);
      const said = stdout
        .join('')
        .matchAll(/<scaninfo [^>]*protocol="(\w+)" numservices="\d+" services="([^"]*)"/g);
      assert.deepEqual(
        [...said].map(([, protocol, services]) => [protocol, services]),
        named,
      );
    });
  }
});
