/** How a stack's open questions are answered one way or the other, and how the answers are told. */
import type { Fact, Question, World } from './assumptions.ts';
import { literalText, type Node } from './node.ts';
import type { Template } from './template.ts';

/** A question and its answer in one world. */
export interface Answer extends Question {
  readonly holds: boolean;
}

/** The world in which a question is answered. */
export function assume(world: World, { subject, text, holds }: Answer): World {
  const before: Fact = world.get(subject) ?? { is: undefined, not: new Set() };
  const fact: Fact = holds
    ? { is: text, not: before.not }
    : { is: before.is, not: new Set([...before.not, text]) };
  return new Map([...world, [subject, fact]]);
}

/**
 * What a set of worlds has in common, when it is all that tells them from the others; `undefined` when it takes more.
 * @param some indices into `all`, which holds the answers of each world.
 */
export function commonAnswers(
  some: ReadonlySet<number>,
  all: readonly (readonly Answer[])[],
): readonly Answer[] | undefined {
  const [first] = some;
  const shared = (all[first ?? 0] ?? []).filter((answer) =>
    [...some].every((index) => hasAnswer(all[index] ?? [], answer)),
  );
  const matching = all.filter((answers) => shared.every((answer) => hasAnswer(answers, answer)));
  return matching.length === some.size ? shared : undefined;
}

/** The answers in words: `Condition IsProd is true (Parameter Env is "prod")`. */
export function describeAnswers(answers: readonly Answer[], template: Template): string {
  return answers
    .map((answer) => {
      const { subject, text, holds } = answer;
      const value = text === '' ? 'empty' : JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
      const fact = `${subject} is ${holds ? '' : 'not '}${value}`;
      const condition = conditionAsking(template, answer);
      return condition === undefined ? fact : `Condition ${condition} is ${holds} (${fact})`;
    })
    .join(' and ');
}

function hasAnswer(answers: readonly Answer[], { subject, text, holds }: Answer): boolean {
  return answers.some(
    (answer) => answer.subject === subject && answer.text === text && answer.holds === holds,
  );
}

/** The condition that asks just this question. */
function conditionAsking(template: Template, { subject, text }: Question): string | undefined {
  const name = subject.replace(/^Parameter /, '');
  for (const [condition, node] of template.conditions) {
    const [left, right, ...rest] = operandsOf(node);
    if (left === undefined || right === undefined || rest.length > 0) continue;
    const asks = (reference: Node, value: Node): boolean =>
      referenceOf(reference) === name && literalText(value) === text;
    if (asks(left, right) || asks(right, left)) return condition;
  }
  return undefined;
}

function operandsOf(node: Node): readonly Node[] {
  if (node.kind === 'sequence') return node.tag === '!Equals' ? node.items : [];
  const [only] =
    node.kind === 'map' && node.entries.length === 1 && node.tag === undefined ? node.entries : [];
  return only?.key === 'Fn::Equals' && only.value.kind === 'sequence' ? only.value.items : [];
}

function referenceOf(node: Node): string | undefined {
  if (node.kind === 'scalar') return node.tag === '!Ref' ? node.text : undefined;
  const [only] = node.kind === 'map' && node.entries.length === 1 ? node.entries : [];
  return only?.key === 'Ref' ? literalText(only.value) : undefined;
}
