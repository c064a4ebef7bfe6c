/** A module directory → resources: the modules it calls, the order to evaluate them in, and what comes out. */
import { findAnnotations, type Annotation } from '../text/annotation.ts';
import type { Origin } from '../text/origin.ts';
import { atOnce, type Steps } from '../text/steps.ts';
import type { Configuration } from '../value/resource.ts';
import type { Because, Property, Value } from '../value/value.ts';
import type { ModuleFiles } from './context.ts';
import type { EvaluatedTree } from './evaluatedTree.ts';
import { Evaluation } from './evaluation.ts';
import type { Findable, OtherRoot } from './findable.ts';
import { findsTheSame, lookUp, type Found, type Looked } from './lookups.ts';
import { planInSteps, type PlannedStep } from './graph.ts';
import { buildModuleTree, type FindModule, type ModuleTree } from './moduleTree.ts';
import type { TerraformFile } from './terraformFile.ts';

export interface ModuleOptions {
  /** Values for input variables; they win over defaults. */
  readonly variables?: ReadonlyMap<string, Value>;
  /** What `terraform.workspace` is; `default` when left out. */
  readonly workspace?: string;
  /** What data sources are known to have been read as, by address. Those are not looked up. */
  readonly data?: ReadonlyMap<string, ReadonlyMap<string, Property>>;
  /** What `file()` and its kin may read. */
  readonly files?: ModuleFiles;
  /** Finds the files of the modules that are called; without it none is read. */
  readonly findModule?: FindModule;
  /** The other root modules of the workspace, where data sources look after this one; without it there are none. */
  readonly elsewhere?: () => readonly OtherRoot[];
}

/** A root module without what its data sources are taken to find in other ones. */
export interface Alone {
  readonly configuration: Configuration;
  /** What they are taken to find. */
  readonly finds: readonly Because[];
}

/** A root module, evaluated. */
export interface Evaluated {
  readonly configuration: Configuration;
  /** Set where data sources are taken to find something in other root modules. */
  readonly alone?: Alone;
  /** What other root modules may find in it. That never hangs on what it finds in them. */
  readonly findables: readonly Findable[];
  /** What other root modules may read in its state, which does not hang on them either. */
  readonly outputs: ReadonlyMap<string, Value>;
}

/** Data sources that look for what others find need another round each; nobody builds a longer chain. */
const mostRounds = 4;

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
  return atOnce(evaluateInSteps(root, files, options)).configuration;
}

/** The same in short steps, with what others may find in it. */
export function* evaluateInSteps(
  root: string,
  files: readonly TerraformFile[],
  options: ModuleOptions = {},
): Steps<Evaluated> {
  const tree = buildModuleTree(root, files, options.findModule ?? (() => 'is not read'));
  yield;
  const steps = yield* planInSteps(tree);
  yield;
  const { told, alone, finds, findables, outputs } = yield* evaluateInRounds(tree, steps, options);
  const read = new Set(tree.nodes.flatMap((node) => node.files.map(({ file }) => file)));
  const ofCode = {
    root,
    language: 'terraform' as const,
    files: [...read].sort(),
    problems: tree.problems,
    calls: callsIn(tree),
    annotations: annotationsIn(tree),
  };
  const configurationOf = ({ result, assumptions }: Told): Configuration => ({
    ...ofCode,
    resources: result.resources(),
    unread: result.unread(),
    handedOut: result.handedOut(),
    assumptions,
  });
  return {
    configuration: configurationOf(told),
    findables,
    outputs,
    ...(finds.length === 0 ? {} : { alone: { configuration: configurationOf(alone), finds } }),
  };
}

/** Where each module of the tree is called. */
function callsIn({ nodes }: ModuleTree): ReadonlyMap<string, Origin> {
  return new Map(
    nodes.flatMap(({ address, parent }): readonly (readonly [string, Origin])[] => {
      if (parent === undefined) return [];
      const { file, block } = parent.call;
      const extent = { start: block.start, end: block.end };
      return [[address, { file, span: block.header, extent }]];
    }),
  );
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

/** What the tree has come to, and what was taken for granted for it. */
interface Told {
  readonly result: EvaluatedTree;
  readonly assumptions: readonly Because[];
}

interface Rounds {
  readonly told: Told;
  /** The same without what other root modules may hold. */
  readonly alone: Told;
  /** As {@link Alone.finds}. */
  readonly finds: readonly Because[];
  readonly findables: readonly Findable[];
  readonly outputs: ReadonlyMap<string, Value>;
}

/** What a data source finds is known when all resources are: once more with that, and only if there is any. */
function* evaluateInRounds(
  tree: ModuleTree,
  steps: readonly PlannedStep[],
  options: ModuleOptions,
): Steps<Rounds> {
  const { data = new Map<string, Found>(), elsewhere } = options;
  let evaluation = yield* evaluateSteps(tree, steps, options);
  let result = yield* evaluation.resultInSteps();
  let looked: Looked = { found: new Map(), assumptions: [] };
  const lookAround = function* (others: () => readonly OtherRoot[]): Steps<void> {
    for (let round = 0; round < mostRounds; round++) {
      const searches = result.searches().filter(({ address }) => !data.has(address));
      if (searches.length === 0) return;
      const next = lookUp(searches, result.findables(), others, looked);
      if (findsTheSame(next, looked)) return;
      looked = next;
      evaluation = yield* evaluateSteps(tree, steps, {
        ...options,
        data: new Map([...next.found, ...data]),
      });
      result = yield* evaluation.resultInSteps();
    }
  };
  yield* lookAround(() => []);
  const findables = result.findables();
  const outputs = result.outputs();
  const alone = { result, assumptions: evaluation.assumptions };
  if (elsewhere !== undefined) yield* lookAround(elsewhere);
  const finds = looked.assumptions;
  const told = { result, assumptions: [...evaluation.assumptions, ...finds] };
  return { told, alone, finds, findables, outputs };
}

interface StepOptions extends Omit<ModuleOptions, 'data'> {
  readonly data?: ReadonlyMap<string, Found>;
}

function* evaluateSteps(
  tree: ModuleTree,
  steps: readonly PlannedStep[],
  options: StepOptions,
): Steps<Evaluation> {
  const evaluation = new Evaluation(tree, options);
  for (const step of steps) {
    evaluation.run(step);
    yield;
  }
  return evaluation;
}
