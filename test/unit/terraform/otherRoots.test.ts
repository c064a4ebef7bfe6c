/** Data sources that find what another root module of the workspace declares, and what that means for the network. */
import assert from 'node:assert/strict';
import type { Analysis } from '../../../src/core/analysis.ts';
import { Workspace } from '../../../src/core/workspace.ts';
import { propertyOf, resourceOf } from './support.ts';

const network = `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "main" }
}
resource "aws_subnet" "web" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  tags       = { Tier = "web" }
}
resource "aws_security_group" "db" {
  name   = "db"
  vpc_id = aws_vpc.main.id
}
resource "aws_networkCodeacl" "a" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = aws_subnet.web[*].id
}
`;

const vpcByName = 'data "aws_vpc" "d" {\n tags = { Name = "main" }\n}\n';

function codeOf(attribute: string, source = vpcByName): string {
  const type = source.split('"')[1] ?? '';
  return `${source}resource "t" "it" {\n it = data.${type}.d.${attribute}\n}\n`;
}

function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  const workspace = new Workspace();
  for (const [file, text] of Object.entries(files)) workspace.update(file, text);
  return workspace;
}

function analysisIn(workspace: Workspace, root = 'app'): Analysis {
  const found = workspace.analysisAt(root);
  if (found === undefined) throw new Error(`there is no ${root}`);
  return found;
}

function itIn(workspace: Workspace, root = 'app'): unknown {
  return propertyOf(resourceOf(analysisIn(workspace, root).configuration, 't.it'), 'it');
}

function assumed(workspace: Workspace, root = 'app'): readonly string[] | undefined {
  return analysisIn(workspace, root).configuration.assumptions?.map(({ what, why }) => `${what} ${why}`);
}

/** The code of the root module `app`, beside `network`, and what its `t.it` is worth. */
const cases: readonly (readonly [name: string, code: string, expected: unknown])[] = [
  ['the id of a VPC by its tag', codeOf('id'), { reference: '../network/aws_vpc.main.id' }],
  ['an argument of it', codeOf('cidr_block'), '10.0.0.0/16'],
  ['a tag of it', codeOf('tags["Name"]'), 'main'],
  [
    'a security group by its name',
    codeOf('vpc_id', 'data "aws_security_group" "d" {\n name = "db"\n}\n'),
    { reference: '../network/aws_vpc.main.id' },
  ],
  [
    'subnets of a VPC that was found itself',
    codeOf(
      'ids',
      `data "aws_subnets" "d" {\n filter {\n  name = "vpc-id"\n  values = [data.aws_vpc.v.id]\n }\n filter {\n  name = "tag:Tier"\n  values = ["w*"]\n }\n}\n${vpcByName.replace('"d"', '"v"')}`,
    ),
    {
      items: [
        { reference: '../network/aws_subnet.web[0].id' },
        { reference: '../network/aws_subnet.web[1].id' },
      ],
      open: 'data.aws_subnets.d is read from AWS',
    },
  ],
  [
    'one of two that fit',
    codeOf('id', 'data "aws_subnet" "d" {\n tags = { Tier = "web" }\n}\n'),
    {
      unknown:
        'data.aws_subnet.d is read from AWS and may be aws_subnet.web[0] of ../network or aws_subnet.web[1] of ../network',
    },
  ],
  [
    'what nothing fits',
    codeOf('id', 'data "aws_vpc" "d" {\n tags = { Name = "none" }\n}\n'),
    { unknown: 'data.aws_vpc.d is read from AWS' },
  ],
  [
    'what lies in a Region that nobody names',
    `provider "aws" {\n region = "eu-west-1"\n}\n${codeOf('id')}`,
    { reference: '../network/aws_vpc.main.id' },
  ],
];

describe('data sources across root modules', () => {
  for (const [name, code, expected] of cases) {
    it(`find ${name}`, () => {
      const workspace = workspaceOf({ 'network/main.tf': network, 'app/main.tf': code });
      assert.deepEqual(itIn(workspace), expected);
    });
  }

  it('say what they take for granted', () => {
    const workspace = workspaceOf({ 'network/main.tf': network, 'app/main.tf': codeOf('id') });
    assert.deepEqual(assumed(workspace), [
      'data.aws_vpc.d is read from AWS and taken to find aws_vpc.main of ../network, as nothing else in the workspace fits',
    ]);
    assert.deepEqual(assumed(workspaceOf({ 'app/main.tf': `${network}${codeOf('id')}` })), []);
  });

  it('tell nothing where two environments look alike', () => {
    const workspace = workspaceOf({
      'dev/main.tf': network,
      'prod/main.tf': network,
      'app/main.tf': `${codeOf('id')}data "aws_subnets" "s" {\n tags = { Tier = "web" }\n}\nresource "t" "ids" {\n it = data.aws_subnets.s.ids\n}\n`,
    });
    assert.deepEqual(itIn(workspace), {
      unknown: 'data.aws_vpc.d is read from AWS and may be aws_vpc.main of ../dev or aws_vpc.main of ../prod',
    });
    assert.deepEqual(propertyOf(resourceOf(analysisIn(workspace).configuration, 't.ids'), 'it'), {
      unknown:
        'data.aws_subnets.s is read from AWS and may be aws_subnet.web[0] of ../dev, aws_subnet.web[1] of ../dev, aws_subnet.web[0] of ../prod or aws_subnet.web[1] of ../prod',
    });
    assert.deepEqual(assumed(workspace), []);
  });

  it('prefer what the same root module declares', () => {
    const workspace = workspaceOf({ 'network/main.tf': network, 'app/main.tf': `${network}${codeOf('id')}` });
    assert.deepEqual(itIn(workspace), { reference: 'aws_vpc.main.id' });
  });

  it('tell environments apart by the Regions of their providers', () => {
    const provider = (region: string): string => `provider "aws" {\n region = "${region}"\n}\n`;
    const files = {
      'dev/main.tf': `${provider('eu-west-1')}${network}`,
      'prod/main.tf': `${provider('us-east-1')}${network}`,
    };
    const found = (code: string): unknown => itIn(workspaceOf({ ...files, 'app/main.tf': code }));
    assert.deepEqual(found(`${provider('us-east-1')}${codeOf('id')}`), {
      reference: '../prod/aws_vpc.main.id',
    });
    assert.deepEqual(found(`${provider('us-west-2')}${codeOf('id')}`), {
      unknown: 'data.aws_vpc.d is read from AWS',
    });
    assert.deepEqual(
      found(
        `${provider('us-east-1')}provider "aws" {\n alias = "far"\n region = "eu-west-1"\n}\n${codeOf('id', vpcByName.replace('{\n', '{\n provider = aws.far\n'))}`,
      ),
      { reference: '../dev/aws_vpc.main.id' },
    );
  });

  const found = { reference: '../network/aws_vpc.main.id' };
  const nothing = { unknown: 'data.aws_vpc.d is read from AWS' };
  const perhaps = {
    unknown:
      'data.aws_vpc.d is read from AWS and may be aws_vpc.main of ../network (maybe in another account)',
  };
  const roleOf = (account: string): string =>
    `assume_role {\n role_arn = "arn:aws:iam::${account}:role/deploy"\n}`;

  /** How the provider of the network signs in, how that of the data source does, and what the latter finds. */
  const signIns: readonly (readonly [network: string, app: string, expected: unknown])[] = [
    ['', '', found],
    ['region = "eu-west-1"', '', found],
    ['profile = "a"', 'profile = "a"', found],
    ['profile = "a"', 'profile = "b"', perhaps],
    ['profile = "a"', '', perhaps],
    ['', 'profile = "a"', perhaps],
    ['profile = null', '', found],
    // One name, and perhaps another value in each root module.
    ['profile = var.profile', 'profile = var.profile', perhaps],
    ['profile = var.profile', 'profile = var.other', perhaps],
    ['profile = var.profile', 'profile = "a"', perhaps],
    ['access_key = "a"', 'access_key = "b"', perhaps],
    ['shared_credentials_files = ["a"]', 'shared_credentials_files = ["b"]', perhaps],
    ['allowed_account_ids = ["111122223333"]', 'allowed_account_ids = [111122223333]', found],
    ['allowed_account_ids = ["111122223333"]', 'allowed_account_ids = ["444455556666"]', nothing],
    ['allowed_account_ids = ["111122223333"]', '', found],
    ['allowed_account_ids = ["111122223333"]\nprofile = "a"', 'profile = "b"', perhaps],
    [
      'allowed_account_ids = ["111122223333"]\nprofile = "a"',
      'allowed_account_ids = ["111122223333"]',
      found,
    ],
    [
      'allowed_account_ids = ["111122223333", "444455556666"]',
      'allowed_account_ids = ["444455556666"]',
      found,
    ],
    [roleOf('111122223333'), roleOf('111122223333').replace('deploy', 'read'), found],
    [roleOf('111122223333'), roleOf('444455556666'), nothing],
    [roleOf('111122223333'), '', perhaps],
    [roleOf('111122223333'), `${roleOf('444455556666')}\n${roleOf('111122223333')}`, found],
    [roleOf('111122223333'), 'allowed_account_ids = ["444455556666"]', nothing],
    [roleOf('${var.account}'), roleOf('${var.account}'), perhaps],
    [roleOf('${var.account}'), roleOf('111122223333'), perhaps],
    ['dynamic "assume_role" {\nfor_each = []\ncontent {}\n}', '', found],
    [roleOf('111122223333').replace('role {', 'role_with_web_identity {'), roleOf('444455556666'), nothing],
  ];
  for (const [networkCode, app, expected] of signIns) {
    const shown = (code: string): string => code.replaceAll(/\s+/g, ' ') || 'nothing';
    it(`find ${expected === found ? 'it' : expected === nothing ? 'nothing' : 'what may be it'} where the network has ${shown(networkCode)} and they have ${shown(app)}`, () => {
      const provider = (code: string): string =>
        code === '' ? '' : `variable "profile" {}\nvariable "account" {}\nprovider "aws" {\n${code}\n}\n`;
      const workspace = workspaceOf({
        'network/main.tf': `${provider(networkCode)}${network}`,
        'app/main.tf': `${provider(app)}variable "other" {}\n${codeOf('id')}`,
      });
      assert.deepEqual(itIn(workspace), expected);
      assert.equal(assumed(workspace)?.length, expected === found ? 1 : 0);
    });
  }

  it('may find what is shared with another account, of which they see no tags', () => {
    const provider = (id: string): string => `provider "aws" {\n allowed_account_ids = ["${id}"]\n}\n`;
    const foundBy = (criterion: string): unknown =>
      itIn(
        workspaceOf({
          'network/main.tf': `${provider('111122223333')}${network}`,
          'app/main.tf': `${provider('444455556666')}${codeOf('id', `data "aws_vpc" "d" {\n ${criterion}\n}\n`)}`,
        }),
      );
    assert.deepEqual(foundBy('tags = { Name = "main" }'), nothing);
    assert.deepEqual(foundBy('cidr_block = "10.0.0.0/16"'), {
      unknown:
        'data.aws_vpc.d is read from AWS and may be aws_vpc.main of ../network (in another account, unless it is shared)',
    });
  });

  it('judge again when the other root module changes its account', () => {
    const workspace = workspaceOf({ 'network/main.tf': network, 'app/main.tf': codeOf('id') });
    assert.deepEqual(itIn(workspace), found);
    workspace.update('network/provider.tf', 'provider "aws" {\n profile = "other"\n}\n');
    assert.deepEqual(itIn(workspace), perhaps);
  });

  it('do not wait for what the account of their own provider hangs on', () => {
    const signIn = 'provider "aws" {\n profile = data.aws_vpc.d.cidr_block\n}\n';
    const workspace = workspaceOf({
      'network/main.tf': `${signIn}${network}${codeOf('id')}`,
      'app/main.tf': codeOf('id'),
    });
    assert.deepEqual(itIn(workspace, 'network'), { reference: 'aws_vpc.main.id' });
    assert.deepEqual(itIn(workspace), perhaps);
  });

  it('find nothing where a resource elsewhere may fit as well', () => {
    const workspace = workspaceOf({
      'network/main.tf': network,
      'other/main.tf':
        'variable "name" {}\nresource "aws_vpc" "v" {\n cidr_block = "10.1.0.0/16"\n tags = { Name = var.name }\n}\n',
      'app/main.tf': codeOf('id'),
    });
    assert.deepEqual(itIn(workspace), {
      unknown:
        'data.aws_vpc.d is read from AWS and may be aws_vpc.main of ../network or aws_vpc.v of ../other',
    });
  });

  it('make what is found with them assumed, and leave proved what is found without them', () => {
    const entry = (number: number, cidr: string): string =>
      ` ingress {\n rule_no = ${number}\n action = "allow"\n protocol = "-1"\n from_port = 0\n to_port = 0\n cidr_block = ${cidr}\n }\n`;
    const own = `resource "aws_vpc" "own" {\n cidr_block = "10.9.0.0/16"\n}\nresource "aws_network_acl" "own" {\n vpc_id = aws_vpc.own.id\n${entry(100, 'data.aws_vpc.d.cidr_block')}${entry(200, '"10.0.5.0/24"')}${entry(300, '"192.0.2.0/24"')}${entry(400, '"192.0.2.0/25"')}}\n`;
    const app = `${vpcByName}${own}`;
    const certainties = (files: Readonly<Record<string, string>>): unknown => {
      const { findings } = analysisIn(workspaceOf(files));
      return findings
        .filter(({ rule }) => rule === 'nacl-rule-shadowed')
        .map(({ origin, certainty }) => [/= (\d+)/.exec(app.slice(origin.span.start))?.[1], certainty]);
    };
    assert.deepEqual(certainties({ 'network/main.tf': network, 'app/main.tf': app }), [
      ['200', 'assumed'],
      ['400', 'proved'],
    ]);
    assert.deepEqual(certainties({ 'app/main.tf': app }), [['400', 'proved']]);
    assert.deepEqual(certainties({ 'app/main.tf': app, 'app/network.tf': network }), [
      ['200', 'proved'],
      ['400', 'proved'],
    ]);
  });

  it('name values of the other root module from here', () => {
    const workspace = workspaceOf({
      'network/main.tf': `variable "cidr" {}\n${network.replace('"10.0.0.0/16"', 'var.cidr')}`,
      'app/main.tf': codeOf('cidr_block'),
    });
    assert.deepEqual(itIn(workspace), { unknown: '../network/var.cidr has no default' });
  });

  it('do not go round in circles', () => {
    const peer = (name: string): string =>
      `data "aws_vpc" "d" {\n tags = { Name = "${name}" }\n}\nresource "t" "it" {\n it = data.aws_vpc.d.cidr_block\n}\n`;
    const own = (name: string, cidr: string): string =>
      `resource "aws_vpc" "v" {\n cidr_block = "${cidr}"\n tags = { Name = "${name}" }\n}\n`;
    const workspace = workspaceOf({
      'a/main.tf': `${own('a', '10.1.0.0/16')}${peer('b')}`,
      'b/main.tf': `${own('b', '10.2.0.0/16')}${peer('a')}`,
    });
    assert.deepEqual([itIn(workspace, 'a'), itIn(workspace, 'b')], ['10.2.0.0/16', '10.1.0.0/16']);
  });

  it('judge again when the other root module changes, and only then', () => {
    const workspace = workspaceOf({ 'network/main.tf': network, 'app/main.tf': codeOf('cidr_block') });
    const first = analysisIn(workspace);
    workspace.update('network/main.tf', `# A comment.\n${network}`);
    workspace.update('network/unrelated.tf', 'resource "aws_s3_bucket" "b" {}\n');
    assert.equal(analysisIn(workspace), first);
    workspace.update('network/main.tf', network.replace('10.0.0.0/16', '10.9.0.0/16'));
    assert.equal(itIn(workspace), '10.9.0.0/16');
    workspace.update('copy/main.tf', network);
    assert.deepEqual(itIn(workspace), {
      unknown:
        'data.aws_vpc.d is read from AWS and may be aws_vpc.main of ../copy or aws_vpc.main of ../network',
    });
    workspace.remove('copy/main.tf');
    assert.equal(itIn(workspace), '10.9.0.0/16');
    workspace.remove('network/main.tf');
    assert.deepEqual(itIn(workspace), { unknown: 'data.aws_vpc.d is read from AWS' });
  });

  it('give the same when every root was prepared before', () => {
    const workspace = workspaceOf({ 'network/main.tf': network, 'app/main.tf': codeOf('cidr_block') });
    for (const root of workspace.roots()) Array.from(workspace.prepareAhead(root));
    assert.equal(itIn(workspace), '10.0.0.0/16');
  });

  it('leave what is filtered elsewhere unknown', () => {
    const { topology } = analysisIn(
      workspaceOf({
        'network/main.tf': network,
        'app/main.tf': `data "aws_subnet" "s" {\n cidr_block = "10.0.1.0/24"\n}\ndata "aws_security_group" "g" {\n name = "db"\n}\n${vpcByName}resource "aws_instance" "i" {\n subnet_id = data.aws_subnet.s.id\n vpc_security_group_ids = [data.aws_security_group.g.id]\n}\nresource "aws_subnet" "own" {\n vpc_id = data.aws_vpc.d.id\n cidr_block = "10.0.200.0/24"\n}\n`,
      }),
    );
    const [own] = topology.network.subnets;
    const [instance] = topology.interfaces;
    assert.ok(own !== undefined && instance !== undefined);
    const reasonsOf = (found: { readonly kind: string }): unknown =>
      'because' in found ? found.because : undefined;
    assert.deepEqual([topology.subnetOf(instance), ...topology.groupsOf(instance)].map(reasonsOf), [
      [
        {
          what: '../network/aws_subnet.web[1]',
          why: 'is a subnet of another root module',
          origin: undefined,
        },
      ],
      [
        {
          what: '../network/aws_security_group.db',
          why: 'is a security group of another root module',
          origin: undefined,
        },
      ],
    ]);
    assert.deepEqual(reasonsOf(topology.networkAclOf(own)), [
      {
        what: '../network/aws_vpc.main',
        why: 'is a VPC of another root module, so its default network ACL is not known',
        origin: undefined,
      },
    ]);
  });
});
