import { testRule } from '../../support/rules.ts';
import { stack, yamlGroup, yamlInstance } from './securityGroups.ts';

const everything = 'IpProtocol: "-1", CidrIp: 0.0.0.0/0';
const https = 'IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8';
const egress = (name: string, rule = https, more = ''): string => `
  ${name}:
    Type: AWS::EC2::SecurityGroupEgress${more}
    Properties: { GroupId: !GetAtt Group.GroupId, ${rule} }`;
const host = yamlInstance('App', 'Group');

testRule('sg-egress-stripped', {
  invalid: [
    {
      name: "an egress resource beside AWS' allow-all",
      code: {
        yaml: stack(yamlGroup('Group') + host + egress('«Https»')),
        json: `{
  "Resources": {
    "Vpc": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16" } },
    "Subnet": {
      "Type": "AWS::EC2::Subnet",
      "Properties": { "VpcId": { "Ref": "Vpc" }, "CidrBlock": "10.0.1.0/24" }
    },
    "Group": {
      "Type": "AWS::EC2::SecurityGroup",
      "Properties": { "GroupDescription": "x", "VpcId": { "Ref": "Vpc" } }
    },
    "App": {
      "Type": "AWS::EC2::Instance",
      "Properties": { "SubnetId": { "Ref": "Subnet" }, "SecurityGroupIds": [{ "Ref": "Group" }] }
    },
    «"Https"»: {
      "Type": "AWS::EC2::SecurityGroupEgress",
      "Properties": {
        "GroupId": { "Ref": "Group" },
        "IpProtocol": "tcp",
        "FromPort": 443,
        "ToPort": 443,
        "CidrIp": "10.0.0.0/8"
      }
    }
  }
}`,
      },
      message: /^Group may lose the allow-all egress that AWS gives it: .* leaves App with this rule alone/,
      severity: 'warning',
      certainty: 'assumed',
    },
    {
      name: 'one beside an allow-all that was written',
      code: {
        yaml: stack(
          yamlGroup('Group', `SecurityGroupEgress: [{ ${everything} }]`) + host + egress('«Https»'),
        ),
      },
      message: /the allow-all egress written in it/,
      certainty: 'assumed',
    },
    {
      name: 'several of them once',
      code: { yaml: stack(yamlGroup('Group') + host + egress('«Https»') + egress('More')) },
      message: /this rule and 1 more of its kind/,
      certainty: 'assumed',
    },
    {
      name: 'a group nobody carries',
      code: { yaml: stack(yamlGroup('Group') + egress('«Https»')) },
      severity: 'information',
      certainty: 'assumed',
    },
    {
      name: 'one that a condition adds',
      code: {
        yaml: `${stack(yamlGroup('Group') + host + egress('«Https»', https, '\n    Condition: Narrow'))}
Parameters:
  Narrow: { Type: String }
Conditions:
  Narrow: !Equals [!Ref Narrow, 'yes']`,
      },
      message: /Condition Narrow is true/,
      certainty: 'assumed',
    },
  ],
  valid: [
    {
      name: 'a group whose own egress is narrow',
      code: {
        yaml: stack(yamlGroup('Group', `SecurityGroupEgress: [{ ${https} }]`) + host + egress('Https')),
      },
    },
    {
      name: 'a resource that allows everything itself',
      code: { yaml: stack(yamlGroup('Group') + host + egress('All', everything)) },
    },
    { name: 'a group without further egress', code: { yaml: stack(yamlGroup('Group') + host) } },
    {
      name: 'Terraform, which removes the allow-all in any case',
      code: {
        terraform: `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/8"
}`,
      },
    },
  ],
});
