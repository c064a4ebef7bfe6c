import assert from 'node:assert/strict';
import { cli, refuses } from './cli.ts';
import { folder } from './folder.ts';
import { mismatches } from './schema.ts';

const code = `
variable "admin_cidr" {}
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_route_table" "main" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
resource "aws_route_table_association" "main" {
  subnet_id      = aws_subnet.main.id
  route_table_id = aws_route_table.main.id
}
resource "aws_network_acl" "main" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.main.id]
  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    cidr_block = "0.0.0.0/0"
    from_port  = 1024
    to_port    = 65535
  }
  egress {
    rule_no    = 110
    action     = "allow"
    protocol   = "icmp"
    cidr_block = "0.0.0.0/0"
    icmp_type  = -1
    icmp_code  = -1
    from_port  = 0
    to_port    = 0
  }
}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
  ingress {
    protocol    = "tcp"
    from_port   = 8080
    to_port     = 8090
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["203.0.113.0/24"]
  }
  ingress {
    protocol    = "icmp"
    from_port   = 8
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    protocol    = "tcp"
    from_port   = 9000
    to_port     = 9000
    cidr_blocks = [var.admin_cidr]
  }
}
resource "aws_instance" "web" {
  subnet_id                   = aws_subnet.main.id
  private_ip                  = "10.0.1.20"
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.web.id]
}
resource "aws_instance" "db" {
  subnet_id              = aws_subnet.main.id
  private_ip             = "10.0.1.30"
  vpc_security_group_ids = [aws_security_group.web.id]
}
`;

interface ReachJson {
  readonly pairs: readonly {
    readonly from: { readonly address: string };
    readonly to: { readonly address: string };
    readonly protocols: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  }[];
  readonly unresolved: readonly { readonly what: string }[];
}

describe('ackscope reach', () => {
  const vpn = code
    .replace('resource "aws_route_table" "main" {', '$&\n  propagating_vgws = [aws_vpn_gateway.main.id]')
    .concat('resource "aws_vpn_gateway" "main" { vpc_id = aws_vpc.main.id }\n');
  const at = folder({ 'main.tf': code, 'vpn/main.tf': vpn });
  const reach = (line: string): ReturnType<typeof cli> => cli(['reach', ...line.split(' ')], at.path);

  it('writes a line for a pair, with what its replies pass back to', () => {
    const { code: exit, stdout } = reach('main.tf --from internet --to aws_instance.web');
    assert.equal(exit, 0);
    assert.deepEqual(stdout.split('\n'), [
      'internet → aws_instance.web  tcp 8080-8090, perhaps 9000 (replies 1024-65535); icmp 8/0',
      '203.0.113.0/24 → aws_instance.web  tcp 22,8080-8090, perhaps 9000 (replies 1024-65535); icmp 8/0',
      '',
      'Not known: var.admin_cidr has no default',
      '',
    ]);
  });

  it('gives the same as JSON that fits its schema', () => {
    const { stdout } = reach('main.tf --from internet --to aws_instance.web --format json');
    const value = JSON.parse(stdout) as ReachJson;
    assert.deepEqual(mismatches(value, 'reach'), []);
    const [internet] = value.pairs;
    assert.deepEqual(internet?.protocols, {
      tcp: {
        ports: '8080-8090',
        replyPorts: '1024-65535',
        certainty: 'unknown',
        possible: { ports: '8080-8090,9000', replyPorts: '1024-65535' },
      },
      udp: { ports: '', replyPorts: '', certainty: 'proved', possible: null },
      icmp: { types: '8/0', replyTypes: '*', certainty: 'proved', possible: null },
      other: { ports: '', replyPorts: '', certainty: 'proved', possible: null },
    });
    assert.deepEqual(
      value.unresolved.map(({ what }) => what),
      ['var.admin_cidr'],
    );
  });

  it('asks no network ACL between hosts of one subnet, and none reaches itself', () => {
    const { stdout } = reach('main.tf --from 10.0.1.20 --format json');
    const value = JSON.parse(stdout) as ReachJson;
    const inside = value.pairs.filter(({ to }) => to.address.startsWith('aws_'));
    assert.deepEqual(
      inside.map(({ to }) => to.address),
      ['aws_instance.db'],
    );
    // Terraform's groups have no egress unless they say so.
    assert.equal(inside[0]?.protocols['tcp']?.['ports'], '');
  });

  it('starts at an address outside the code', () => {
    const { stdout } = reach('main.tf --from 203.0.113.9 --to aws_instance.web');
    assert.match(stdout, /^203\.0\.113\.9 → aws_instance\.web {2}tcp 22,8080-8090, /);
    assert.match(
      reach('main.tf --from internet --to aws_instance.db').stdout,
      /^internet → aws_instance\.db {2}nothing\n$/,
    );
  });

  it('says what passes on an assumption only', () => {
    // A virtual private gateway may announce a longer route back than the one to the internet.
    const { stdout } = reach('vpn --from 198.51.100.7 --to aws_instance.web');
    assert.equal(
      stdout.split('\n')[0],
      '198.51.100.7 → aws_instance.web  tcp 8080-8090, perhaps 9000 (replies 1024-65535) (assumed); icmp 8/0 (assumed)',
    );
    const value = JSON.parse(
      reach('vpn --from 198.51.100.7 --to aws_instance.web --format json').stdout,
    ) as ReachJson;
    assert.deepEqual(mismatches(value, 'reach'), []);
    const { tcp, udp, icmp } = value.pairs[0]!.protocols;
    assert.deepEqual(
      [tcp, udp, icmp].map((protocol) => protocol!['certainty']),
      ['unknown', 'proved', 'assumed'],
    );
    // Within the VPC the local route is as sure as ever.
    assert.doesNotMatch(reach('vpn --from aws_instance.db --to aws_instance.web').stdout, /assumed/);
  });

  it('refuses what it cannot read', () => {
    refuses(cli(['reach'], at.path), /reach needs the path/);
    refuses(reach('main.tf --to aws_instance.wbe'), /--to: .* did you mean aws_instance\.web\?/);
    refuses(reach('main.tf --format xml'), /--format xml is unknown: text or json/);
  });
});

describe('ackscope reach in a VPC whose IPv6 block AWS chooses', () => {
  const dualStack = `
resource "aws_vpc" "main" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = true
}
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_default_route_table" "main" {
  default_route_table_id = aws_vpc.main.default_route_table_id
  route {
    ipv6_cidr_block = "::/0"
    gateway_id      = aws_internet_gateway.main.id
  }
}
resource "aws_subnet" "main" {
  vpc_id          = aws_vpc.main.id
  cidr_block      = "10.0.1.0/24"
  ipv6_cidr_block = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 1)
}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
  ingress {
    protocol         = "tcp"
    from_port        = 443
    to_port          = 443
    ipv6_cidr_blocks = ["::/0"]
  }
}
resource "aws_instance" "web" {
  subnet_id              = aws_subnet.main.id
  ipv6_address_count     = 1
  vpc_security_group_ids = [aws_security_group.web.id]
}
`;
  const at = folder({ 'main.tf': dualStack });

  it('knows that replies to the internet leave by the gateway, as no host there is in that block (R7)', () => {
    const { stdout } = cli(['reach', '.', '--from', 'internet'], at.path);
    assert.match(stdout, /^internet → aws_instance\.web \(IPv6\) +tcp 443 \(replies 0-65535\)$/m);
    assert.doesNotMatch(stdout, /Not known/);
  });

  const unknownBlock = dualStack
    .replace('["::/0"]', 'var.admins')
    .replace(
      '  route {',
      '  route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.main.id\n  }\n  route {',
    )
    .replace('ipv6_address_count ', 'associate_public_ip_address = true\n  ipv6_address_count ')
    .concat('variable "admins" {}\n');
  const other = folder({ 'main.tf': unknownBlock });

  it('leaves IPv4 out where a rule names IPv6 blocks that are not known (S10)', () => {
    const { stdout } = cli(['reach', '.', '--from', 'internet'], other.path);
    assert.match(stdout, /^internet → aws_instance\.web +nothing$/m);
    assert.match(stdout, /^internet → aws_instance\.web \(IPv6\) +tcp perhaps 443/m);
  });
});
