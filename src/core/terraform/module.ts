/** A module directory → resources: the modules it calls, the order to evaluate them in, and what comes out. */
import { findAnnotations, type Annotation } from '../text/annotation.ts';
import type { Configuration } from '../value/resource.ts';
import type { Property, Value } from '../value/value.ts';
import type { ModuleFiles } from './context.ts';
import { Evaluation } from './evaluation.ts';
import { planSteps, type PlannedStep } from './graph.ts';
import { buildModuleTree, type FindModule, type ModuleTree } from './moduleTree.ts';
import type { TerraformFile } from './terraformFile.ts';

export interface ModuleOptions {
  /** Values for input variables; they win over defaults. */
  readonly variables?: ReadonlyMap<string, Value>;
  /** What `terraform.workspace` is; `default` when left out. */
  readonly workspace?: string;
  /** What data sources are known to have been read as, by address. */
  readonly data?: ReadonlyMap<string, ReadonlyMap<string, Property>>;
  /** What `file()` and its kin may read. */
  readonly files?: ModuleFiles;
  /** Finds the files of the modules that are called; without it none is read. */
  readonly findModule?: FindModule;
}

/**
 * Evaluates all files of a directory as the root module, together with the modules it calls. Never throws and never
 * hangs: syntax errors, second declarations and modules that call themselves are `problems`, and what cannot be told is
 * unknown with its reason. Neither the order of the files nor that of their blocks changes a value; of two declarations
 * of one name the first counts, by the names of the files.
 * @param root the directory as the host names it.
 */
export function evaluateModule(
  root: string,
  files: readonly TerraformFile[],
  options: ModuleOptions = {},
): Configuration {
  const tree = buildModuleTree(root, files, options.findModule ?? (() => 'is not read'));
  const steps = planSteps(tree);
  const first = evaluateSteps(tree, steps, options);
  // What a data source finds is known when all resources are: once more with that, and only if there is any.
  const found = first.lookUps(first.resources());
  const data = new Map([...found, ...(options.data ?? [])]);
  const evaluation = found.size === 0 ? first : evaluateSteps(tree, steps, { ...options, data });
  const read = new Set(tree.nodes.flatMap((node) => node.files.map(({ file }) => file)));
  return {
    root,
    language: 'terraform',
    files: [...read].sort(),
    resources: evaluation.resources(),
    problems: tree.problems,
    unread: evaluation.unread(),
    handedOut: evaluation.handedOut(),
    annotations: annotationsIn(tree),
    assumptions: evaluation.assumptions,
  };
}

/** What is said in the comments of the files, once for modules that are called several times. */
function annotationsIn({ nodes }: ModuleTree): ReadonlyMap<string, readonly Annotation[]> {
  const found = new Map<string, readonly Annotation[]>();
  const files = new Set(nodes.flatMap((node) => node.files));
  for (const { file, text, tree } of files) {
    const annotations = findAnnotations(text, tree.comments);
    if (annotations.length > 0) found.set(file, annotations);
  }
  return found;
}

function evaluateSteps(tree: ModuleTree, steps: readonly PlannedStep[], options: ModuleOptions): Evaluation {
  const evaluation = new Evaluation(tree, options);
  for (const step of steps) evaluation.run(step);
  return evaluation;
}
