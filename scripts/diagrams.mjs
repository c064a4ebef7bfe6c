// Writes the drawings of test/unit/diagram/golden down anew, for people to read what a change did to them.
import { writeFileSync } from 'node:fs';
import { tsImport } from 'tsx/esm/api';

const { cases, fileOf } = await tsImport('../test/unit/diagram/golden/cases.ts', import.meta.url);
const { writtenOf } = await tsImport('../test/unit/diagram/golden/written.ts', import.meta.url);
for (const [name, draw] of Object.entries(cases)) writeFileSync(fileOf(name), writtenOf(draw()));
