import assert from 'node:assert/strict';
import { scenarios } from '../conformance/reference.ts';
import { codeOf } from '../conformance/scenario.ts';
import { cli, refuses } from './cli.ts';
import { folder } from './folder.ts';
import { mismatches } from './schema.ts';

const [open] = codeOf(scenarios['open']!);
const [closed] = codeOf(scenarios['s1-nacl-in-none']!);
const [ephemeral] = codeOf(scenarios['s2-nacl-in-ephemeral']!);
const second = `
resource "aws_instance" "db" {
  subnet_id              = aws_subnet.main.id
  private_ip             = "10.0.1.30"
  vpc_security_group_ids = [aws_security_group.main.id]
}
`;

const nodes = (inbound: string): string => `
variable "cluster" {}
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_subnet" "nodes" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}
resource "aws_network_acl" "nodes" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.nodes.id]
  ${inbound}
}
resource "aws_security_group" "main" {
  vpc_id = aws_vpc.main.id
  egress {
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
    security_groups = [var.cluster]
  }
  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_instance" "web" {
  subnet_id              = aws_subnet.main.id
  private_ip             = "10.0.1.20"
  vpc_security_group_ids = [aws_security_group.main.id]
}
resource "aws_instance" "node" {
  subnet_id              = aws_subnet.nodes.id
  private_ip             = "10.0.2.30"
  vpc_security_group_ids = [aws_security_group.main.id]
}
`;
const everything =
  'rule_no = 100\n action = "allow"\n cidr_block = "0.0.0.0/0"\n protocol = "-1"\n from_port = 0\n to_port = 0';

interface ConnectJson {
  readonly outcome: string;
  readonly certainty: string;
  readonly because: readonly { readonly what: string }[];
  readonly packets: readonly {
    readonly packet: string;
    readonly flags: string;
    readonly leg: string;
    readonly walk: readonly { readonly verdict: string }[];
  }[];
  readonly text: string;
}

describe('ackscope connect', () => {
  const at = folder({
    'open/main.tf': open!.text + second,
    'half/main.tf': open!.text.replace('0.0.0.0/0', '0.0.0.0/1'),
    'closed/main.tf': closed!.text,
    'ephemeral/main.tf': ephemeral!.text,
    'nodes/main.tf': nodes(''),
    'open-nodes/main.tf': nodes(`ingress {\n ${everything}\n }\n egress {\n ${everything}\n }`),
  });

  const connect = (line: string): ReturnType<typeof cli> => cli(['connect', ...line.split(' ')], at.path);
  const json = (line: string): ConnectJson => {
    const result = connect(`${line} --format json`);
    assert.equal(result.code, 0, result.stderr);
    const value = JSON.parse(result.stdout) as ConnectJson;
    assert.deepEqual(mismatches(value, 'connect'), []);
    return value;
  };

  const cases: readonly (readonly [line: string, outcome: string, flags: string])[] = [
    [
      'open --from aws_instance.web --to aws_instance.db 5432 --listening 5432',
      'connected',
      'SYN,SYN-ACK,ACK',
    ],
    ['open --from aws_instance.web --to 10.0.1.30 5432 --listening 22', 'refused', 'SYN,RST-ACK'],
    ['open --from 10.0.1.20 --to aws_instance.db 5432', 'unknown', 'SYN,SYN-ACK,ACK'],
    ['open --from aws_instance.web --to 198.51.100.7 443', 'connected', 'SYN,SYN-ACK,ACK'],
    ['open --from aws_instance.web --to 2001:db8::7 443', 'network-unreachable', ''],
    ['open --from aws_instance.web --to 198.51.100.7 443 --listening 80', 'refused', 'SYN,RST-ACK'],
    ['closed --from aws_instance.web --to 198.51.100.7 443', 'timeout', 'SYN,SYN-ACK'],
    ['open --from 198.51.100.7 --to aws_instance.web 22 --listening 22', 'connected', 'SYN,SYN-ACK,ACK'],
    ['open --from 198.51.100.7 --to 10.0.1.20 23 --listening 22', 'refused', 'SYN,RST-ACK'],
    ['open --from 198.51.100.7 --to 10.0.1.20 22 --listening none', 'refused', 'SYN,RST-ACK'],
    ['closed --from 198.51.100.7 --to aws_instance.web 22', 'timeout', 'SYN'],
    ['open --from 2001:db8::7 --to aws_instance.web 22', 'network-unreachable', ''],
    ['closed --from aws_instance.web --to google.com 80', 'timeout', 'SYN,SYN-ACK'],
    ['open --from internet --to aws_instance.web 22 --listening 22', 'connected', 'SYN,SYN-ACK,ACK'],
    ['open --from internet --to 10.0.1.20 23 --listening 22', 'refused', 'SYN,RST-ACK'],
    ['closed --from internet --to aws_instance.web 22', 'timeout', 'SYN'],
  ];
  for (const [line, outcome, flags] of cases) {
    it(`${line}: ${outcome}`, () => {
      const value = json(line);
      assert.deepEqual([value.outcome, value.packets.map((packet) => packet.flags).join()], [outcome, flags]);
      assert.match(value.text, /^Ncat: Version 7\.93 /);
    });
  }

  it('connects from the internet only where it does from everywhere', () => {
    const { text, because, packets } = json('open --from internet --to aws_instance.web 22 --listening 22');
    assert.deepEqual(because, []);
    assert.match(packets[0]!.packet, /^SYN 198\.51\.100\.7:\d+ → 10\.0\.1\.20:22$/);
    assert.match(text, /Connected/);
    // One half of all addresses may come in.
    const half = json('half --from internet --to aws_instance.web 22 --listening 22');
    assert.deepEqual(
      [half.outcome, half.because.map(({ what }) => what)],
      ['unknown', ["the client's address"]],
    );
    assert.equal(json('half --from 200.0.0.1 --to aws_instance.web 22 --listening 22').outcome, 'timeout');
    refuses(connect('open --from internet --to google.com 80'), /--to: there is no google\.com in the code/);
  });

  it('times out where what is not known could not change that', () => {
    // A group as clusters have it, for what a module outside calls its nodes; and no rule in the network ACL of the nodes.
    const line = 'nodes --from aws_instance.web --to aws_instance.node 443 --listening 443';
    const { outcome, certainty, because, packets } = json(line);
    assert.deepEqual([outcome, certainty, because], ['timeout', 'proved', []]);
    assert.deepEqual(
      packets.map(({ walk }) => walk.map(({ verdict }) => verdict)),
      [['unknown', 'allow', 'allow', 'deny']],
    );
    assert.doesNotMatch(connect(line).stdout, /var\./);
    const open = json(line.replace('nodes', 'open-nodes'));
    assert.deepEqual([open.outcome, open.because.map(({ what }) => what)], ['unknown', ['var.cluster']]);
  });

  it('takes the ports the client comes from', () => {
    // Replies get in to ports above 1023 alone.
    const outcome = (flags: string): string =>
      json(`ephemeral --from aws_instance.web --to 198.51.100.7 443${flags}`).outcome;
    assert.deepEqual(
      ['', ' -p 1023', ' -p 1024', ' --source-port 65535', ' -p 1000-1999', ' -p 32768-60999'].map(outcome),
      ['connected', 'timeout', 'connected', 'connected', 'unknown', 'connected'],
    );
    const [because] = json('ephemeral --from aws_instance.web --to 198.51.100.7 -p 1000-1999 443').because;
    assert.equal(because!.what, "the client's ephemeral port");
    const line = 'ephemeral --from aws_instance.web --to 198.51.100.7 443';
    refuses(connect(`${line} -p 0x50`), /-p: 0x50 is no port/);
    refuses(connect(`${line} -p U:53`), /-p U:53 names no TCP port/);
  });

  it('sends a datagram with -u', () => {
    const line = 'open --from 198.51.100.7 --to aws_instance.web -u';
    const refused = json(`${line} 53 --listening U:123`);
    assert.deepEqual(
      [refused.outcome, refused.packets.map(({ leg }) => leg).join()],
      ['refused', 'request,reply'],
    );
    assert.match(refused.packets[1]!.packet, /^icmp /);
    const answered = connect(`${line} 53 --listening U:53 --client nc`);
    assert.match(
      answered.stdout,
      /^Connection to aws_instance\.web \(10\.0\.1\.20\) 53 port \[udp\/domain\] succeeded!\n/,
    );
    assert.equal(json('closed --from aws_instance.web --to 198.51.100.7 -u -z 53').outcome, 'timeout');
    assert.equal(json(`${line} 53 --listening U:53 -p U:53`).outcome, 'connected');
    refuses(connect(`${line} 53 -p T:53`), /-p T:53 names no UDP port/);
    refuses(connect(`${line} 53 --nmap-version 7.80`), /what Ncat 7\.80 prints with -u is not simulated/);
  });

  it('connects over one family where asked to', () => {
    const said = (flags: string): string => connect(`open --from aws_instance.web ${flags} 80`).stdout;
    assert.match(
      said('-4 --to google.com'),
      /^Ncat: Version .*\nNcat: Connected to google\.com \(IPv4\):80\.\n/,
    );
    assert.match(said('-6 --to google.com'), /^Ncat: Version .*\nNcat: Network is unreachable\.\n\n/);
    assert.match(
      said('-6 -v -w 1 -z --to 198.51.100.7,2001:db8::7'),
      /^Ncat: Version .*\nNcat: Network is unreachable\.\n\n/,
    );
    const line = 'open --from aws_instance.web';
    refuses(connect(`${line} --to 2001:db8::7 -4 80`), /holds no IPv4 address, and -4 asks for one/);
    refuses(connect(`${line} --to aws_instance.db -6 80`), /aws_instance\.db has no IPv6 address/);
    refuses(connect(`${line} --to google.com -4 -6 80`), /-4 and -6 exclude each other/);
  });

  it('shows the way of every packet behind what ncat says', () => {
    const { code, stdout } = connect('closed --from aws_instance.web --to google.com 80');
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^Ncat: Version .*\nNcat: Connection to google\.com \(IPv4\) failed: TIMEOUT\.\nNcat: Trying next address\.\.\.\nNcat: Network is unreachable\.\n\n/,
    );
    assert.match(stdout, /^ {2}SYN 10\.0\.1\.20:\d+ → \S+:80$/m);
    assert.match(
      stdout,
      /^ {4}deny {4}network ACL aws_network_acl\.main: inbound rule \* .* \(closed\/main\.tf:\d+:1\)$/m,
    );
  });

  const translated = folder({
    'main.tf': `
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_subnet" "public" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}
resource "aws_eip" "nat" {}
resource "aws_nat_gateway" "nat" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public.id
}
resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.nat.id
  }
}
resource "aws_route_table_association" "private" {
  subnet_id      = aws_subnet.private.id
  route_table_id = aws_route_table.private.id
}
resource "aws_instance" "app" {
  subnet_id  = aws_subnet.private.id
  private_ip = "10.0.2.10"
}
`,
  });

  it('fits its schema whatever is on the way', () => {
    const line = 'connect . --from aws_instance.app --to 203.0.113.9 443 --format json';
    const { stdout } = cli(line.split(' '), translated.path);
    assert.match(stdout, /"nat-gateway"/);
    assert.deepEqual(mismatches(JSON.parse(stdout), 'connect'), []);
  });
});
