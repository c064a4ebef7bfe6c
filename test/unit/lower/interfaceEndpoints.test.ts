import assert from 'node:assert/strict';
import { formatAddress } from '../../../src/core/net/address.ts';
import { ref, resource, show } from './build.ts';
import { both, lines, lowered, sg } from './serviceLines.ts';

describe('an interface endpoint', () => {
  it('has the addresses the code gives it, subnet by subnet', () => {
    const { interfaces } = lowered(
      resource('aws_vpc_endpoint.sqs', {
        vpc_id: ref('aws_vpc.main'),
        vpc_endpoint_type: 'Interface',
        service_name: 'com.amazonaws.eu-west-1.sqs',
        subnet_ids: both,
        security_group_ids: sg,
        subnet_configuration: [{ subnet_id: ref('aws_subnet.a'), ipv4: '10.0.0.77' }],
      }),
    );
    assert.deepEqual(
      interfaces.map(({ address, privateIps }) => [
        address,
        ...privateIps.map((one) => show(one, formatAddress)),
      ]),
      [
        ['aws_vpc_endpoint.sqs[aws_subnet.a]', '10.0.0.77'],
        ['aws_vpc_endpoint.sqs[aws_subnet.b]', '?'],
      ],
    );
  });

  it('is in the subnets its addresses are in, where it names no others', () => {
    const found = lines(
      resource('aws_vpc_endpoint.sqs', {
        vpc_id: ref('aws_vpc.main'),
        vpc_endpoint_type: 'Interface',
        service_name: 'com.amazonaws.eu-west-1.sqs',
        security_group_ids: sg,
        subnet_configuration: [{ subnet_id: ref('aws_subnet.b'), ipv4: '10.0.1.77' }],
      }),
    );
    assert.deepEqual(found, [
      'aws_vpc_endpoint.sqs[aws_subnet.b] in aws_subnet.b, aws_security_group.sg, inbound only, 6/443',
    ]);
  });
});
