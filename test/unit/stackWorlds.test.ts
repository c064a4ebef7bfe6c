import assert from 'node:assert/strict';
import { Workspace } from '../../src/core/workspace.ts';

/** A public server whose network ACL lets replies out only where the condition `Replies` holds. */
function template(parameters: string, conditions: string, entry: string, more = ''): string {
  return `AWSTemplateFormatVersion: 2010-09-09
Parameters:
${parameters}Conditions:
${conditions}Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attachment: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Route: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, MapPublicIpOnLaunch: true}}
  TableOfSubnet: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Table}}
  Acl: {Type: AWS::EC2::NetworkAcl, Properties: {VpcId: !Ref Vpc}}
  AclOfSubnet: {Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: {SubnetId: !Ref Subnet, NetworkAclId: !Ref Acl}}
  In:
    Type: AWS::EC2::NetworkAclEntry
    Properties: {NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: 6, RuleAction: allow, CidrBlock: 0.0.0.0/0, PortRange: {From: 443, To: 443}}
  Out:
    Type: AWS::EC2::NetworkAclEntry
${entry}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      VpcId: !Ref Vpc
      SecurityGroupIngress: {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}
  Server: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group]}}
${more}`;
}

const out =
  'Properties: {NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: 6, RuleAction: allow, Egress: true, CidrBlock: 0.0.0.0/0, PortRange: {From: 1024, To: 65535}}';

function found(text: string): { readonly messages: readonly string[]; readonly worlds: readonly string[] } {
  const workspace = new Workspace();
  workspace.update('main.yaml', text);
  const analysis = workspace.analysisOf('main.yaml');
  assert.ok(analysis !== undefined);
  return {
    messages: analysis.findings
      .filter(({ rule }) => rule === 'nacl-reply-blocked')
      .map(({ message }) => /This is so (.*)\.$/.exec(message)?.[1] ?? 'always'),
    worlds: analysis.worlds.map(({ assumption }) => assumption),
  };
}

const onlyIf = `    Condition: Replies\n    ${out}\n`;

interface Case {
  readonly parameters?: string;
  readonly conditions: string;
  readonly entry?: string;
  readonly messages: readonly string[];
  readonly worlds: number;
}

const cases: Readonly<Record<string, Case>> = {
  'a parameter that is compared': {
    conditions: '  Replies: !Equals [!Ref Mode, open]\n',
    messages: ['if Condition Replies is false (Parameter Mode is not "open")'],
    worlds: 2,
  },
  'a parameter that is compared, in the long form and turned round': {
    conditions:
      '  Replies: {"Fn::Not": [{"Fn::Equals": ["", {"Ref": "Mode"}]}]}\n  None: {"Fn::Equals": ["", {"Ref": "Mode"}]}\n',
    messages: ['if Condition None is true (Parameter Mode is empty)'],
    worlds: 2,
  },
  'a parameter with two values': {
    parameters: '  Mode: {Type: String, AllowedValues: [open, shut]}\n',
    conditions: '  Replies: !Or [!Equals [!Ref Mode, open], !Equals [!Ref Mode, shut]]\n',
    messages: [],
    worlds: 2,
  },
  'a value that is not allowed': {
    parameters: '  Mode: {Type: String, AllowedValues: [open, shut]}\n',
    conditions: '  Replies: !Equals [!Ref Mode, ajar]\n',
    messages: ['always'],
    worlds: 0,
  },
  'two conditions on one parameter, which exclude each other': {
    conditions: '  Replies: !And [!Equals [!Ref Mode, open], !Equals [!Ref Mode, ajar]]\n',
    messages: ['always'],
    worlds: 2,
  },
  'either of two parameters': {
    conditions: '  A: !Equals [!Ref Mode, open]\n  Replies: !And [!Condition A, !Equals [!Ref Other, x]]\n',
    messages: [
      'in 2 of 3 cases, as if Condition A is true (Parameter Mode is "open") and Parameter Other is not "x"',
    ],
    worlds: 3,
  },
  'the Region': {
    conditions: '  Replies: !Equals [!Ref AWS::Region, us-east-1]\n',
    messages: ['if Condition Replies is false (AWS::Region is not "us-east-1")'],
    worlds: 2,
  },
  'a property that is chosen': {
    conditions: '  Replies: !Equals [!Ref Mode, open]\n',
    entry: `    ${out.replace('From: 1024', 'From: !If [Replies, 1024, 65535]')}\n`,
    messages: [],
    worlds: 2,
  },
  'a parameter that is known in one world': {
    conditions: '  Replies: !Equals [!Ref Mode, 0.0.0.0/0]\n',
    entry: `    ${out.replace('CidrBlock: 0.0.0.0/0', 'CidrBlock: !If [Replies, !Ref Mode, 10.0.0.0/8]')}\n`,
    messages: ['if Condition Replies is false (Parameter Mode is not "0.0.0.0/0")'],
    worlds: 2,
  },
  'nothing that can be asked': {
    conditions: '  Replies: !Equals [!Join ["", [!Ref Mode, x]], openx]\n',
    messages: [],
    worlds: 0,
  },
};

describe('Worlds of a stack', () => {
  for (const [name, { parameters, conditions, entry = onlyIf, messages, worlds }] of Object.entries(cases)) {
    it(`tell findings apart by ${name}`, () => {
      const declared = parameters ?? '  Mode: {Type: String}\n  Other: {Type: String}\n';
      const result = found(template(declared, conditions, entry));
      assert.deepEqual(result.messages, messages);
      assert.equal(result.worlds.length, worlds, result.worlds.join('\n'));
    });
  }

  it('are not looked into for what no network hangs on', () => {
    const text = template(
      '  Mode: {Type: String}\n',
      '  Named: !Equals [!Ref Mode, x]\n',
      `    ${out}\n`,
      `  Bucket: {Type: AWS::S3::Bucket, Condition: Named}
  Role: {Type: AWS::IAM::Role, Properties: {RoleName: !If [Named, x, !Ref AWS::NoValue]}}
`,
    ).replace('Properties: {SubnetId', 'Properties: {KeyName: !If [Named, x, y], SubnetId');
    assert.deepEqual(found(text), { messages: [], worlds: [] });
  });

  it('are given up where there are too many', () => {
    const numbers = Array.from({ length: 7 }, (_, n) => n);
    const text = template(
      numbers.map((n) => `  P${n}: {Type: String}\n`).join(''),
      `  Replies: !Equals [!Ref P0, x]\n${numbers.map((n) => `  C${n}: !Equals [!Ref P${n}, x]\n`).join('')}`,
      onlyIf,
      numbers
        .map(
          (n) =>
            `  G${n}: {Type: AWS::EC2::SecurityGroup, Condition: C${n}, Properties: {VpcId: !Ref Vpc}}\n`,
        )
        .join(''),
    );
    assert.deepEqual(found(text), { messages: [], worlds: [] });
  });

  it('reach into nested stacks', () => {
    const workspace = new Workspace();
    workspace.update(
      'stacks/main.yaml',
      `Parameters: {Env: {Type: String}}
Resources: {Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ../net.yaml, Parameters: {Mode: !Ref Env}}}}`,
    );
    workspace.update(
      'net.yaml',
      template('  Mode: {Type: String}\n', '  Replies: !Equals [!Ref Mode, open]\n', onlyIf),
    );
    const [analysis, ...others] = workspace.analyses();
    assert.deepEqual(others, []);
    assert.equal(workspace.analysisOf('net.yaml'), analysis);
    const [finding] = analysis?.findings ?? [];
    assert.equal(finding?.resource, 'Net/Acl');
    assert.match(finding.message, /This is so if Parameter Env is not "open"\.$/);
  });
});

describe('Stacks of a workspace', () => {
  const net =
    'Parameters: {Cidr: {Type: String}}\nResources: {Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Cidr}}}\nOutputs: {Cidr: {Value: !Ref Cidr, Export: {Name: net-cidr}}}\n';
  const group = (cidr: string): string =>
    `Resources: {Group: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: vpc-1, SecurityGroupIngress: {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: ${cidr}}}}}\n`;

  function peerOf(workspace: Workspace): string {
    const [rule] = workspace.analysisOf('app.yaml')?.network.securityGroups.at(0)?.rules ?? [];
    return rule?.peer.kind === 'known' && rule.peer.value.kind === 'cidr'
      ? String(rule.peer.value.cidr.prefixLength)
      : (rule?.peer.kind ?? 'none');
  }

  it('take values of parameters from files that are named', () => {
    const workspace = new Workspace();
    workspace.update('app.yaml', `Parameters: {Cidr: {Type: String}}\n${group('!Ref Cidr')}`);
    assert.equal(peerOf(workspace), 'unknown');
    const given = (...texts: readonly string[]): void =>
      workspace.configureCloudFormation({
        parameterFiles: texts.map((text, index) => ({ file: `${index}.json`, text })),
      });
    given('[{"ParameterKey": "Cidr", "ParameterValue": "10.0.0.0/9"}]');
    assert.equal(peerOf(workspace), '9');
    given('{"Cidr": "10.0.0.0/9"}', '{"Parameters": {"Cidr": "10.0.0.0/10"}}');
    assert.equal(peerOf(workspace), '10');
    given('{"Parameters": ');
    assert.equal(peerOf(workspace), 'unknown');
    const [problem] = workspace.problems();
    assert.deepEqual([problem?.file, problem?.code], ['0.json', 'json-syntax']);
  });

  it('are the same when a large template was read ahead', () => {
    const groups = Array.from(
      { length: 400 },
      (_, n) => `  G${n}:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      VpcId: !Ref Vpc${n}\n`,
    );
    const text = `Resources:\n${groups.join('')}`;
    const [ahead, atOnce] = [new Workspace(), new Workspace()];
    assert.equal([...ahead.readAhead('a.yaml', text)].length, 400);
    for (const workspace of [ahead, atOnce]) workspace.update('a.yaml', text);
    assert.equal(ahead.analysisOf('a.yaml')?.network.securityGroups.length, 400);
    assert.deepEqual(ahead.analysisOf('a.yaml')?.network, atOnce.analysisOf('a.yaml')?.network);
    assert.deepEqual([...ahead.readAhead('a.yaml', text)], []);
    assert.deepEqual([...ahead.readAhead('b.json', JSON.stringify({ Resources: text }))], []);
  });

  it('import what others export, as it changes', () => {
    const workspace = new Workspace();
    workspace.update('app.yaml', group('!ImportValue net-cidr'));
    assert.equal(peerOf(workspace), 'unknown');
    workspace.update('net.yaml', net.replace('String}', 'String, Default: 10.0.0.0/11}'));
    assert.equal(peerOf(workspace), '11');
    workspace.update('net.yaml', net.replace('String}', 'String, Default: 10.0.0.0/12}'));
    assert.equal(peerOf(workspace), '12');
    workspace.update('other.yaml', net.replace('String}', 'String, Default: 10.0.0.0/13}'));
    assert.equal(peerOf(workspace), 'unknown');
    workspace.remove('net.yaml');
    assert.equal(peerOf(workspace), '13');
  });

  it('change with the templates they nest, and miss those that are not there', () => {
    const workspace = new Workspace();
    workspace.update(
      'a/app.yaml',
      'Resources: {Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ../b/net.yaml, Parameters: {Cidr: 10.0.0.0/8}}}}',
    );
    const vpcs = (): number | undefined => workspace.analysisOf('a/app.yaml')?.network.vpcs.length;
    assert.equal(vpcs(), 0);
    assert.deepEqual(workspace.missingTemplates(), ['b/net.yaml']);
    workspace.update('b/net.yaml', net);
    assert.equal(vpcs(), 1);
    assert.deepEqual(workspace.missingTemplates(), []);
    workspace.remove('b/net.yaml');
    assert.equal(vpcs(), 0);
  });

  it('may hand a group to others, which attach it', () => {
    const text = (outputs: string): string => `Resources:
  Members: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: vpc-1, GroupDescription: x}}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: vpc-1
      GroupDescription: x
      SecurityGroupIngress: {IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref Members}
  Server: {Type: AWS::EC2::Instance, Properties: {SubnetId: subnet-1, SecurityGroupIds: [!Ref Group]}}
${outputs}`;
    const rules = (outputs: string): readonly string[] => {
      const workspace = new Workspace();
      workspace.update('a.yaml', text(outputs));
      return (workspace.analysisOf('a.yaml')?.findings ?? []).map(({ rule }) => rule);
    };
    assert.deepEqual(rules(''), ['sg-reference-empty']);
    assert.deepEqual(rules('Outputs: {Members: {Value: !GetAtt Members.GroupId}}\n'), []);
  });

  it('that nest each other in a circle are analysed once', () => {
    const workspace = new Workspace();
    const nest = (path: string): string =>
      `Resources: {N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${path}}}}`;
    workspace.update('a.yaml', nest('b.yaml'));
    workspace.update('b.yaml', nest('a.yaml'));
    assert.deepEqual(
      workspace.analyses().map(({ network }) => network.root),
      ['a.yaml'],
    );
  });
});
