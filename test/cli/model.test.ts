import assert from 'node:assert/strict';
import { print } from '../support/describeFolder.ts';
import { cli, refuses } from './cli.ts';
import { folder } from './folder.ts';
import { balanced, endpoint, live, placed, template, terraform } from './modelSamples.ts';
import { mismatches } from './schema.ts';

interface Row {
  readonly origin: { readonly file: string; readonly line: number };
  readonly unknown: readonly { readonly field: string; readonly because: string }[];
  readonly default?: true;
  readonly [key: string]: unknown;
}
interface Part extends Row {
  readonly address: string;
  readonly entries: readonly Row[];
  readonly rules: readonly Row[];
  readonly routes: readonly Row[];
}
interface Answer {
  readonly networks: readonly Readonly<Record<string, readonly Part[]>>[];
  readonly files: number;
  readonly unresolved: readonly { readonly what: string }[];
}

describe('ackscope model', () => {
  const at = folder({
    'terraform/main.tf': terraform,
    'stack.yaml': template,
    'placed/main.tf': placed,
    'balanced/main.tf': balanced,
    'endpoint/stack.yaml': endpoint,
    'many/a/main.tf': 'resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/16"\n}\n',
    'many/b/main.tf': 'resource "aws_vpc" "b" {\n  cidr_block = "10.1.0.0/16"\n}\n',
    ...Object.fromEntries(Object.entries(live).map(([name, value]) => [`live/${name}`, print(value)])),
  });
  const answer = (path: string): Answer => {
    const { code, stdout } = cli(['model', path, '--format', 'json'], at.path);
    assert.equal(code, 0);
    const parsed: unknown = JSON.parse(stdout);
    assert.deepEqual(mismatches(parsed, 'model'), []);
    return parsed as Answer;
  };
  const part = (path: string, kind: string, address: string): Part =>
    answer(path).networks[0]![kind]!.find((one) => one.address === address)!;
  /** Without its place, and the fields that are not known in words. */
  const row = ({ origin, unknown, ...fields }: Row): Readonly<Record<string, unknown>> => ({
    ...fields,
    line: origin.line,
    unknown: unknown.map(({ field, because }) => `${field}: ${because}`),
  });

  it('keeps to the schema in every language', () => {
    const found = ['terraform', 'stack.yaml', 'live', 'many', 'terraform stack.yaml live'].map((paths) => {
      const { code, stdout } = cli(['model', ...paths.split(' '), '--format', 'json'], at.path);
      const parsed: unknown = JSON.parse(stdout);
      assert.deepEqual([code, ...mismatches(parsed, 'model')], [0]);
      const { networks, files } = parsed as {
        readonly networks: readonly { readonly root: string; readonly language: string }[];
        readonly files: number;
      };
      return [networks.map(({ root, language }) => `${root} ${language}`), files];
    });
    assert.deepEqual(found, [
      [['terraform terraform'], 1],
      [['stack.yaml cloudformation'], 1],
      [['live describe'], 3],
      [['many/a terraform', 'many/b terraform'], 2],
      [['live describe', 'stack.yaml cloudformation', 'terraform terraform'], 5],
    ]);
  });

  it('has the entries of a network ACL in the order AWS reads them, unknown fields as null', () => {
    const acl = part('terraform', 'networkAcls', 'aws_network_acl.main');
    assert.deepEqual([acl['vpc'], acl.default, acl['subnets']], ['aws_vpc.main', false, ['aws_subnet.main']]);
    assert.deepEqual(acl.entries.map(row), [
      {
        direction: 'inbound',
        ruleNumber: 100,
        protocol: '1',
        action: 'deny',
        cidr: null,
        ports: '*',
        icmp: { type: 8, code: -1 },
        resource: 'aws_network_acl.main',
        line: 23,
        unknown: ['cidr: var.admin_cidr has no default'],
      },
      {
        direction: 'inbound',
        ruleNumber: 200,
        protocol: '6',
        action: 'allow',
        cidr: '0.0.0.0/0',
        ports: '1024-65535',
        icmp: null,
        resource: 'aws_network_acl.main',
        line: 15,
        unknown: [],
      },
    ]);
  });

  it('has one row of a security group for each peer', () => {
    const { rules } = part('terraform', 'securityGroups', 'aws_security_group.web');
    assert.deepEqual(
      rules.map(({ direction, protocol, ports, peer, unknown }) => [
        direction,
        protocol,
        ports,
        peer,
        unknown.map(({ field }) => field).join(),
      ]),
      [
        ['inbound', '6', '443', { cidr: '10.0.0.0/8' }, ''],
        ['inbound', '6', '443', null, 'peer'],
        ['inbound', '6', '443', { prefixList: 'pl-1' }, ''],
        ['inbound', '6', '443', { group: 'aws_security_group.lb' }, ''],
      ],
    );
  });

  it('says of a row that may not be there why', () => {
    const { rules } = part('terraform', 'securityGroups', 'aws_security_group.lb');
    assert.deepEqual(
      rules.map(({ peer, unknown }) => [peer, unknown.map(({ field }) => field).join()]),
      [[{ cidr: '10.0.0.0/8' }, 'exists']],
    );
  });

  it('marks what AWS adds', () => {
    const isDefault = (rows: readonly Row[]) => rows.map((one) => one.default ?? false);
    const added = part('stack.yaml', 'securityGroups', 'Group');
    assert.deepEqual(
      [added.default, ...isDefault(added.rules), added.rules.map(({ protocol }) => protocol)],
      [undefined, false, true, ['-1', '-1']],
    );
    const acl = part('stack.yaml', 'networkAcls', 'Vpc.DefaultNetworkAcl');
    assert.deepEqual([acl.default, isDefault(acl.entries)], [true, [true, true]]);
    const table = part('terraform', 'routeTables', 'aws_vpc.main.default_route_table_id');
    assert.deepEqual(
      [table.default, table['main'], table['subnets'], isDefault(table.routes)],
      [true, true, ['aws_subnet.main'], [true]],
    );
    assert.deepEqual(table.routes[0]!['target'], { kind: 'local', component: null });
  });

  it('has interfaces with the addresses that are known', () => {
    const { kind, subnet, groups, ips, publicIps, unknown } = part(
      'terraform',
      'interfaces',
      'aws_instance.web',
    );
    assert.deepEqual(
      [kind, subnet, groups, ips, publicIps, unknown.map(({ field }) => field)],
      ['instance', 'aws_subnet.main', ['aws_security_group.web'], ['10.0.1.10'], [null], ['publicIps']],
    );
  });

  it('says why the type of a load balancer is not known', () => {
    const { type, unknown } = part('balanced', 'loadBalancers', 'aws_lb.lb');
    assert.deepEqual(
      [type, unknown.map(({ field, because }) => `${field}: ${because}`)],
      [null, ['type: var.type has no default']],
    );
    const { stdout } = cli(['model', 'balanced'], at.path);
    assert.match(stdout, /^ *\? load balancer aws_lb\.lb {2}internal .*var\.type has no default/m);
  });

  it('says where an endpoint leads, or why that is not known', () => {
    const waits =
      'aws_vpc_endpoint.waits has to be accepted by aws_vpc_endpoint_service.waits, and the code does not say that it is';
    const leads = (path: string, address: string) => {
      const { leadsTo, unknown } = part(path, 'interfaces', address);
      return [leadsTo, ...unknown.filter(({ field }) => field === 'leadsTo').map(({ because }) => because)];
    };
    assert.deepEqual(leads('balanced', 'aws_vpc_endpoint.e[aws_subnet.a]'), ['aws_lb.lb']);
    assert.deepEqual(leads('balanced', 'aws_vpc_endpoint.waits[aws_subnet.a]'), [null, waits]);
    assert.deepEqual(leads('balanced', 'aws_lb.lb[aws_subnet.a]'), [null]);
    assert.deepEqual(leads('endpoint', 'E[A]'), ['Lb']);
    assert.ok(answer('balanced').unresolved.some(({ what }) => what === 'aws_vpc_endpoint.waits'));
    const { stdout } = cli(['model', 'balanced'], at.path);
    assert.match(stdout, /; leads to aws_lb\.lb$/m);
    assert.match(stdout, /; leads to \? {2}\(not known: aws_vpc_endpoint\.waits has to be accepted/);
    assert.match(cli(['model', 'endpoint'], at.path).stdout, /; leads to Lb$/m);
  });

  it('says of an owner that AWS puts into one of several subnets that it is in one only', () => {
    const placed = part('placed', 'interfaces', 'aws_db_instance.db[aws_subnet.a]');
    assert.deepEqual([placed['owner'], placed['placement']], ['aws_db_instance.db', 'one-of']);
    const { stdout } = cli(['model', 'placed'], at.path);
    assert.match(stdout, /in aws_subnet\.a, or in another of its subnets; /);
  });

  it('leaves the entry * out, also where AWS describes it', () => {
    const { entries } = part('live', 'networkAcls', 'acl-1');
    assert.deepEqual(
      entries.map(({ direction, ruleNumber }) => [direction, ruleNumber]),
      [['inbound', 100]],
    );
  });

  it('lists what is not known', () => {
    const { unresolved } = answer('terraform');
    assert.ok(unresolved.some(({ what }) => what === 'var.admin_cidr'));
  });

  it('reads as a summary, VPC by VPC', () => {
    const { code, stdout } = cli(['model', 'terraform'], at.path);
    assert.equal(code, 0);
    const lines = stdout.split('\n');
    assert.equal(
      lines[0],
      'terraform (terraform): 1 VPC, 1 subnet, 2 network ACLs, 3 security groups, 1 interface',
    );
    for (const line of [
      'VPC aws_vpc.main  10.0.0.0/16',
      '  subnet aws_subnet.main  10.0.1.0/24  network ACL aws_network_acl.main, route table aws_vpc.main.default_route_table_id',
      '  network ACL aws_network_acl.main  of aws_subnet.main',
      '      100  deny   icmp type 8     ? (IPv4)  (not known: var.admin_cidr has no default)',
      '      200  allow  tcp 1024-65535  0.0.0.0/0',
      '      *    deny   all traffic',
      '    inbound   tcp 443  from members of aws_security_group.lb',
      '    inbound   tcp 443  from a peer not known yet  (not known: var.admin_cidr has no default)',
      '    outbound  nothing',
      '    10.0.0.0/16 → local  (AWS adds it)',
      '  instance aws_instance.web  in aws_subnet.main; groups aws_security_group.web; private 10.0.1.10; public ?',
      'Not known: var.admin_cidr has no default',
    ])
      assert.ok(lines.includes(line), `${line}\n${stdout}`);
  });

  it('refuses what it does not know', () => {
    refuses(cli(['model'], at.path), /model needs the path/);
    refuses(
      cli(['model', 'terraform', '--format', 'yaml'], at.path),
      /--format yaml is unknown: text or json/,
    );
    refuses(cli(['model', 'terrafrm'], at.path), /did you mean terraform\?/);
  });
});

describe('names from files', () => {
  const at = folder({
    'main.tf':
      'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\nvariable "x" {\n  default = "\u001b[31m"\n}\nresource "aws_subnet" "main" {\n  vpc_id = var.x\n}\n',
  });

  it('are printed with what steers a terminal written out', () => {
    const { stdout } = cli(['model', 'main.tf'], at.path);
    assert.ok(stdout.includes('\\u{1b}[31m') && !stdout.includes('\u001b'), stdout);
  });
});

describe('what it is not known to serve', () => {
  const at = folder({
    'main.tf': [
      'variable "subnet_ids" {}',
      'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}',
      'resource "aws_subnet" "main" {\n  vpc_id     = aws_vpc.main.id\n  cidr_block = "10.0.1.0/24"\n}',
      'resource "aws_network_acl" "main" {\n  vpc_id     = aws_vpc.main.id\n  subnet_ids = var.subnet_ids\n}',
    ].join('\n\n'),
  });

  it('may be what a network ACL serves', () => {
    const { stdout } = cli(['model', '.'], at.path);
    assert.match(stdout, /network ACL aws_network_acl\.main {2}perhaps of aws_subnet\.main\n/);
    assert.match(stdout, /route table aws_vpc\.main\.default_route_table_id {2}of aws_subnet\.main, /);
  });
});
