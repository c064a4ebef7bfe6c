import assert from 'node:assert/strict';
import { plain, resource, stack, reference } from './support.ts';

describe('CloudFormation transforms', () => {
  it('make Lambda functions of serverless ones, with the global properties', () => {
    const found = stack(`Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: python3.12
    VpcConfig: {SecurityGroupIds: [!Ref Group], SubnetIds: [subnet-1]}
Resources:
  Group: {Type: AWS::EC2::SecurityGroup}
  A: {Type: AWS::Serverless::Function, Properties: {Handler: a, VpcConfig: {SecurityGroupIds: [sg-2]}}}
  B: {Type: AWS::Serverless::Function, Properties: {Runtime: nodejs20.x}}
  C: {Type: AWS::Serverless::Api}
`);
    assert.deepEqual(
      found.resources.map(({ address, type }) => [address, type]),
      [
        ['Group', 'AWS::EC2::SecurityGroup'],
        ['A', 'AWS::Lambda::Function'],
        ['B', 'AWS::Lambda::Function'],
        ['C', 'AWS::Serverless::Api'],
      ],
    );
    assert.deepEqual(found.unread, []);
    assert.deepEqual(plain(resource(found, 'A').properties), {
      Handler: 'a',
      Runtime: 'python3.12',
      VpcConfig: { SecurityGroupIds: [reference('Group.Ref'), 'sg-2'], SubnetIds: ['subnet-1'] },
    });
    assert.deepEqual(plain(resource(found, 'B').properties), {
      Runtime: 'nodejs20.x',
      VpcConfig: { SecurityGroupIds: [reference('Group.Ref')], SubnetIds: ['subnet-1'] },
    });
  });

  it('repeat resources, conditions and outputs of loops', () => {
    const found = stack(`Transform: AWS::LanguageExtensions
Parameters:
  Zones: {Type: CommaDelimitedList, Default: 'a,b'}
Mappings: {Blocks: {a: {Cidr: 10.0.0.0/24}, b: {Cidr: 10.0.1.0/24}}}
Conditions:
  Fn::ForEach::Only:
    - Zone
    - !Ref Zones
    - Only\${Zone}: !Equals ["\${Zone}", b]
Resources:
  Vpc: {Type: AWS::EC2::VPC}
  Fn::ForEach::Subnets:
    - Zone
    - !Ref Zones
    - Subnet\${Zone}:
        Type: AWS::EC2::Subnet
        Condition: Only\${Zone}
        Properties:
          VpcId: !Ref Vpc
          CidrBlock: !FindInMap [Blocks, !Ref Zone, Cidr]
      Acl\${Zone}:
        Type: AWS::EC2::NetworkAcl
        Properties:
          VpcId: !Ref Vpc
          Fn::ForEach::Tags: [Key, [x, y], {"\${Key}\${Zone}": "\${Key}"}]
`);
    assert.deepEqual(
      found.resources.map(({ address }) => address),
      ['Vpc', 'Acla', 'Subnetb', 'Aclb'],
    );
    assert.deepEqual(plain(resource(found, 'Subnetb').properties), {
      VpcId: reference('Vpc.Ref'),
      CidrBlock: '10.0.1.0/24',
    });
    assert.deepEqual(plain(resource(found, 'Acla').properties), {
      VpcId: reference('Vpc.Ref'),
      xa: 'x',
      ya: 'y',
    });
    assert.deepEqual(found.unread, []);
  });

  it('give up on loops that would fill the memory', () => {
    const list = `[${Array.from({ length: 100 }, (_, n) => n).join(',')}]`;
    const deep = (levels: number): string =>
      levels === 0
        ? '{"R${A}${B}${C}${D}": {Type: AWS::EC2::VPC}}'
        : `{"Fn::ForEach::L${levels}": [${'ABCD'.charAt(levels - 1)}, ${list}, ${deep(levels - 1)}]}`;
    const found = stack(`Transform: AWS::LanguageExtensions\nResources: ${deep(4)}\n`);
    assert.equal(found.unread[0]?.what, 'Fn::ForEach');
    assert.match(found.unread[0].why, /makes the template larger than is evaluated/);
  });

  it('give up on loops in more than five loops', () => {
    const deep = (levels: number): string =>
      levels === 0
        ? '{A: {Type: AWS::EC2::VPC}}'
        : `{"Fn::ForEach::L${levels}": [N${levels}, [x], ${deep(levels - 1)}]}`;
    assert.deepEqual(
      stack(`Resources: ${deep(5)}\n`).resources.map(({ address }) => address),
      ['A'],
    );
    assert.match(stack(`Resources: ${deep(6)}\n`).unread[0]?.why ?? '', /lies in more than 5 loops/);
  });

  it('name the construct that a resource of the CDK comes from', () => {
    const found = stack(
      '{"Resources": {"Acl1": {"Type": "AWS::EC2::NetworkAcl", "Metadata": {"aws:cdk:path": "App/Net/Acl"}}}}',
    );
    assert.equal(resource(found, 'Acl1').construct, 'App/Net/Acl');
  });
});
