import assert from 'node:assert/strict';
import { parseHcl } from '../../../src/core/hcl/parser.ts';
import { attributesOf, bodyShape, spanFaults } from './syntax.ts';

/** A file as people write it. Edits name places by text that occurs once. */
const FILE = `locals {
  region = "eu-west-1"
  cidrs  = ["10.0.0.0/16", "10.1.0.0/16"]
}

resource "aws_network_acl" "main" {
  vpc_id = aws_vpc.main.id

  ingress {
    rule_no    = 100
    protocol   = "tcp"
    cidr_block = "0.0.0.0/0"
  }

  egress {
    rule_no = 200
    action  = "allow"
  }

  subnet_ids = concat(
    local.public,
    [aws_subnet.extra.id],
  )

  tags = merge(local.tags, {
    Name = "\${local.prefix}-nacl"
    Kind = "acl"
  })
}

resource "aws_security_group" "web" {
  name = "web"
  rules = [
    {
      port = 80
    },
    {
      port = 443
    },
  ]
  lifecycle {
    create_before_destroy = true
  }
  description = "last"
}

output "id" {
  value = aws_network_acl.main.id
}
`;

interface Edit {
  readonly name: string;
  /** The text to change, which occurs once in the file, and what to put in its place. */
  readonly from: string;
  readonly to: string;
  /** Names of arguments the edit touches; all others must survive. */
  readonly touches?: readonly string[];
}

const edits: readonly Edit[] = [
  {
    name: 'an argument without value',
    from: 'vpc_id = aws_vpc.main.id',
    to: 'vpc_id =',
    touches: ['vpc_id'],
  },
  { name: 'an argument without sign', from: 'vpc_id = aws_vpc.main.id', to: 'vpc_id', touches: ['vpc_id'] },
  { name: 'half a name', from: 'vpc_id = aws_vpc.main.id', to: 'vpc', touches: ['vpc_id'] },
  { name: 'half a reference', from: 'aws_vpc.main.id', to: 'aws_vpc.', touches: ['vpc_id'] },
  { name: 'half a call', from: 'aws_vpc.main.id', to: 'coalesce(', touches: ['vpc_id'] },
  { name: 'half an index', from: 'aws_vpc.main.id', to: 'aws_vpc.main[', touches: ['vpc_id'] },
  { name: 'half an operation', from: 'rule_no    = 100', to: 'rule_no    = 100 +', touches: ['rule_no'] },
  { name: 'half a conditional', from: 'rule_no    = 100', to: 'rule_no    = a ?', touches: ['rule_no'] },
  {
    name: 'half a reference in a list',
    from: '[aws_subnet.extra.id]',
    to: '[aws_subnet.]',
    touches: ['subnet_ids'],
  },
  { name: 'half a reference in an object', from: '"acl"', to: 'local.', touches: ['tags'] },
  { name: 'half a key', from: 'Kind = "acl"', to: 'Kin', touches: ['tags'] },
  { name: 'a string without closing quote', from: '"allow"', to: '"allow', touches: ['action'] },
  { name: 'a string without opening quote', from: '"allow"', to: 'allow"', touches: ['action'] },
  {
    name: 'a string in a list without closing quote',
    from: '"10.0.0.0/16"',
    to: '"10.0.0.0/16',
    touches: ['cidrs'],
  },
  {
    name: 'an interpolation without end',
    from: '${local.prefix}-nacl',
    to: '${local.prefix',
    touches: ['tags'],
  },
  { name: 'an interpolation just begun', from: '"allow"', to: '"allow${"', touches: ['action'] },
  { name: 'an interpolation without end and quote', from: '"allow"', to: '"allow${a', touches: ['action'] },
  {
    name: 'a heredoc just begun',
    from: 'vpc_id = aws_vpc.main.id',
    to: 'vpc_id = <<EOT',
    touches: ['vpc_id'],
  },
  {
    name: 'a comment just begun',
    from: 'vpc_id = aws_vpc.main.id',
    to: 'vpc_id = 1 /*',
    touches: ['vpc_id'],
  },
  { name: 'a block without "}"', from: '"0.0.0.0/0"\n  }', to: '"0.0.0.0/0"\n' },
  { name: 'a block at the top without "}"', from: '  })\n}', to: '  })\n' },
  { name: 'a block without "{"', from: 'ingress {', to: 'ingress' },
  { name: 'a block at the top without "{"', from: '"web" {', to: '"web"' },
  { name: 'locals without "{"', from: 'locals {', to: 'locals' },
  { name: 'an object without "}"', from: '  })\n}', to: '  )\n}', touches: ['tags'] },
  { name: 'an object without "{"', from: 'merge(local.tags, {', to: 'merge(local.tags,', touches: ['tags'] },
  {
    name: 'an object in a list without "}"',
    from: 'port = 80\n    },',
    to: 'port = 80\n',
    touches: ['rules'],
  },
  { name: 'a call without ")"', from: '  })\n}', to: '  }\n}', touches: ['tags'] },
  { name: 'a call over lines without ")"', from: '],\n  )', to: '],\n', touches: ['subnet_ids'] },
  { name: 'a list without "]"', from: '"10.1.0.0/16"]', to: '"10.1.0.0/16"', touches: ['cidrs'] },
  { name: 'a list over lines without "]"', from: '    },\n  ]', to: '    },\n', touches: ['rules'] },
  { name: 'a list without "["', from: '["10.0.0.0/16"', to: '"10.0.0.0/16"', touches: ['cidrs'] },
  { name: 'a stray "}" in a block', from: 'protocol   = "tcp"', to: 'protocol   = "tcp"\n}' },
  { name: 'a stray "}" at the end of a block', from: '"0.0.0.0/0"', to: '"0.0.0.0/0"\n    }' },
  {
    name: 'a stray "}" at the top',
    from: '\n}\n\nresource "aws_network_acl"',
    to: '\n}\n}\n\nresource "aws_network_acl"',
  },
  { name: 'a stray "]"', from: 'rule_no = 200', to: 'rule_no = 200]', touches: ['rule_no'] },
  { name: 'a stray ")"', from: 'rule_no = 200', to: 'rule_no = 200)', touches: ['rule_no'] },
  {
    name: 'a word for a header',
    from: '\nresource "aws_security_group"',
    to: '\nresou\n\nresource "aws_security_group"',
  },
  {
    name: 'a header without its last quote',
    from: '\nresource "aws_security_group"',
    to: '\nresource "aws_vpc" "n\n\nresource "aws_security_group"',
  },
  {
    name: 'a header without braces',
    from: '\nresource "aws_security_group"',
    to: '\nresource "aws_vpc" "new"\n\nresource "aws_security_group"',
  },
  {
    name: 'a header with an opening brace',
    from: '\nresource "aws_security_group"',
    to: '\nresource "aws_vpc" "new" {\n\nresource "aws_security_group"',
  },
  {
    name: 'a new block half written',
    from: '\nresource "aws_security_group"',
    to: '\nresource "aws_vpc" "new" {\n  cidr_block = \n\nresource "aws_security_group"',
    touches: ['cidr_block'],
  },
  { name: 'a nested header', from: '  egress {', to: '  ingress\n\n  egress {' },
  { name: 'a nested header with an opening brace', from: '  egress {', to: '  ingress {\n\n  egress {' },
  { name: 'a label without its closing quote', from: '"web" {', to: '"web {' },
  {
    name: 'a type without its closing quote',
    from: '"aws_security_group" "web"',
    to: '"aws_security_group "web"',
  },
  { name: 'a character nobody needs', from: 'rule_no = 200', to: 'rule_no = 200 ;', touches: ['rule_no'] },
  { name: 'a colon for the sign', from: 'rule_no = 200', to: 'rule_no : 200', touches: ['rule_no'] },
  { name: 'single quotes', from: '"allow"', to: "'allow'", touches: ['action'] },
];

describe('HCL recovery', () => {
  it('begins with a file without errors', () => {
    const tree = parseHcl(FILE);
    assert.deepEqual(tree.errors, []);
    assert.equal(attributesOf(tree, FILE).length, 15);
  });

  for (const edit of edits) {
    it(`keeps everything around ${edit.name}`, () => {
      const at = FILE.indexOf(edit.from);
      assert.ok(at >= 0 && !FILE.includes(edit.from, at + 1), 'the place is there once');
      const text = FILE.slice(0, at) + edit.to + FILE.slice(at + edit.from.length);
      const tree = parseHcl(text);
      const shift = text.length - FILE.length;
      const untouched = attributesOf(parseHcl(FILE), FILE)
        .filter(
          ({ node }) => edit.touches?.includes(node.name.text) !== true || !near(node, at, edit.from.length),
        )
        .map(
          ({ path, node, source }) =>
            `${path} ${node.start >= at + edit.from.length ? node.start + shift : node.start} ${source}`,
        );
      const found = attributesOf(tree, text).map(
        ({ path, node, source }) => `${path} ${node.start} ${source}`,
      );
      assert.deepEqual(
        untouched.filter((attribute) => !found.includes(attribute)),
        [],
      );
      assert.ok(tree.errors.length > 0, 'an error');
      assert.deepEqual(spanFaults(tree, text.length), []);
    });
  }

  /** The broken text and the shape of what is read from it. */
  const shapes: readonly (readonly [string, string])[] = [
    ['a =\nb = 1\n', 'a=(error); b=1'],
    ['a\nb = 1\n', 'a=(error); b=1'],
    ['a = x.\nb = 1\n', 'a=(. x ); b=1'],
    ['a = f(x,\nb = 1\n', 'a=(call f x); b=1'],
    ['a = [x\nb = 1\n', 'a=[x]; b=1'],
    ['a = [\n  x\n  y\n]\n', 'a=[x y]'],
    ['a = {\n  x = 1\nb = 1\n', 'a={x=1}; b=1'],
    ['a = {\n  x\n  y = 1\n}\n', 'a={x=(error) y=1}'],
    ['a = "x${y\nb = 1\n', 'a=(string "x" ${y}); b=1'],
    ['a = ["x${y", z]\n', 'a=[(string "x" ${y}) z]'],
    ['a = <<E\n${x\nE\nb = 1\n', 'a=(heredoc ${x} "\\n"); b=1'],
    ['a {\n  x = <<E\n  text\n  y = 1\n}\n', 'a {x=(heredoc "  text"); y=1}'],
    ['a "x" {\n  y = 1\n', 'a "x" {y=1}'],
    ['a "x"\nb = 1\n', 'a "x" {}; b=1'],
    ['a { x = 1\n  y = 2\n}\n', 'a {x=1; y=2}'],
    ['a = (x\nb = 1\n', 'a=(paren x); b=1'],
    ['a = x[0\nb = 1\n', 'a=([] x 0); b=1'],
    ['a = x ? y\nb = 1\n', 'a=(? x y (error)); b=1'],
    ['a = [for v in l : v\nb = 1\n', 'a=(for v in l v); b=1'],
    ['a = -\nb = 1\n', 'a=(- (error)); b=1'],
    ['a = 1\na = 2\n', 'a=1; a=2'],
    // A brace within a string is not closed by one behind it.
    ['a = ["${{x{\n} ', 'a=[(string ${{x=(error)}})]'],
  ];
  for (const [text, expected] of shapes) {
    it(`reads what there is of ${JSON.stringify(text)}`, () => {
      const tree = parseHcl(text);
      assert.equal(bodyShape(tree.body), expected);
      assert.ok(tree.errors.length > 0, 'an error');
      assert.deepEqual(spanFaults(tree, text.length), []);
    });
  }

  it('leaves the closing brace of an unclosed block undefined and ends the block with its last item', () => {
    const text = 'a {\n  x = 1\n\nresource "b" "c" {\n}\n';
    const [first, second] = parseHcl(text).body.items;
    assert.ok(first?.kind === 'block' && second?.kind === 'block');
    assert.equal(first.close, undefined);
    assert.equal(text.slice(first.start, first.end), 'a {\n  x = 1');
    assert.equal(second.close, text.lastIndexOf('}'));
  });

  it('never asks indentation about a file whose brackets match', () => {
    const text = 'a {\nx = {\ny = 1\n}\n      b {\nz = 2\n        }\n  }\nresource "c" "d" {\n}\n';
    const tree = parseHcl(`${text}e = \n`);
    assert.equal(bodyShape(tree.body), 'a {x={y=1}; b {z=2}}; resource "c" "d" {}; e=(error)');
    assert.equal(tree.errors.length, 1);
  });
});

function near(node: { start: number; end: number }, at: number, length: number): boolean {
  return node.start <= at + length && node.end >= at;
}
