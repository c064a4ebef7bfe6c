/** Security group rules whose peer is a prefix list that AWS keeps (SEMANTICS S33). */
import assert from 'node:assert/strict';
import { parseAddress } from '../../../src/core/net/address.ts';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { connect } from '../../../src/core/probe/connect.ts';
import { Reachability } from '../../../src/core/reach/reachability.ts';
import { Workspace } from '../../../src/core/workspace.ts';
import { publicSubnet } from '../../support/publicSubnet.ts';

const text = `
${publicSubnet}
resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.eu-west-1.s3"
}
resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id
  egress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    prefix_list_ids = [aws_vpc_endpoint.s3.prefix_list_id]
  }
}
resource "aws_security_group" "all" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_instance" "app" {
  subnet_id                   = aws_subnet.public.id
  private_ip                  = "10.0.1.10"
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.app.id]
}
resource "aws_instance" "web" {
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.all.id]
}
`;

describe('a prefix list that AWS keeps, as a peer', () => {
  const workspace = new Workspace();
  workspace.update('main.tf', text);
  const { topology } = workspace.analysisOf('main.tf')!;
  const app = { kind: 'interface', interface: topology.interface('aws_instance.app')! } as const;
  const web = { kind: 'interface', interface: topology.interface('aws_instance.web')! } as const;
  const ask = (host: string) =>
    connect(topology, { from: app, host, port: 443, listening: PortSet.all }).attempts[0]!;

  it('holds nobody of a VPC, whoever AWS’ service is', () => {
    assert.equal(ask('aws_instance.web').outcome, 'timeout');
    assert.equal(ask('10.0.200.1').outcome, 'timeout');
    const { may } = new Reachability(topology).between(app, web, 6).ports;
    assert.ok(may.isEmpty);
  });

  it('is told by a data source that names it', () => {
    const named = text
      .replace('aws_vpc_endpoint.s3.prefix_list_id', 'data.aws_ec2_managed_prefix_list.cdn.id')
      .concat(
        'data "aws_ec2_managed_prefix_list" "cdn" {\n  name = "com.amazonaws.global.cloudfront.origin-facing"\n}\n',
      );
    const other = new Workspace();
    other.update('main.tf', named);
    const { topology: made, network } = other.analysisOf('main.tf')!;
    const from = { kind: 'interface', interface: made.interface('aws_instance.app')! } as const;
    const found = (host: string) =>
      connect(made, { from, host, port: 443, listening: PortSet.all }).attempts[0]!;
    assert.equal(found('aws_instance.web').outcome, 'timeout');
    assert.deepEqual(
      found('52.46.0.1').because.map(({ what }) => what),
      ['com.amazonaws.global.cloudfront.origin-facing'],
    );
    assert.ok(!network.unresolved.some(({ what }) => what.startsWith('data.')));
  });

  it('is not known for any other address', () => {
    const { outcome, because } = ask('52.218.0.1');
    assert.equal(outcome, 'unknown');
    assert.ok(because.some(({ what }) => what === 'com.amazonaws.eu-west-1.s3'));
    const outside = { kind: 'outside', address: parseAddress('52.218.0.1')! } as const;
    const { must, may } = new Reachability(topology).between(app, outside, 6).ports;
    assert.deepEqual([String(must), String(may)], ['', '443']);
  });
});
