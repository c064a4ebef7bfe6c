// The floors of the house, from the ground up. A room may use the rooms below it, and on its own floor only
// where a name stands alone; see ARCHITECTURE.md for the picture this file enforces.
const floors = [
  ['net', 'text'],
  ['value', 'json', 'yaml'],
  ['hcl', 'aws'],
  ['terraform', 'cloudformation', 'describe'],
  ['lower', 'rewrite'],
  ['reach'],
  ['probe'],
  ['findings'],
  ['diagram', 'config', 'explain'],
];

const room = (names) => `^src/core/(${names.join('|')})/`;

const arrows = floors.flatMap((rooms, floor) => {
  const above = floors.slice(floor + 1).flat();
  const rules = [];
  if (above.length > 0) {
    rules.push({
      name: `no-arrow-up-from-${rooms.join('-')}`,
      severity: 'error',
      from: { path: room(rooms) },
      to: { path: [room(above), '^src/core/[^/]+\\.ts$', '^src/(editor|cli)/', '^webview/'].join('|') },
    });
  }
  for (const name of rooms) {
    const beside = rooms.filter((other) => other !== name);
    if (beside.length > 0) {
      rules.push({
        name: `no-arrow-across-from-${name}`,
        severity: 'error',
        from: { path: room([name]) },
        to: { path: room(beside) },
      });
    }
  }
  return rules;
});

module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    ...arrows,
    {
      name: 'core-stands-alone',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { path: '^src/(editor|cli)/|^webview/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-and-webview-without-node',
      severity: 'error',
      from: { path: '^(src/core|webview)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'vscode-only-in-editor',
      severity: 'error',
      from: { pathNot: '^(src/editor|test)/' },
      to: { path: '^vscode$' },
    },
    {
      name: 'node-only-in-cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'ipaddr-in-one-file',
      severity: 'error',
      from: { pathNot: '^src/core/net/address\\.ts$' },
      to: { path: 'node_modules/ipaddr\\.js' },
    },
    {
      name: 'toolkit-in-one-file',
      severity: 'error',
      from: { pathNot: '^webview/controls\\.ts$' },
      to: { path: 'node_modules/@vscode/webview-ui-toolkit' },
    },
    {
      name: 'yaml-in-cloudformation-and-yaml',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/(cloudformation|yaml)/' },
      to: { path: 'node_modules/yaml' },
    },
    {
      name: 'jsonc-in-json',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/json/' },
      to: { path: 'node_modules/jsonc-parser' },
    },
    {
      name: 'editor-and-cli-apart',
      severity: 'error',
      from: { path: '^src/editor/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'cli-and-editor-apart',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: '^src/editor/' },
    },
    {
      name: 'webview-draws-only',
      severity: 'error',
      from: { path: '^webview/' },
      to: {
        path: '^src/',
        pathNot: '^src/(protocol|core/diagram/(drawing|geometry|portMap|table|view|words|picture/.+))\\.ts$',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};
