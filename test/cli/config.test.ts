/** `.ackscope.yaml` on the command line, and the flags that narrow what `check` tells. */
import assert from 'node:assert/strict';
import { scenarios } from '../conformance/reference.ts';
import { codeOf } from '../conformance/scenario.ts';
import { cli, refuses } from './cli.ts';
import { folder } from './folder.ts';

const closed = codeOf(scenarios['s1-nacl-in-none']!)[0]!.text;
const silent = 'rules:\n  nacl-reply-blocked: off\n  sg-exposed: off\n';

/** What else is found in the code is nothing to these tests. */
const rules: ReadonlySet<string> = new Set(['nacl-reply-blocked', 'sg-exposed']);

/** Of each finding of these rules its file, severity and rule. */
function told(
  argv: readonly string[],
  cwd: string,
): { readonly code: number; readonly lines: readonly string[] } {
  const { code, stdout } = cli(['check', ...argv, '--format', 'json'], cwd);
  const { findings } = JSON.parse(stdout) as {
    findings: readonly { rule: string; severity: string; origin: { file: string } }[];
  };
  return {
    code,
    lines: findings
      .filter(({ rule }) => rules.has(rule))
      .map(({ rule, severity, origin }) => `${origin.file} ${severity} ${rule}`)
      .sort(),
  };
}

describe('ackscope check: flags', () => {
  const at = folder({ 'main.tf': closed });

  it('tells everything by itself', () => {
    assert.deepEqual(told(['.'], at.path), {
      code: 1,
      lines: ['main.tf hint sg-exposed', 'main.tf warning nacl-reply-blocked'],
    });
  });

  it('--severity tells what is at least that severe, and only that fails', () => {
    assert.deepEqual(told(['.', '--severity', 'warning'], at.path).lines, [
      'main.tf warning nacl-reply-blocked',
    ]);
    assert.deepEqual(told(['.', '--severity', 'error'], at.path), { code: 0, lines: [] });
    refuses(cli(['check', '.', '--severity', 'fatal'], at.path), /--severity fatal is unknown: error, /);
  });

  it('--rule tells what these rules find', () => {
    assert.deepEqual(told(['.', '--rule', 'sg-exposed'], at.path), {
      code: 0,
      lines: ['main.tf hint sg-exposed'],
    });
    const both = ['.', '--rule', 'sg-exposed', '--rule', 'nacl-reply-blocked'];
    assert.equal(told(both, at.path).lines.length, 2);
    refuses(cli(['check', '.', '--rule', 'sg-expose'], at.path), /no such rule; did you mean sg-exposed\?/);
  });
});

describe('.ackscope.yaml', () => {
  const at = folder({
    'project/.git/HEAD': '',
    'project/.ackscope.yaml': 'rules:\n  sg-exposed: error\nignore:\n  - examples/\n',
    'project/main.tf': closed,
    'project/deep/er/main.tf': closed,
    'project/examples/main.tf': closed,
    'project/quiet/.ackscope.yml': silent,
    'project/quiet/main.tf': closed,
    'project/caller/main.tf': 'module "example" {\n  source = "../examples"\n}\n',
    'ci.yaml': silent,
    'wrong/.ackscope.yaml': 'rules:\n  sg-exposed: loud\n',
    'wrong/main.tf': closed,
    '.ackscope.yaml': silent,
    'main.tf': closed,
    'ports/.ackscope.yaml': 'listening:\n  aws_instance.web: 22\n',
  });
  const project = (): string => `${at.path}/project`;

  it('counts for all code below it, the nearest one alone, and leaves out what it ignores', () => {
    assert.deepEqual(told(['.'], project()), {
      code: 1,
      lines: [
        'deep/er/main.tf error sg-exposed',
        'deep/er/main.tf warning nacl-reply-blocked',
        'main.tf error sg-exposed',
        'main.tf warning nacl-reply-blocked',
      ],
    });
  });

  it('is found above the working folder and above the paths', () => {
    const expected = ['main.tf error sg-exposed', 'main.tf warning nacl-reply-blocked'];
    assert.deepEqual(told(['.'], `${project()}/deep/er`).lines, expected);
    assert.deepEqual(
      told(['project/deep'], at.path).lines,
      expected.map((line) => `project/deep/er/${line}`),
    );
  });

  it('reads a module it ignores where code that is judged calls it, and says nothing about it', () => {
    const { code, stdout, stderr } = cli(['check', 'caller'], project());
    assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: 'no findings in 2 files\n', stderr: '' });
  });

  it('is not asked about a file that is named itself', () => {
    const { stderr, stdout } = cli(['check', 'examples/main.tf'], project());
    assert.equal(stderr, '');
    assert.equal(stdout, 'no findings in 1 file\n');
    refuses(cli(['check', 'examples'], project()), /everything in examples is ignored by \.ackscope\.yaml/);
  });

  it('gives way to the one that is named', () => {
    assert.deepEqual(told(['project', '--config', 'ci.yaml'], at.path), { code: 0, lines: [] });
    refuses(cli(['check', 'project', '--config', 'none.yaml'], at.path), /cannot read none\.yaml/);
  });

  it('is told what is wrong in it, with its place, and counts for the rest', () => {
    const { code, stderr } = cli(['check', 'wrong'], at.path);
    assert.equal(code, 1);
    assert.match(stderr, /^wrong\/\.ackscope\.yaml:2:15: "loud" is no severity: error, /);
  });
});

describe('colour', () => {
  const at = folder({ 'main.tf': closed });
  const isColoured = (isTTY: boolean, env: Record<string, string> = {}): boolean =>
    cli(['check', 'main.tf'], at.path, isTTY, env).stdout.includes('\u001b[');

  it('is for terminals, unless NO_COLOR says no or the terminal has none', () => {
    assert.ok(isColoured(true));
    assert.ok(isColoured(true, { NO_COLOR: '' }));
    assert.ok(!isColoured(false));
    assert.ok(!isColoured(true, { NO_COLOR: '1' }));
    assert.ok(!isColoured(true, { TERM: 'dumb' }));
  });
});
