// What an explanation rests on is told: it claims no more than is known.
import assert from 'node:assert/strict';
import { lensesOf } from '../../../src/core/explain/lenses.ts';
import { Workspace } from '../../../src/core/workspace.ts';
import { cursorBefore, explainedAt } from './at.ts';

const network = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "a" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = true
}

resource "aws_default_route_table" "main" {
  default_route_table_id = aws_vpc.main.default_route_table_id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
`;

const group = (rules: string): string => `
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
${rules}}

resource "aws_instance" "web" {
  subnet_id              = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.web.id]
}
`;

const rule = (protocol: string, port: string, more = 'cidr_blocks = ["0.0.0.0/0"]'): string => `
  ingress {
    protocol    = "${protocol}"
    from_port   = ${port}
    to_port     = ${port}
    ${more}
  }
`;

const acl = (rules: string): string => `
resource "aws_network_acl" "a" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.a.id]
${rules}}
`;

const entry = (number: string, protocol: string, more: string): string => `
resource "aws_network_acl_rule" "r${number}" {
  network_acl_id = aws_network_acl.a.id
  rule_number    = ${number}
  protocol       = "${protocol}"
  rule_action    = "allow"
  ${more}
}
`;

/** The sentences about the first thing behind the cursor. */
function linesAt(code: string, at: string): readonly string[] {
  const [first] = explainedAt(cursorBefore(code, at)).all;
  return first?.lines ?? [];
}

function assertTold(lines: readonly string[], sentence: RegExp): void {
  assert.ok(
    lines.some((line) => sentence.test(line)),
    `${String(sentence)} is not among\n${lines.join('\n')}`,
  );
}

describe('explanations of what AWS takes other than it reads', () => {
  const rest = 'cidr_block = "0.0.0.0/0"';
  const cases: readonly (readonly [name: string, code: string, at: string, told: RegExp])[] = [
    [
      'ports of a network ACL rule for all protocols',
      network + acl('') + entry('10', '-1', `${rest}\n  from_port = 443\n  to_port = 443`),
      'resource "aws_network_acl_rule"',
      /^Its port 443 counts for nothing: /,
    ],
    [
      'no ports',
      network + acl('') + entry('10', 'tcp', rest),
      'resource "aws_network_acl_rule"',
      /^It has no from_port and to_port, for which the provider sends 0: it is for port 0 alone\.$/,
    ],
    [
      'no ICMP type',
      network + acl('') + entry('10', 'icmp', rest),
      'resource "aws_network_acl_rule"',
      /^It has no icmp_type, for which the provider sends 0: echo replies alone\.$/,
    ],
    [
      'bits behind the prefix',
      network + acl('') + entry('10', '-1', 'cidr_block = "10.0.0.1/8"'),
      'resource "aws_network_acl_rule"',
      /^Of cidr_block "10\.0\.0\.1\/8" AWS clears the bits behind the prefix\.$/,
    ],
    [
      'ports of a rule of a group for a protocol that has none',
      network + group(rule('50', '443')),
      'ingress {',
      /^Its port 443 counts for nothing: .* so the rule is for all it carries\.$/,
    ],
  ];
  for (const [name, code, at, told] of cases) {
    it(`tell of ${name}`, () => assertTold(linesAt(code, at), told));
  }
});

describe('explanations of what is not known to its end', () => {
  const variable = 'variable "port" {\n  type = number\n}\n';

  it('tell what an interface may be reached on', () => {
    const lines = linesAt(
      network + variable + group(rule('tcp', '22') + rule('tcp', 'var.port')),
      'resource "aws_instance"',
    );
    assertTold(lines, /^From the internet tcp 22 can be reached\.$/);
    assertTold(lines, /^Perhaps it reaches tcp 0-21,23-65535\. Not known yet: var\.port has no default/);
  });

  it('count no host as unreachable that may be reached', () => {
    const workspace = new Workspace();
    workspace.update('main.tf', network + variable + group(rule('tcp', 'var.port')));
    const [lens] = lensesOf(workspace.analysisOf('main.tf')!.topology, 'main.tf');
    assert.equal(lens?.words(), '0 of 1 host reachable from the internet, 1 more perhaps');
  });

  it('do not say that nothing passes where code that is not there may add rules', () => {
    const unread = `module "rules" {
  source = "example.com/rules"
  group  = aws_security_group.web.id
  acl    = aws_network_acl.a.id
}
`;
    const code =
      network +
      acl('') +
      group('') +
      entry('10', 'tcp', 'cidr_block = "0.0.0.0/0"\n  from_port = 443\n  to_port = 443') +
      unread;
    assertTold(linesAt(code, 'resource "aws_security_group"'), /^inbound: 0 rules known, perhaps more; /);
    assertTold(linesAt(code, 'resource "aws_network_acl" '), /^inbound: 1 rule known, perhaps more; /);
    assertTold(
      linesAt(code, 'resource "aws_network_acl_rule"'),
      /^Rules that are not in the code may come before it\.$/,
    );
  });

  it('tell that an earlier rule for a part of the addresses may decide', () => {
    const code =
      variable +
      network +
      acl('') +
      entry('10', 'tcp', 'cidr_block = "192.0.2.0/24"\n  from_port = var.port\n  to_port = var.port') +
      entry('20', 'tcp', 'cidr_block = "0.0.0.0/0"\n  from_port = 443\n  to_port = 443');
    const lines = linesAt(code, 'resource "aws_network_acl_rule" "r20"');
    assertTold(lines, /^An earlier rule that is not fully known may decide some of this\.$/);
  });
});
