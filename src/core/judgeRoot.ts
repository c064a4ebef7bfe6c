/**
 * From a root to its analysis: a module is evaluated, a folder of describe output read, and the network this comes to is
 * judged. A template is judged in each way its stack may turn out.
 */
import type { Kept } from './analysis.ts';
import { findWithCertainty } from './assumedFindings.ts';
import type { TemplateStacks } from './cloudformation/stacks.ts';
import { emptyConfig, ruleSettingsOf, withDefaults, type Config } from './config/config.ts';
import type { ConfigFiles } from './config/configFiles.ts';
import type { DescribeFolders } from './describe/folders.ts';
import { FindsPremise } from './findsPremise.ts';
import { lowerInSteps } from './lower/lower.ts';
import { Topology } from './reach/topology.ts';
import { judgeStack, type JudgeSettings } from './stackWorlds.ts';
import type { TerraformProjects } from './terraform/projects.ts';
import type { Steps } from './text/steps.ts';

/** Stands in {@link Kept.madeOf} for what any template exports. */
export const anyExport = ' exports';

/** The code of each language, and what is set for it. */
export interface Judged {
  readonly projects: TerraformProjects;
  readonly stacks: TemplateStacks;
  readonly describe: DescribeFolders;
  readonly configs: ConfigFiles;
  /** What the person at the keyboard set for the code of a root. */
  readonly personal: (root: string) => Config;
}

/** The analysis of a root, or of a template or module that others call as if it were one; `undefined` where there is none. */
export function judgeRoot(root: string, judged: Judged): Steps<Kept | undefined> {
  return judged.stacks.has(root) ? judgeTemplate(root, judged) : judgeOther(root, judged);
}

function* judgeTemplate(root: string, judged: Judged): Steps<Kept | undefined> {
  const found = yield* judgeStack(judged.stacks, root, settingsOf(root, judged));
  if (found === undefined) return undefined;
  const { files, imports, ...analysis } = found;
  return { analysis, madeOf: imports ? new Set([...files, anyExport]) : files };
}

/** A root module, or a folder of describe output. */
function* judgeOther(root: string, judged: Judged): Steps<Kept | undefined> {
  const module = yield* judged.projects.evaluateInSteps(root);
  const configuration = module?.configuration ?? judged.describe.evaluate(root);
  if (configuration === undefined) return undefined;
  const { listening, rules } = settingsOf(root, judged);
  const network = yield* lowerInSteps(configuration, listening);
  yield;
  const premise = module?.finds === undefined ? undefined : new FindsPremise(module.finds, listening);
  const topology = new Topology(network, premise);
  yield;
  const findings = yield* findWithCertainty(configuration, topology, premise, rules);
  const analysis = { configuration, network, topology, findings, worlds: [] };
  return { analysis, madeOf: module?.folders ?? new Set([root]), looked: module?.looked };
}

function settingsOf(root: string, { configs, personal }: Judged): JudgeSettings {
  const config = withDefaults(configs.of(root) ?? emptyConfig, personal(root));
  const isIgnored = (file: string): boolean => configs.ignores(file);
  return { listening: config.listening, rules: { ...ruleSettingsOf(config), isIgnored } };
}
