import assert from 'node:assert/strict';
import { scenarios } from '../conformance/reference.ts';
import { codeOf } from '../conformance/scenario.ts';
import { cli } from './cli.ts';
import { folder } from './folder.ts';
import { mismatches } from './schema.ts';

const closed = codeOf(scenarios['s1-nacl-in-none']!)[0]!.text;
const fine = codeOf(scenarios['s3-sg-in-none']!)[0]!.text;

interface CheckJson {
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly resource: string;
    readonly origin: { readonly line: number };
    readonly proof: { readonly leg: string; readonly walk: readonly { readonly verdict: string }[] } | null;
  }[];
  readonly files: number;
}

describe('ackscope check', () => {
  const at = folder({
    'closed/main.tf': closed,
    'fine/main.tf': fine,
    'hostile/main.tf': closed.replace('"aws_network_acl" "main" {', '$& # \u001b[2J'),
    'tab/main.tf': closed.replace('resource "aws_network_acl"', '\t$&'),
  });

  it('prints place, severity, rule and message, the line with a mark, and the lines that belong to it', () => {
    const { code, stdout, stderr } = cli(['check', 'closed'], at.path);
    assert.deepEqual({ code, stderr }, { code: 1, stderr: '' });
    const line = closed.split('\n').findIndex((text) => text.includes('"aws_network_acl"')) + 1;
    const [head, source, mark] = stdout.split('\n');
    assert.match(head!, new RegExp(`^closed/main\\.tf:${line}:1 (error|warning) nacl-reply-blocked \\S`));
    assert.equal(source, `  ${line} | resource "aws_network_acl" "main" {`);
    assert.match(mark!, /^ +\| \^+$/);
    assert.match(stdout, /\n\d+ findings in 1 file\n$/);
  });

  it('marks the right columns behind a tab', () => {
    const { stdout } = cli(['check', 'tab'], at.path);
    const lines = stdout.split('\n');
    assert.equal(lines[2]!.indexOf('^'), lines[1]!.indexOf('resource'));
  });

  it('shows characters that steer a terminal instead of sending them', () => {
    for (const isTTY of [true, false]) {
      const { stdout } = cli(['check', 'hostile'], at.path, isTTY);
      assert.ok(stdout.includes('"aws_network_acl" "main" { # \\u{1b}[2J'), stdout);
      assert.ok(!stdout.includes('\u001b[2J'));
    }
  });

  it('colours for people only', () => {
    assert.ok(cli(['check', 'closed'], at.path, true).stdout.includes('\u001b['));
    assert.ok(!cli(['check', 'closed'], at.path, false).stdout.includes('\u001b['));
  });

  it('prints the same as JSON, with the packet that proves it', () => {
    const { code, stdout } = cli(['check', 'closed', 'fine', '--format', 'json'], at.path, true);
    assert.equal(code, 1);
    const value = JSON.parse(stdout) as CheckJson;
    assert.deepEqual(mismatches(value, 'check'), []);
    assert.equal(value.files, 2);
    const [finding] = value.findings;
    assert.deepEqual([finding!.rule, finding!.resource], ['nacl-reply-blocked', 'aws_network_acl.main']);
    assert.equal(finding!.proof!.leg, 'reply');
    assert.equal(finding!.proof!.walk.at(-1)!.verdict, 'deny');
  });

  it('is silent and content when nothing is wrong', () => {
    assert.deepEqual(cli(['check', 'fine'], at.path), {
      code: 0,
      stdout: 'no findings in 1 file\n',
      stderr: '',
    });
  });
});
