/** Answers that rest on what a data source is taken to find in another root module say so; those that do not are proved. */
import assert from 'node:assert/strict';
import { webInOwnVpc } from '../support/webInOwnVpc.ts';
import { cli } from './cli.ts';
import { folder } from './folder.ts';
import { mismatches } from './schema.ts';

const network = `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "main" }
}
`;

const app = `
data "aws_vpc" "shared" {
  tags = { Name = "main" }
}
${webInOwnVpc({ port80: '"0.0.0.0/0"', port22: 'data.aws_vpc.shared.cidr_block' })}`;

const found =
  'data.aws_vpc.shared is read from AWS and taken to find aws_vpc.main of ../network, as nothing else in the workspace fits';

interface Because {
  readonly what?: string;
}

describe('answers across root modules', () => {
  const at = folder({ 'network/main.tf': network, 'app/main.tf': app });
  /** Its one port that host discovery asks is open to the other VPC. */
  const hidden = folder({
    'network/main.tf': network,
    'app/main.tf': app.replaceAll('= 22', '= 443').replace('["0.0.0.0/0"]', '["10.9.0.0/16"]'),
  });
  const run = (line: string) => cli(line.split(' '), at.path);

  it('of scan are assumed where the find matters, and stderr names it once', () => {
    const { stdout, stderr } = run('scan . aws_instance.web -Pn -p 21-23,80');
    assert.match(stdout, /^22\/tcp filtered +ssh$/m);
    assert.equal(stderr, `ackscope: aws_instance.web: the answer for tcp 22 assumes that ${found}\n`);
    assert.equal(run('scan . aws_instance.web -Pn -p 21,23,80 -v --reason').stderr, '');
  });

  it('of scan say it in JSON', () => {
    const value = JSON.parse(run('scan . aws_instance.web -Pn -p 21-23,80 --format json').stdout) as {
      readonly targets: readonly {
        readonly ports: readonly {
          readonly ports: string;
          readonly certainty: string;
          readonly because: readonly Because[];
        }[];
      }[];
    };
    assert.deepEqual(mismatches(value, 'scan'), []);
    assert.deepEqual(
      value.targets[0]!.ports.map(({ ports, certainty, because }) => [
        ports,
        certainty,
        because.flatMap(({ what }) => what ?? []).join(),
      ]),
      [
        ['21,23', 'proved', ''],
        ['22', 'assumed', 'data.aws_vpc.shared'],
        ['80', 'proved', ''],
      ],
    );
  });

  it('of scan say that a host is down on an assumption', () => {
    const { stdout, stderr } = cli(['scan', '.', 'aws_instance.web'], hidden.path);
    assert.match(stdout, /Host seems down/);
    assert.equal(stderr, `ackscope: aws_instance.web: that the host seems down assumes that ${found}\n`);
  });

  it('are drawn as what they are', () => {
    const drawn = (port: number): string => run(`diagram . aws_instance.web -p ${port}`).stdout;
    assert.match(drawn(22), /no-response \u2192 filtered \(assumed\)/);
    assert.match(drawn(22), new RegExp(`assumed: ${found.replaceAll('.', '\\.')}`));
    assert.match(drawn(23), /no-response \u2192 filtered</);
    assert.doesNotMatch(drawn(23), /assumed[:)]/);
  });

  it('of connect are assumed where the find matters', () => {
    const { stdout } = run('connect . --from internet --to aws_instance.web 22');
    assert.match(stdout, /^10\.9\.1\.10: timeout \(assumed\)$/m);
    assert.ok(stdout.endsWith(`  because ${found}\n`), stdout);
    const value = JSON.parse(
      run('connect . --from internet --to aws_instance.web 22 --format json').stdout,
    ) as { readonly certainty: string; readonly because: readonly Because[] };
    assert.deepEqual(mismatches(value, 'connect'), []);
    assert.deepEqual(
      [value.certainty, value.because.map(({ what }) => what)],
      ['assumed', ['data.aws_vpc.shared']],
    );
  });

  it('of connect are proved where it does not', () => {
    assert.doesNotMatch(run('connect . --from internet --to aws_instance.web 23').stdout, /assumed|because/);
    const { stdout } = run('connect . --from internet --to aws_instance.web --listening 80 80');
    assert.match(stdout, /^10\.9\.1\.10: connected$/m);
  });

  it('of reach tell what passes from what only does not on an assumption', () => {
    const { stdout } = run('reach . --from internet --to aws_instance.web');
    assert.equal(
      stdout,
      `internet → aws_instance.web  tcp 80, not 22 (assumed) (replies 0-65535)\n\nAssumed: ${found}\n`,
    );
    // The way out asks no rule that names the other VPC.
    const out = run('reach . --from aws_instance.web --to internet').stdout;
    assert.doesNotMatch(out, /ssumed/);
  });

  it('of reach say it in JSON', () => {
    const value = JSON.parse(run('reach . --from internet --to aws_instance.web --format json').stdout) as {
      readonly pairs: readonly { readonly protocols: Readonly<Record<string, object>> }[];
      readonly assumes: readonly Because[];
    };
    assert.deepEqual(mismatches(value, 'reach'), []);
    const { tcp, udp } = value.pairs[0]!.protocols;
    const replyPorts = '0-65535';
    assert.deepEqual(tcp, {
      ports: '80',
      replyPorts,
      certainty: 'proved',
      possible: null,
      without: { ports: '80', replyPorts, certainty: 'unknown', possible: { ports: '22,80', replyPorts } },
    });
    assert.deepEqual(udp, { ports: '', replyPorts, certainty: 'proved', possible: null });
    assert.deepEqual(
      value.assumes.map(({ what }) => what),
      ['data.aws_vpc.shared'],
    );
  });

  it('of reach say it of what only does not pass on an assumption', () => {
    const named = cli(['reach', '.', '--from', 'internet', '--to', 'aws_instance.web'], hidden.path).stdout;
    assert.equal(named, `internet → aws_instance.web  tcp not 443 (assumed)\n\nAssumed: ${found}\n`);
    const all = cli(['reach', '.'], hidden.path).stdout;
    assert.doesNotMatch(all, /^internet →/m);
    assert.ok(all.endsWith(`\n\nAssumed: ${found}\n`), all);
  });
});

describe('answers across root modules in which several things are found', () => {
  const at = folder({
    'network/main.tf': `${network}
resource "aws_vpc" "other" {
  cidr_block = "10.1.0.0/16"
  tags       = { Name = "other" }
}
resource "aws_subnet" "office" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
  tags       = { Name = "office" }
}
`,
    'app/main.tf': `
data "aws_vpc" "main" {
  tags = { Name = "main" }
}
data "aws_vpc" "unused" {
  tags = { Name = "other" }
}
data "aws_subnet" "office" {
  vpc_id = data.aws_vpc.main.id
  tags   = { Name = "office" }
}
${webInOwnVpc({ port80: 'data.aws_vpc.main.cidr_block', port22: 'data.aws_subnet.office.cidr_block' })}
resource "aws_network_acl" "own" {
  vpc_id = aws_vpc.own.id
  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = data.aws_vpc.main.cidr_block
  }
  ingress {
    rule_no    = 200
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "10.0.5.0/24"
  }
}
`,
  });
  const run = (line: string) => cli(line.split(' '), at.path);
  const named = (text: string): readonly string[] =>
    [...text.matchAll(/data\.aws_\w+\.(\w+) is read/g)].map(([, name]) => name!);
  const namedBy = (because: readonly Because[] | undefined): readonly string[] =>
    (because ?? []).flatMap(({ what }) => what?.replace(/^data\.aws_\w+\./, '') ?? []);

  it('of scan name what each of them rests on', () => {
    const lines = run('scan . aws_instance.web -Pn -p 22,23,80').stderr.trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => [/tcp [\d,]+/.exec(line)?.[0], named(line)]),
      [
        ['tcp 22', ['main', 'office']],
        ['tcp 80', ['main']],
      ],
    );
  });

  it('of connect, reach and diagrams do', () => {
    const connect = (port: number): readonly string[] =>
      named(run(`connect . --from internet --to aws_instance.web ${port}`).stdout);
    assert.deepEqual([connect(22), connect(80)], [['main', 'office'], ['main']]);
    assert.deepEqual(named(run('reach . --from 198.51.100.7 --to aws_instance.web').stdout), [
      'main',
      'office',
    ]);
    assert.deepEqual(named(run('diagram . aws_instance.web -p 80').stdout), ['main']);
  });

  it('of check do, in every format', () => {
    const json = JSON.parse(run('check . --rule nacl-rule-shadowed --format json').stdout) as {
      readonly findings: readonly { readonly certainty: string; readonly assumes?: readonly Because[] }[];
    };
    assert.deepEqual(mismatches(json, 'check'), []);
    assert.deepEqual(
      json.findings.map(({ certainty, assumes }) => [certainty, namedBy(assumes)]),
      [['assumed', ['main']]],
    );
    for (const format of ['pretty', 'sarif', 'junit', 'github']) {
      const { stdout } = run(`check . --rule nacl-rule-shadowed --format ${format}`);
      assert.deepEqual(named(stdout), ['main'], stdout);
    }
  });
});
