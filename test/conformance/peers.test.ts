/**
 * What other tools get wrong, one case each, from Terraform text to nmap's states: order, protocols, halves of the
 * internet, the leg of the reply and the ports it comes back to.
 */
import assert from 'node:assert/strict';
import { parseAddress } from '../../src/core/net/address.ts';
import { ephemeralPorts } from '../../src/core/net/ephemeralPorts.ts';
import { tcp } from '../../src/core/net/protocol.ts';
import { PortSet } from '../../src/core/net/portSet.ts';
import { scan } from '../../src/core/probe/scan.ts';
import { Reachability } from '../../src/core/reach/reachability.ts';
import { replyLoss } from '../../src/core/reach/replyLoss.ts';
import type { Topology } from '../../src/core/reach/topology.ts';
import { Workspace } from '../../src/core/workspace.ts';

/** `100 allow tcp 22 0.0.0.0/0`. */
type Entry = string;

interface Case {
  /** Entries of the network ACL; everything both ways when left out. */
  readonly ingress?: readonly Entry[];
  readonly egress?: readonly Entry[];
  /** Resources beside the network ACL that add entries: `ingress 90 deny tcp 22 0.0.0.0/0`. */
  readonly separate?: readonly string[];
  /** Rules of the group: `tcp 0-65535 0.0.0.0/0`. Everything when left out. */
  readonly group?: readonly string[];
}

const everything = ['100 allow -1 0 0.0.0.0/0'];

function fields(text: string): { readonly from: string; readonly to: string } {
  const [from = '0', to = from] = text.split('-');
  return { from, to };
}

function entry(direction: string, text: Entry): string {
  const [number, action, protocol, ports = '0', cidr = ''] = text.split(' ');
  const { from, to } = fields(ports);
  const family = cidr.includes(':') ? 'ipv6_cidr_block' : 'cidr_block';
  return `${direction} {\n rule_no = ${number}\n action = "${action}"\n protocol = "${protocol}"\n ${family} = "${cidr}"\n from_port = ${from}\n to_port = ${to}\n}`;
}

function separate(text: string, index: number): string {
  const [direction, number, action, protocol, ports = '0', cidr = ''] = text.split(' ');
  const { from, to } = fields(ports);
  return `resource "aws_network_acl_rule" "r${index}" {\n network_acl_id = aws_network_acl.main.id\n egress = ${direction === 'egress'}\n rule_number = ${number}\n rule_action = "${action}"\n protocol = "${protocol}"\n cidr_block = "${cidr}"\n from_port = ${from}\n to_port = ${to}\n}`;
}

function rule(text: string): string {
  const [protocol, ports = '0', cidr = ''] = text.split(' ');
  const { from, to } = fields(ports);
  const family = cidr.includes(':') ? 'ipv6_cidr_blocks' : 'cidr_blocks';
  return `ingress {\n protocol = "${protocol}"\n from_port = ${from}\n to_port = ${to}\n ${family} = ["${cidr}"]\n}`;
}

function topologyOf({ ingress = everything, egress = everything, separate: more = [], group }: Case): Topology {
  const open = ['-1 0 0.0.0.0/0', '-1 0 ::/0'];
  const workspace = new Workspace();
  workspace.update(
    'main.tf',
    `
resource "aws_vpc" "main" {
  cidr_block      = "10.0.0.0/16"
  ipv6_cidr_block = "2001:db8:1::/56"
}
resource "aws_subnet" "main" {
  vpc_id          = aws_vpc.main.id
  cidr_block      = "10.0.1.0/24"
  ipv6_cidr_block = "2001:db8:1::/64"
}
resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table" "main" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
  route {
    ipv6_cidr_block = "::/0"
    gateway_id      = aws_internet_gateway.main.id
  }
}
resource "aws_route_table_association" "main" {
  subnet_id      = aws_subnet.main.id
  route_table_id = aws_route_table.main.id
}
resource "aws_network_acl" "main" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.main.id]
  ${ingress.map((text) => entry('ingress', text)).join('\n')}
  ${egress.map((text) => entry('egress', text)).join('\n')}
}
${more.map(separate).join('\n')}
resource "aws_security_group" "main" {
  vpc_id = aws_vpc.main.id
  ${(group ?? open).map(rule).join('\n')}
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_instance" "web" {
  subnet_id                   = aws_subnet.main.id
  private_ip                  = "10.0.1.20"
  ipv6_addresses              = ["2001:db8:1::20"]
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.main.id]
}
`,
  );
  return workspace.analysisOf('main.tf')!.topology;
}

/** The state of one port to an ACK scan. */
function state(of: Case, port: number, from = '198.51.100.7', sourcePort = 40000): string {
  const topology = topologyOf(of);
  const { targets } = scan(topology, {
    type: 'ack',
    targets: [topology.interface('aws_instance.web')!],
    from: { kind: 'address', address: parseAddress(from)! },
    ports: PortSet.of({ first: port, last: port }),
    sourcePort,
  });
  return targets[0]!.results[0]!.state;
}

/** The initiator's ports that replies to TCP get back to. */
function replyPorts(of: Case) {
  const topology = topologyOf(of);
  const from = { kind: 'outside', address: parseAddress('198.51.100.7')! } as const;
  const to = { kind: 'interface', interface: topology.interface('aws_instance.web')! } as const;
  return new Reachability(topology).between(from, to, tcp).replyPorts;
}

describe('what other tools get wrong', () => {
  it('a rule for tcp 0-65535 opens port 22, though 22 is not written in it', () => {
    assert.equal(state({ group: ['tcp 0-65535 0.0.0.0/0'] }, 22), 'unfiltered');
    assert.equal(state({ group: ['tcp 20-25 0.0.0.0/0'] }, 22), 'unfiltered');
    assert.equal(state({ group: ['udp 0-65535 0.0.0.0/0'] }, 22), 'filtered');
  });

  it('two /1 halves are the whole internet', () => {
    const halves = { group: ['tcp 22 0.0.0.0/1', 'tcp 22 128.0.0.0/1'] };
    assert.deepEqual(
      ['1.2.3.4', '127.255.255.254', '128.0.0.1', '198.51.100.7'].map((from) => state(halves, 22, from)),
      ['unfiltered', 'unfiltered', 'unfiltered', 'unfiltered'],
    );
  });

  it('a deny of udp 22 does not close tcp 22', () => {
    const ingress = ['90 deny udp 22 0.0.0.0/0', ...everything];
    assert.equal(state({ ingress }, 22), 'unfiltered');
    assert.equal(state({ ingress: ['90 deny tcp 22 0.0.0.0/0', ...everything] }, 22), 'filtered');
  });

  it('a deny in a resource of its own counts, by its number and not by where it is written', () => {
    assert.equal(state({ separate: ['ingress 90 deny tcp 22 0.0.0.0/0'] }, 22), 'filtered');
    assert.equal(state({ separate: ['ingress 110 deny tcp 22 0.0.0.0/0'] }, 22), 'unfiltered');
  });

  it('a lower-numbered deny wins, and a higher-numbered one never does', () => {
    const deny = '200 deny tcp 22 0.0.0.0/0';
    assert.equal(state({ ingress: [deny, '300 allow -1 0 0.0.0.0/0'] }, 22), 'filtered');
    assert.equal(state({ ingress: [deny, '100 allow -1 0 0.0.0.0/0'] }, 22), 'unfiltered');
  });

  it('a way out for port 65535 alone answers who asks from there, and nobody else', () => {
    const egress = ['100 allow tcp 65535 0.0.0.0/0'];
    assert.equal(state({ egress }, 443, '198.51.100.7', 65535), 'unfiltered');
    assert.equal(state({ egress }, 443), 'filtered');
    assert.equal(replyPorts({ egress }).may.toString(), '65535');
  });

  it('a way out for 1024-65535 answers every client', () => {
    const ports = replyPorts({ egress: ['100 allow tcp 1024-65535 0.0.0.0/0'] });
    for (const initiator of ['linux', 'windows', 'macos', 'nat-gateway', 'load-balancer', 'lambda', 'nmap'] as const)
      assert.equal(replyLoss(ports, initiator).share, 0, initiator);
  });

  it('a way out for 49152-65534 answers 99.99 % of Windows, and no less', () => {
    const loss = replyLoss(replyPorts({ egress: ['100 allow tcp 49152-65534 0.0.0.0/0'] }), 'windows');
    assert.equal(loss.lost.toString(), '65535');
    assert.equal(loss.share, 1 / ephemeralPorts.windows.size);
    assert.equal((100 * (1 - loss.share)).toFixed(2), '99.99');
  });

  it('a way out for 0-1023 answers nobody', () => {
    const egress = ['100 allow tcp 0-1023 0.0.0.0/0'];
    assert.equal(replyLoss(replyPorts({ egress }), 'linux').share, 1);
    assert.equal(state({ egress }, 443), 'filtered');
  });

  it('an inbound allow without a way out is no way in', () => {
    assert.equal(state({ ingress: ['100 allow tcp 443 0.0.0.0/0'], egress: [] }, 443), 'filtered');
  });

  it('a way out for 443 is for packets to port 443, not for replies from it', () => {
    assert.equal(state({ egress: ['100 allow tcp 443 0.0.0.0/0'] }, 443), 'filtered');
  });

  it('0.0.0.0/0 says nothing about IPv6', () => {
    const group = ['-1 0 0.0.0.0/0', '-1 0 ::/0'];
    const acl = { group, ingress: everything, egress: [...everything, '101 allow -1 0 ::/0'] };
    assert.equal(state(acl, 443, '2001:db8:9::7'), 'filtered');
    const both = { ...acl, ingress: [...everything, '101 allow -1 0 ::/0'] };
    assert.equal(state(both, 443, '2001:db8:9::7'), 'unfiltered');
    assert.equal(state({ ...both, group: ['-1 0 0.0.0.0/0'] }, 443, '2001:db8:9::7'), 'filtered');
  });
});
