// Which configuration counts, seen through the workspace as the editor and the command line see it.
import assert from 'node:assert/strict';
import { emptyConfig, type Config } from '../../../src/core/config/config.ts';
import { Workspace } from '../../../src/core/workspace.ts';
import { scenarios } from '../../conformance/reference.ts';
import { codeOf } from '../../conformance/scenario.ts';

const closed = codeOf(scenarios['s1-nacl-in-none']!)[0]!.text;

/** What else is found in the code is nothing to these tests. */
const told: ReadonlySet<string> = new Set(['nacl-reply-blocked', 'nacl-reply-intermittent', 'sg-exposed']);

/** The files, and what these rules find in each as `rule severity`. */
function found(
  files: Readonly<Record<string, string>>,
  personal?: Config,
): Readonly<Record<string, string[]>> {
  const workspace = new Workspace();
  if (personal !== undefined) workspace.configurePersonal(() => personal);
  for (const [file, text] of Object.entries(files)) workspace.update(file, text);
  const all: Record<string, string[]> = {};
  for (const { findings } of workspace.analyses())
    for (const { rule, severity, origin } of findings)
      if (told.has(rule)) (all[origin.file] ??= []).push(`${rule} ${severity}`);
  return all;
}

const blocked = 'nacl-reply-blocked warning';
const exposed = 'sg-exposed hint';
const off = 'rules:\n  sg-exposed: off\n';

describe('the configuration that counts', () => {
  it('is none where there is none', () => {
    assert.deepEqual(found({ 'a/main.tf': closed }), { 'a/main.tf': [blocked, exposed].sort() });
  });

  it('is that of the nearest folder upward, alone', () => {
    const files = { 'a/b/main.tf': closed, 'a/c/main.tf': closed };
    assert.deepEqual(found({ ...files, '.ackscope.yaml': off }), {
      'a/b/main.tf': [blocked],
      'a/c/main.tf': [blocked],
    });
    const nearer = 'rules:\n  nacl-reply-blocked: error\n';
    assert.deepEqual(found({ ...files, '.ackscope.yaml': off, 'a/b/.ackscope.yml': nearer }), {
      'a/b/main.tf': ['nacl-reply-blocked error', exposed],
      'a/c/main.tf': [blocked],
    });
  });

  it('wins over what the person set, name by name', () => {
    const personal: Config = {
      ...emptyConfig,
      rules: new Map([
        ['sg-exposed', 'error'],
        ['nacl-reply-blocked', 'information'],
      ]),
    };
    assert.deepEqual(found({ 'main.tf': closed, '.ackscope.yaml': off }, personal), {
      'main.tf': ['nacl-reply-blocked information'],
    });
  });

  it('counts anew when the file changes or goes', () => {
    const workspace = new Workspace();
    workspace.update('main.tf', closed);
    const rules = () =>
      workspace
        .analysisOf('main.tf')!
        .findings.flatMap(({ rule }) => (told.has(rule) ? [rule] : []))
        .sort();
    const all = rules();
    workspace.update('.ackscope.yaml', off);
    assert.deepEqual(rules(), ['nacl-reply-blocked']);
    workspace.update('.ackscope.yaml', 'rules:\n  nacl-reply-blocked: off\n');
    assert.deepEqual(rules(), ['sg-exposed']);
    workspace.remove('.ackscope.yaml');
    assert.deepEqual(rules(), all);
  });

  it('silences files it ignores, and keeps them as parts of modules that are judged', () => {
    const network = closed.slice(0, closed.indexOf('resource "aws_instance"'));
    const instance = closed.slice(network.length);
    const files = { 'a/network.tf': network, 'a/web.tf': instance };
    const whole = found(files);
    assert.ok(whole['a/network.tf']!.includes(blocked));
    const rest = found({ ...files, '.ackscope.yaml': 'ignore:\n  - network.tf\n' });
    assert.deepEqual(
      rest,
      Object.fromEntries(Object.entries(whole).filter(([file]) => file !== 'a/network.tf')),
    );
  });

  it('tells which files need not be read: a part of a module needs to, unless all of its folder is ignored', () => {
    const workspace = new Workspace();
    workspace.update('a/.ackscope.yaml', 'ignore:\n  - /b/*.tf\n  - c/\n  - "*.json"\n');
    const leftOut = [
      'a/b/main.tf',
      'a/c/main.tf',
      'a/x/c/d/main.tf',
      'c/main.tf',
      'a/t.json',
      'a/t.yaml',
    ].filter((file) => workspace.isLeftOut(file));
    assert.deepEqual(leftOut, ['a/c/main.tf', 'a/x/c/d/main.tf', 'a/t.json']);
  });

  it('is one file for all code where that is asked for', () => {
    const workspace = new Workspace();
    workspace.update('a/main.tf', closed);
    workspace.update('a/.ackscope.yaml', off);
    workspace.useConfig('ci.yaml', 'rules:\n  nacl-reply-blocked: off\nignore:\n  - b\n', '');
    assert.deepEqual(
      workspace.analysisOf('a/main.tf')!.findings.flatMap(({ rule }) => (told.has(rule) ? [rule] : [])),
      ['sg-exposed'],
    );
    assert.ok(workspace.isLeftOut('b/main.tf'));
  });

  it('says what is wrong with the files', () => {
    const workspace = new Workspace();
    workspace.update('a/.ackscope.yaml', 'rules:\n  nonsense: off\n');
    assert.deepEqual(
      workspace.problems().map(({ file, code }) => [file, code]),
      [['a/.ackscope.yaml', 'configuration']],
    );
  });

  it('names what listens, for all instances of a resource and for the nearest comment not', () => {
    const workspace = new Workspace();
    const many = closed.replace('resource "aws_instance" "web" {', '$&\n  count = 2');
    const said = 'listening:\n  aws_instance.web: 80\n  aws_instance.web[1]: 22,443\n';
    const listening = () =>
      workspace
        .analysisOf('main.tf')!
        .network.interfaces.map((at) => at.listening?.map(({ ports }) => ports.first));
    workspace.update('.ackscope.yaml', said);
    workspace.update('main.tf', many);
    assert.deepEqual(listening(), [[80], [22, 443]]);
    workspace.update(
      'main.tf',
      `# ackscope: listening 8080\n${closed.slice(closed.indexOf('resource "aws_instance"'))}`,
    );
    assert.deepEqual(listening(), [[8080]]);
  });

  it('adds sensitive ports and takes them away', () => {
    const group = (port: number) => `resource "aws_security_group" "p${port}" {
  vpc_id = "vpc-1"
  ingress {
    from_port   = ${port}
    to_port     = ${port}
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;
    const files = { 'main.tf': group(22) + group(8500) };
    const messages = (config: string): readonly string[] => {
      const workspace = new Workspace();
      workspace.update('.ackscope.yaml', config);
      workspace.update('main.tf', files['main.tf']);
      return workspace
        .analysisOf('main.tf')!
        .findings.filter(({ rule }) => rule === 'sg-exposed')
        .map(({ message }) => /everybody to ([^;]*);/.exec(message)![1]!);
    };
    assert.deepEqual(messages(''), ['SSH (tcp 22)']);
    assert.deepEqual(messages('sensitivePorts:\n  Consul: 8500\n'), ['SSH (tcp 22)', 'Consul (tcp 8500)']);
    assert.deepEqual(messages('sensitivePorts:\n  SSH: off\n'), []);
  });

  it('says where clients pick their ports', () => {
    const rule = `  ingress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 49152
    to_port    = 65535
  }
`;
    const code = closed.replace(/resource "aws_network_acl" "main" \{\n/, `$&${rule}`);
    const rules = (config: string) => found({ 'main.tf': code, '.ackscope.yaml': config })['main.tf'] ?? [];
    const intermittent = (config: string) =>
      rules(config).some((one) => one.startsWith('nacl-reply-intermittent'));
    assert.ok(intermittent(''));
    assert.ok(!intermittent('ephemeralPorts:\n  linux: off\n'));
    assert.ok(!intermittent('ephemeralPorts:\n  linux: 50000-60000\n'));
    assert.ok(intermittent('ephemeralPorts:\n  linux: 1024-65535\n'));
  });

  it('judges nobody where nobody connects', () => {
    const nobody = 'ephemeralPorts: { linux: off, windows: off, macos: off }\n';
    assert.deepEqual(found({ 'main.tf': closed, '.ackscope.yaml': nobody }), { 'main.tf': [exposed] });
  });
});
