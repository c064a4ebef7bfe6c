/** Strings only AWS knows, told apart by what stands for them: how they compare, and what is known of collections of them. */
import assert from 'node:assert/strict';
import { compareTexts, sortByText } from '../../../src/core/terraform/standInOrder.ts';
import { joinTexts, referenceStandIn, shownText, zoneStandIn } from '../../../src/core/terraform/standIns.ts';
import { explain } from '../../../src/core/value/value.ts';
import { evaluated, mainTf, propertyOf, resourceOf } from './support.ts';

const declarations = `
data "aws_availability_zones" "z" {}
data "aws_availability_zones" "other" {}
variable "open" {}
locals {
  zones = slice(data.aws_availability_zones.z.names, 0, 2)
  first = data.aws_availability_zones.z.names[0]
  other = data.aws_availability_zones.other.names[0]
  map   = { for number, zone in local.zones : zone => number }
  tiers = { for zone in local.zones : "private/\${zone}" => zone }
}
`;

const read = (index: number): { unknown: string } => ({
  unknown: `data.aws_availability_zones.z.names[${index}] is read from AWS`,
});
const unknown = read(0);
const otherUnknown = { unknown: 'data.aws_availability_zones.other.names[0] is read from AWS' };
const both = {
  unknown: `${unknown.unknown}; ${otherUnknown.unknown}`,
};

describe('texts that stand for strings', () => {
  const [n0, n1] = [zoneStandIn('z', 0), zoneStandIn('z', 1)];
  const m0 = zoneStandIn('m', 0);
  const idOf = (resource: string, attribute = 'id'): string =>
    referenceStandIn({ kind: 'reference', resource, attribute }) ?? '';
  const [a0, a1] = [idOf('aws_subnet.a["x.y"]'), idOf('module.m[0].aws_subnet.b')];
  const [roleA, roleB] = [idOf('aws_iam_role.a'), idOf('aws_iam_role.b')];
  const text = (...parts: readonly string[]): string => joinTexts(parts) ?? '';
  const cases: readonly (readonly [string, string, boolean | undefined, number | undefined])[] = [
    ['a', 'a', true, 0],
    ['a', 'b', false, -1],
    [n0, n0, true, 0],
    [n0, n1, false, -1],
    [n1, n0, false, 1],
    [n0, m0, undefined, undefined],
    [text('p/', n0), text('p/', n1), false, -1],
    [text('p/', n0), text('q/', n0), false, -1],
    [text('p/', n1), text('p', n0), false, -1],
    [text(n0, '-x'), text(n1, '-a'), false, -1],
    [text(n0, '-x'), text(n0, '-y'), false, -1],
    [text(n0, '-x'), n0, false, 1],
    [text(n0, n1), text(n0, n0), false, 1],
    // No name of a zone is one of these.
    [n0, '', false, 1],
    [n0, 'public', false, undefined],
    [n0, 'us-east-1', false, undefined],
    [n0, 'us-east-1a-b', false, undefined],
    [n0, 'Z', false, 1],
    [n0, '~', false, -1],
    [n0, '/x', false, 1],
    // It may be one of these.
    [n0, 'us-east-1a', undefined, undefined],
    [n0, 'us-gov-west-1b', undefined, undefined],
    [n0, 'us-west-2-lax-1a', undefined, undefined],
    [n0, 'us-east-1-wl1-bos-wlz-1', undefined, undefined],
    [text('p/', n0), 'p/eu-west-1a', undefined, undefined],
    [text('p/', n0), 'p/public', false, undefined],
    [text('p/', n0), 'p', false, 1],
    [text(n0, '/x'), 'us-east-1a/x', undefined, undefined],
    [text(n0, '/x'), 'public/x', false, undefined],
    [text('us-', n0), n1, undefined, undefined],
    [a0, a0, true, 0],
    [a0, a1, false, undefined],
    [text(a0, '/x'), text(a1, '/y'), false, undefined],
    [text(a0, 'a'), text(a1, 'b'), undefined, undefined],
    [text('p/', a0), text('q/', a0), false, -1],
    [a0, 'subnet-0123456789abcdef0', undefined, undefined],
    [a0, 'subnet-01234567', undefined, undefined],
    [a0, 'subnet-a', false, undefined],
    [a0, 'public', false, undefined],
    [a0, '10.0.0.0', false, 1],
    [a0, n0, undefined, undefined],
    // Names may be the same in two Regions, and those of other types: a bucket and its policy have one id.
    [roleA, roleB, undefined, undefined],
    [idOf('aws_s3_bucket.a'), idOf('aws_s3_bucket_policy.a'), undefined, undefined],
    [
      idOf('aws_vpc_peering_connection.a'),
      idOf('aws_vpc_peering_connection_accepter.a'),
      undefined,
      undefined,
    ],
    [idOf('aws_iam_role.a["x.y"]'), idOf('aws_iam_role.a["z"]'), false, undefined],
    [idOf('module.m[0].aws_iam_role.a[0]'), idOf('module.m[1].aws_iam_role.a[0]'), false, undefined],
    [idOf('aws_iam_role.a', 'arn'), idOf('aws_iam_role.b', 'arn'), false, undefined],
    [idOf('aws_lb.a', 'arn'), idOf('aws_lb_cookie_stickiness_policy.a', 'arn'), undefined, undefined],
    [roleA, idOf('aws_iam_role.a', 'arn'), undefined, undefined],
    [roleA, 'a', undefined, undefined],
    [text(roleA, '/x'), text(roleB, '/x'), undefined, undefined],
  ];
  for (const [a, b, equal, order] of cases) {
    it(`${shownText(a)} and ${shownText(b)} are ${equal === undefined ? 'perhaps ' : equal ? '' : 'never '}the same`, () => {
      const there = compareTexts(a, b);
      const back = compareTexts(b, a);
      assert.deepEqual([there.equal, back.equal], [equal, equal]);
      assert.equal(there.order === undefined ? undefined : Math.sign(there.order), order);
      assert.equal(back.order === undefined ? undefined : 0 - Math.sign(back.order), order);
    });
  }

  it('are sorted as far as their order is known', () => {
    const itself = (one: string): string => one;
    const { sorted, isSure } = sortByText([n1, 'Z', n0, '~', text('p/', n0)].slice(0, 4), itself);
    assert.deepEqual([sorted, isSure], [['Z', n0, n1, '~'], true]);
    assert.equal(sortByText([n0, 'us-east-1a'], itself).isSure, false);
    assert.equal(sortByText([n0, m0], itself).isSure, false);
  });

  it('never come from texts of the code that look like them', () => {
    assert.equal(joinTexts([n0, '\uE001z[0]\uE004']), undefined);
    assert.equal(idOf('aws_subnet.a["\uE004"]'), '');
    const zone = '\\ue000\\ue001data.aws_availability_zones.z.names[0]\\ue004';
    for (const [a, b] of [
      [`"${zone}"`, 'local.first'],
      ['"\\ue000${local.first}"', 'local.first'],
      ['join("", ["\\ue000", local.first])', 'local.first'],
      ['join("\\ue000", ["", local.first])', 'local.first'],
      ['format("\\ue000%s", local.first)', 'local.first'],
      ['format("%s%s", "\\ue000", local.first)', 'local.first'],
      ['replace(local.first, "a", "\\ue004b")', 'replace(local.first, "a", "\\ue004c")'],
    ] as const) {
      assert.deepEqual(evaluated(`${a} == ${b}`, declarations), unknown, a);
    }
    assert.deepEqual(evaluated('length(toset(["", "\\ue000", local.first]))', declarations), unknown);
    for (const name of ['jsondecode', 'yamldecode']) {
      const shown = JSON.stringify(evaluated(`${name}("{\\"${zone}\\": 1}")[local.first]`, declarations));
      assert.match(shown, /has a key that begins with a character for private use/);
    }
    assert.deepEqual(evaluated('{ "\\ue000\\ue001z[0]\\ue004" = 1 }'), {
      items: {},
      open: 'z[0] is read from AWS',
    });
  });
});

describe('names of zones as keys', () => {
  const shown: readonly (readonly [expression: string, value: unknown])[] = [
    ['length(local.map)', 2],
    ['try(true ? "a" : upper(var.open), "b")', 'a'],
    ['can(false ? upper(var.open) : "a")', true],
    ['try(false ? "a" : [upper(var.open)][0], "b")', { unknown: 'var.open has no default' }],
    ['length({ for number in range(1000) : "${local.first}-${number}" => number })', 1000],
    ['local.map[local.first]', 0],
    ['local.map[local.zones[1]]', 1],
    ['local.map[data.aws_availability_zones.z.names[1]]', 1],
    ['values(local.map)', [0, 1]],
    ['keys(local.map)', [read(0), read(1)]],
    ['keys(local.map)[1] == local.zones[1]', true],
    ['index(local.zones, local.zones[1])', 1],
    ['contains(local.zones, local.first)', true],
    ['contains(local.zones, data.aws_availability_zones.z.names[2])', false],
    ['local.tiers["private/${local.first}"]', unknown],
    ['local.tiers["private/${local.first}"] == local.first', true],
    ['[for key in keys(local.tiers) : split("/", key)[0]]', ['private', 'private']],
    ['[for key in keys(local.tiers) : split("/", key)[1] == local.zones[0]]', [true, false]],
    ['zipmap(local.zones, ["a", "b"])[local.first]', 'a'],
    ['merge(local.map, { (local.first) = 7 })[local.first]', 7],
    ['merge(local.map, { (local.first) = 7 })[local.zones[1]]', 1],
    ['merge(local.map, { x = 7 }).x', 7],
    ['length(merge(local.map, { (local.first) = 7 }))', 2],
    ['lookup(local.map, local.first, 9)', 0],
    ['lookup(local.map, data.aws_availability_zones.z.names[2], 9)', 9],
    ['lookup(local.map, "public", 9)', 9],
    ['try(local.map["public"], 9)', 9],
    ['can(local.map["public"])', false],
    ['can(local.map[local.first])', true],
    ['length(toset(data.aws_availability_zones.z.names))', 3],
    ['length(setunion(local.zones, [local.first]))', 2],
    ['length(setsubtract(local.zones, [local.first]))', 1],
    ['length(setintersection(local.zones, [local.first, "A"]))', 1],
    ['sort(["A", "~", local.zones[1], local.first])[2] == local.first', false],
    ['tolist(toset(reverse(local.zones)))[0] == local.first', true],
    ['length(distinct(concat(local.zones, local.zones)))', 2],
    ['length(toset(setproduct(toset(local.zones), toset(["a", "b"]))))', 4],
    ['length({ for zone in local.zones : substr(zone, -1, 1) => zone })', 2],
    ['{ for zone in local.zones : substr(zone, -1, 1) => 5 }[substr(local.first, -1, 1)]', 5],
    ['tomap({ (local.first) = 5 })[local.first]', 5],
    ['{ (local.first) = 1 } == { (local.first) = 1 }', true],
    ['{ (local.first) = 1 } == { (local.zones[1]) = 1 }', false],
    ['join("/", ["a", local.first]) == "a/${local.first}"', true],
    ['format("a/%s", local.first) == "a/${local.first}"', true],
    ['compact(["", local.first])[0] == local.first', true],
    ['coalesce(local.first, "a") == local.first', true],

    // The name may be that very one.
    ['local.map["us-east-1a"]', unknown],
    ['try(local.map["us-east-1a"], 9)', unknown],
    ['can(local.map["us-east-1a"])', unknown],
    ['lookup(local.map, "us-east-1a", 9)', unknown],
    ['contains(local.zones, "us-east-1a")', { unknown: `${read(0).unknown}; ${read(1).unknown}` }],
    ['merge(local.map, { "us-east-1a" = 7 })["us-east-1a"]', unknown],
    ['merge({ "us-east-1a" = 7 }, local.map)["us-east-1a"]', unknown],
    ['{ "us-east-1a" = 7 }[local.first]', unknown],
    ['try({ "us-east-1a" = 7 }[local.first], 9)', unknown],
    ['{ (local.first) = 1, "us-east-1a" = 2 }["us-east-1a"]', unknown],
    ['{ (local.first) = 1 } == { "us-east-1a" = 1 }', unknown],
    ['local.first == "us-east-1a"', unknown],
    ['length(toset([local.first, "us-east-1a"]))', unknown],
    // So may that of another data source.
    ['local.map[local.other]', both],
    ['local.first == local.other', both],
    ['length(toset([local.first, local.other]))', { unknown: `${otherUnknown.unknown}; ${unknown.unknown}` }],
    // Nothing is known of these.
    ['upper(local.first)', unknown],
    ['length(local.first)', unknown],
    ['startswith(local.first, "us")', unknown],
    ['local.tiers[var.open]', { unknown: 'var.open has no default' }],
    ['jsonencode(local.map)', unknown],
    ['values({ (local.first) = 1, (local.other) = 2 })', { unknown: unknown.unknown }],
    ['values({ (local.first) = 1, "us-east-1a" = 2 })', unknown],
  ];
  for (const [expression, expected] of shown) {
    it(`${expression} is ${JSON.stringify(expected)}`, () => {
      const value = evaluated(expression, declarations);
      assert.deepEqual(value, expected);
    });
  }

  it('an unknown key leaves open which value an earlier one has, unless its beginning tells', () => {
    assert.deepEqual(evaluated('{ a = 1, (var.open) = 2, b = 3 }', declarations), {
      items: { a: { unknown: 'var.open has no default' }, b: 3 },
      open: 'var.open has no default',
    });
    assert.deepEqual(evaluated('{ Name = 1, "cluster/${var.open}" = 2 }', declarations), {
      items: { Name: 1 },
      open: 'var.open has no default',
    });
  });

  it('try() does not take for sure what hangs on something that may fail', () => {
    const reason = { unknown: 'var.open has no default' };
    assert.deepEqual(evaluated('try(merge(jsondecode(var.open), { a = 1 }).a, 2)', declarations), reason);
    assert.deepEqual(evaluated('can(merge(jsondecode(var.open), { a = 1 }).a)', declarations), reason);
    assert.equal(evaluated('try({ a = 1, b = var.open }.a, 2)', declarations), 1);
  });

  it('try() leaves open whether branches go together where one may be of any type', () => {
    const reason = { unknown: 'var.open has no default' };
    const cases: readonly (readonly [expression: string, value: unknown])[] = [
      ['true ? "a" : var.open', 'a'],
      ['try(true ? "a" : var.open, "z")', reason],
      ['try(false ? var.open : ["a"], "z")', reason],
      ['try((true ? "a" : var.open) == "a", "z")', reason],
      ['try(true ? { x = "a" } : { x = var.open }, "z")', reason],
      ['can(true ? "a" : var.open)', reason],
      ['try(true ? "a" : null, "z")', 'a'],
      ['try(true ? "a" : "x${var.open}", "z")', 'a'],
      ['try(true ? ["a"] : [upper(var.open)], "z")', ['a']],
      ['try(true ? { x = "a" } : { x = null }, "z")', { x: 'a' }],
      ['try(false ? 1 : { x = var.open }, "z")', 'z'],
      ['try("x", true ? "a" : var.open)', 'x'],
    ];
    for (const [expression, expected] of cases) {
      assert.deepEqual(evaluated(expression, declarations), expected, expression);
    }
  });

  it('an error in one branch is none of the whole while it is unknown which is taken', () => {
    assert.deepEqual(evaluated('try(var.open ? {}.a : 1, 2)', declarations), {
      unknown: 'var.open has no default',
    });
    assert.equal(evaluated('try(var.open ? {}.a : [][0], 2)', declarations), 2);
  });
});

describe('for_each over names of zones', () => {
  /** What it is given, and what the instances are called. */
  const cases: readonly (readonly [forEach: string, instances: readonly string[]])[] = [
    ['toset(local.zones)', ['t.it["${z[0]}"]', 't.it["${z[1]}"]']],
    ['toset([])', []],
    ['local.map', ['t.it["${z[0]}"]', 't.it["${z[1]}"]']],
    ['local.tiers', ['t.it["private/${z[0]}"]', 't.it["private/${z[1]}"]']],
    [
      'merge(local.tiers, { public = 1 })',
      ['t.it["private/${z[0]}"]', 't.it["private/${z[1]}"]', 't.it["public"]'],
    ],
    [
      '{ for zone in local.zones : "a\\"${substr(zone, -1, 1)}" => zone }',
      ['t.it["a\\"${substr(z[0], -1, 1)}"]', 't.it["a\\"${substr(z[1], -1, 1)}"]'],
    ],
    [
      '{ for zone in local.zones : replace(zone, "-", "_") => zone }',
      ['t.it["${replace(z[0], \\"-\\", \\"_\\")}"]', 't.it["${replace(z[1], \\"-\\", \\"_\\")}"]'],
    ],
    [
      'toset(concat(local.zones, ["us-east-1a"]))',
      [
        't.it["us-east-1a"]',
        't.it? data.aws_availability_zones.z.names[0] is read from AWS; data.aws_availability_zones.z.names[1] is read from AWS',
      ],
    ],
  ];
  for (const [forEach, expected] of cases) {
    it(`${forEach} makes ${expected.join(' and ') || 'none'}`, () => {
      const { resources } = mainTf(`${declarations}resource "t" "it" {\n  for_each = ${forEach}\n}\n`);
      assert.deepEqual(
        resources.map(({ address, exists }) =>
          exists.kind === 'known' ? address : `${address}? ${explain(exists.because)}`,
        ),
        expected.map((address) => address.replaceAll(/\bz\[/g, 'data.aws_availability_zones.z.names[')),
      );
    });
  }

  it('gives each instance its own key and value, and finds others by them', () => {
    const configuration = mainTf(`${declarations}
resource "a" "a" {
  for_each = local.map
  cidr     = "10.0.\${each.value}.0/24"
}
resource "b" "b" {
  for_each = a.a
  cidr     = a.a[each.key].cidr
  number   = index(local.zones, each.key)
  same     = each.value.cidr == a.a[each.key].cidr
}
`);
    const second = resourceOf(configuration, 'b.b["${data.aws_availability_zones.z.names[1]}"]');
    assert.equal(propertyOf(second, 'cidr'), '10.0.1.0/24');
    assert.equal(propertyOf(second, 'number'), 1);
    assert.equal(propertyOf(second, 'same'), true);
  });

  it('finds by a tag named after a zone nothing but what surely has it', () => {
    const { resources } = mainTf(`${declarations}
resource "aws_vpc" "a" {
  tags = { Name = "n", (local.first) = "x" }
}
data "aws_vpc" "zone" {
  tags = { Name = "n", "us-east-1a" = "x" }
}
data "aws_vpc" "none" {
  tags = { Name = "n", "public" = "x" }
}
resource "t" "it" {
  zone = data.aws_vpc.zone.id
  none = data.aws_vpc.none.id
}
`);
    const it = resources.find(({ address }) => address === 't.it');
    assert.ok(it);
    assert.deepEqual(propertyOf(it, 'zone'), {
      unknown: 'data.aws_vpc.zone is read from AWS and may be aws_vpc.a',
    });
    assert.deepEqual(propertyOf(it, 'none'), { unknown: 'data.aws_vpc.none is read from AWS' });
  });
});
