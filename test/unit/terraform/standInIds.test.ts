/** Ids of resources, which only AWS knows, as keys of objects and items of lists and sets: what is told apart, and what stays open. */
import assert from 'node:assert/strict';
import { evaluated, mainTf, propertyOf } from './support.ts';

describe('ids of resources as keys and items', () => {
  const subnets = `
resource "aws_subnet" "a" {}
resource "aws_subnet" "b" {}
resource "aws_iam_role" "r" {}
variable "open" {}
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_policy" "b" {}
resource "aws_default_vpc" "v" {
  count = 2
}
resource "aws_eip" "a" {}
resource "aws_eip" "b" {}
data "aws_availability_zones" "z" {}
resource "aws_iam_role" "both" {
  count = 2
}
data "aws_prefix_list" "s3" {
  name = "com.amazonaws.eu-west-1.s3"
}
locals {
  ids   = [aws_subnet.a.id, aws_subnet.b.id]
  by_id = { (aws_subnet.a.id) = "a", (aws_subnet.b.id) = "b" }
}
`;
  const [a, b] = [{ reference: 'aws_subnet.a.id' }, { reference: 'aws_subnet.b.id' }];
  const chosen = { unknown: 'aws_subnet.a.id is chosen by AWS when it is created' };
  const bothChosen = { unknown: `${chosen.unknown}; aws_subnet.b.id is chosen by AWS when it is created` };
  const adoptedIds = {
    unknown:
      'aws_default_vpc.v[0].id is chosen by AWS when it is created; aws_default_vpc.v[1].id is chosen by AWS when it is created',
  };
  const bucketId = { unknown: 'aws_s3_bucket.b.id is chosen by AWS when it is created' };
  const bucketIds = {
    unknown: `${bucketId.unknown}; aws_s3_bucket_policy.b.id is chosen by AWS when it is created`,
  };
  const addresses = {
    unknown:
      'aws_eip.a.public_ip is chosen by AWS when it is created; aws_eip.b.public_ip is chosen by AWS when it is created',
  };
  const cases: readonly (readonly [expression: string, value: unknown])[] = [
    ['local.by_id[aws_subnet.b.id]', 'b'],
    ['try([aws_subnet.a.id, aws_subnet.b.id][1], "none")', b],
    ['try([upper(var.open), aws_subnet.b.id][1], "none")', { unknown: 'var.open has no default' }],
    ['length(distinct([aws_s3_bucket.b.id, aws_s3_bucket_policy.b.id]))', bucketIds],
    ['length(toset([aws_s3_bucket.b.id, aws_s3_bucket_policy.b.id]))', bucketIds],
    ['length({ (aws_s3_bucket.b.id) = 1, (aws_s3_bucket_policy.b.id) = 2 })', bucketId],
    ['can({ (aws_s3_bucket.b.id) = 1 }[aws_s3_bucket_policy.b.id])', bucketIds],
    // Objects are told apart as the strings in them are.
    ['aws_subnet.a.id == aws_subnet.b.id', false],
    ['aws_subnet.a.id == "public"', false],
    ['aws_subnet.a.id == "subnet-01234567"', chosen],
    ['contains(local.ids, aws_subnet.b.id)', true],
    ['contains([{ x = aws_subnet.a.id }], { x = aws_subnet.b.id })', false],
    ['{ x = aws_s3_bucket.b.id } == { x = aws_s3_bucket_policy.b.id }', bucketIds],
    ['length(toset([{ a = 1, b = var.open }, { a = 2, b = var.open }]))', 2],
    ['{ for o in toset([{ a = 1, b = var.open }, { a = 2, b = 2 }]) : o.a => o.b }[2]', 2],
    [
      'try({ for o in toset([{ a = 1, b = var.open }, { a = 1, b = 2 }]) : o.a => o.b }[1], 0)',
      { unknown: 'var.open has no default' },
    ],
    ['aws_default_vpc.v[0].id == aws_default_vpc.v[1].id', adoptedIds],
    ['length(distinct([{ x = aws_s3_bucket.b.id }, { x = aws_s3_bucket_policy.b.id }]))', bucketIds],
    ['length(distinct([[aws_s3_bucket.b.id], [aws_s3_bucket_policy.b.id]]))', bucketIds],
    ['length(distinct([{ x = aws_s3_bucket.b.id }, { x = aws_s3_bucket.b.id }]))', 1],
    ['length(distinct([{ x = aws_s3_bucket.b.id, y = 1 }, { x = aws_s3_bucket_policy.b.id, y = 2 }]))', 2],
    ['length(distinct([{ x = aws_s3_bucket.b.id }, { x = "b" }]))', bucketId],
    ['length(distinct([{ x = aws_subnet.a.id }, { x = aws_subnet.b.id }, { x = "b" }]))', 3],
    ['length(distinct([{ x = aws_subnet.a.id }, { x = "subnet-01234567" }]))', chosen],
    ['length(distinct([for role in aws_iam_role.both : { x = role.id }]))', 2],
    ['length(toset([for role in aws_iam_role.both : { x = role.id }]))', 2],
    ['length(distinct([toset(local.ids), toset(reverse(local.ids))]))', 1],
    ['length(distinct([null, aws_subnet.a.id]))', 2],
    ['length(distinct([for zone in data.aws_availability_zones.z.names : { x = zone }]))', 3],
    ['length(toset([null, "~", data.aws_availability_zones.z.names[0]]))', 3],
    ['length(distinct([{ x = var.open }, { x = "${var.open}" }]))', { unknown: 'var.open has no default' }],
    ['length(distinct([{ x = var.open, y = 1 }, { x = "x", y = 2 }, { x = var.open, y = 3 }]))', 3],
    ['length(toset([{ x = var.open, y = 1 }, { x = "x", y = 2 }]))', 2],
    ['setintersection([{ x = aws_s3_bucket.b.id }], [{ x = aws_s3_bucket_policy.b.id }])', bucketIds],
    ['length(setsubtract([{ x = aws_subnet.a.id }], [{ x = aws_subnet.b.id }]))', 1],
    ['length(toset(sort([var.open, "a"])))', { unknown: 'var.open has no default' }],
    ['length(distinct(sort([var.open, "a"])))', { unknown: 'var.open has no default' }],
    // What AWS fills in may be the same for two.
    ['length(distinct([aws_eip.a.public_ip, aws_eip.b.public_ip]))', addresses],
    ['length(distinct([aws_eip.a.public_ip, aws_eip.a.public_ip]))', 1],
    ['length(toset([aws_eip.a.public_ip, aws_eip.b.public_ip]))', addresses],
    ['length(toset([aws_eip.a.public_ip, aws_eip.a.public_ip]))', 1],
    ['length(distinct([{ x = aws_eip.a.public_ip }, { x = aws_eip.b.public_ip }]))', addresses],
    ['length(distinct([{ x = aws_eip.a.public_ip, y = 1 }, { x = aws_eip.b.public_ip, y = 2 }]))', 2],
    ['length(toset([{ x = aws_eip.a.public_ip }, { x = aws_eip.b.public_ip }]))', addresses],
    ['length(toset([{ x = aws_eip.a.public_ip }]))', 1],
    ['lookup(local.by_id, aws_subnet.b.id, "none")', 'b'],
    ['lookup(local.by_id, "public", "none")', 'none'],
    ['lookup(local.by_id, "subnet-01234567", "none")', chosen],
    ['keys(local.by_id)', [a, b]],
    ['length(keys(local.by_id))', 2],
    ['split(",", join(",", local.ids))', [a, b]],
    ['split(",", join(",", concat(local.ids, [""])))', [a, b, '']],
    ['compact(split(",", "${aws_subnet.a.id},,x"))', [a, 'x']],
    ['split(",", join(",", [join(",", local.ids), "x"]))', [a, b, 'x']],
    ['length(split("-", join("-", local.ids)))', bothChosen],
    ['length(split(";", join(",", local.ids)))', 1],
    ['length(split(",", upper(join(",", local.ids))))', bothChosen],
    [
      'split(",", "${aws_iam_role.r.arn},x")',
      { unknown: 'aws_iam_role.r.arn is chosen by AWS when it is created' },
    ],
    ['split(",", "${data.aws_prefix_list.s3.id},x")', [{ reference: 'com.amazonaws.eu-west-1.s3.id' }, 'x']],
    ['zipmap(local.ids, ["x", "y"])[aws_subnet.b.id]', 'y'],
    ['{ for id in local.ids : "s/${id}" => id }["s/${aws_subnet.b.id}"]', b],
    ['toset(local.ids)', [a, b]],
    ['toset(local.ids) == toset(reverse(local.ids))', true],
    ['length(setsubtract(local.ids, [aws_subnet.a.id]))', 1],
    ['[for id in toset(local.ids) : id]', [a, b]],
    ['compact(concat(tolist(toset(local.ids)), [""]))', [a, b]],
    // Which of two comes first nobody knows.
    ['tolist(toset(local.ids))[0]', bothChosen],
    ['keys(local.by_id)[0]', bothChosen],
    ['values(local.by_id)[1]', bothChosen],
    ['element(sort(local.ids), 0)', chosen],
    ['slice(tolist(toset(local.ids)), 0, 1)', bothChosen],
    ['slice(tolist(toset(local.ids)), 0, 2)', [a, b]],
    ['index(tolist(toset(local.ids)), aws_subnet.a.id)', bothChosen],
    ['[for i, id in tolist(toset(local.ids)) : i]', [bothChosen, bothChosen]],
    ['join("-", values(local.by_id))', bothChosen],
    ['jsonencode(values(local.by_id))', bothChosen],
    ['zipmap(keys(local.by_id), ["a", "b"])', bothChosen],
    ['[for id in local.by_id : id] == ["a", "b"]', bothChosen],
    ['formatlist("%s", values(local.by_id))', bothChosen],
    ['chunklist(values(local.by_id), 1)', bothChosen],
    ['values(local.by_id)[*]', ['a', 'b']],
    ['reverse(values(local.by_id))[0]', bothChosen],
    ['flatten([values(local.by_id)])[0]', bothChosen],
    ['distinct(values(local.by_id))[0]', bothChosen],
    ['tolist(toset([aws_subnet.a.id]))[0]', a],
    // The text may be that of the id.
    ['length(toset([aws_subnet.a.id, "subnet-01234567"]))', chosen],
    ['length(toset([aws_subnet.a.id, "public"]))', 2],
  ];
  for (const [expression, expected] of cases) {
    it(`${expression} is ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(evaluated(expression, subnets), expected);
    });
  }

  const bucketOrSubnet = { unknown: `${bucketId.unknown}; ${chosen.unknown}` };

  it('are looked for by a thousand keys among a thousand', () => {
    const many = `${subnets}
resource "aws_subnet" "many" {
  count = 1000
}
resource "aws_subnet" "others" {
  count = 1000
}
locals {
  many  = { for number, subnet in aws_subnet.many : subnet.id => number }
  plain = { for number in range(1000) : "public-\${number}" => number }
}
`;
    for (const [expression, expected] of [
      ['distinct([for n in range(1000) : lookup(local.many, "public-${n}", "none")])', ['none']],
      ['distinct([for s in aws_subnet.others : lookup(local.many, s.id, "none")])', ['none']],
      ['distinct([for s in aws_subnet.others : lookup(local.plain, s.id, "none")])', ['none']],
      ['lookup(merge(local.plain, { subnet-01234567 = "x" }), aws_subnet.a.id, "none")', chosen],
      ['lookup({ (aws_s3_bucket.b.id) = "x" }, aws_subnet.a.id, "none")', bucketOrSubnet],
    ] as const) {
      assert.deepEqual(evaluated(expression, many), expected, expression);
    }
  });

  it('are told apart where there are more than could be compared each with each', () => {
    const many = 'resource "aws_subnet" "many" {\n  count = 1100\n}';
    const code = `[
      length(toset(aws_subnet.many[*].id)),
      toset(aws_subnet.many[*].id) == toset(reverse(aws_subnet.many[*].id)),
      length({ for subnet in aws_subnet.many : "s/\${subnet.id}" => subnet.id }),
    ]`;
    assert.deepEqual(evaluated(code, many), [1100, true, 1100]);
  });

  it('make instances that know which is whose', () => {
    const configuration = mainTf(`${subnets}
resource "t" "it" {
  for_each = local.by_id
  subnet   = each.key
  name     = each.value
}
`);
    assert.deepEqual(
      configuration.resources
        .filter(({ type }) => type === 't')
        .map((resource) => [resource.address, propertyOf(resource, 'subnet'), propertyOf(resource, 'name')]),
      [
        ['t.it["${aws_subnet.a.id}"]', a, 'a'],
        ['t.it["${aws_subnet.b.id}"]', b, 'b'],
      ],
    );
  });
});
