/** What a component nobody models does to a connection: unknown, never a guess, and the component is named. */
import assert from 'node:assert/strict';
import { connect } from '../../../src/core/probe/connect.ts';
import { Workspace } from '../../../src/core/workspace.ts';

const terraform = (route: string, more: string): string => `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "app" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_subnet" "web" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}
resource "aws_route_table" "app" {
  vpc_id = aws_vpc.main.id
  ${route}
}
resource "aws_route_table_association" "app" {
  subnet_id      = aws_subnet.app.id
  route_table_id = aws_route_table.app.id
}
resource "aws_security_group" "open" {
  vpc_id = aws_vpc.main.id
  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_instance" "app" {
  subnet_id              = aws_subnet.app.id
  private_ip             = "10.0.1.10"
  vpc_security_group_ids = [aws_security_group.open.id]
}
${more}
`;

const cloudformation = (target: string, more: string): string => `
AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref Subnet, RouteTableId: !Ref Table }
  Route:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, ${target} }
  App: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref Subnet, PrivateIpAddress: 10.0.1.10 } }
${more}
`;

const route = (target: string): string => `route {
    cidr_block = "0.0.0.0/0"
    ${target}
  }`;

function because(code: string, from: string, to: string): readonly string[] {
  const file = code.includes('AWSTemplateFormatVersion') ? 'stack.yaml' : 'main.tf';
  const workspace = new Workspace();
  workspace.update(file, code);
  assert.deepEqual(workspace.problems(), []);
  const { topology } = workspace.analysisOf(file)!;
  const { attempts } = connect(topology, {
    from: { kind: 'interface', interface: topology.resolve(from)! },
    host: to,
    port: 443,
  });
  assert.deepEqual(
    attempts.map(({ outcome }) => outcome),
    ['unknown'],
  );
  return attempts[0]!.because.map(({ what, why }) => `${what} ${why}`);
}

describe('a component nobody models', () => {
  const routes: readonly (readonly [target: string, more: string, why: string])[] = [
    [
      'vpc_endpoint_id = aws_vpc_endpoint.firewall.id',
      `resource "aws_vpc_endpoint" "firewall" {
        vpc_id            = aws_vpc.main.id
        service_name      = "com.amazonaws.vpce.eu-west-1.vpce-svc-1"
        vpc_endpoint_type = "GatewayLoadBalancer"
        subnet_ids        = [aws_subnet.web.id]
      }`,
      'aws_vpc_endpoint.firewall is an aws_vpc_endpoint, which is not modelled yet',
    ],
    [
      'gateway_id = aws_vpn_gateway.office.id',
      'resource "aws_vpn_gateway" "office" {\n  vpc_id = aws_vpc.main.id\n}',
      'aws_vpn_gateway.office is an aws_vpn_gateway, which is not modelled yet',
    ],
    [
      'carrier_gateway_id = aws_ec2_carrier_gateway.edge.id',
      'resource "aws_ec2_carrier_gateway" "edge" {\n  vpc_id = aws_vpc.main.id\n}',
      'aws_ec2_carrier_gateway.edge is an aws_ec2_carrier_gateway, which is not modelled yet',
    ],
    ['local_gateway_id = "lgw-1"', '', 'lgw-1 is a local gateway, which is not modelled yet'],
    [
      'core_network_arn = "arn:aws:networkmanager::1:core-network/c-1"',
      '',
      'arn:aws:networkmanager::1:core-network/c-1 is a component outside the code, which is not modelled yet',
    ],
    // A kind of target that came after this was written.
    [
      'odb_network_arn = "arn:aws:odb:eu-west-1:1:odb-network/n-1"',
      '',
      'arn:aws:odb:eu-west-1:1:odb-network/n-1 is a component outside the code, which is not modelled yet',
    ],
    [
      'odb_network_arn = aws_odb_network.data.arn',
      'resource "aws_odb_network" "data" {\n  client_subnet_cidr = "10.9.0.0/24"\n}',
      'aws_odb_network.data is an aws_odb_network, which is not modelled yet',
    ],
  ];
  for (const [target, more, why] of routes) {
    it(`as the target of a route: ${target}`, () => {
      assert.deepEqual(because(terraform(route(target), more), 'aws_instance.app', '192.0.2.1'), [why]);
    });
  }

  for (const [target, why] of [
    ['VpcEndpointId: vpce-1', 'vpce-1 is a VPC endpoint, which is not modelled yet'],
    ['GatewayId: vgw-1', 'vgw-1 is a virtual private gateway, which is not modelled yet'],
    [
      'OdbNetworkArn: "arn:aws:odb:x"',
      'arn:aws:odb:x is a component outside the code, which is not modelled yet',
    ],
  ] as const) {
    it(`as the target of a route in a template: ${target}`, () => {
      assert.deepEqual(because(cloudformation(target, ''), 'App', '192.0.2.1'), [why]);
    });
  }

  it('leaves no route at all to AWS, which refuses one without a target', () => {
    const code = terraform('route {\n    cidr_block = "0.0.0.0/0"\n  }', '');
    const workspace = new Workspace();
    workspace.update('main.tf', code);
    const { topology } = workspace.analysisOf('main.tf')!;
    const from = { kind: 'interface', interface: topology.resolve('aws_instance.app')! } as const;
    const { attempts } = connect(topology, { from, host: '192.0.2.1', port: 443 });
    assert.equal(attempts[0]!.outcome, 'timeout');
  });

  it('behind an interface endpoint: a load balancer on a port it has no listener for', () => {
    const more = `
resource "aws_lb" "service" {
  internal           = true
  load_balancer_type = "network"
  subnets            = [aws_subnet.web.id]
}
resource "aws_vpc_endpoint_service" "service" {
  acceptance_required        = false
  network_load_balancer_arns = [aws_lb.service.arn]
}
resource "aws_vpc_endpoint" "service" {
  vpc_id             = aws_vpc.main.id
  service_name       = aws_vpc_endpoint_service.service.service_name
  vpc_endpoint_type  = "Interface"
  subnet_ids         = [aws_subnet.web.id]
  security_group_ids = [aws_security_group.open.id]
}`;
    assert.deepEqual(because(terraform('', more), 'aws_instance.app', 'aws_vpc_endpoint.service'), [
      'aws_lb.service has no listener on tcp 443, and what a load balancer does there is not documented',
    ]);
    // Nor does anything go the other way: an endpoint never begins a connection (SEMANTICS S42).
    const workspace = new Workspace();
    workspace.update('main.tf', terraform('', more));
    const { topology } = workspace.analysisOf('main.tf')!;
    const from = { kind: 'interface', interface: topology.resolve('aws_vpc_endpoint.service')! } as const;
    const { attempts } = connect(topology, { from, host: 'aws_instance.app', port: 443 });
    assert.equal(attempts[0]!.outcome, 'timeout');
    assert.equal(attempts[0]!.packets[0]!.hops.at(-1)!.code, 'VPCE_INTRA_VPC_TRAFFIC');
  });

  it('at an address of a subnet that the code gives to nobody', () => {
    assert.deepEqual(because(terraform('', ''), 'aws_instance.app', '10.0.2.77'), [
      '10.0.2.77 lies in the VPC and belongs to no interface of the code',
    ]);
  });
});
