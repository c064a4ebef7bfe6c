import { testRule } from '../../support/rules.ts';
import { publicNetwork } from './code.ts';
import { stack } from './securityGroups.ts';

const nat = `
resource "aws_eip" "nat" {}

resource "aws_nat_gateway" "main" {
  subnet_id     = aws_subnet.public.id
  allocation_id = aws_eip.nat.id
}`;
const toNat = 'route {\n    cidr_block = "0.0.0.0/0"\n    nat_gateway_id = aws_nat_gateway.main.id\n  }';
/** A database in two subnets; the second is public where a route says so. */
const database = (route: string, found: boolean): string => `
resource "aws_subnet" "second" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_route_table" "second" {
  vpc_id = aws_vpc.main.id
  ${route}
}

resource "aws_route_table_association" "second" {
  subnet_id      = aws_subnet.second.id
  route_table_id = aws_route_table.second.id
}

resource "aws_db_subnet_group" "data" {
  subnet_ids = [aws_subnet.public.id, aws_subnet.second.id]
}

${found ? '«resource "aws_db_instance" "data"»' : 'resource "aws_db_instance" "data"'} {
  engine                 = "mysql"
  instance_class         = "db.t3.micro"
  publicly_accessible    = true
  db_subnet_group_name   = aws_db_subnet_group.data.name
  vpc_security_group_ids = [aws_security_group.web.id]
}`;
const toGateway = 'route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.main.id\n  }';
const marked = '«resource "aws_instance" "web"»';

const yaml = (name: string, isPublic: boolean): string =>
  stack(`
  Gateway:
    Type: AWS::EC2::InternetGateway
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway }
  Routes:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: !Ref Vpc }
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: { SubnetId: !Ref Subnet, RouteTableId: !Ref Routes }
  Route:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Routes, DestinationCidrBlock: ${isPublic ? '0.0.0.0/0' : '192.0.2.0/32'}, GatewayId: !Ref Gateway }
  ${name}:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-1
      NetworkInterfaces: [{ DeviceIndex: "0", SubnetId: !Ref Subnet, AssociatePublicIpAddress: true }]`);

testRule('public-ip-without-route', {
  invalid: [
    {
      name: 'a public address in a subnet without a route',
      code: { terraform: publicNetwork({ route: '', instance: marked }) },
      message:
        /^The public address of aws_instance\.web works in neither direction: it is in aws_subnet\.public/,
      severity: 'warning',
    },
    {
      name: 'the same in a stack',
      code: { yaml: yaml('«Web»', false) },
      message:
        /^The public address of Web works in neither direction: it is in Subnet, and Routes has no route/,
    },
    {
      name: 'one behind a NAT gateway',
      code: { terraform: publicNetwork({ route: toNat, more: nat, instance: marked }) },
      message: /sends packets for the internet elsewhere/,
    },
    {
      name: 'a database in two subnets once',
      code: { terraform: publicNetwork({ route: '', publicAddress: false, more: database('', true) }) },
      message:
        /^The public address of aws_db_instance\.data works in neither direction: it is in aws_subnet\.public or aws_subnet\.second, and/,
    },
    {
      name: 'a load balancer in two subnets once',
      code: {
        terraform: publicNetwork({
          route: '',
          publicAddress: false,
          more: `${database('', false).replace(/resource "aws_db[^]*/, '')}
«resource "aws_lb" "web"» {
  subnets         = [aws_subnet.public.id, aws_subnet.second.id]
  security_groups = [aws_security_group.web.id]
}`,
        }),
      },
      message: /it is in aws_subnet\.public and aws_subnet\.second, and/,
    },
  ],
  valid: [
    {
      name: 'a database that AWS may put into a public subnet',
      code: {
        terraform: publicNetwork({ route: '', publicAddress: false, more: database(toGateway, false) }),
      },
    },
    { name: 'a public subnet', code: { terraform: publicNetwork(), yaml: yaml('Web', true) } },
    { name: 'a private address', code: { terraform: publicNetwork({ route: '', publicAddress: false }) } },
    {
      name: 'a route that is not known',
      code: {
        terraform: `variable "gateway" {}\n${publicNetwork({ route: 'route {\n cidr_block = "0.0.0.0/0"\n gateway_id = var.gateway\n }' })}`,
      },
    },
    {
      name: 'a firewall that may pass packets on to a gateway',
      code: {
        terraform: publicNetwork({
          route: 'route {\n cidr_block = "0.0.0.0/0"\n vpc_endpoint_id = aws_vpc_endpoint.firewall.id\n }',
          more: 'resource "aws_vpc_endpoint" "firewall" {\n  vpc_id = aws_vpc.main.id\n  service_name = "com.amazonaws.vpce.eu-west-1.vpce-svc-0abc"\n  vpc_endpoint_type = "GatewayLoadBalancer"\n  subnet_ids = [aws_subnet.public.id]\n}',
        }),
      },
    },
    {
      name: 'an appliance that may pass packets on to a gateway',
      code: {
        terraform: publicNetwork({
          route:
            'route {\n cidr_block = "0.0.0.0/0"\n network_interface_id = aws_network_interface.appliance.id\n }',
          more: 'resource "aws_network_interface" "appliance" {\n  subnet_id = aws_subnet.public.id\n  source_dest_check = false\n}',
        }),
      },
    },
    {
      name: 'routes that may come from elsewhere',
      code: {
        terraform: publicNetwork({
          route: '',
          more: 'module "routes" {\n  source = "example.com/routes/aws"\n  table = aws_route_table.public.id\n}',
        }),
      },
    },
  ],
});
