/** Expressions and functions against the answers of Terraform 1.11, recorded by scripts/goldens.mjs. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Parameter, Signature } from '../../../src/core/terraform/functions/function.ts';
import { functions } from '../../../src/core/terraform/functions/functions.ts';
import type { Type } from '../../../src/core/terraform/types.ts';
import { goldens, outcomeOf, valueOf, type Golden, type Outcome } from './evaluation.ts';

/** Where we say something else than Terraform 1.11 and mean to. */
interface Difference {
  readonly why: string;
  readonly applies: (golden: Golden, outcome: Outcome) => boolean;
}

/** We leave open, for a reason that matches, what Terraform can tell. */
function leftOpen(reason: RegExp): Difference['applies'] {
  return (_, outcome) => outcome.kind === 'unknown' && reason.test(outcome.why);
}

const differences: readonly Difference[] = [
  {
    why: 'a decisive left operand of && and || settles the result although the right one is an error, as from Terraform 1.12 on',
    applies: ({ expression, isError }, outcome) =>
      isError && outcome.kind === 'value' && /&&|\|\|/.test(expression),
  },
  {
    why: 'Terraform counts with 512 bits; what a double cannot hold exactly is unknown here',
    applies: leftOpen(/has more digits than can be kept$/),
  },
  {
    why: 'infinity is a number in Terraform until it is written down, and unknown here',
    applies: leftOpen(/divides by zero$/),
  },
  {
    why: 'element() takes some negative indices in Terraform 1.11, fails on others, and takes all of them later',
    applies: leftOpen(/is a negative index$/),
  },
  {
    why: 'a file that is not among those of the workspace may exist where Terraform runs',
    applies: leftOpen(/names a file that is not read$/),
  },
  {
    why: 'IANA knows some hundred character sets, of which a few are evaluated',
    applies: leftOpen(/is an encoding that is not evaluated$/),
  },
  {
    why: 'yamlencode() breaks lines of more than 80 characters, which is not evaluated',
    applies: leftOpen(/has a text that is not written as YAML here$/),
  },
  {
    why: 'a function that Terraform 1.11 does not know may be one of a later version',
    applies: leftOpen(/^function nosuch\(\) is not evaluated yet$/),
  },
  {
    why: 'Terraform tells minus zero from zero, and writes it so',
    applies: ({ value }, outcome) => outcome.kind === 'value' && outcome.json === String(value).replace('-0', '0'),
  },
  {
    why: 'the condition of a `for` that goes through nothing is not judged here',
    applies: ({ expression, isError }, outcome) =>
      isError && / if .*[\]}]$/.test(expression) && isDeepStrictEqual(outcome, emptyLike(expression)),
  },
  {
    why: 'a branch that is not taken and is an error has no type here',
    applies: ({ expression }, outcome) => outcome.kind === 'value' && / \? .*\$\{\[\]\[0\]\}/.test(expression),
  },
  {
    why: 'branches of which one is an empty list or map of no type need not be alike within',
    applies: ({ expression, isError }, outcome) =>
      isError && outcome.kind === 'value' && / \? .* : to(map\(\{\}|list\(\[\])\)$/.test(expression),
  },
  {
    why: 'the types of two nulls inside of tuples are not compared',
    applies: ({ expression }) => expression === '[null] == [tostring(null)]',
  },
];

function emptyLike(expression: string): Outcome {
  return { kind: 'value', json: expression.startsWith('[') ? [] : {} };
}

/** Results that nothing recorded can tell: they depend on time, chance, marks or Terraform's own code. */
const openFunctions: readonly (readonly [expression: string, why: RegExp])[] = [
  ['timestamp()', /is the time of the run$/],
  ['plantimestamp()', /is the time of the plan$/],
  ['uuid()', /is made by chance$/],
  ['bcrypt("a")', /is salted by chance$/],
  ['rsadecrypt("a", "b")', /is decrypted only by Terraform$/],
  ['base64gzip("a")', /depends on how Terraform compresses$/],
  ['issensitive("a")', /may or may not be sensitive$/],
  ['ephemeralasnull("a")', /may or may not be ephemeral$/],
  ['abspath("a")', /depends on where Terraform runs$/],
  ['pathexpand("~/a")', /depends on the user's home$/],
  ['provider::aws::arn_parse("a")', /is computed by a provider$/],
  ['file("/etc/passwd")', /names a file outside the workspace$/],
  ['file("~/a")', /names a file outside the workspace$/],
  ['fileset("/etc", "*")', /names a folder outside the workspace$/],
  ['textencodebase64("a", "shift-jis")', /is an encoding that is not evaluated$/],
];

function agrees({ isError, value }: Golden, outcome: Outcome): boolean {
  if (isError) return outcome.kind === 'error';
  return outcome.kind === 'value' && isDeepStrictEqual(JSON.parse(JSON.stringify(outcome.json)), value);
}

describe('terraform expressions against Terraform 1.11', () => {
  const used = new Set<Difference>();

  it('agree, or differ for a reason that is known', () => {
    const wrong: string[] = [];
    for (const golden of goldens) {
      const outcome = outcomeOf(valueOf(golden.expression));
      if (agrees(golden, outcome)) continue;
      const difference = differences.find(({ applies }) => applies(golden, outcome));
      if (difference !== undefined) used.add(difference);
      else wrong.push(`${golden.expression} is ${JSON.stringify(outcome)}`);
    }
    assert.deepEqual(wrong, []);
    assert.ok(goldens.length >= 3000);
  });

  for (const difference of differences) {
    it(`differ where ${difference.why}`, () => assert.ok(used.has(difference)));
  }
});

describe('terraform functions against Terraform 1.11', () => {
  const signatures = readFileSync(join(import.meta.dirname, 'signatures.txt'), 'utf8').trim().split('\n');

  it('are all there, with the same signatures', () => {
    const ours = [...functions].map(([name, { signature }]) => `${name}${signatureText(signature)}`);
    assert.deepEqual(ours.sort(), [...signatures].sort());
    assert.equal(ours.length, 118);
  });

  it('are all called by a recorded expression, if anything can be recorded', () => {
    const open = openFunctions.map(([expression]) => expression.replace(/\(.*/s, ''));
    const called = goldens.map(({ expression }) => expression).join('\n');
    const missing = [...functions.keys()].filter(
      (name) => !open.includes(name) && (called.match(new RegExp(`\\b${name}\\(`, 'g')) ?? []).length < 3,
    );
    assert.deepEqual(missing, []);
  });

  for (const [expression, why] of openFunctions) {
    it(`leave ${expression} open: ${why.source}`, () => {
      const outcome = outcomeOf(valueOf(expression));
      assert.equal(outcome.kind, 'unknown');
      assert.match('why' in outcome ? outcome.why : '', why);
    });
  }
});

function signatureText({ parameters, variadic, returns }: Signature): string {
  const shown = ({ name, type, nullable }: Parameter): string => `${name}${nullable ? '?' : ''}: ${typeName(type)}`;
  const list = [...parameters.map(shown), ...(variadic === undefined ? [] : [`...${shown(variadic)}`])];
  return `(${list.join(', ')}) ${typeName(returns)}`;
}

function typeName(type: Type): string {
  if (type.kind === 'dynamic') return 'any';
  return 'element' in type ? `${type.kind}(${typeName(type.element)})` : type.kind;
}
