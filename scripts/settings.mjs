// Writes what the manifest and docs/schema/config.json say of the rules: every id with the first sentence of its page.
// `node scripts/settings.mjs` writes both, `--check` fails when one is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { tsImport } from 'tsx/esm/api';

const root = path.resolve(import.meta.dirname, '..');
const { ruleIds } = await tsImport('../src/core/text/ruleIds.ts', import.meta.url);
const { pageOf } = await tsImport('../src/core/findings/pages.ts', import.meta.url);
const { levels } = await tsImport('../src/core/config/settings.ts', import.meta.url);

function summaryOf(id) {
  const page = readFileSync(path.join(root, 'docs/rules', `${id}.md`), 'utf8');
  return page.split('\n\n')[1].replaceAll('\n', ' ').trim();
}

const rules = Object.fromEntries(
  [...ruleIds].sort().map((id) => [
    id,
    {
      type: 'string',
      enum: [...levels],
      description: summaryOf(id),
      markdownDescription: `${summaryOf(id)} [More](${pageOf(id)})`,
    },
  ]),
);

/** Both files with the rules of today, by their names. */
async function texts() {
  const manifestFile = path.join(root, 'package.json');
  const schemaFile = path.join(root, 'docs/schema/config.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  manifest.contributes.configuration.properties['ackscope.rules'].properties = rules;
  schema.properties.rules.properties = rules;
  return Promise.all(
    [
      [manifestFile, manifest],
      [schemaFile, schema],
    ].map(async ([file, value]) => {
      const options = await prettier.resolveConfig(file);
      return [file, await prettier.format(JSON.stringify(value, null, 2), { ...options, filepath: file })];
    }),
  );
}

const check = process.argv.includes('--check');
for (const [file, text] of await texts()) {
  if (!check) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${path.relative(root, file)} is out of date: run node scripts/settings.mjs`);
    process.exitCode = 1;
  }
}
