/**
 * Faults to plant into networks, one for each rule: Terraform that stands for itself in a VPC of its own, so that it can
 * be appended to any other code. `«…»` marks where the finding is expected.
 */
import type { RuleId } from '../../src/core/text/ruleIds.ts';

const ingress = (peer: string, more = ''): string => `
  ingress {
    protocol  = "tcp"
    from_port = 443
    to_port   = 443
    ${peer}
  }${more}`;
const everybody = 'cidr_blocks = ["0.0.0.0/0"]';
const egress =
  '\n  egress {\n    protocol = "-1"\n    from_port = 0\n    to_port = 0\n    cidr_blocks = ["0.0.0.0/0"]\n  }';

interface Parts {
  /** Of the group the host carries; without it the host carries the default group. */
  readonly group?: string;
  /** The header of that group, to mark it. */
  readonly header?: string;
  readonly acl?: string;
  readonly route?: string;
  readonly isPublic?: boolean;
  readonly host?: string;
  readonly more?: string;
}

const toInternet =
  'route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.planted.id\n  }';

/** A host in a public subnet that everybody reaches on port 443 and that reaches everybody; parts replace what is there. */
function host({
  group = ingress(everybody) + egress,
  header = 'resource "aws_security_group" "planted"',
  acl = '',
  route = toInternet,
  isPublic = true,
  host: instance = 'resource "aws_instance" "planted"',
  more = '',
}: Parts): string {
  return `
resource "aws_vpc" "planted" {
  cidr_block = "10.77.0.0/16"
}

resource "aws_subnet" "planted" {
  vpc_id     = aws_vpc.planted.id
  cidr_block = "10.77.1.0/24"
}

resource "aws_internet_gateway" "planted" {
  vpc_id = aws_vpc.planted.id
}

resource "aws_route_table" "planted" {
  vpc_id = aws_vpc.planted.id
  ${route}
}

resource "aws_route_table_association" "planted" {
  subnet_id      = aws_subnet.planted.id
  route_table_id = aws_route_table.planted.id
}
${group === 'none' ? '' : `\n${header} {\n  vpc_id = aws_vpc.planted.id\n${group}\n}\n`}
${instance} {
  subnet_id                   = aws_subnet.planted.id
  associate_public_ip_address = ${isPublic}
  ${group === 'none' ? '' : 'vpc_security_group_ids = [aws_security_group.planted.id]'}
}
${acl === '' ? '' : `\nresource "aws_network_acl" "planted" {\n  vpc_id     = aws_vpc.planted.id\n  subnet_ids = [aws_subnet.planted.id]\n${acl}\n}\n`}
${more}
`;
}

/** `100 allow 443-443`, of TCP and from or to everybody; `!` marks it. */
function entries(direction: 'ingress' | 'egress', ...rules: readonly string[]): string {
  return rules
    .map((rule) => {
      const [number = '', action, ports = ''] = rule.replace('!', '').split(' ');
      const [first, last] = ports.split('-');
      return `
  ${rule.startsWith('!') ? `«${direction}»` : direction} {
    rule_no    = ${number}
    action     = "${action}"
    protocol   = "tcp"
    cidr_block = "0.0.0.0/0"
    from_port  = ${first}
    to_port    = ${last}
  }`;
    })
    .join('\n');
}
const open = (direction: 'ingress' | 'egress'): string => entries(direction, '900 allow 0-65535');

const separate = (name: string, type: 'ingress' | 'egress'): string => `
resource "aws_security_group_rule" "${name}" {
  type              = "${type}"
  security_group_id = aws_security_group.planted.id
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["0.0.0.0/0"]
}
`;
const marked = (code: string, header: string): string => code.replace(header, `«${header}»`);

/** Rules about what only a template or describe output can say are planted elsewhere. */
export const plants: Readonly<Record<Exclude<RuleId, 'sg-egress-stripped' | 'blackhole-route'>, string>> = {
  'nacl-rule-shadowed': host({
    acl: entries('ingress', '100 allow 0-65535', '!110 allow 443-443') + open('egress'),
  }),
  'nacl-rule-redundant': host({
    acl: entries('ingress', '!100 allow 443-443', '110 allow 0-65535') + open('egress'),
  }),
  'nacl-unassociated': host({
    more: '«resource "aws_network_acl" "idle"» {\n  vpc_id = aws_vpc.planted.id\n}',
  }),
  'sg-exposed': host({
    group: `
  «ingress» {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }${egress}`,
  }),
  'sg-rule-no-effect': host({
    group: marked(ingress(everybody), 'ingress') + egress,
    acl: entries('ingress', '100 allow 80-80') + open('egress'),
  }),
  'sg-no-egress': host({
    header: '«resource "aws_security_group" "planted"»',
    group: ingress(everybody),
  }),
  'nacl-association-conflict': host({
    acl: open('ingress') + open('egress'),
    more: `
resource "aws_network_acl" "other" {
  vpc_id     = aws_vpc.planted.id
  subnet_ids = «[aws_subnet.planted.id]»
}`,
  }),
  'nacl-inline-and-separate': host({
    acl: entries('ingress', '!100 allow 443-443') + open('egress'),
    more: `
resource "aws_network_acl_rule" "planted" {
  network_acl_id = aws_network_acl.planted.id
  rule_number    = 110
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = 80
  to_port        = 80
}`,
  }),
  'pmtud-blocked': marked(
    host({ acl: open('ingress') + open('egress') }),
    'resource "aws_network_acl" "planted"',
  ),
  'ipv6-forgotten': host({
    acl: entries('ingress', '!900 allow 0-65535') + open('egress'),
    route: `${toInternet}
  route {
    ipv6_cidr_block = "::/0"
    gateway_id      = aws_internet_gateway.planted.id
  }`,
  })
    .replace('"10.77.0.0/16"', '"10.77.0.0/16"\n  assign_generated_ipv6_cidr_block = true')
    .replace(
      '"10.77.1.0/24"',
      '"10.77.1.0/24"\n  ipv6_cidr_block = cidrsubnet(aws_vpc.planted.ipv6_cidr_block, 8, 1)\n  assign_ipv6_address_on_creation = true',
    ),
  'sg-inline-and-separate': host({
    group: marked(ingress('cidr_blocks = ["192.0.2.0/24"]'), 'ingress') + egress,
    more: separate('planted', 'ingress'),
  }),
  'sg-duplicate-rule': host({
    group: egress,
    more:
      separate('planted', 'ingress') +
      marked(separate('again', 'ingress'), 'resource "aws_security_group_rule" "again"'),
  }),
  'sg-reference-public': host({
    group: marked(ingress('security_groups = [aws_security_group.client.id]'), 'ingress') + egress,
    more: `
resource "aws_security_group" "client" {
  vpc_id = aws_vpc.planted.id
${egress}
}

resource "aws_instance" "client" {
  subnet_id              = aws_subnet.planted.id
  vpc_security_group_ids = [aws_security_group.client.id]
  user_data              = "server=\${aws_instance.planted.public_ip}"
}
`,
  }),
  'sg-reference-empty': host({
    group: marked(ingress('security_groups = [aws_security_group.nobody.id]'), 'ingress') + egress,
    more: 'resource "aws_security_group" "nobody" {\n  vpc_id = aws_vpc.planted.id\n}',
  }),
  'sg-default-adopted': host({
    group: 'none',
    more: '«resource "aws_default_security_group" "planted"» {\n  vpc_id = aws_vpc.planted.id\n}',
  }),
  'nacl-reply-blocked': host({
    host: 'resource "aws_instance" "planted"',
    acl: entries('ingress', '100 allow 443-443') + open('egress'),
  }),
  'nacl-reply-intermittent': host({
    acl: open('ingress') + entries('egress', '100 allow 40000-65535'),
  }),
  'nacl-rule-partly-shadowed': host({
    acl:
      entries('ingress', '100 deny 8000-9000', '!110 allow 8080-10000', '900 allow 0-65535') + open('egress'),
  }),
  'nacl-deny-after-allow': host({
    acl: entries('ingress', '100 allow 0-65535', '!110 deny 8080-8080') + open('egress'),
  }),
  'nacl-duplicate-number': host({
    acl: entries('ingress', '100 allow 0-65535', '100 deny 8080-8080') + open('egress'),
  }),
  'nacl-number-range': host({
    acl: entries('ingress', '100 allow 0-65535', '40000 allow 8080-8080') + open('egress'),
  }),
  'nacl-port-zero': host({
    acl: entries('ingress', '100 allow 0-0', '110 allow 443-443') + open('egress'),
  }),
  'nacl-icmp-zero': host({
    acl:
      entries('ingress', '100 allow 0-65535', '110 allow 0-0').replace(/"tcp"(?![^]*"tcp")/, '"icmp"') +
      open('egress'),
  }),
  'nacl-protocol-name': host({
    acl:
      entries('ingress', '100 allow 0-65535', '110 allow 443-443').replace(/"tcp"(?![^]*"tcp")/, '"TCP"') +
      open('egress'),
  }),
  'cidr-host-bits': host({
    group: ingress('cidr_blocks = ["10.0.0.1/8"]') + egress,
  }),
  'rule-refused': host({ group: ingress('') + egress }),
  'ports-ignored': host({
    acl: entries('ingress', '100 allow 0-65535') + open('egress'),
    more: `
resource "aws_network_acl_rule" "planted" {
  network_acl_id = aws_network_acl.planted.id
  rule_number    = 200
  rule_action    = "allow"
  protocol       = "-1"
  cidr_block     = "192.0.2.0/24"
  from_port      = 443
  to_port        = 443
}
`,
  }),
  'quota-nacl-rules': host({
    acl:
      entries('ingress', ...Array.from({ length: 41 }, (_, i) => `${i + 1} allow ${i * 10}-${i * 10 + 1}`)) +
      open('egress'),
  }),
  'quota-sg-rules': host({
    header: '«resource "aws_security_group" "planted"»',
    group:
      ingress(`cidr_blocks = [${Array.from({ length: 61 }, (_, i) => `"192.0.2.${i * 2}/32"`).join(', ')}]`) +
      egress,
  }),
  'nacl-ephemeral-exposes': host({
    group: `
  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }${egress}`,
    acl: entries('ingress', '!100 allow 1024-65535', '110 allow 443-443') + open('egress'),
  }),
  'no-internet-route': host({
    route: '«route» {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.adrift.id\n  }',
    more: 'resource "aws_internet_gateway" "adrift" {}',
  }),
  'public-ip-without-route': host({ route: '', host: '«resource "aws_instance" "planted"»' }),
  'nat-in-private-subnet': host({
    route: '',
    isPublic: false,
    more: `
resource "aws_eip" "planted" {}

«resource "aws_nat_gateway" "planted"» {
  subnet_id     = aws_subnet.planted.id
  allocation_id = aws_eip.planted.id
}`,
  }),
  'unresolved': host({
    group: ingress('cidr_blocks = [var.planted]') + egress,
    more: '«variable "planted"» {}',
  }),
  'comment-no-effect': host({
    host: '# «ackscope: listning 443»\nresource "aws_instance" "planted"',
  }),
  'ignore-unused': host({
    host: '# «ackscope:ignore nacl-duplicate-number it was once»\nresource "aws_instance" "planted"',
  }),
};
