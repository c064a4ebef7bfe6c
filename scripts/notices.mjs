// Writes THIRD_PARTY_NOTICES.md: the licence of every package that can be bundled into dist/, which are the
// manifest's dependencies and theirs. `node scripts/notices.mjs` writes it, `--check` fails when it is out of date.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const FENCE = '```';
const file = path.join(root, 'THIRD_PARTY_NOTICES.md');

/** The folder of `name` as `from` would load it: in the nearest node_modules upwards. */
function folderOf(name, from) {
  for (let at = from; ; at = path.dirname(at)) {
    const folder = path.join(at, 'node_modules', name);
    if (existsSync(path.join(folder, 'package.json'))) return folder;
    if (at === root) throw new Error(`${name} is not installed: run npm ci`);
  }
}

function collect(from, found = new Map()) {
  const { dependencies = {} } = JSON.parse(readFileSync(path.join(from, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) {
    const folder = folderOf(name, from);
    // Declarations of types leave nothing in a bundle.
    if (found.has(folder) || name.startsWith('@types/')) continue;
    found.set(folder, JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')));
    collect(folder, found);
  }
  return found;
}

function licenceText(folder) {
  const name = readdirSync(folder).find((each) => /^licen[cs]e(\.(md|txt))?$/i.test(each));
  return name === undefined
    ? undefined
    : readFileSync(path.join(folder, name), 'utf8').replaceAll('\r', '').trim();
}

function section([folder, { name, version, license, author }]) {
  const by = typeof author === 'string' ? author : author?.name;
  const text =
    licenceText(folder) ?? `The package carries no licence text. Its author: ${by ?? 'not named'}.`;
  return `## ${name} ${version}\n\n${license}\n\n${FENCE}text\n${text}\n${FENCE}\n`;
}

const packages = [...collect(root)].sort(([, a], [, b]) => (a.name < b.name ? -1 : 1));
const text = [
  '# Third-party notices\n',
  'Ackscope bundles parts of the following packages. `npm run notices` writes this file.\n',
  ...packages.map(section),
].join('\n');

if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
  console.log(`THIRD_PARTY_NOTICES.md: ${packages.length} packages`);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('THIRD_PARTY_NOTICES.md is out of date: run npm run notices');
  process.exitCode = 1;
}
