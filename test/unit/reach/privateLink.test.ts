/** From an endpoint of the code's own service to the targets of the network load balancer behind it (SEMANTICS S56). */
import assert from 'node:assert/strict';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { connect } from '../../../src/core/probe/connect.ts';
import { scan } from '../../../src/core/probe/scan.ts';
import { matrix } from '../../../src/core/reach/matrix.ts';
import type { Topology } from '../../../src/core/reach/topology.ts';
import { explain } from '../../../src/core/value/value.ts';
import { Workspace } from '../../../src/core/workspace.ts';

const group = (name: string, vpc: string, rules: string): string => `
resource "aws_security_group" "${name}" {
  vpc_id = aws_vpc.${vpc}.id
${rules}
}
`;
const rule = (direction: string, port: string, peer: string): string =>
  `${direction} {\n protocol = "tcp"\n from_port = ${port}\n to_port = ${port}\n ${peer}\n }\n`;
const cidrs = (block: string): string => `cidr_blocks = ["${block}"]`;
const out = ' egress {\n protocol = "-1"\n from_port = 0\n to_port = 0\n cidr_blocks = ["0.0.0.0/0"]\n }\n';

/** A client and an endpoint in 10.9.0.0/16; a load balancer on 443 and its target on 8443 in 10.0.0.0/16. */
const code = `
resource "aws_vpc" "provider" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "nodes" {
  vpc_id     = aws_vpc.provider.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_subnet" "targets" {
  vpc_id     = aws_vpc.provider.id
  cidr_block = "10.0.2.0/24"
}
${group('nlb', 'provider', rule('ingress', '443', cidrs('10.9.0.0/16')) + out)}
resource "aws_lb" "nlb" {
  load_balancer_type = "network"
  internal           = true
  subnets            = [aws_subnet.nodes.id]
  security_groups    = [aws_security_group.nlb.id]
}
resource "aws_lb_target_group" "t" {
  vpc_id   = aws_vpc.provider.id
  port     = 8443
  protocol = "TCP"
}
resource "aws_lb_listener" "l" {
  load_balancer_arn = aws_lb.nlb.arn
  port              = 443
  protocol          = "TCP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.t.arn
  }
}
resource "aws_lb_target_group_attachment" "t" {
  target_group_arn = aws_lb_target_group.t.arn
  target_id        = aws_instance.server.id
}
${group('server', 'provider', rule('ingress', '8443', cidrs('10.0.1.0/24')))}
resource "aws_instance" "server" {
  subnet_id              = aws_subnet.targets.id
  private_ip             = "10.0.2.10"
  vpc_security_group_ids = [aws_security_group.server.id]
}
resource "aws_vpc_endpoint_service" "s" {
  acceptance_required        = false
  network_load_balancer_arns = [aws_lb.nlb.arn]
}
resource "aws_vpc" "consumer" { cidr_block = "10.9.0.0/16" }
resource "aws_subnet" "consumer" {
  vpc_id     = aws_vpc.consumer.id
  cidr_block = "10.9.1.0/24"
}
${group('endpoint', 'consumer', rule('ingress', '443', cidrs('10.9.0.0/16')) + rule('ingress', '444', cidrs('10.9.0.0/16')))}
resource "aws_vpc_endpoint" "e" {
  vpc_id             = aws_vpc.consumer.id
  vpc_endpoint_type  = "Interface"
  service_name       = aws_vpc_endpoint_service.s.service_name
  subnet_ids         = [aws_subnet.consumer.id]
  security_group_ids = [aws_security_group.endpoint.id]
}
${group('client', 'consumer', out)}
resource "aws_instance" "client" {
  subnet_id              = aws_subnet.consumer.id
  private_ip             = "10.9.1.10"
  vpc_security_group_ids = [aws_security_group.client.id]
}
`;

function topologyOf(text: string, file = 'main.tf'): Topology {
  const workspace = new Workspace();
  workspace.update(file, text);
  return workspace.analysisOf(file)!.topology;
}

function changed(from: string, to: string): string {
  assert.ok(code.includes(from), `${from} is not in the code`);
  return code.replace(from, to);
}

/** What the client finds on a port of the endpoint: the outcome, and what decides where that is not known. */
function outcome(
  topology: Topology,
  port = 443,
  client = 'aws_instance.client',
  endpoint = 'aws_vpc_endpoint.e',
) {
  const from = { kind: 'interface', interface: topology.resolve(client)! } as const;
  const { attempts } = connect(topology, { from, host: endpoint, port });
  const [attempt] = attempts;
  return attempt!.outcome === 'unknown' ? `unknown: ${explain(attempt!.because)}` : attempt!.outcome;
}

describe("an endpoint of the code's own service", () => {
  it('leads to the targets of its load balancer', () => {
    const topology = topologyOf(code);
    assert.equal(outcome(topology), 'connected');
    const endpoint = topology.resolve('aws_vpc_endpoint.e')!;
    const client = { kind: 'interface', interface: topology.resolve('aws_instance.client')! } as const;
    const { targets } = scan(topology, {
      type: 'syn',
      targets: [endpoint],
      from: client,
      ports: PortSet.of({ first: 442, last: 445 }),
    });
    assert.deepEqual(
      targets[0]!.results.map(({ ports, state }) => `${ports.toString()} ${state}`),
      ['442,445 filtered', '443 open', '444 unknown'],
    );
    const [row] = matrix(topology, {
      families: ['ipv4'],
      from: [client],
      to: [{ kind: 'interface', interface: endpoint }],
    });
    const { ports } = row!.protocols[0]!.reach;
    assert.deepEqual([ports.must.toString(), ports.may.toString()], ['443', '443-444']);
  });

  it('is followed no further as a target of another load balancer', () => {
    const placed = changed(
      'security_group_ids = [aws_security_group.endpoint.id]\n',
      `security_group_ids = [aws_security_group.endpoint.id]
  subnet_configuration {
    subnet_id = aws_subnet.consumer.id
    ipv4      = "10.9.1.20"
  }
`,
    );
    const front = `
resource "aws_lb" "front" {
  load_balancer_type = "network"
  internal           = true
  subnets            = [aws_subnet.consumer.id]
}
resource "aws_lb_target_group" "front" {
  vpc_id      = aws_vpc.consumer.id
  target_type = "ip"
  port        = 443
  protocol    = "TCP"
}
resource "aws_lb_listener" "front" {
  load_balancer_arn = aws_lb.front.arn
  port              = 443
  protocol          = "TCP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.front.arn
  }
}
resource "aws_lb_target_group_attachment" "front" {
  target_group_arn = aws_lb_target_group.front.arn
  target_id        = "10.9.1.20"
}
`;
    assert.equal(
      outcome(topologyOf(placed + front), 443, 'aws_instance.client', 'aws_lb.front'),
      'unknown: aws_lb.nlb stands behind a target of aws_lb_target_group.front, and chains of load balancers are not followed',
    );
  });

  const nlbRule = rule('ingress', '443', cidrs('10.9.0.0/16')) + out;
  const closed = rule('ingress', '443', cidrs('10.8.0.0/16')) + out;
  const serverRule = cidrs('10.0.1.0/24');
  const balancer = '  internal           = true\n';
  const acl = (inbound: string, outbound: string): string => `
resource "aws_network_acl" "nodes" {
  vpc_id     = aws_vpc.provider.id
  subnet_ids = [aws_subnet.nodes.id]
  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "${inbound}"
  }
  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "${outbound}"
  }
}
`;
  const accepted = 'acceptance_required        = false';
  const perhapsFiltered = (text: string): string =>
    `${text.replace(
      balancer,
      `${balancer}  enforce_security_group_inbound_rules_on_private_link_traffic = var.enforce\n`,
    )}variable "enforce" {}\n`;
  const cases: readonly (readonly [string, string, RegExp])[] = [
    [
      'asks the groups of the load balancer about the client',
      changed(nlbRule, closed),
      /^unknown: aws_lb\.nlb does not let tcp 443 of the client in: security group aws_security_group\.nlb: no inbound rule matches/,
    ],
    [
      'asks them nothing where they do not count',
      changed(nlbRule, closed).replace(
        balancer,
        `${balancer}  enforce_security_group_inbound_rules_on_private_link_traffic = "off"\n`,
      ),
      /^connected$/,
    ],
    [
      'needs not know whether they count where there are none',
      perhapsFiltered(changed('  security_groups    = [aws_security_group.nlb.id]\n', '')),
      /^connected$/,
    ],
    ['needs not know whether they count where they admit the client', perhapsFiltered(code), /^connected$/],
    [
      'names that they may count where they do not',
      perhapsFiltered(changed(nlbRule, closed)),
      /^unknown: var\.enforce has no default$/,
    ],
    [
      'names it, and what they hang on, where they may',
      `${perhapsFiltered(changed(nlbRule, rule('ingress', '443', 'cidr_blocks = [var.clients]') + out))}variable "clients" {}\n`,
      /^unknown: var\.enforce has no default; var\.clients has no default$/,
    ],
    [
      'needs not know whether they count where no target gets it either',
      perhapsFiltered(changed(nlbRule, closed).replace(serverRule, cidrs('10.9.0.0/16'))),
      /^unknown: aws_lb\.nlb passes tcp 443 on to its targets, and none of them gets it/,
    ],
    [
      'names what is not known of its targets besides',
      `${perhapsFiltered(changed(nlbRule, closed).replace(serverRule, 'cidr_blocks = [var.nodes]'))}variable "nodes" {}\n`,
      /^unknown: var\.enforce has no default; var\.nodes has no default$/,
    ],
    [
      'does not tell where its service may be another one',
      `${changed(
        'aws_vpc_endpoint_service.s.service_name',
        'var.own ? aws_vpc_endpoint_service.s.service_name : "com.amazonaws.us-east-1.s3"',
      )}variable "own" { type = bool }\n`,
      /^unknown: var\.own has no default$/,
    ],
    [
      'knows no members of groups on the other side',
      changed(nlbRule, rule('ingress', '443', 'security_groups = [aws_security_group.client.id]') + out),
      /^unknown: aws_lb\.nlb does not let tcp 443 of the client in/,
    ],
    [
      'shows the target a node, not the client',
      changed(serverRule, cidrs('10.9.0.0/16')),
      /^unknown: aws_lb\.nlb passes tcp 443 on to its targets, and none of them gets it .*aws_security_group\.server/,
    ],
    [
      'takes members of the group of the load balancer for that',
      changed(serverRule, 'security_groups = [aws_security_group.nlb.id]'),
      /^connected$/,
    ],
    [
      'does not tell where a network ACL before the node would drop it',
      code + acl('10.0.0.0/16', '0.0.0.0/0'),
      /^unknown: aws_network_acl\.nodes would drop it, and whether it filters what comes over PrivateLink is documented nowhere$/,
    ],
    [
      'does not tell where that would drop the answer',
      code + acl('0.0.0.0/0', '10.0.0.0/16'),
      /^unknown: aws_network_acl\.nodes would drop it/,
    ],
    ['passes where that would let it', code + acl('0.0.0.0/0', '0.0.0.0/0'), /^connected$/],
    [
      'waits to be accepted',
      changed(accepted, 'acceptance_required        = true'),
      /^unknown: aws_vpc_endpoint\.e has to be accepted by aws_vpc_endpoint_service\.s, and the code does not say that it is$/,
    ],
    [
      'may accept itself',
      changed(accepted, 'acceptance_required        = true').replace(
        '"Interface"',
        '"Interface"\n  auto_accept = true',
      ),
      /^connected$/,
    ],
    [
      'may be accepted by a resource of its own',
      `${changed(accepted, 'acceptance_required        = true')}
resource "aws_vpc_endpoint_connection_accepter" "a" {
  vpc_endpoint_service_id = aws_vpc_endpoint_service.s.id
  vpc_endpoint_id         = aws_vpc_endpoint.e.id
}
`,
      /^connected$/,
    ],
    [
      'does not tell which of several load balancers it is',
      changed('= [aws_lb.nlb.arn]', '= [aws_lb.nlb.arn, "arn:aws:elasticloadbalancing:other"]'),
      /^unknown: aws_vpc_endpoint_service\.s has several network load balancers, of which AWS picks one/,
    ],
    [
      'leads nowhere known where the load balancer is of another type',
      changed('"network"', '"application"'),
      /^unknown: aws_lb\.nlb is no network load balancer, which alone stands behind such an endpoint$/,
    ],
    [
      'leads nowhere known where the type of the load balancer is not',
      `${changed('"network"', 'var.type')}variable "type" {}\n`,
      /^unknown: var\.type has no default$/,
    ],
    [
      'leads nowhere known where the load balancer is not in the code',
      changed('= [aws_lb.nlb.arn]', '= ["arn:aws:elasticloadbalancing:other"]'),
      /^unknown: arn:aws:elasticloadbalancing:other is a load balancer/,
    ],
    [
      'is known by its id too',
      changed(
        'aws_vpc_endpoint_service.s.service_name',
        '"com.amazonaws.vpce.eu-west-1.${aws_vpc_endpoint_service.s.id}"',
      ),
      /^connected$/,
    ],
    [
      "is somebody else's service where the code does not declare it",
      changed('aws_vpc_endpoint_service.s.service_name', '"com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c"'),
      /^unknown: aws_vpc_endpoint\.e may or may not listen on tcp 443; say so with --listening$/,
    ],
  ];
  for (const [name, text, expected] of cases)
    it(name, () => assert.match(outcome(topologyOf(text)), expected));

  it('drops at its own group for sure', () => {
    assert.equal(outcome(topologyOf(code), 80), 'timeout');
  });

  it('is found in CloudFormation by the id its name is made of', () => {
    const template = `
Resources:
  Provider: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Nodes: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Provider, CidrBlock: 10.0.1.0/24 } }
  Nlb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Type: network, Scheme: internal, Subnets: [!Ref Nodes] }
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { VpcId: !Ref Provider, Port: 8443, Protocol: TCP, Targets: [{ Id: !Ref Server }] }
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Nlb
      Port: 443
      Protocol: TCP
      DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }]
  Open:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: nodes
      VpcId: !Ref Provider
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 8443, ToPort: 8443, CidrIp: 10.0.1.0/24 }]
  Server: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref Nodes, SecurityGroupIds: [!Ref Open] } }
  Service:
    Type: AWS::EC2::VPCEndpointService
    Properties: { AcceptanceRequired: false, NetworkLoadBalancerArns: [!Ref Nlb] }
  Consumer: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.9.0.0/16 } }
  Clients: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Consumer, CidrBlock: 10.9.1.0/24 } }
  Https:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: endpoint
      VpcId: !Ref Consumer
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.9.0.0/16 }]
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Consumer
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.vpce.\${AWS::Region}.\${Service}
      SubnetIds: [!Ref Clients]
      SecurityGroupIds: [!Ref Https]
  Client: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref Clients } }
`;
    const found = (text: string): string =>
      outcome(topologyOf(text, 'template.yaml'), 443, 'Client', 'Endpoint');
    assert.equal(found(template), 'connected');
    assert.match(
      found(template.replace('AcceptanceRequired: false, ', '')),
      /^unknown: Endpoint has to be accepted by Service/,
    );
  });
});
