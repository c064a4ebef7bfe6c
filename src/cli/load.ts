/** From paths on a command line to analysed networks, and from a name to the interface it means. */
import { resolve, sep } from 'node:path';
import type { NetworkInterface } from '../core/aws/network.ts';
import type { Analysis } from '../core/analysis.ts';
import { Workspace } from '../core/workspace.ts';
import type { CloudFormationArguments } from './cloudformationFlags.ts';
import { configure } from './config.ts';
import {
  folderNamed,
  nameOf,
  readModule,
  readNamedFiles,
  readPaths,
  readTemplate,
  type Sources,
} from './files.ts';
import { InsideFiles } from './insideFiles.ts';
import { failure, isFailure, type Failure, type Io } from './io.ts';
import { Locator } from './locate.ts';
import { printable } from '../core/probe/report/printable.ts';
import { didYouMean } from './suggest.ts';
import { terraformSettingsOf, type TerraformArguments } from './terraformFlags.ts';

export interface Loaded {
  readonly sources: Sources;
  readonly workspace: Workspace;
  readonly analyses: readonly Analysis[];
  readonly locator: Locator;
}

/** Where a name was found. */
export interface Found {
  readonly analysis: Analysis;
  readonly interface: NetworkInterface;
}

/**
 * Reads and analyses. What is wrong inside the files goes to stderr, a line each, and stops nothing.
 * @param config the configuration file that was asked for, instead of those beside the code.
 */
export function load(
  paths: readonly string[],
  io: Io,
  given: TerraformArguments & CloudFormationArguments,
  config?: string,
): Loaded | Failure {
  const settings = terraformSettingsOf(given, io);
  if (isFailure(settings)) return settings;
  const sources = readPaths(paths, io.cwd);
  if (isFailure(sources)) return sources;
  const values = readNamedFiles(settings.variableFiles, io.cwd);
  if (isFailure(values)) return values;
  const parameters = readNamedFiles(given.lists.get('parameters') ?? [], io.cwd);
  if (isFailure(parameters)) return parameters;
  const texts = new Map<string, string>();
  const inside = new InsideFiles(paths, texts, io.cwd);
  const workspace = new Workspace({
    resolveFolder: (folder, path) => folderNamed(folder, path, io.cwd),
    pathOf: (name) => resolve(io.cwd, name).split(sep).join('/'),
    readFile: (file) => inside.read(file),
    listFiles: (folder) => inside.list(folder),
  });
  workspace.configureTerraform({ ...settings, variableFiles: [...values.keys()] });
  workspace.configureCloudFormation({
    parameterFiles: [...parameters].map(([file, text]) => ({ file, text })),
  });
  const configs = configure(workspace, paths, config, sources.texts, io.cwd);
  if (isFailure(configs)) return configs;
  const named = new Set(paths.map((path) => nameOf(resolve(io.cwd, path), io.cwd)));
  const isJudged = ([file]: readonly [string, string]): boolean =>
    named.has(file) || !workspace.isLeftOut(file);
  const judged = [...sources.texts].filter(isJudged);
  for (const [file, text] of [...judged, ...values, ...parameters]) {
    texts.set(file, text);
    if (!configs.has(file)) workspace.update(file, text);
  }
  for (const [file, text] of configs) texts.set(file, text);
  readCalledModules(workspace, texts, io.cwd);
  readNestedTemplates(workspace, texts, io.cwd);
  const locator = new Locator(texts);
  for (const line of sources.notes) io.stderr.write(`ackscope: ${printable(line)}\n`);
  for (const problem of workspace.problems()) {
    io.stderr.write(`${locator.text(problem)}: ${printable(problem.message)}\n`);
  }
  const analyses = workspace.analyses();
  if (analyses.length === 0) {
    if (judged.length < sources.texts.size)
      return failure(`everything in ${paths.join(', ')} is ignored by ${[...configs.keys()].join(', ')}`);
    return failure(
      `there is neither Terraform or CloudFormation code nor describe output in ${paths.join(', ')}`,
    );
  }
  return { sources, workspace, analyses, locator };
}

/** Child modules may lie outside of the paths that were given, and may call others. */
function readCalledModules(workspace: Workspace, texts: Map<string, string>, cwd: string): void {
  const asked = new Set<string>();
  for (;;) {
    const folders = workspace.missingFolders().filter((folder) => !asked.has(folder));
    if (folders.length === 0) return;
    for (const folder of folders) {
      asked.add(folder);
      for (const [file, text] of readModule(folder, cwd)) {
        texts.set(file, text);
        workspace.update(file, text);
      }
    }
  }
}

/** Nested templates may lie outside of the paths that were given, and may nest others. */
function readNestedTemplates(workspace: Workspace, texts: Map<string, string>, cwd: string): void {
  const asked = new Set<string>();
  for (;;) {
    const files = workspace.missingTemplates().filter((file) => !asked.has(file));
    if (files.length === 0) return;
    for (const file of files) {
      asked.add(file);
      const text = readTemplate(file, cwd);
      if (text === undefined) continue;
      texts.set(file, text);
      workspace.update(file, text);
    }
  }
}

/**
 * Every interface of that address, owner or IP address, over all networks; else those of that name, which several may
 * have. Never an empty list.
 */
export function find(analyses: readonly Analysis[], text: string): readonly Found[] | Failure {
  const found = analyses.flatMap((analysis) => {
    const at = analysis.topology.resolve(text);
    return at === undefined ? [] : [{ analysis, interface: at }];
  });
  if (found.length > 0) return found;
  const called = analyses.flatMap((analysis) =>
    analysis.topology.named(text).map((at) => ({ analysis, interface: at })),
  );
  if (called.length > 0) return called;
  const names = new Set(
    analyses.flatMap(({ topology }) =>
      topology.interfaces.flatMap(({ address, owner, name }) => [
        owner,
        address,
        ...(name === undefined ? [] : [name]),
      ]),
    ),
  );
  if (names.size === 0) return failure(`there is no ${text}: the code has no instance or network interface`);
  return failure(`there is no ${text} in the code${didYouMean(text, names)}`);
}

/** The same, where there may be but one. */
export function findOne(analyses: readonly Analysis[], option: string, text: string): Found | Failure {
  const found = find(analyses, text);
  if (isFailure(found)) return failure(`${option}: ${found.message}`);
  const [first, ...others] = found;
  if (first === undefined || others.length === 0) return first ?? failure(`${option}: there is no ${text}`);
  return others.some(({ analysis }) => analysis !== first.analysis)
    ? failure(`${option} ${text} is in ${found.length} networks of these paths: name the path of one`)
    : failure(
        `${option} ${text} is the name of ${found.length} interfaces: use an id, such as ${first.interface.owner}`,
      );
}
