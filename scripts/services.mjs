// Writes src/core/probe/services/*.ts, the names of ports: `node scripts/services.mjs`, with root rights on a Linux with
// nmap 7.93. In a network namespace with nothing in it but its own loopback, nmap scans all ports of 127.0.0.1; with
// -ddd it lists every one of them, and in XML it tells a port it lists as `unknown` from one it does not list.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const target = path.resolve(import.meta.dirname, '../src/core/probe/services');

const folder = mkdtempSync(path.join(tmpdir(), 'ackscope-services-'));
const file = path.join(folder, 'ports.xml');
const scan = 'nmap -n -Pn -sS -sU -p 0-65535 -ddd --max-retries 0 --min-rate 20000';
execFileSync('unshare', [
  '--net',
  'sh',
  '-c',
  `ip link set lo up && ${scan} -oX ${file} 127.0.0.1 > ${file}.log`,
]);
const xml = readFileSync(file, 'utf8');
rmSync(folder, { recursive: true });

/** By protocol, the name of each port that nmap lists. */
const listed = { tcp: new Map(), udp: new Map() };
for (const [, protocol, port, name] of xml.matchAll(
  /<port protocol="(\w+)" portid="(\d+)"><state [^>]*\/><service name="([^"]+)"/g,
))
  listed[protocol].set(Number(port), name);

const version = /<nmaprun [^>]*? version="([^"]+)"/.exec(xml)[1];

const nameOf = (protocol, port) => {
  const name = listed[protocol].get(port);
  return name === 'unknown' ? '' : (name ?? '');
};

/** What services.ts reads: names in the order of their ports, a number where one is left out. */
function names(first, last) {
  const words = [];
  let next = -1;
  for (let port = first; port <= last; port++) {
    const [tcp, udp] = [nameOf('tcp', port), nameOf('udp', port)];
    if (tcp === '' && udp === '') continue;
    if (port !== next) words.push(String(port));
    words.push(tcp === udp ? tcp : `${tcp}/${udp}`);
    next = port + 1;
  }
  return words.join(' ');
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Ports that are listed without a name: each as one letter, its distance from the one before; `+` is 62 more. */
function unnamed(protocol) {
  let previous = -1;
  return [...listed[protocol].keys()]
    .filter((port) => nameOf(protocol, port) === '')
    .sort((a, b) => a - b)
    .map((port) => {
      const distance = port - previous - 1;
      previous = port;
      return '+'.repeat(Math.floor(distance / alphabet.length)) + alphabet[distance % alphabet.length];
    })
    .join('');
}

function write(name, owns, constants) {
  const header = `/**\n * ${owns}\n * Taken from what nmap ${version} printed for its own machine; scripts/services.mjs writes this.\n */\n`;
  const text = constants.map(([constant, value]) => `export const ${constant} = \`\n${value}\n\`;\n`);
  writeFileSync(path.join(target, `${name}.ts`), header + text.join('\n'));
}

const wrapped = (text, width = 116) =>
  text.replace(new RegExp(`(.{1,${width}})(?: |$)`, 'g'), '  $1\n').trimEnd();
const chopped = (text, width = 116) => text.replace(new RegExp(`.{1,${width}}`, 'g'), '  $&\n').trimEnd();

for (const [first, last] of [
  [0, 1023],
  [1024, 3999],
  [4000, 65535],
])
  write(`upTo${last}`, `The names of ports ${first} to ${last}, in the form services.ts reads.`, [
    [`upTo${last}`, wrapped(names(first, last))],
  ]);
write('unnamed', 'Ports that nmap lists and has no name for, in the form services.ts reads.', [
  ['unnamedTcp', chopped(unnamed('tcp'))],
  ['unnamedUdp', chopped(unnamed('udp'))],
]);
