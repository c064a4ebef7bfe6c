import { testRule } from '../../support/rules.ts';
import { publicNetwork } from './code.ts';

const route = (mark: boolean): string =>
  `${mark ? '«route»' : 'route'} {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.main.id\n  }`;
const other = 'resource "aws_vpc" "other" {\n  cidr_block = "10.1.0.0/16"\n}\n';

testRule('no-internet-route', {
  invalid: [
    {
      name: 'a gateway attached to nothing',
      code: {
        terraform: publicNetwork({
          route: route(true),
          gateway: 'resource "aws_internet_gateway" "main" {}',
        }),
      },
      message: /^Packets for 0\.0\.0\.0\/0 get nowhere by this route .* is attached to no VPC/,
      severity: 'warning',
    },
    {
      name: 'a gateway of another VPC',
      code: {
        terraform: publicNetwork({
          route: route(true),
          gateway: `${other}resource "aws_internet_gateway" "main" {\n  vpc_id = aws_vpc.other.id\n}`,
        }),
      },
      message: /is attached to aws_vpc\.other, and the route table belongs to aws_vpc\.main/,
    },
  ],
  valid: [
    { name: 'the gateway of its own VPC', code: { terraform: publicNetwork() } },
    {
      name: 'one that a resource of its own attaches',
      code: {
        terraform: publicNetwork({
          gateway:
            'resource "aws_internet_gateway" "main" {}\nresource "aws_internet_gateway_attachment" "main" {\n  internet_gateway_id = aws_internet_gateway.main.id\n  vpc_id = aws_vpc.main.id\n}',
        }),
      },
    },
    {
      name: 'one whose VPC is not known',
      code: {
        terraform: `variable "vpc" {}\n${publicNetwork({ gateway: 'resource "aws_internet_gateway" "main" {\n  vpc_id = var.vpc\n}' })}`,
      },
    },
  ],
});
