// The two VS Code builds the tests run in. Both are server builds that npm's `code-server` package
// carries: they need no download besides npm's, and run the real workbench and extension host.

/** `floor`: the oldest VS Code the manifest's `engines.vscode` admits; `newest`: the newest one tried. */
export type HostKind = 'floor' | 'newest';

/** One VS Code server build and what it needs to run. */
export interface Build {
  readonly kind: HostKind;
  /** Version of npm's `code-server` that carries it. */
  readonly codeServer: string;
  /** Version `vscode.version` reports inside. */
  readonly vscode: string;
  /** Major version of Node the build is made for. */
  readonly nodeMajor: number;
  /** Version of npm's `node-<platform>-<arch>` taken when this process runs another major. */
  readonly node: string;
  /** Packages in the build's node_modules that would be compiled, and the stand-in that takes their place. */
  readonly standIns: Readonly<Record<string, string>>;
  /** npm's `@vscode/ripgrep-universal` version to take `rg` from; undefined where the build brings its own. */
  readonly ripgrep: string | undefined;
  /** Paths inside the build that no test of an extension uses: about two thirds of the newest build. */
  readonly unused: readonly string[];
}

export const BUILDS: Readonly<Record<HostKind, Build>> = {
  floor: {
    kind: 'floor',
    codeServer: '4.100.3',
    vscode: '1.100.3',
    nodeMajor: 20,
    node: '20.20.2',
    standIns: { '@vscode/spdlog': 'spdlog.cjs', 'native-watchdog': 'nativeWatchdog.cjs' },
    ripgrep: '1.18.0',
    unused: ['node_modules/@vscode/windows-process-tree'],
  },
  newest: {
    kind: 'newest',
    codeServer: '4.139.1',
    vscode: '1.139.1',
    nodeMajor: 24,
    node: '24.21.0',
    standIns: { '@vscode/spdlog': 'spdlog.cjs', '@vscode/native-watchdog': 'nativeWatchdog.cjs' },
    ripgrep: undefined,
    unused: [
      'extensions/copilot',
      'extensions/mermaid-markdown-features',
      'node_modules/@devcontainers',
      'node_modules/@github',
      'node_modules/@microsoft/mxc-sdk',
      'node_modules/@vscode/sandbox-runtime',
      'node_modules/@vscode/windows-process-tree',
    ],
  },
};

/** The kind named by a flag or variable; `floor` when nothing is named. Throws on any other word. */
export function hostKind(name: string | undefined): HostKind {
  if (name === undefined || name === '') return 'floor';
  if (name === 'floor' || name === 'newest') return name;
  throw new Error(`no VS Code host is called "${name}": floor and newest are`);
}
