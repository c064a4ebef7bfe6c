// Bundles the three programs into dist/: the extension, the command line, the webview.
import { build } from 'esbuild';

const production = !process.argv.includes('--development');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  target: 'es2022',
  legalComments: 'none',
  logLevel: 'warning',
  // `yaml` publishes its ES modules for browsers and CommonJS for Node; the ES form bundles smaller.
  mainFields: ['module', 'main'],
};

const programs = [
  {
    // One for the desktop and the browser: it uses nothing of Node, and the package is a third smaller for it.
    entryPoints: ['src/editor/extension.ts'],
    outfile: 'dist/extension.js',
    format: 'cjs',
    platform: 'browser',
    external: ['vscode'],
  },
  {
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    format: 'cjs',
    platform: 'node',
    banner: { js: '#!/usr/bin/env node' },
  },
  { entryPoints: ['webview/main.ts'], outfile: 'dist/webview.js', format: 'iife', platform: 'browser' },
  { entryPoints: ['webview/styles.css'], outfile: 'dist/webview.css' },
];

await Promise.all(programs.map((program) => build({ ...shared, ...program })));
