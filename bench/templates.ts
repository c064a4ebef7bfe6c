/** CloudFormation templates to measure with: as many resources as a stack may have, half of them part of the network. */

/** Resources of one stack, as CloudFormation counts them. */
const most = 500;

const bodies: readonly ((n: number) => string)[] = [
  (n) =>
    `Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: !Ref Vpc\n      CidrBlock: !Select [${n % 200}, !Cidr [!GetAtt Vpc.CidrBlock, 256, 8]]\n      MapPublicIpOnLaunch: true\n`,
  () => 'Type: AWS::EC2::NetworkAcl\n    Properties:\n      VpcId: !Ref Vpc\n',
  (n) =>
    `Type: AWS::EC2::SubnetNetworkAclAssociation\n    Properties:\n      SubnetId: !Ref R${n - 2}\n      NetworkAclId: !Ref R${n - 1}\n`,
  (n) => entry(n, 2, false, 443, 443),
  (n) => entry(n, 3, true, 1024, 65535),
  (n) =>
    `Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: servers\n      VpcId: !Ref Vpc\n      SecurityGroupIngress:\n        - IpProtocol: tcp\n          FromPort: ${n % 2 === 0 ? 443 : '"443"'}\n          ToPort: 443\n          CidrIp: !Ref AdminCidr\n`,
  (n) =>
    `Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-0123456789abcdef0\n      SubnetId: !Ref R${n - 6}\n      SecurityGroupIds:\n        - !GetAtt R${n - 1}.GroupId\n`,
];

function entry(n: number, back: number, egress: boolean, from: number, to: number): string {
  return `Type: AWS::EC2::NetworkAclEntry\n    Properties:\n      NetworkAclId: !Ref R${n - back}\n      RuleNumber: 100\n      Protocol: 6\n      RuleAction: allow\n      Egress: ${egress}\n      CidrBlock: 0.0.0.0/0\n      PortRange:\n        From: ${from}\n        To: ${to}\n`;
}

/** A function with its code, as large as it has to be. */
function lambda(n: number, size: number): string {
  const line = `          if event.get('key${n}') == "a value": # [a, {b}] & *c\n            print('done')\n`;
  const code = line.repeat(Math.max(1, Math.round((size - 200) / line.length)));
  return `Type: AWS::Lambda::Function\n    Properties:\n      Runtime: python3.12\n      Handler: index.handler\n      Code:\n        ZipFile: |\n          def handler(event, context):\n${code}`;
}

/** A YAML template of about `size` UTF-16 code units. */
export function yamlTemplateOf(size: number): string {
  const count = Math.min(most, Math.round(size / 400));
  const network = Math.floor(count / 2 / bodies.length) * bodies.length;
  const parts = [
    "AWSTemplateFormatVersion: '2010-09-09'\nParameters:\n  AdminCidr:\n    Type: String\n    Default: 10.0.0.0/8\nResources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: 10.0.0.0/8\n",
  ];
  for (let n = 0; n < network; n++) parts.push(`  R${n}:\n    ${bodies[n % bodies.length]?.(n) ?? ''}`);
  const left = size - parts.reduce((sum, part) => sum + part.length, 0);
  for (let n = network; n < count; n++) parts.push(`  R${n}:\n    ${lambda(n, left / (count - network))}`);
  return parts.join('');
}

/** A JSON template as the CDK writes it, with one space a level: of four resources one is a security group, the rest policies. */
export function jsonTemplateOf(size: number): string {
  const resources: Record<string, unknown> = {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/8' } },
  };
  const parts = Math.round(size / most / 250);
  for (let n = 0; n < most; n++) {
    const path = { 'aws:cdk:path': `App/Part${n}/Resource` };
    const rules = Array.from({ length: parts }, (_, part) => ({
      CidrIp: '10.0.0.0/8',
      Description: `from the office, number ${part}`,
      FromPort: 443 + part,
      IpProtocol: 'tcp',
      ToPort: 443 + part,
    }));
    const statements = Array.from({ length: parts }, (_, part) => ({
      Action: ['s3:GetObject*', 's3:List*'],
      Effect: 'Allow',
      Resource: { 'Fn::Join': ['', ['arn:aws:s3:::bucket', `/${part}`]] },
    }));
    resources[`Part${n}`] =
      n % 4 === 0
        ? {
            Type: 'AWS::EC2::SecurityGroup',
            Properties: { GroupDescription: 'x', VpcId: { Ref: 'Vpc' }, SecurityGroupIngress: rules },
            Metadata: path,
          }
        : {
            Type: 'AWS::IAM::Policy',
            Properties: { PolicyDocument: { Statement: statements }, PolicyName: `p${n}` },
            Metadata: path,
          };
  }
  return JSON.stringify({ Resources: resources }, null, 1);
}
