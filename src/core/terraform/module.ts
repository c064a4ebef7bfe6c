/** A module directory → resources: the modules it calls, the order to evaluate them in, and what comes out. */
import { findAnnotations, type Annotation } from '../text/annotation.ts';
import type { Origin } from '../text/origin.ts';
import { atOnce, type Steps } from '../text/steps.ts';
import type { Configuration } from '../value/resource.ts';
import type { Because, Property, Value } from '../value/value.ts';
import type { ModuleFiles } from './context.ts';
import type { Search } from './dataSourceSearch.ts';
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

/** What the data sources of a root module are taken to find in other ones. */
export interface Finds {
  /** One for each data source that finds something, named by its address. */
  readonly because: readonly Because[];
  /**
   * The root module with some of them only: every other data source finds nothing elsewhere, and neither does one that
   * hangs on such. It was evaluated already with none.
   */
  readonly only: (some: readonly Because[]) => Steps<Configuration>;
}

/** A root module, evaluated. */
export interface Evaluated {
  readonly configuration: Configuration;
  /** Set where data sources are taken to find something in other root modules. */
  readonly finds?: Finds;
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
  const { alone, told, only } = yield* evaluateInRounds(tree, steps, options);
  const read = new Set(tree.nodes.flatMap((node) => node.files.map(({ file }) => file)));
  const ofCode = {
    root,
    language: 'terraform' as const,
    files: [...read].sort(),
    problems: tree.problems,
    calls: callsIn(tree),
    annotations: annotationsIn(tree),
  };
  const configurationOf = ({ evaluation, result, looked }: Round): Configuration => ({
    ...ofCode,
    resources: result.resources(),
    unread: result.unread(),
    handedOut: result.handedOut(),
    assumptions: [...evaluation.assumptions, ...looked.assumptions],
  });
  const because = told.looked.assumptions;
  const finds: Finds = {
    because,
    only: function* (some) {
      return configurationOf(some.length === 0 ? alone : yield* only(some));
    },
  };
  return {
    configuration: configurationOf(told),
    findables: alone.result.findables(),
    outputs: alone.result.outputs(),
    ...(because.length === 0 ? {} : { finds }),
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

/** What the tree has come to when data sources have looked around. */
interface Round {
  readonly evaluation: Evaluation;
  readonly result: EvaluatedTree;
  readonly looked: Looked;
}

interface Rounds {
  /** Without what other root modules may hold. */
  readonly alone: Round;
  readonly told: Round;
  /** As {@link Finds.only}. */
  readonly only: (some: readonly Because[]) => Steps<Round>;
}

/** What a data source finds is known when all resources are: once more with that, and only if there is any. */
function* evaluateInRounds(
  tree: ModuleTree,
  steps: readonly PlannedStep[],
  options: ModuleOptions,
): Steps<Rounds> {
  const { data = new Map<string, Found>(), elsewhere } = options;
  const evaluateWith = function* (looked: Looked): Steps<Round> {
    const evaluation = yield* evaluateSteps(tree, steps, {
      ...options,
      data: new Map([...looked.found, ...data]),
    });
    return { evaluation, result: yield* evaluation.resultInSteps(), looked };
  };
  const lookAround = function* (
    before: Round,
    others: () => readonly OtherRoot[],
    isLooking: (search: Search) => boolean = () => true,
  ): Steps<Round> {
    let latest = before;
    for (let round = 0; round < mostRounds; round++) {
      const { result, looked } = latest;
      const searches = result.searches().filter((one) => !data.has(one.address) && isLooking(one));
      if (searches.length === 0) return latest;
      const next = lookUp(searches, result.findables(), others, looked);
      if (findsTheSame(next, looked)) return latest;
      latest = yield* evaluateWith(next);
    }
    return latest;
  };
  const first = yield* evaluateWith({ found: new Map(), assumptions: [] });
  const alone = yield* lookAround(first, () => []);
  // Whoever asks later what only some of the finds come to has others as they were.
  let seen: readonly OtherRoot[] | undefined;
  const others = (): readonly OtherRoot[] => (seen ??= elsewhere?.() ?? []);
  const told = elsewhere === undefined ? alone : yield* lookAround(alone, others);
  const finders = told.looked.assumptions.map(({ what }) => what);
  const only = (some: readonly Because[]): Steps<Round> => {
    const left = new Set(finders);
    for (const { what } of some) left.delete(what);
    return lookAround(alone, others, ({ address }) => !left.has(address));
  };
  return { alone, told, only };
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
