#!/usr/bin/env node
// The launcher as a program, so that @vscode/test-electron can start it as it starts desktop VS Code.
import { tsImport } from 'tsx/esm/api';

const { launch } = await tsImport('./launch.ts', import.meta.url);
process.exit(await launch(process.argv.slice(2)));
