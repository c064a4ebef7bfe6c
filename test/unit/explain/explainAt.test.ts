// Everything an editor can be asked about, in each language.
import assert from 'node:assert/strict';
import { cursorBefore, explainedAt, lineOf } from './at.ts';
import { json, terraform, yaml } from './code.ts';

interface Case {
  readonly name: string;
  readonly code: string;
  readonly file?: string;
  /** The cursor stands before the first place of this. */
  readonly at: string;
  /** What each explanation is about, and its title; innermost first. */
  readonly about: readonly (readonly [span: string | RegExp, title: string])[];
  /** Sentences that are among those of the first. */
  readonly lines?: readonly (string | RegExp)[];
}

const inbound100 =
  'rule_no    = 100\n    protocol   = "tcp"\n    action     = "allow"\n    cidr_block = "0.0.0.0/0"\n    from_port  = 0';
const outbound100 = inbound100.replace('= 0', '= 1024');
const wholeBlock = /^ingress \{[^}]*\}$/;

const cases: readonly Case[] = [
  {
    name: 'an entry of a network ACL',
    code: terraform,
    at: inbound100,
    about: [[wholeBlock, 'inbound rule 100 allows tcp 0-1023 from 0.0.0.0/0']],
    lines: [
      'Decides tcp 0-79,81-1023 for most of 0.0.0.0/0; earlier rules leave it tcp 0-21,23-79,81-1023 for 203.0.113.0-203.0.113.255.',
      'Guards aws_subnet.public, with aws_instance.web behind it.',
      /keeps no state: it judges SYN, ACK and every reply alike/,
    ],
  },
  {
    name: 'the block of addresses a variable stands for',
    code: terraform,
    at: 'var.office\n    from',
    about: [
      ['var.office', '203.0.113.0/24: 256 addresses, 203.0.113.0 to 203.0.113.255'],
      [wholeBlock, 'inbound rule 90 denies tcp 22 from 203.0.113.0/24'],
    ],
    lines: ['Not private: hosts on the internet may have these; it says nothing about IPv6.'],
  },
  {
    name: 'a range of ports',
    code: terraform,
    at: '1024\n',
    about: [
      ['1024', 'tcp 1024-65535: 64,512 ports'],
      [/^egress/, 'outbound rule 100 allows tcp 1024-65535 to 0.0.0.0/0'],
    ],
    lines: [/all 32768-60999, which Linux pick from; all 49152-65535/],
  },
  {
    name: 'a protocol',
    code: terraform,
    at: '"tcp"',
    about: [
      ['"tcp"', 'tcp, IP protocol 6'],
      [wholeBlock, 'inbound rule 90 denies tcp 22 from 203.0.113.0/24'],
    ],
  },
  {
    name: 'a subnet in the list of a network ACL',
    code: terraform,
    at: 'aws_subnet.public.id]',
    about: [
      ['aws_subnet.public.id', 'aws_subnet.public behind network ACL aws_network_acl.public'],
      [/^resource "aws_network_acl"/, 'network ACL aws_network_acl.public'],
    ],
    lines: ['aws_instance.web stands there.'],
  },
  {
    name: 'an association with a route table',
    code: terraform,
    at: 'resource "aws_route_table_association"',
    about: [
      [/^resource "aws_route_table_association"/, 'aws_subnet.public routed by aws_route_table.public'],
    ],
  },
  {
    name: 'a network ACL',
    code: terraform,
    at: 'resource "aws_network_acl"',
    about: [[/^resource "aws_network_acl"/, 'network ACL aws_network_acl.public']],
    lines: ['inbound: 3 rules, then * drops the rest; outbound: 1 rule, then * drops the rest.'],
  },
  {
    name: 'a security group',
    code: terraform,
    at: 'resource "aws_security_group"',
    about: [[/^resource "aws_security_group"/, 'security group aws_security_group.web']],
    lines: ['inbound: 3 rules; outbound: no rules, so nothing but replies passes.', 'On aws_instance.web.'],
  },
  {
    name: 'the rules one block of a group makes',
    code: terraform,
    at: 'protocol    = "tcp"\n    from_port   = 8080',
    about: [[wholeBlock, 'aws_security_group.web: 2 rules made here']],
    lines: [
      'inbound rule allows tcp 8080 from 10.0.0.0/16.',
      'inbound rule allows tcp 8080 from 192.168.0.0/16.',
      'Decided before it: aws_network_acl.public inbound; none of its tcp ports pass from 10.0.0.0.',
    ],
  },
  {
    name: 'one of several blocks',
    code: terraform,
    at: '"192.168.0.0/16"',
    about: [
      ['"192.168.0.0/16"', '192.168.0.0/16: 65,536 addresses, 192.168.0.0 to 192.168.255.255'],
      [wholeBlock, 'aws_security_group.web: 2 rules made here'],
    ],
  },
  {
    name: 'an instance',
    code: terraform,
    at: 'resource "aws_instance"',
    about: [
      [/^resource "aws_instance"/, 'aws_instance.web: an address AWS picks, public an address AWS picks'],
    ],
    lines: [
      'From the internet tcp 443 can be reached.',
      'In aws_subnet.public.',
      'Guarded by aws_network_acl.public and aws_security_group.web.',
    ],
  },
  {
    name: 'ports of a template',
    code: yaml,
    file: 'template.yaml',
    at: '32768',
    about: [
      ['32768', 'tcp 32768-60999: 28,232 ports'],
      [/^Rule:/, 'inbound rule 100 allows tcp 32768-60999 from 0.0.0.0/0'],
    ],
    lines: [/49152-60999 of 49152-65535, which Windows and macOS pick from/],
  },
  {
    name: 'a type of ICMP',
    code: yaml,
    file: 'template.yaml',
    at: '8\n        Code',
    about: [
      ['8', 'icmp type 8 code 0: echo request, a ping'],
      [/^Ping:/, 'inbound rule 110 allows icmp type 8 code 0 from 0.0.0.0/0'],
    ],
  },
  {
    name: 'an association of a template',
    code: yaml,
    file: 'template.yaml',
    at: 'Association:',
    about: [[/^Association:/, 'Subnet behind network ACL Acl']],
  },
  {
    name: 'a well-known port of a group',
    code: yaml,
    file: 'template.yaml',
    at: '22\n',
    about: [
      ['22', 'tcp 22: ssh'],
      [/IpProtocol/, 'Group: inbound rule allows tcp 22 from 10.0.0.0/16'],
    ],
  },
  {
    name: 'an instance nobody reaches',
    code: yaml,
    file: 'template.yaml',
    at: 'Web:',
    about: [[/^Web:/, 'Web: an address AWS picks']],
    lines: ['From the internet no port can be reached.'],
  },
  {
    name: 'a block of a template in JSON',
    code: json,
    file: 'template.json',
    at: '172.16',
    about: [
      ['"172.16.0.0/12"', '172.16.0.0/12: 1,048,576 addresses, 172.16.0.0 to 172.31.255.255'],
      [/^"Rule"/, 'inbound rule 100 allows tcp 443 from 172.16.0.0/12'],
    ],
  },
];

describe('explanations', () => {
  for (const { name, code, file, at, about, lines = [] } of cases) {
    it(`tell about ${name}`, () => {
      const { all, text } = explainedAt(cursorBefore(code, at), file);
      assert.deepEqual(
        all.map(({ title }) => title),
        about.map(([, title]) => title),
      );
      for (const [index, { span }] of all.entries()) {
        const spoken = text.slice(span.start, span.end);
        const [expected] = about[index]!;
        if (typeof expected === 'string') assert.equal(spoken, expected);
        else assert.match(spoken, expected);
      }
      for (const line of lines) {
        const told = all[0]!.lines;
        assert.ok(
          told.some((one) => (typeof line === 'string' ? one === line : line.test(one))),
          `${String(line)} is not among\n${told.join('\n')}`,
        );
      }
    });
  }

  it('are not there where there is nothing to say', () => {
    assert.deepEqual(explainedAt(`¦${terraform}`).all, []);
    assert.deepEqual(explainedAt(cursorBefore(terraform, 'aws_internet_gateway.main.id')).all, []);
  });

  it('name who decides before a rule, and only them', () => {
    const [entry] = explainedAt(cursorBefore(terraform, inbound100)).all;
    assert.deepEqual(
      entry!.related.map(({ message }) => message),
      [
        'Decides before it: inbound rule 90 denies tcp 22 from 203.0.113.0/24',
        'Decides before it: inbound rule 95 denies tcp 80 from 0.0.0.0/0',
      ],
    );
    assert.deepEqual(explainedAt(cursorBefore(terraform, outbound100)).all[0]!.related, []);
  });

  it('walk the packets a rule decides: SYN, reply, and the ACK that nobody asked for', () => {
    const walks = explainedAt(cursorBefore(terraform, inbound100)).all[0]!.walks;
    const way =
      '✓ aws_internet_gateway.main → ✓ aws_network_acl.public inbound rule 100 → ✓ aws_security_group.web inbound → ✓ aws_instance.web = allow';
    assert.deepEqual(walks.map(lineOf), [
      `SYN from 198.51.100.7 to aws_instance.web, tcp 443: ${way}`,
      'SYN-ACK back, tcp 50000: ✓ aws_security_group.web (tracked) → ✓ aws_network_acl.public outbound rule 100 → ✓ aws_internet_gateway.main → ✓ 198.51.100.7 = allow',
      `ACK from 198.51.100.7 to aws_instance.web, tcp 443: ${way}`,
    ]);
    assert.deepEqual(
      walks.map(({ doubt }) => doubt !== ''),
      [false, false, true],
    );
  });

  it('walk the connection whose replies a rule for high ports is there for', () => {
    const [syn, reply, own] = explainedAt(cursorBefore(terraform, outbound100)).all[0]!.walks;
    assert.match(lineOf(syn!), /^SYN from 198\.51\.100\.7 to aws_instance\.web, tcp 443: .* = allow$/);
    assert.match(lineOf(reply!), /^SYN-ACK back, tcp 50000: .*outbound rule 100.* = allow$/);
    assert.match(
      lineOf(own!),
      /^SYN and ACK from aws_instance\.web to .*: ✗ aws_security_group\.web outbound = deny$/,
    );
  });

  it('say which packet dies of a deny', () => {
    const walks = explainedAt(cursorBefore(terraform, 'rule_no    = 90')).all[0]!.walks;
    assert.deepEqual(walks.map(lineOf), [
      'SYN and ACK from 203.0.113.10 to aws_instance.web, tcp 22: ✓ aws_internet_gateway.main → ✗ aws_network_acl.public inbound rule 90 = deny',
    ]);
  });

  it('leave open what is not known, with the reason', () => {
    const open = terraform.replace('  default = "203.0.113.0/24"\n', '');
    const [cidr, entry] = explainedAt(cursorBefore(open, 'var.office\n    from')).all;
    assert.equal(cidr!.title, 'a block of addresses that is not known yet');
    assert.deepEqual(cidr!.lines, ['Not known yet: var.office has no default.']);
    assert.ok(entry!.lines.includes('Not known yet: var.office has no default.'));
    assert.deepEqual(entry!.walks, []);
    const [later] = explainedAt(cursorBefore(open, inbound100)).all;
    assert.ok(later!.lines.includes('An earlier rule that is not fully known may decide some of this.'));
  });

  it('tell about each rule that for_each makes', () => {
    const many = `resource "aws_network_acl" "a" {
  vpc_id = "vpc-1"
}
resource "aws_network_acl_rule" "r" {
  for_each       = { "100" = "10.0.0.0/8", "110" = "10.1.0.0/16" }
  network_acl_id = aws_network_acl.a.id
  rule_number    = each.key
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = each.value
  from_port      = 443
  to_port        = 443
}
`;
    const [cidr, rules] = explainedAt(cursorBefore(many, 'each.value')).all;
    assert.match(cidr!.title, /^10\.0\.0\.0\/8: 16,777,216 addresses/);
    assert.ok(cidr!.lines.includes('In other instances: 10.1.0.0/16.'));
    assert.equal(rules!.title, '2 rules made here');
    assert.deepEqual(rules!.lines.slice(0, 2), [
      'inbound rule 100 allows tcp 443 from 10.0.0.0/8: decides tcp 443; no earlier rule takes any of them.',
      'inbound rule 110 allows tcp 443 from 10.1.0.0/16: no tcp packet reaches it: earlier rules decide all its ports.',
    ]);
  });

  it('say when AWS ignores the ports, and when a zero is not all', () => {
    const rule = (protocol: string, from: number, to: number): string => `resource "aws_security_group" "g" {
  vpc_id = "vpc-1"
  ingress {
    protocol    = "${protocol}"
    from_port   = ${from}
    to_port     = ${to}
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;
    const at = (protocol: string, from: number, to: number): string => {
      const [first] = explainedAt(rule(protocol, from, to).replace('from_port   = ', 'from_port   = ¦')).all;
      return [first!.title, ...first!.lines].join(' | ');
    };
    assert.match(at('-1', 0, 0), /^all traffic: these ports are ignored/);
    assert.match(at('tcp', 0, 0), /Port 0 alone, which nothing listens on: not all ports/);
    assert.match(at('icmp', 0, 0), /echo reply.*0 and 0 are echo replies alone/);
    assert.match(at('icmp', -1, -1), /^all icmp: every type and code$/);
    assert.match(at('tcp', 20, 23), /Among them ftp-data \(20\), ftp \(21\), ssh \(22\) and telnet \(23\)/);
  });

  it('tell that nothing is tracked where everybody is admitted and everything may leave', () => {
    const open = terraform.replace(
      'resource "aws_instance"',
      `resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.web.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}
resource "aws_instance"`,
    );
    const [rule] = explainedAt(cursorBefore(open, 'protocol    = "tcp"\n    from_port   = 443')).all;
    assert.ok(
      rule!.lines.some((line) => line.includes('AWS keeps no state: an ACK nobody asked for passes too')),
    );
    assert.match(lineOf(rule!.walks[0]!), /^SYN and ACK from .* = allow$/);
  });
});
