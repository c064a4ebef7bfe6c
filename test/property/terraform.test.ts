/** What holds for every module: evaluation ends, keeps to its word about order, and refers only to what is there. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluateModule } from '../../src/core/terraform/module.ts';
import { parseTerraformFile } from '../../src/core/terraform/terraformFile.ts';
import type { Resource } from '../../src/core/value/resource.ts';
import { explain, type Value } from '../../src/core/value/value.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd');
const operator = fc.constantFrom('+', '-', '*', '/', '%', '<', '>=', '==', '!=', '&&', '||');

const reference = fc.oneof(
  name.map((it) => `local.${it}`),
  name.map((it) => `var.${it}`),
  fc
    .tuple(name, fc.constantFrom('id', 'x', 'y', 'z[0].w'))
    .map(([resource, attribute]) => `aws_thing.${resource}.${attribute}`),
  name.map((it) => `aws_thing.${it}`),
  fc
    .tuple(name, fc.constantFrom('[0].x', '["k"].id', '[*].x', '.*.id'))
    .map(([it, rest]) => `aws_thing.${it}${rest}`),
  fc.constantFrom(
    'each.key',
    'each.value',
    'count.index',
    'data.aws_x.y.z',
    'module.m.o',
    'path.module',
    'w',
  ),
);

const literal = fc.oneof(
  fc.integer({ min: -3, max: 70000 }).map(String),
  fc.constantFrom('true', 'false', 'null', '"a"', '""', '[]', '{}', '"10.0.0.0/8"', '1.5', '"3"'),
);

const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const it = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      literal,
      reference,
      fc.tuple(it, operator, it).map(([left, sign, right]) => `(${left} ${sign} ${right})`),
      it.map((inner) => `!${inner}`),
      it.map((inner) => `-(${inner})`),
      fc.tuple(it, it, it).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      fc.array(it, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      fc
        .array(fc.tuple(name, it), { maxLength: 3 })
        .map((items) => `{ ${items.map(([k, v]) => `${k} = ${v}`).join(', ')} }`),
      fc.tuple(it, it).map(([source, key]) => `(${source})[${key}]`),
      fc.tuple(it, name).map(([source, key]) => `(${source}).${key}`),
      it.map((source) => `(${source})[*].a`),
      it.map((inner) => `"x\${${inner}}y"`),
      fc.tuple(it, it).map(([condition, inner]) => `"%{if ${condition}}\${${inner}}%{else}n%{endif}"`),
      fc.tuple(it, it).map(([collection, inner]) => `[for k, w in ${collection} : ${inner}]`),
      fc
        .tuple(it, it, it)
        .map(([collection, inner, condition]) => `[for w in ${collection} : ${inner} if ${condition}]`),
      fc.tuple(it, it).map(([collection, inner]) => `{ for k, w in ${collection} : k => ${inner} }`),
      it.map((inner) => `length(${inner})`),
    ),
  };
});

const block = fc
  .record({
    x: fc.option(expression, { nil: undefined }),
    count: fc.option(expression, { nil: undefined }),
    forEach: fc.option(expression, { nil: undefined }),
    y: fc.option(expression, { nil: undefined }),
    dynamic: fc.option(expression, { nil: undefined }),
  })
  .map(({ x, y, count, forEach, dynamic }) =>
    [
      count === undefined ? '' : `count = ${count}`,
      count !== undefined || forEach === undefined ? '' : `for_each = ${forEach}`,
      x === undefined ? '' : `x = ${x}`,
      y === undefined ? '' : `y = ${y}`,
      dynamic === undefined ? '' : `dynamic "z" {\n for_each = ${dynamic}\n content {\n w = z.value\n }\n}`,
    ].join('\n'),
  );

/** Blocks of a module, no name declared twice. */
const blocks = fc
  .record({
    resources: fc.dictionary(name, block),
    locals: fc.dictionary(name, expression),
    variables: fc.dictionary(name, fc.option(literal, { nil: undefined })),
  })
  .map(({ resources, locals, variables }) => [
    ...Object.entries(resources).map(([key, body]) => `resource "aws_thing" "${key}" {\n${body}\n}\n`),
    ...Object.entries(locals).map(([key, value]) => `locals {\n ${key} = ${value}\n}\n`),
    ...Object.entries(variables).map(
      ([key, value]) => `variable "${key}" {\n${value === undefined ? '' : ` default = ${value}\n`}}\n`,
    ),
  ]);

function evaluate(texts: readonly string[]): readonly Resource[] {
  const files = texts.map((text, index) => parseTerraformFile(`${index}.tf`, text));
  return evaluateModule('.', files).resources;
}

/** What is known about a resource, without the places it is written at. */
function shown(resources: readonly Resource[]): ReadonlyMap<string, string> {
  const plain = (value: Value): unknown => {
    switch (value.kind) {
      case 'list':
        return [value.items.map((item) => plain(item.value)), value.open && explain(value.open.because)];
      case 'object':
        return [
          [...value.properties].map(([key, item]) => [key, plain(item.value)]),
          value.open && explain(value.open.because),
        ];
      case 'unknown':
        return explain(value.because);
      default:
        return value;
    }
  };
  return new Map(
    resources.map(({ address, properties, exists }) => [
      address,
      JSON.stringify([plain(properties), exists.kind === 'known' || explain(exists.because)]),
    ]),
  );
}

describe('terraform: every module', () => {
  it('is evaluated without an exception, also when its text is cut off anywhere', () => {
    fc.assert(
      fc.property(blocks, fc.double({ min: 0, max: 1, noNaN: true }), (texts, part) => {
        const text = texts.join('');
        evaluate([text]);
        evaluate([text.slice(0, Math.floor(text.length * part))]);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same whatever the order of its blocks and however they are spread over files', () => {
    const split = blocks.chain((texts) =>
      fc.record({
        texts: fc.constant(texts),
        shuffled: fc.shuffledSubarray(texts, { minLength: texts.length, maxLength: texts.length }),
        files: fc.integer({ min: 1, max: 3 }),
      }),
    );
    fc.assert(
      fc.property(split, ({ texts, shuffled, files }) => {
        const spread = Array.from({ length: files }, (_, file) =>
          shuffled.filter((_, index) => index % files === file).join(''),
        );
        assert.deepEqual(
          new Map([...shown(evaluate(spread))].sort()),
          new Map([...shown(evaluate([texts.join('')]))].sort()),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('gives every resource an address of its own', () => {
    fc.assert(
      fc.property(blocks, (texts) => {
        const addresses = evaluate([texts.join('')]).map(({ address }) => address);
        assert.equal(new Set(addresses).size, addresses.length);
      }),
    );
  });

  it('names a reason for everything unknown', () => {
    const reasons = (value: Value): boolean => {
      switch (value.kind) {
        case 'unknown':
          return (
            value.because.length > 0 && value.because.every(({ what, why }) => what !== '' && why !== '')
          );
        case 'list':
          return (
            value.items.every((item) => reasons(item.value)) &&
            (value.open === undefined || reasons(value.open))
          );
        case 'object':
          return (
            [...value.properties.values()].every((item) => reasons(item.value)) &&
            (value.open === undefined || reasons(value.open))
          );
        default:
          return true;
      }
    };
    fc.assert(
      fc.property(blocks, (texts) =>
        evaluate([texts.join('')]).every(({ properties }) => reasons(properties)),
      ),
    );
  });

  it('never takes an unknown variable for a value: whatever it is given, what was known stays', () => {
    const withInput = fc.record({ expression, given: literal });
    fc.assert(
      fc.property(withInput, ({ expression: text, given }) => {
        const body = `resource "aws_thing" "a" {\n x = ${text.replaceAll(/\b(local|aws_thing)\.\w/g, 'var.a')}\n}\n`;
        const value = (declaration: string) =>
          evaluate([`${body}variable "a" {\n${declaration}\n}\n`])[0]?.properties.properties.get('x')?.value;
        const before = value('');
        const after = value(`default = ${given}`);
        assert.ok(before !== undefined && after !== undefined);
        assert.ok(agrees(before, after), `${JSON.stringify(before)} against ${JSON.stringify(after)}`);
      }),
      { numRuns: 500 },
    );
  });
});

/** Whether `after` is what `before` says, wherever `before` says something. Errors of the code may appear. */
function agrees(before: Value, after: Value): boolean {
  if (before.kind === 'unknown' || after.kind === 'unknown') return true;
  if (before.kind === 'list') {
    if (after.kind !== 'list') return false;
    if (before.open !== undefined)
      return after.open !== undefined || after.items.length >= before.items.length;
    if (after.open !== undefined) return true;
    return (
      before.items.length === after.items.length &&
      before.items.every((item, index) => agrees(item.value, after.items[index]!.value))
    );
  }
  if (before.kind === 'object') {
    if (after.kind !== 'object') return false;
    return [...before.properties].every(([key, item]) => {
      const other = after.properties.get(key);
      return other === undefined ? after.open !== undefined : agrees(item.value, other.value);
    });
  }
  return JSON.stringify(before) === JSON.stringify(after);
}
