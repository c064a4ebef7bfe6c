import { testFixes } from '../../../support/fixes.ts';
import { inline, terraformNetwork, yamlNetwork } from './networks.ts';

const openAcl = inline(
  ...(['ingress', 'egress'] as const).map(
    (direction) => `  ${direction} {
    rule_no    = 100
    protocol   = "-1"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }`,
  ),
);
const whole = terraformNetwork(openAcl);
const yaml = yamlNetwork(
  ['In', 'Out']
    .map(
      (name) => `  ${name}:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: !Ref Acl
      Egress: ${name === 'Out'}
      RuleNumber: 100
      Protocol: -1
      RuleAction: allow
      CidrBlock: 0.0.0.0/0`,
    )
    .join('\n\n'),
);
const inlineRoute = `
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
`;
const yamlRoute = /\n {2}Route:\n(?: {4}.*\n)+/;

testFixes('public-ip-without-route', {
  fixes: [
    {
      name: 'adds the route to the gateway of the VPC',
      code: { terraform: whole.replace(inlineRoute, ''), yaml: yaml.replace(yamlRoute, '') },
      title: /^Add a route of \S+ for 0\.0\.0\.0\/0 to \S+$/,
      change: {
        terraform: `
+  route {
+    cidr_block = "0.0.0.0/0"
+    gateway_id = aws_internet_gateway.main.id
+  }
`,
        yaml: `
+  TableInternet:
+    Type: AWS::EC2::Route
+    Properties:
+      RouteTableId: !Ref Table
+      DestinationCidrBlock: 0.0.0.0/0
+      GatewayId: !Ref Gateway
`,
      },
    },
    {
      name: 'adds a resource below the resources',
      code: {
        terraform: `${whole.replace(inlineRoute, '')}
resource "aws_ec2_transit_gateway" "main" {
}

resource "aws_route" "company" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "172.16.0.0/12"
  transit_gateway_id     = aws_ec2_transit_gateway.main.id
}
`,
      },
      title: /^Add a route of/,
      change: {
        terraform: `
+resource "aws_route" "public_internet" {
+  route_table_id         = aws_route_table.public.id
+  destination_cidr_block = "0.0.0.0/0"
+  gateway_id             = aws_internet_gateway.main.id
+}
`,
      },
    },
  ],
  none: [
    {
      name: 'where the VPC has no gateway',
      code: {
        terraform: whole
          .replace(inlineRoute, '')
          .replace(/resource "aws_internet_gateway" "main" \{\n.*\n\}\n/, ''),
      },
    },
  ],
});

testFixes('no-internet-route', {
  fixes: [
    {
      name: 'attaches the gateway to the VPC of the routes',
      code: {
        terraform: whole.replace(/("aws_internet_gateway" "main" \{)\n.*\n\}/, '$1\n}'),
        yaml: yaml.replace(/\n {2}Attachment:\n(?: {4}.*\n)+/, '').replace('    DependsOn: Attachment\n', ''),
      },
      title: /^Attach \S+ to the VPC of \S+$/,
      change: {
        terraform: `
+  vpc_id = aws_vpc.main.id
`,
        yaml: `
+  GatewayAttachment:
+    Type: AWS::EC2::VPCGatewayAttachment
+    Properties:
+      VpcId: !Ref Vpc
+      InternetGatewayId: !Ref Gateway
`,
      },
    },
  ],
});
