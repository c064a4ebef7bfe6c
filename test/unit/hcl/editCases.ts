/** Edits with the text before and after. `terraform fmt` 1.11 changes none of the texts that are marked as formatted. */
import {
  appendBlock,
  insertBlock,
  insertCommentAbove,
  removeItem,
  replaceExpression,
  setAttribute,
  type Edits,
} from '../../../src/core/hcl/edit.ts';
import { insertElement, removeElement } from '../../../src/core/hcl/editList.ts';
import type { Item, Source } from '../../../src/core/hcl/editStyle.ts';
import type { Attribute, Block, Tuple } from '../../../src/core/hcl/nodes.ts';
import type { NewBlock } from '../../../src/core/hcl/printBlock.ts';

export interface EditCase {
  readonly name: string;
  readonly before: string;
  readonly edit: (source: Source) => Edits;
  readonly after: string;
  /** Whether `before` is as `terraform fmt` leaves it, so that `after` has to be too. */
  readonly formatted: boolean;
}

/** The item at a path such as `resource a.ingress 1.to_port`: types or names, with the number among its like. */
export function at({ tree }: Source, path: string): Item {
  let found: Item | undefined;
  let { items } = tree.body;
  for (const step of path.split('.')) {
    const [name, index = '0'] = step.split(' ');
    found = items.filter((item) => (item.kind === 'block' ? item.type.text : item.name.text) === name)[
      Number(index)
    ];
    if (found === undefined) throw new Error(`There is no ${path}`);
    items = found.kind === 'block' ? found.body.items : [];
  }
  if (found === undefined) throw new Error('A path has steps');
  return found;
}

export function block(source: Source, path: string): Block {
  const found = at(source, path);
  if (found.kind !== 'block') throw new Error(`${path} is no block`);
  return found;
}

export function attribute(source: Source, path: string): Attribute {
  const found = at(source, path);
  if (found.kind !== 'attribute') throw new Error(`${path} is no argument`);
  return found;
}

function list(source: Source, path: string): Tuple {
  const { value } = attribute(source, path);
  if (value.kind !== 'tuple') throw new Error(`${path} is no list`);
  return value;
}

const set =
  (path: string, name: string, value: string) =>
  (source: Source): Edits =>
    setAttribute(source, block(source, path), { name, value });

const remove =
  (path: string) =>
  (source: Source): Edits =>
    removeItem(source, at(source, path));

const nest =
  (path: string, added: NewBlock, after?: string) =>
  (source: Source): Edits =>
    insertBlock(source, block(source, path), added, after === undefined ? undefined : at(source, after));

const append =
  (added: NewBlock, after?: string) =>
  (source: Source): Edits =>
    appendBlock(source, added, after === undefined ? undefined : block(source, after));

const put =
  (path: string, index: number, value: string) =>
  (source: Source): Edits =>
    insertElement(source, list(source, path), index, value);

const drop =
  (path: string, index: number) =>
  (source: Source): Edits =>
    removeElement(source, list(source, path), index);

const comment =
  (path: string, ...lines: readonly string[]) =>
  (source: Source): Edits =>
    insertCommentAbove(source, at(source, path), lines);

const rule: NewBlock = {
  type: 'ingress',
  attributes: [
    { name: 'rule_no', value: '100' },
    { name: 'to_port', value: '65535' },
    { name: 'cidr_block', value: '"0.0.0.0/0"' },
  ],
};

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\n`).join('');

const acl = lines(
  'resource "aws_network_acl" "main" {',
  '  vpc_id = aws_vpc.main.id # the one',
  '  tags   = local.tags      # ours',
  '',
  '  ingress {',
  '    rule_no = 100',
  '  }',
  '}',
);

function formatted(name: string, before: string, edit: EditCase['edit'], after: string): EditCase {
  return { name, before, edit, after, formatted: true };
}

function own(name: string, before: string, edit: EditCase['edit'], after: string): EditCase {
  return { name, before, edit, after, formatted: false };
}

export const editCases: readonly EditCase[] = [
  // Arguments
  formatted(
    'an argument with a longer name moves its neighbours and their comments',
    acl,
    set('resource', 'subnet_ids', '[aws_subnet.a.id]'),
    lines(
      'resource "aws_network_acl" "main" {',
      '  vpc_id     = aws_vpc.main.id # the one',
      '  tags       = local.tags      # ours',
      '  subnet_ids = [aws_subnet.a.id]',
      '',
      '  ingress {',
      '    rule_no = 100',
      '  }',
      '}',
    ),
  ),
  formatted(
    'an argument with a shorter name stands in the column of its neighbours',
    'a {\n  first = 1\n}\n',
    set('a', 'b', '2'),
    'a {\n  first = 1\n  b     = 2\n}\n',
  ),
  formatted(
    'a longer value moves comments',
    acl,
    set('resource', 'tags', 'merge(local.tags, var.tags)'),
    acl
      .replace('aws_vpc.main.id # the one', 'aws_vpc.main.id             # the one')
      .replace('local.tags      # ours', 'merge(local.tags, var.tags) # ours'),
  ),
  formatted(
    'a value of several lines leaves the column',
    'a {\n  long_name = 1\n  b         = 2\n  c         = 3\n}\n',
    set('a', 'b', '[\n  1,\n  2,\n]'),
    'a {\n  long_name = 1\n  b = [\n    1,\n    2,\n  ]\n  c = 3\n}\n',
  ),
  formatted(
    'a value of one line joins its neighbours',
    'a {\n  long_name = 1\n  b = [\n    1,\n  ]\n  c = 3\n}\n',
    set('a', 'b', '[1]'),
    'a {\n  long_name = 1\n  b         = [1]\n  c         = 3\n}\n',
  ),
  formatted('an argument in an empty block', 'a "b" {}\n', set('a', 'c', '1'), 'a "b" {\n  c = 1\n}\n'),
  formatted(
    'an argument in an empty block of two lines',
    'a {\n}\n',
    set('a', 'c', '1'),
    'a {\n  c = 1\n}\n',
  ),
  formatted(
    'an argument in a block on one line',
    'a { long = 1 }\n',
    set('a', 'c', '1'),
    'a {\n  long = 1\n  c    = 1\n}\n',
  ),
  formatted('a value in a block on one line', 'a { b = 1 }\n', set('a', 'b', '2'), 'a { b = 2 }\n'),
  formatted(
    'an argument above blocks',
    'a {\n  b {\n    c = 1\n  }\n}\n',
    set('a', 'd', '1'),
    'a {\n  d = 1\n\n  b {\n    c = 1\n  }\n}\n',
  ),
  formatted(
    'an argument below a comment alone',
    'a {\n  # why\n}\n',
    set('a', 'd', '1'),
    'a {\n  d = 1\n\n  # why\n}\n',
  ),
  formatted(
    'an argument below a heredoc, which shares its column',
    'a {\n  text = <<-E\n    x\n  E\n}\n',
    set('a', 'longer', '1'),
    'a {\n  text   = <<-E\n    x\n  E\n  longer = 1\n}\n',
  ),
  formatted(
    'an argument in a nested block',
    acl,
    set('resource.ingress', 'protocol', '"tcp"'),
    acl.replace('    rule_no = 100\n', '    rule_no  = 100\n    protocol = "tcp"\n'),
  ),
  formatted(
    'wide characters',
    'a {\n  "größe" {}\n}\n'.replace('"größe" {}', 'größe = "😀é" # x'),
    set('a', 'b', '1 # y'),
    'a {\n  größe = "😀é" # x\n  b     = 1    # y\n}\n',
  ),
  own(
    'a missing value',
    'a {\n  b =\n  c = 1\n}\n',
    (source) => replaceExpression(source, attribute(source, 'a.b').value, '2'),
    'a {\n  b = 2\n  c = 1\n}\n',
  ),
  own(
    'no columns where there were none',
    'a {\n  first = 1\n  b = 2\n}\n',
    set('a', 'third', '3'),
    'a {\n  first = 1\n  b = 2\n  third = 3\n}\n',
  ),
  own(
    'four blanks and columns',
    'a {\n    first = 1\n    b     = 2\n}\n',
    set('a', 'longest', '3'),
    'a {\n    first   = 1\n    b       = 2\n    longest = 3\n}\n',
  ),
  own(
    'tabs',
    'a {\n\tb = 1\n}\nc {}\n',
    set('c', 'd', '[\n  1,\n]'),
    'a {\n\tb = 1\n}\nc {\n\td = [\n\t  1,\n\t]\n}\n',
  ),
  own(
    'CRLF',
    'a {\r\n  b = 1\r\n}\r\n',
    set('a', 'long', '[\n  1,\n]'),
    'a {\r\n  b = 1\r\n  long = [\r\n    1,\r\n  ]\r\n}\r\n',
  ),
  own('a byte order mark', '\ufeffa {\n}\n', set('a', 'b', '1'), '\ufeffa {\n  b = 1\n}\n'),
  // Arguments and blocks taken out
  formatted(
    'the longest name goes',
    'a {\n  b         = 1 # x\n  long_name = 2\n  c         = 3 # y\n}\n',
    remove('a.long_name'),
    'a {\n  b = 1 # x\n  c = 3 # y\n}\n',
  ),
  formatted(
    'an argument goes with the comment behind it',
    acl,
    remove('resource.tags'),
    acl.replace(/  tags.*\n/, ''),
  ),
  formatted(
    'a comment above stays',
    'a {\n  # why\n  b = 1\n  c = 2\n}\n',
    remove('a.b'),
    'a {\n  # why\n  c = 2\n}\n',
  ),
  formatted(
    'a block goes with the blank line above',
    acl,
    remove('resource.ingress'),
    acl.replace(/\n  ingress[^}]*}\n/, ''),
  ),
  formatted(
    'the first argument goes with the blank line below',
    'a {\n  b = 1\n\n  c {}\n}\n',
    remove('a.b'),
    'a {\n  c {}\n}\n',
  ),
  formatted('a block between two', 'a {}\n\nb {}\n\nc {}\n', remove('b'), 'a {}\n\nc {}\n'),
  formatted('the first block', 'a {}\n\nb {}\n', remove('a'), 'b {}\n'),
  formatted('the last block', 'a {}\n\nb {\n  c = 1\n}\n', remove('b'), 'a {}\n'),
  formatted('the only argument on one line', 'a { b = 1 }\n', remove('a.b'), 'a {}\n'),
  formatted('a heredoc', 'a {\n  b = <<E\nx\nE\n  c = 1\n}\n', remove('a.b'), 'a {\n  c = 1\n}\n'),
  // Blocks
  formatted(
    'a block below the last of its type, apart from it',
    acl,
    nest('resource', rule),
    acl.replace(
      '100\n  }\n',
      '100\n  }\n\n  ingress {\n    rule_no    = 100\n    to_port    = 65535\n    cidr_block = "0.0.0.0/0"\n  }\n',
    ),
  ),
  formatted(
    'a block below others that stand close together',
    'a {\n  b = 1\n  ingress {\n    c = 1\n  }\n  ingress {\n    c = 2\n  }\n  egress {}\n}\n',
    nest('a', { type: 'ingress', attributes: [{ name: 'c', value: '3' }] }),
    'a {\n  b = 1\n  ingress {\n    c = 1\n  }\n  ingress {\n    c = 2\n  }\n  ingress {\n    c = 3\n  }\n  egress {}\n}\n',
  ),
  formatted(
    'a block between blocks',
    'a {\n  b {\n    c = 1\n  }\n  d {}\n}\n',
    nest('a', { type: 'e', labels: ['x "y"'], attributes: [] }, 'a.b'),
    'a {\n  b {\n    c = 1\n  }\n\n  e "x \\"y\\"" {}\n\n  d {}\n}\n',
  ),
  formatted(
    'a block below arguments',
    'a {\n  b = 1 # x\n}\n',
    nest('a', {
      type: 'c',
      attributes: [],
      blocks: [
        { type: 'd', attributes: [] },
        { type: 'e', attributes: [{ name: 'f', value: '1' }] },
      ],
    }),
    'a {\n  b = 1 # x\n\n  c {\n    d {}\n\n    e {\n      f = 1\n    }\n  }\n}\n',
  ),
  formatted(
    'a block in an empty one',
    'a {}\n',
    nest('a', { type: 'b', attributes: [] }),
    'a {\n  b {}\n}\n',
  ),
  formatted(
    'a block in one on one line',
    'a { b = 1 }\n',
    nest('a', { type: 'c', attributes: [] }),
    'a {\n  b = 1\n\n  c {}\n}\n',
  ),
  formatted(
    'a block at the end of the file',
    'a {}\n',
    append({
      type: 'resource',
      labels: ['aws_vpc', 'x'],
      attributes: [{ name: 'cidr_block', value: '"10.0.0.0/16"' }],
    }),
    'a {}\n\nresource "aws_vpc" "x" {\n  cidr_block = "10.0.0.0/16"\n}\n',
  ),
  formatted(
    'a block below another',
    'a {}\n\nc {}\n',
    append({ type: 'b', attributes: [] }, 'a'),
    'a {}\n\nb {}\n\nc {}\n',
  ),
  formatted('a block in an empty file', '', append({ type: 'b', attributes: [] }), 'b {}\n'),
  formatted('a block below comments', '# why\n', append({ type: 'b', attributes: [] }), '# why\n\nb {}\n'),
  own('a block below one without a newline', 'a {}', append({ type: 'b', attributes: [] }), 'a {}\n\nb {}'),
  own(
    'a block with CRLF',
    'a {\r\n  b {\r\n    c = 1\r\n  }\r\n}\r\n',
    nest('a', { type: 'b', attributes: [{ name: 'cc', value: '2' }] }),
    'a {\r\n  b {\r\n    c = 1\r\n  }\r\n\r\n  b {\r\n    cc = 2\r\n  }\r\n}\r\n',
  ),
  // Lists
  formatted('an element at the end', 'a = [1, 2]\n', put('a', 9, '3'), 'a = [1, 2, 3]\n'),
  formatted('an element at the start', 'a = [1, 2]\n', put('a', 0, '3'), 'a = [3, 1, 2]\n'),
  formatted('an element in the middle', 'a = [1, 2]\n', put('a', 1, '3'), 'a = [1, 3, 2]\n'),
  formatted('an element of an empty list', 'a = []\n', put('a', 0, '"x"'), 'a = ["x"]\n'),
  formatted(
    'an element of an empty list of two lines',
    'a = [\n]\n',
    put('a', 0, '"x"'),
    'a = [\n  "x",\n]\n',
  ),
  formatted(
    'an element on a line of its own',
    'a = [\n  1,\n  2,\n]\n',
    put('a', 2, '3'),
    'a = [\n  1,\n  2,\n  3,\n]\n',
  ),
  formatted(
    'an element without a last comma',
    'a = [\n  1,\n  2\n]\n',
    put('a', 2, '3'),
    'a = [\n  1,\n  2,\n  3\n]\n',
  ),
  formatted('an element on the first line', 'a = [\n  1,\n]\n', put('a', 0, '3'), 'a = [\n  3,\n  1,\n]\n'),
  formatted(
    'an element behind a comment',
    'a = [\n  1, # one\n  2  # two\n]\n',
    put('a', 2, '3'),
    'a = [\n  1, # one\n  2, # two\n  3\n]\n',
  ),
  formatted(
    'an element of several lines',
    'a = [\n  {\n    b = 1\n  },\n]\n',
    put('a', 1, '{\n  b   = 2\n  ccc = 3\n}'),
    'a = [\n  {\n    b = 1\n  },\n  {\n    b   = 2\n    ccc = 3\n  },\n]\n',
  ),
  formatted(
    'objects that share their lines',
    'a = [{\n  b = 1\n  }, {\n  b = 2\n}]\n',
    put('a', 2, '{ b = 3 }'),
    'a = [{\n  b = 1\n  }, {\n  b = 2\n}, { b = 3 }]\n',
  ),
  formatted('the first element goes', 'a = [1, 2]\n', drop('a', 0), 'a = [2]\n'),
  formatted('the last element goes', 'a = [1, 2]\n', drop('a', 1), 'a = [1]\n'),
  formatted('the only element goes', 'a = [1]\n', drop('a', 0), 'a = []\n'),
  formatted(
    'an element goes with its line',
    'a = [\n  1,\n  2, # x\n  3,\n]\n',
    drop('a', 1),
    'a = [\n  1,\n  3,\n]\n',
  ),
  formatted(
    'the last element goes with its line',
    'a = [\n  1,\n  2,\n]\n',
    drop('a', 1),
    'a = [\n  1,\n]\n',
  ),
  formatted(
    'the last element goes, which had no comma',
    'a = [\n  1,\n  2\n]\n',
    drop('a', 1),
    'a = [\n  1\n]\n',
  ),
  // Comments
  formatted(
    'a comment above an argument',
    'a {\n  bb = 1\n  c  = 1\n}\n',
    comment('a.c', 'ackscope:ignore x because'),
    'a {\n  bb = 1\n  # ackscope:ignore x because\n  c = 1\n}\n',
  ),
  formatted('comments above a block', 'a {}\n', comment('a', 'one', 'two'), '# one\n# two\na {}\n'),
];
