/** Where NAT gateways stand, from the text of both languages. */
import assert from 'node:assert/strict';
import type { Network } from '../../../src/core/aws/network.ts';
import { Workspace } from '../../../src/core/workspace.ts';
import { show } from './build.ts';

function networkOf(file: string, text: string): Network {
  const workspace = new Workspace();
  workspace.update(file, text);
  return workspace.analysisOf(file)!.topology.network;
}

describe('regional NAT gateways (R11)', () => {
  const terraform = (more: string): Network =>
    networkOf(
      'main.tf',
      `resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\nresource "aws_nat_gateway" "nat" {\n  ${more}\n}\n`,
    );
  const place = ({ interfaces }: Network): string => {
    const [{ subnet, regionalIn }] = interfaces as [Network['interfaces'][number]];
    return regionalIn === undefined ? `subnet ${show(subnet)}` : `vpc ${show(regionalIn)}`;
  };

  it('stand in their VPC, not in a subnet', () => {
    assert.equal(place(terraform('subnet_id = "subnet-1"')), 'subnet subnet-1');
    assert.equal(
      place(terraform('availability_mode = "regional"\n  vpc_id = aws_vpc.main.id')),
      'vpc aws_vpc.main',
    );
    assert.equal(place(terraform('vpc_id = aws_vpc.main.id')), 'vpc aws_vpc.main');
    assert.equal(place(terraform('availability_mode = "regional"')), 'vpc ?');
    assert.equal(
      place(
        networkOf(
          'stack.yaml',
          `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16 }
  Nat:
    Type: AWS::EC2::NatGateway
    Properties: { AvailabilityMode: regional, VpcId: !Ref Vpc }
`,
        ),
      ),
      'vpc Vpc',
    );
  });

  it('may be either where the code does not say which', () => {
    const text = `variable "mode" {\n  type = string\n}\n`;
    const network = networkOf(
      'main.tf',
      `${text}resource "aws_nat_gateway" "nat" {\n  availability_mode = var.mode\n  subnet_id = "subnet-1"\n}\n`,
    );
    assert.equal(place(network), 'subnet ?');
    assert.ok(network.unresolved.some(({ what }) => what === 'var.mode'));
  });
});
