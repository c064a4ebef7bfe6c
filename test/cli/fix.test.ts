import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyEdits } from '../../src/core/text/textEdit.ts';
import { block, inline, terraformNetwork } from '../unit/findings/fixes/networks.ts';
import { cli } from './cli.ts';
import { folder } from './folder.ts';
import { mismatches } from './schema.ts';

const closed = terraformNetwork(
  inline(
    block('egress', 100, 'allow', '0'),
    block('ingress', 100, 'allow', '80-443'),
    block('ingress', 110, 'deny', '443'),
  ),
);
const module = `variable "vpc" {}

resource "aws_network_acl" "web" {
  vpc_id = var.vpc

  ingress {
    rule_no    = 100
    protocol   = "-1"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }

  ingress {
    rule_no    = 200
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "10.0.0.0/8"
    from_port  = 443
    to_port    = 443
  }
}
`;
const caller = `resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n\nmodule "acl" {\n  source = "../module"\n  vpc    = aws_vpc.main.id\n}\n`;

const noEgress = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}

resource "aws_subnet" "app" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_instance" "app" {
  subnet_id              = aws_subnet.app.id
  vpc_security_group_ids = [aws_security_group.app.id]
}
`;

interface FixesJson {
  readonly findings: readonly {
    readonly rule: string;
    readonly fixes:
      | readonly {
          readonly title: string;
          readonly needsReview: boolean;
          readonly onRequest: boolean;
          readonly edits: readonly { file: string; start: number; end: number; text: string }[];
        }[]
      | null;
  }[];
}

describe('ackscope check --fix', () => {
  const at = folder({
    'closed/main.tf': closed,
    'json/main.tf': closed,
    'mark/main.tf': `\uFEFF${closed.replaceAll('\n', '\r\n')}`,
    'bytes/main.tf': `# \n${closed}`,
    'fine/main.tf': 'locals {\n  a = 1\n}\n',
    'module/main.tf': module,
    'caller/main.tf': caller,
  });
  const text = (name: string): string => readFileSync(join(at.path, name), 'utf8');

  it('makes the fixes, says which, and prints what is left', () => {
    const { code, stdout, stderr } = cli(['check', 'closed', '--fix'], at.path);
    assert.equal(stderr, '');
    const fixed = stdout.split('\n').filter((line) => line.startsWith('fixed '));
    assert.deepEqual(fixed, [
      'fixed closed/main.tf: Allow the replies: inbound tcp 32768-65535 from 0.0.0.0/0 (rule 120) (nacl-reply-blocked)',
      'fixed closed/main.tf: Allow inbound icmp type 3 code 4 from 0.0.0.0/0 (rule 130) (pmtud-blocked)',
      'fixed closed/main.tf: Give inbound rule 110 the number 90, before rule 100 (nacl-deny-after-allow)',
    ]);
    assert.ok(!stdout.includes('warning nacl-reply-blocked'));
    assert.ok(text('closed/main.tf').includes('rule_no    = 120'));
    const again = cli(['check', 'closed', '--fix'], at.path);
    assert.ok(!again.stdout.includes('fixed '), again.stdout);
    assert.equal(again.code, code);
  });

  it('leaves stdout to the findings in any format for programs', () => {
    const { stdout, stderr } = cli(['check', 'json', '--fix', '--format', 'json'], at.path);
    assert.match(stderr, /^fixed json\/main\.tf: /);
    const { findings } = JSON.parse(stdout) as FixesJson;
    assert.ok(!findings.some(({ rule }) => rule === 'nacl-reply-blocked'));
  });

  it('keeps the byte-order mark and the line ends of a file', () => {
    cli(['check', 'mark', '--fix'], at.path);
    const after = text('mark/main.tf');
    assert.ok(after.startsWith('\uFEFF') && after.includes('rule_no    = 120'));
    assert.equal(after.split('\n').length, after.split('\r\n').length);
  });

  it('touches no file that is no UTF-8', () => {
    const file = join(at.path, 'bytes/main.tf');
    const bytes = readFileSync(file);
    bytes[1] = 0xff;
    writeFileSync(file, bytes);
    const { code, stderr } = cli(['check', 'bytes', '--fix'], at.path);
    assert.equal(code, 2);
    assert.match(stderr, /cannot fix bytes\/main\.tf: .* no UTF-8/);
    assert.deepEqual(readFileSync(file), bytes);
  });

  it('leaves modules alone that are only called', () => {
    const { stdout } = cli(['check', 'caller', '--fix'], at.path);
    assert.ok(stdout.includes('nacl-rule-shadowed'), stdout);
    assert.equal(text('module/main.tf'), module);
    cli(['check', 'caller', 'module', '--fix'], at.path);
    assert.ok(!text('module/main.tf').includes('200'));
  });

  it('says nothing where there is nothing to fix', () => {
    assert.equal(cli(['check', 'fine', '--fix'], at.path).stdout, 'no findings in 1 file\n');
  });
});

describe('the fixes in check --format json', () => {
  const at = folder({ 'main.tf': closed, 'closed/main.tf': closed, 'egress/main.tf': noEgress });

  it('are edits that make the finding go away', () => {
    const { stdout } = cli(['check', 'main.tf', '--format', 'json'], at.path);
    const value = JSON.parse(stdout) as FixesJson;
    assert.deepEqual(mismatches(value, 'check'), []);
    const [fix] = value.findings.find(({ rule }) => rule === 'nacl-reply-blocked')!.fixes!;
    assert.match(fix!.title, /^Allow the replies/);
    assert.ok(fix!.edits.every(({ file }) => file === 'main.tf'));
    writeFileSync(join(at.path, 'main.tf'), applyEdits(closed, fix!.edits));
    assert.ok(!cli(['check', 'main.tf'], at.path).stdout.includes('nacl-reply-blocked'));
  });

  it('say whether somebody should look at them first, and whether only a person may choose them', () => {
    const marked = (file: string, rule: string): readonly (readonly boolean[])[] => {
      const value = JSON.parse(cli(['check', file, '--format', 'json'], at.path).stdout) as FixesJson;
      assert.deepEqual(mismatches(value, 'check'), []);
      return value.findings
        .find((finding) => finding.rule === rule)!
        .fixes!.map(({ needsReview, onRequest }) => [needsReview, onRequest]);
    };
    assert.deepEqual(marked('closed', 'nacl-deny-after-allow'), [[true, false]]);
    assert.deepEqual(marked('egress', 'sg-no-egress'), [
      [false, false],
      [false, true],
    ]);
  });
});
