/**
 * Names of zones that only AWS knows, in expressions mixed at random: whatever is known although they are not is what
 * comes out once they are, and what stands for a string stands for that string.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expressionText, isStandIn, zoneStandIn } from '../../src/core/terraform/standIns.ts';
import { isInvalid, standInOf, unknownText, unorderedOf } from '../../src/core/terraform/values.ts';
import { stringValue, unknown, type Value } from '../../src/core/value/value.ts';
import { outcomeOf, valueOf } from '../conformance/terraform/evaluation.ts';
import { matchesInSomeOrder } from '../support/matching.ts';

const source = 'local.z';

/** Names a data source may have found, in its order, and ids two subnets may have been given. */
const found: readonly (readonly string[])[] = [
  ['us-east-1a', 'us-east-1b', 'us-east-1c', 'subnet-0123456789abcdef0', 'subnet-00000000000000001'],
  ['eu-west-1a', 'eu-west-1b', 'eu-west-1c', 'subnet-12345678', 'subnet-12345678901234567'],
  ['us-east-1-bos-1a', 'us-east-1-wl1-bos-wlz-1', 'us-east-1a', 'subnet-12345678', 'subnet-87654321'],
  ['mx-central-1a', 'mx-central-1b', 'mx-central-1c', 'subnet-0fedcba9876543210', 'subnet-ffffffff'],
];

const open = new Map<string, Value>([
  ...[0, 1, 2].map(
    (index) =>
      [
        `z${index}`,
        unknownText(unknown(`${source}[${index}]`, 'is read from AWS'), zoneStandIn(source, index)),
      ] as const,
  ),
  ...[3, 4].map(
    (index) =>
      [`z${index}`, { kind: 'reference', resource: `aws_subnet.z${index}`, attribute: 'id' }] as const,
  ),
]);

function named(names: readonly string[]): ReadonlyMap<string, Value> {
  return new Map(names.map((name, index) => [`z${index}`, stringValue(name)]));
}

type Kind = 'text' | 'list' | 'object' | 'flag' | 'number';

const zones = 'tolist([local.z0, local.z1, local.z2])';

const expressions = fc.letrec<Record<Kind, string>>((tie) => {
  const [text, list, object, flag, number] = [
    tie('text'),
    tie('list'),
    tie('object'),
    tie('flag'),
    tie('number'),
  ] as const;
  const form = (
    ...args: [(...parts: string[]) => string, ...fc.Arbitrary<string>[]]
  ): fc.Arbitrary<string> => {
    const [write, ...parts] = args;
    return fc.tuple(...parts).map((values) => write(...values));
  };
  return {
    text: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('local.z0', 'local.z1', 'local.z2', 'local.z3', 'local.z4', `${zones}[1]`),
      fc.constantFrom(
        '"a"',
        '"public"',
        '"b/c"',
        '""',
        '"us-east-1a"',
        '"us-east-1b"',
        '"subnet-12345678"',
        '"subnet-1"',
        '"p/eu-west-1b"',
        '"Z"',
        '"~"',
      ),
      form((a) => `"\${${a}}-x"`, text),
      form((a) => `"p/\${${a}}"`, text),
      form((a, b) => `"\${${a}}\${${b}}"`, text, text),
      form((a) => `"%{ if ${a} }yes%{ endif }"`, flag),
      form((a) => `"%{ for x in ${a} }<\${x}>%{ endfor }"`, list),
      form((a) => `join("/", ${a})`, list),
      form((a) => `split("/", ${a})[0]`, text),
      form((a, b) => `element(tolist(${a}), ${b})`, list, number),
      form((a, b) => `lookup(${a}, ${b}, "none")`, object, text),
      form((a, b) => `${a}[${b}]`, object, text),
      form((a, b, c) => `try(${a}[${b}], ${c})`, object, text, text),
      form((a, b) => `coalesce(${a}, ${b})`, text, text),
      form((a, b) => `format("%s-%s", ${a}, ${b})`, text, text),
      form((a) => `upper(${a})`, text),
      form((a) => `substr(${a}, -1, 1)`, text),
      form((a) => `replace(${a}, "-", "")`, text),
      form((a, b, c) => `(${a} ? ${b} : ${c})`, flag, text, text),
      form((a) => `one([${a}])`, text),
      form((a) => `sort(${a})[0]`, list),
      form((a) => `tolist(toset(${a}))[0]`, list),
    ),
    list: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(zones, '["a", "us-east-1a"]', '[local.z3, local.z4]', `toset(${zones})`),
      form((a, b) => `[${a}, ${b}]`, text, text),
      form((a) => `toset(${a})`, list),
      form((a) => `sort(${a})`, list),
      form((a) => `distinct(tolist(${a}))`, list),
      form((a) => `compact(tolist(${a}))`, list),
      form((a) => `reverse(tolist(${a}))`, list),
      form((a, b) => `concat(tolist(${a}), tolist(${b}))`, list, list),
      form((a, b) => `setunion(${a}, ${b})`, list, list),
      form((a, b) => `setintersection(${a}, ${b})`, list, list),
      form((a, b) => `setsubtract(${a}, ${b})`, list, list),
      form((a) => `split("/", ${a})`, text),
      form((a) => `keys(${a})`, object),
      form((a) => `values(${a})`, object),
      form((a) => `[for k, v in ${a} : k]`, object),
      form((a) => `[for k, v in ${a} : v]`, object),
      form((a, b) => `[for v in ${a} : v if v != ${b}]`, list, text),
      form(
        (a, b, c) => `[for it in distinct([{ x = ${a} }, { x = ${b} }, { x = ${c} }]) : it.x]`,
        text,
        text,
        text,
      ),
      form(
        (a, b, c) =>
          `[for it in toset([{ x = ${a}, y = ${a} }, { x = ${b}, y = ${b} }, { x = ${c}, y = ${a} }]) : it.x]`,
        text,
        text,
        text,
      ),
      form((a, b) => `[for it in toset([for text in ${a} : [text, ${b}]]) : it[0]]`, list, text),
      form(
        (a, b) => `[for it in setsubtract([for x in ${a} : [x]], [for x in ${b} : [x]]) : it[0]]`,
        list,
        list,
      ),
      form((a, b) => `flatten(distinct([tolist(${a}), tolist(${b})]))`, list, list),
      form((a, b) => `[for o in setsubtract([{ a = ${a} }, { a = "a" }], [{ a = ${b} }]) : o.a]`, text, text),
      form((a, b) => `[for pair in setproduct(${a}, ${b}) : "\${pair[0]}|\${pair[1]}"]`, list, list),
    ),
    object: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      form((a) => `{ (${a}) = "1" }`, text),
      form((a, b, c) => `{ (${a}) = ${b}, (${c}) = "2" }`, text, text, text),
      form((a) => `{ for z in ${a} : z => "v-\${z}" }`, list),
      form((a) => `{ for i, z in tolist(${a}) : z => tostring(i) }`, list),
      form((a, b) => `{ for k, vs in { for z in ${a} : ${b} => z... } : k => join(",", vs) }`, list, text),
      form((a) => `{ for k, vs in { for z in ${a} : substr(z, -1, 1) => z... } : k => join(",", vs) }`, list),
      form((a) => `{ for k, v in ${a} : v => k }`, object),
      form((a, b) => `zipmap(${a}, tolist(${b}))`, list, list),
      form((a, b) => `merge(${a}, ${b})`, object, object),
      form((a) => `tomap(${a})`, object),
      form((a, b, c) => `(${a} ? ${b} : ${c})`, flag, object, object),
    ),
    flag: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('true', 'false'),
      form((a, b) => `${a} == ${b}`, text, text),
      form((a, b) => `${a} == ${b}`, object, object),
      form((a, b) => `${a} == ${b}`, list, list),
      form((a, b, c) => `{ x = ${a}, y = [${b}] } == { x = ${c}, y = [${a}] }`, text, text, text),
      form((a, b) => `contains(${a}, ${b})`, list, text),
      form((a, b) => `contains([{ a = ${a} }, { a = "a" }], { a = ${b} })`, text, text),
      form((a, b) => `can(${a}[${b}])`, object, text),
      form((a, b) => `startswith(${a}, ${b})`, text, text),
      form((a, b) => `${a} == ${b}`, number, number),
    ),
    number: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('0', '1', '2'),
      form((a) => `length(${a})`, list),
      form((a, b) => `length(distinct([[${a}], [${b}]]))`, text, text),
      form((a, b) => `length(setintersection([{ a = ${a} }], [{ a = ${b} }]))`, text, text),
      form((a) => `length(${a})`, object),
      form((a, b) => `index(tolist(${a}), ${b})`, list, text),
    ),
  };
});

describe('names of zones nobody knows', () => {
  const any = fc.oneof(
    expressions.text,
    expressions.list,
    expressions.object,
    expressions.flag,
    expressions.number,
  );

  it('leave nothing known that is otherwise for one of the names they may turn out to be', () => {
    let known = 0;
    fc.assert(
      fc.property(any, (expression) => {
        const value = valueOf(expression, open);
        for (const names of found) {
          const outcome = outcomeOf(valueOf(expression, named(names)));
          if (outcome.kind !== 'value') continue;
          assert.ok(
            agrees(value, outcome.json, names),
            `${expression}\nis ${JSON.stringify(outcome.json)} for ${names.join(', ')}\nand is said to be ${JSON.stringify(value)}`,
          );
        }
        if (value.kind !== 'unknown') known++;
      }),
      { numRuns: 3000 },
    );
    assert.ok(known > 500, `${known} known`);
  });
});

/** Whether the JSON is one the value leaves possible, with these names for the zones. */
function agrees(value: Value, json: unknown, names: readonly string[]): boolean {
  if (isInvalid(value)) return false;
  switch (value.kind) {
    case 'reference':
      return names[Number(value.resource.at(-1))] === json;
    case 'unknown': {
      const standIn = standInOf(value);
      return standIn === undefined || filled(standIn, names) === json;
    }
    case 'list': {
      if (!Array.isArray(json)) return false;
      const items = json as readonly unknown[];
      if (value.open !== undefined) {
        return value.items.every((item) => items.some((other) => agrees(item.value, other, names)));
      }
      if (unorderedOf(value) !== undefined) {
        return matchesInSomeOrder(value.items, items, (item, other) => agrees(item.value, other, names));
      }
      return (
        value.items.length === items.length &&
        value.items.every((item, index) => agrees(item.value, items[index], names))
      );
    }
    case 'object': {
      if (typeof json !== 'object' || json === null) return false;
      const entries = new Map(Object.entries(json));
      return (
        (value.open !== undefined || value.properties.size === entries.size) &&
        [...value.properties].every(([key, item]) => {
          const name = filled(key, names);
          return entries.has(name) && agrees(item.value, entries.get(name), names);
        })
      );
    }
    default: {
      const outcome = outcomeOf(value);
      return outcome.kind === 'value' && outcome.json === json;
    }
  }
}

/** The string something stands for once the zones have these names. */
function filled(standIn: string, names: readonly string[]): string {
  if (!isStandIn(standIn)) return standIn;
  const expression = expressionText(standIn).replaceAll(
    /local\.z\[(\d)\]|aws_subnet\.z(\d)\.id/g,
    'local.z$1$2',
  );
  const value = valueOf(expression, named(names));
  assert.ok(value.kind === 'string', expression);
  return value.text;
}
