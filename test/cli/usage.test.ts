import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../src/cli/version.ts';
import { scenarios } from '../conformance/reference.ts';
import { codeOf } from '../conformance/scenario.ts';
import { cli, refuses } from './cli.ts';
import { folder } from './folder.ts';

const terraform = codeOf(scenarios['s2-nacl-in-ephemeral']!)[0]!.text;

describe('wrong usage', () => {
  const at = folder({
    'main.tf': terraform,
    'network/main.tf': terraform,
    'empty/notes.txt': 'nothing',
  });

  const cases: readonly (readonly [argv: string, message: RegExp])[] = [
    ['scna .', /there is no command scna; did you mean scan\?/],
    ['scan', /scan needs the path/],
    ['scan netwrok', /cannot read netwrok: there is no such file or folder; did you mean network\?/],
    ['scan netwrok/main.tf', /cannot read netwrok\/main\.tf: .* did you mean network\?/],
    ['scan network/man.tf', /did you mean network\/main\.tf\?/],
    ['scan main.tf/x', /cannot read main\.tf\/x: there is no such file or folder/],
    ['scan empty', /there is neither Terraform or CloudFormation code nor describe output in empty/],
    ['check empty', /there is neither Terraform or CloudFormation code nor describe output in empty/],
    [
      'scan main.tf aws_instance.wbe',
      /there is no aws_instance\.wbe in the code; did you mean aws_instance\.web\?/,
    ],
    ['scan main.tf 10.9.9.9', /there is no 10\.9\.9\.9 in the code; did you mean aws_instance\.web\?/],
    ['scan main.tf --from aws_instance.wbe', /--from: there is no aws_instance\.wbe/],
    ['scan main.tf -sI', /not simulated yet: -sI; use -sA/],
    ['scan main.tf -sO -sU', /-sO and -sU exclude each other/],
    ['scan main.tf -sO -6', /-sO is simulated for IPv4 only/],
    ['scan main.tf -sO -p 256', /-p: 256 goes past protocol 255/],
    ['scan main.tf -sO -p esp', /-p: esp is no protocol; write protocol numbers/],
    ['scan main.tf -sO -p 6 -F', /-p and -F exclude each other/],
    ['scan main.tf -sSV', /not simulated yet: -sV; use -sA/],
    ['scan main.tf -oS x', /not simulated yet: -oS; use -oN/],
    ['scan main.tf -sS -sA', /-sA and -sS exclude each other: one TCP scan at a time/],
    ['scan main.tf -sFX', /-sF and -sX exclude each other/],
    ['scan main.tf -sU -p T:53', /-p T:53 names no UDP port, and -sU scans UDP/],
    ['scan main.tf --silent npt', /--silent: nmap knows no service that is called npt/],
    ['scan main.tf -p HTTP', /-p: HTTP is no port/],
    ['scan main.tf -p U:53', /-p U:53 names no TCP port/],
    ['scan main.tf -p 22 -F', /-p and -F exclude each other/],
    ['scan main.tf -p 60000-60100 --top-ports 50', /hangs on ports beyond the 1000 most often open/],
    ['scan main.tf --top-ports 1001', /--top-ports 1001: a number from 1 to 1000/],
    ['scan main.tf -g 65536', /-g 65536: a port/],
    ['scan main.tf -T6', /-T6: a timing template/],
    ['scan main.tf --listening sssh', /--listening: nmap knows no service that is called sssh/],
    ['scan main.tf --format xml', /--format xml is unknown: text or json/],
    ['scan main.tf -6', /the code has no instance with an IPv6 address to scan/],
    ['scan main.tf --from aws_instance.web', /the code has no instance other than aws_instance\.web to scan/],
    ['scan main.tf -6 aws_instance.web', /aws_instance\.web has no IPv6 address/],
    ['scan main.tf -6 --from 192.0.2.1', /is IPv4, and -6 scans IPv6/],
    ['scan main.tf --from 2001:db8::1', /is IPv6: add -6/],
    ['scan main.tf --from 10.0.0.1/8', /did you mean 10\.0\.0\.0\/8\?/],
    ['scan main.tf -oN missing/x', /cannot write missing\/x: ENOENT/],
    ['scan main.tf --reasno', /unknown option --reasno; did you mean --reason\?/],
    ['connect main.tf', /connect needs --from and --to/],
    [
      'connect main.tf --from aws_instance.web --to google.com',
      /a port from 1 to 65535 as its last word, not main\.tf/,
    ],
    ['connect main.tf --from aws_instance.web --to google.com 0', /a port from 1 to 65535/],
    ['connect --from aws_instance.web --to google.com 80', /connect needs the path/],
    [
      'connect main.tf --from aws_instance.wbe --to google.com 80',
      /--from: .* did you mean aws_instance\.web\?/,
    ],
    [
      'connect main.tf --from 10.9.9.9 --to aws_instance.web 80',
      /--from: there is no 10\.9\.9\.9 in the code/,
    ],
    [
      'connect main.tf --from 192.0.2.1 --to 198.51.100.7 80',
      /--to: there is no 198\.51\.100\.7 in the code/,
    ],
    ['connect main.tf --from aws_instance.web --to aws_instance.bd 80', /--to: there is no aws_instance\.bd/],
    ['check', /check needs the path/],
    ['check main.tf --format xml', /--format xml is unknown: pretty, json, sarif, junit, github/],
  ];
  for (const [line, message] of cases) {
    it(`ackscope ${line}`, () => refuses(cli(line.split(' '), at.path), message));
  }

  it('names a path that is there but cannot be followed', () => {
    symlinkSync('loop', join(at.path, 'loop'));
    refuses(cli(['check', 'loop'], at.path), /cannot read loop: ELOOP/);
  });

  it('refuses an empty path', () => {
    for (const argv of [
      ['scan', ''],
      ['check', ''],
      ['reach', 'main.tf', ''],
    ])
      refuses(cli(argv, at.path), /a path is empty: name a file or a folder, `\.` for this one/);
  });

  it('takes the escape codes out of what it repeats', () => {
    const { stderr } = cli(['check', 'a\u001b[31m\nb'], at.path);
    assert.match(stderr, /^ackscope: cannot read a\\u\{1b\}\[31m\\u\{a\}b: [^\n\u001b]*\n$/);
  });
});

describe('help and version', () => {
  it('prints the version of package.json', () => {
    const { version: declared } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.equal(version, declared);
    assert.deepEqual(cli(['--version'], '.'), { code: 0, stdout: `ackscope ${declared}\n`, stderr: '' });
  });

  for (const argv of [[], ['--help'], ['help'], ['-h']]) {
    it(`lists the commands for "${argv.join(' ')}"`, () => {
      const { code, stdout } = cli(argv, '.');
      assert.equal(code, 0);
      for (const command of ['scan', 'connect', 'reach', 'model', 'check'])
        assert.match(stdout, new RegExp(`^ackscope ${command} `, 'm'));
    });
  }

  for (const command of ['scan', 'connect', 'reach', 'model', 'check']) {
    it(`explains ${command}`, () => {
      const { code, stdout } = cli([command, '--help'], '.');
      assert.equal(code, 0);
      assert.match(stdout, new RegExp(`^ackscope ${command} PATH…`));
    });
  }
});
