// Records which ports nmap scans for each way to name them: `node scripts/portLists.mjs` on a machine with nmap 7.93. Reads
// the arguments in test/conformance/portLists/cases.jsonl and writes beside them what nmap says in XML that it would scan,
// or that it refuses. Nothing is sent, as there is no target.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const file = path.resolve(import.meta.dirname, '../test/conformance/portLists/cases.jsonl');

function record(argv) {
  const { stdout } = spawnSync('nmap', ['-n', '-Pn', '-oX', '-', '-iL', '/dev/null', ...argv], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const said = [...stdout.matchAll(/<scaninfo [^>]*protocol="(\w+)" numservices="\d+" services="([^"]*)"/g)];
  return said.length === 0
    ? { argv, refused: true }
    : { argv, ports: Object.fromEntries(said.map(([, protocol, services]) => [protocol, services])) };
}

const cases = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.stringify(record(JSON.parse(line).argv)));
writeFileSync(file, `${cases.join('\n')}\n`);
