/** Files that are not in UTF-8: what stands for their bytes, and what is told of them. */
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { decodeBrokenUtf8, placesNotUtf8 } from '../../../src/core/text/utf8.ts';
import { Workspace } from '../../../src/core/workspace.ts';

/** A text in which `\xNN` stands for a byte. */
function bytesOf(text: string): Buffer {
  return Buffer.concat(
    text
      .split(/(\\x[0-9a-f]{2})/)
      .map((part) =>
        part.startsWith('\\x') ? Buffer.from(part.slice(2), 'hex') : Buffer.from(part, 'utf8'),
      ),
  );
}

function textOf(text: string): string {
  return decodeBrokenUtf8(bytesOf(text));
}

const cases: readonly (readonly [name: string, bytes: string, text: string])[] = [
  ['Latin-1', 'caf\\xe9!', 'caf\udce9!'],
  ['the begin of a character', 'a\\xe2\\x82', 'a\udce2\udc82'],
  ['bytes without a begin', '\\x80\\xbfz', '\udc80\udcbfz'],
  ['another spelling of a slash', '\\xc0\\xaf', '\udcc0\udcaf'],
  ['a surrogate', '\\xed\\xa0\\x80', '\udced\udca0\udc80'],
  ['more than Unicode has', '\\xf4\\x90\\x80\\x80', '\udcf4\udc90\udc80\udc80'],
  ['no byte of any character', '\\xff\\xfe', '\udcff\udcfe'],
  ['good characters around', 'é€😀\\xe9é€😀', 'é€😀\udce9é€😀'],
];

describe('a file that is not in UTF-8', () => {
  for (const [name, bytes, text] of cases) {
    it(`keeps a place for ${name}`, () => {
      assert.equal(textOf(bytes), text);
    });
  }

  it('is read as any other where it is in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(decodeBrokenUtf8(Buffer.from(text, 'utf8')), text);
        assert.deepEqual(placesNotUtf8(text, 10), []);
      }),
    );
  });

  it('has a place for exactly the bytes that are none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
        const text = decodeBrokenUtf8(bytes);
        assert.equal(placesNotUtf8(text, 100).length === 0, isUtf8(bytes));
      }),
    );
  });
});

function isUtf8(bytes: Uint8Array): boolean {
  return Buffer.from(Buffer.from(bytes).toString('utf8'), 'utf8').equals(bytes);
}

const other = 'resource "aws_vpc" "good" {\n  cidr_block = "10.0.0.0/16"\n}\n';

/** A file, and what is told of it: the text at each problem. */
const files: readonly (readonly [name: string, file: string, text: string, marked: readonly string[]])[] = [
  ['a string', 'a.tf', 'locals {\n  a = "caf\\xe9"\n  b = 1\n}\n', ['\udce9']],
  ['a heredoc', 'a.tf', 'locals {\n  a = <<EOT\n\\xff\\xfe\nEOT\n}\n', ['\udcff\udcfe']],
  ['a label', 'a.tf', 'output "caf\\xe9" {\n  value = 1\n}\n', ['\udce9']],
  ['code', 'a.tf', 'locals {\n  a = 1 + \\xe9\n}\n', ['\udce9']],
  ['several places', 'a.tf', 'locals {\n  a = "\\xe9"\n  b = "\\xe8\\xe7"\n}\n', ['\udce9', '\udce8\udce7']],
  ['a comment, which Terraform takes', 'a.tf', '# caf\\xe9\n/* \\xff */\n// \\xfe\n', []],
  ['a JSON file, which Terraform takes', 'a.tf.json', '{ "locals": { "a": "caf\\xe9" } }', []],
  ['values of variables', 'terraform.tfvars', 'a = "\\xe9"\n', ['\udce9']],
  ['a character that only looks like it', 'a.tf', 'locals {\n  a = "\ufffd"\n}\n', []],
];

describe('Terraform that is not in UTF-8', () => {
  for (const [name, file, bytes, marked] of files) {
    it(`is told of in ${name}`, () => {
      const text = textOf(bytes);
      const workspace = new Workspace();
      workspace.update('m/good.tf', other);
      workspace.update(`m/${file}`, text);
      const problems = workspace.problems();
      assert.deepEqual(
        problems.map(({ span }) => text.slice(span.start, span.end)),
        marked,
      );
      for (const problem of problems) assert.match(problem.message, /^This is not UTF-8/);
      assert.deepEqual(
        workspace.analyses()[0]?.network.vpcs.map(({ address }) => address),
        ['aws_vpc.good'],
      );
    });
  }
});

describe('a CloudFormation template that is not in UTF-8', () => {
  const yaml = 'Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: 10.0.0.0/16\n';
  const json =
    '{ "Resources": { "Vpc": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16" } } }';
  for (const [name, bytes] of [
    ['YAML', `Description: caf\\xe9\n${yaml}`],
    ['a comment of YAML', `# caf\\xe9\n${yaml}`],
    ['JSON', `${json}, "Description": "caf\\xe9" }`],
  ] as const) {
    it(`is told of in ${name}, and read all the same`, () => {
      const workspace = new Workspace();
      const text = textOf(bytes);
      workspace.update('t.template', text);
      assert.deepEqual(
        workspace.problems().map(({ code, span }) => [code, text.slice(span.start, span.end)]),
        [['template-encoding', '\udce9']],
      );
      assert.equal(workspace.analyses()[0]?.network.vpcs.length, 1);
    });
  }
});
