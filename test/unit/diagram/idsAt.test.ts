/** What of a drawing stands for a place in the code. */
import { deepEqual } from 'node:assert/strict';
import { drawDiagram } from '../../../src/core/diagram/diagram.ts';
import { idsAt } from '../../../src/core/diagram/idsAt.ts';
import { Workspace } from '../../../src/core/workspace.ts';

const file = 'main.tf';
const code = `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16" # in vpc
}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24" # in subnet
}
resource "aws_network_acl" "own" {
  vpc_id     = aws_vpc.main.id # in acl
  subnet_ids = [aws_subnet.a.id]
  ingress {
    rule_no    = 100
    protocol   = "tcp" # in entry
    action     = "allow"
    cidr_block = var.from # in reason
    from_port  = 22
    to_port    = 22
  }
}
resource "aws_network_acl_rule" "out" {
  network_acl_id = aws_network_acl.own.id # in separate rule
  egress         = true
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "-1"
  cidr_block     = "0.0.0.0/0"
}
variable "from" {}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
}
resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = aws_security_group.web.id # in group's rule
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "0.0.0.0/0"
}
resource "aws_instance" "web" {
  count                  = 3
  subnet_id              = aws_subnet.a.id # in instances
  vpc_security_group_ids = [aws_security_group.web.id]
}
`;

describe('the place of the cursor in a drawing', () => {
  const workspace = new Workspace();
  workspace.update(file, code);
  const { topology } = workspace.analysisOf(file)!;
  const { drawing, origins } = drawDiagram(topology);
  const at = (text: string, name = file): readonly (string | undefined)[] =>
    [...idsAt(topology, drawing.boxes, origins, { file: name, offset: code.indexOf(text) })].map(
      (id) => drawing.boxes.find((box) => box.id === id)?.name,
    );

  for (const [text, names] of [
    ['in vpc', ['aws_vpc.main']],
    ['in subnet', ['aws_subnet.a']],
    ['in acl', ['aws_network_acl.own']],
    ['in entry', ['aws_network_acl.own']],
    ['in reason', ['aws_network_acl.own']],
    ['in separate rule', ['aws_network_acl.own']],
    ["in group's rule", ['aws_security_group.web']],
    ['in instances', ['aws_instance.web[0] and 2 more']],
    ['variable', []],
  ] as const)
    it(`is ${names.join(', ') || 'nowhere'} ${text}`, () => {
      deepEqual(at(text), names);
    });

  it('is nowhere in another file', () => {
    deepEqual(at('in acl', 'other.tf'), []);
  });
});
