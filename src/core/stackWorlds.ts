/**
 * A stack whose conditions hang on values that are told only when it is created is worth several worlds. Each is
 * evaluated, lowered and judged by itself, and a finding says in which of them it holds.
 */
import { anyWorld, type World } from './cloudformation/assumptions.ts';
import type { EvaluatedStack, TemplateStacks } from './cloudformation/stacks.ts';
import type { Template } from './cloudformation/template.ts';
import { assume, commonAnswers, describeAnswers, type Answer } from './cloudformation/worlds.ts';
import type { Network } from './aws/network.ts';
import { keyOf, type Finding } from './findings/finding.ts';
import { findAllInSteps, inOrder } from './findings/findings.ts';
import type { RuleSettings } from './findings/rule.ts';
import type { SaidListening } from './lower/listening.ts';
import { lowerInSteps } from './lower/lower.ts';
import { Topology } from './reach/topology.ts';
import type { Steps } from './text/steps.ts';
import type { Configuration } from './value/resource.ts';

/** What users set that changes what is found. */
export interface JudgeSettings {
  readonly listening: ReadonlyMap<string, SaidListening>;
  readonly rules: RuleSettings;
}

/** One way a stack may turn out. */
export interface StackWorld {
  /** What is taken for granted in it, as the end of a sentence: `Condition IsProd is true (Parameter Env is "prod")`. */
  readonly assumption: string;
  readonly answers: readonly Answer[];
  readonly topology: Topology;
  readonly findings: readonly Finding[];
}

/** Combinations; a stack with more is judged with its conditions unknown. */
const maxWorlds = 64;

/** Resources that are lowered for all worlds together: large stacks get fewer. */
const maxResources = 20_000;

/** A root stack with the network it makes, and all that is found about it. */
export interface JudgedStack {
  readonly configuration: Configuration;
  readonly network: Network;
  readonly topology: Topology;
  /** Empty when nothing that the network hangs on is open, or too much is. */
  readonly worlds: readonly StackWorld[];
  readonly findings: readonly Finding[];
  /** Every file it is made of, or would be if it were there. */
  readonly files: ReadonlySet<string>;
  /** Whether it asked what other stacks export. */
  readonly imports: boolean;
}

/**
 * Evaluates, lowers and judges a root stack in all its worlds, in short steps; `undefined` when there is no template of
 * that name.
 */
export function* judgeStack(
  stacks: TemplateStacks,
  root: string,
  settings: JudgeSettings,
): Steps<JudgedStack | undefined> {
  const base = stacks.evaluate(root);
  if (base === undefined) return undefined;
  const { configuration, template } = base;
  yield;
  const network = yield* lowerInSteps(configuration, settings.listening);
  const topology = new Topology(network);
  const evaluated = [base];
  const worlds = yield* worldsOf(base, settings, (world) => {
    const stack = stacks.evaluate(root, world);
    if (stack !== undefined) evaluated.push(stack);
    return stack;
  });
  const findings = yield* findAllInSteps(configuration, topology, settings.rules);
  return {
    ...{ configuration, network, topology, worlds },
    findings: findingsOf(findings, worlds, template),
    files: new Set(evaluated.flatMap(({ files }) => [...files])),
    imports: evaluated.some(({ imports }) => imports),
  };
}

/** @param base the stack with nothing taken for granted, after it was lowered. */
function* worldsOf(
  base: EvaluatedStack,
  { listening, rules }: JudgeSettings,
  evaluate: (world: World) => EvaluatedStack | undefined,
): Steps<readonly StackWorld[]> {
  const worlds: StackWorld[] = [];
  let resources = 0;
  /** Looks into both answers of the first open question; `false` when there are too many. */
  const split = function* (stack: EvaluatedStack, world: World, answers: readonly Answer[]): Steps<boolean> {
    for (const holds of [true, false]) {
      const [question] = stack.questions();
      if (question === undefined) return true;
      yield;
      const answer = { ...question, holds };
      const next = assume(world, answer);
      const then = evaluate(next);
      if (then === undefined) return false;
      const { configuration } = then;
      resources += configuration.resources.length;
      if (resources > maxResources) return false;
      const topology = new Topology(yield* lowerInSteps(configuration, listening));
      const told = [...answers, answer];
      if (then.questions().length > 0) {
        if (!(yield* split(then, next, told))) return false;
        continue;
      }
      const assumption = describeAnswers(told, base.template);
      const findings = yield* findAllInSteps(configuration, topology, rules);
      worlds.push({ assumption, answers: told, topology, findings });
      if (worlds.length > maxWorlds) return false;
    }
    return true;
  };
  return (yield* split(base, anyWorld, [])) ? worlds : [];
}

/**
 * The findings of a stack and of its worlds. One that holds whatever the answers are is told as it is; one that holds in
 * some worlds says in which. Code that does nothing in some world may be there for another, so that is not told.
 */
function findingsOf(
  base: readonly Finding[],
  worlds: readonly StackWorld[],
  template: Template,
): readonly Finding[] {
  // A comment hides nothing only if it does so in no world.
  const inAll = worlds.map((world) => new Set(world.findings.map(keyOf)));
  const certain = base.filter(
    (finding) => finding.rule !== 'ignore-unused' || inAll.every((keys) => keys.has(keyOf(finding))),
  );
  const told = new Set(base.map(keyOf));
  const found = new Map<string, { readonly finding: Finding; readonly where: Set<number> }>();
  for (const [index, world] of worlds.entries()) {
    for (const finding of world.findings) {
      const key = keyOf(finding);
      // What no answer settles, and what no world uses, is told of the stack as a whole.
      if (told.has(key) || ['unresolved', 'ignore-unused'].includes(finding.rule)) continue;
      const entry = found.get(key) ?? { finding, where: new Set() };
      entry.where.add(index);
      found.set(key, entry);
    }
  }
  const answers = worlds.map((world) => world.answers);
  const further = [...found.values()].flatMap(({ finding, where }): Finding | [] => {
    if (where.size === worlds.length) return finding;
    if (finding.unnecessary === true) return [];
    const [first = 0] = where;
    const common = commonAnswers(where, answers);
    const words =
      common === undefined
        ? `in ${where.size} of ${worlds.length} cases, as if ${worlds[first]?.assumption ?? ''}`
        : `if ${describeAnswers(common, template)}`;
    return { ...finding, message: `${finding.message} This is so ${words}.` };
  });
  return further.length === 0 ? certain : inOrder([...certain, ...further]);
}
