import assert from 'node:assert/strict';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { ephemeralPorts } from '../../../src/core/net/ephemeralPorts.ts';
import { replyDrops } from '../../../src/core/reach/replyDrops.ts';
import { cloud, prober } from '../../support/cloud.ts';
import type { EntryText } from '../../support/networks.ts';

const replies = (ports: string): readonly EntryText[] => [{ protocol: 6, ports }];
const requests: EntryText = { number: 50, protocol: 6, ports: '443' };

const hosts = [
  { name: 'app', subnet: 'app', ip: '10.0.1.10' },
  { name: 'db', subnet: 'db', ip: '10.0.2.10' },
];
const https = { family: 'ipv4', port: 443, initiators: ['linux'] } as const;

/** The network ACLs that drop replies from `db` to `app` in another subnet, each with what Linux clients lose there. */
function drops(out: string, back: string): readonly string[] | undefined {
  const { topology, end } = prober(
    cloud({
      subnets: {
        app: { cidr: '10.0.1.0/24', inbound: replies(back) },
        db: { cidr: '10.0.2.0/24', inbound: [requests], outbound: replies(out) },
      },
      hosts,
    }),
  );
  const connection = { ...https, from: end('app'), to: end('db') };
  return replyDrops(topology, connection)?.map(({ acl, direction, losses, conversation }) => {
    const { component, verdict } = conversation.reply!.hops.at(-1)!;
    assert.deepEqual([component, verdict], [acl.address, 'deny'], 'its walk ends there');
    return `${acl.address} ${direction} ${losses.map(({ lost }) => lost.toString()).join()}`;
  });
}

describe('the network ACLs that drop a part of the replies', () => {
  it('are none where all come back', () => {
    assert.equal(ephemeralPorts.linux.toString(), '32768-60999');
    assert.deepEqual(drops('1024-65535', '1024-65535'), []);
    assert.deepEqual(drops('32768-60999', '32768-60999'), []);
  });

  it('are those of both subnets, each proved by a reply that gets as far', () => {
    assert.deepEqual(drops('40000-65535', '1024-65535'), ['db-acl outbound 32768-39999']);
    assert.deepEqual(drops('1024-65535', '50000-65535'), ['app-acl inbound 32768-49999']);
    assert.deepEqual(drops('40000-65535', '50000-65535'), [
      'db-acl outbound 32768-39999',
      'app-acl inbound 32768-49999',
    ]);
  });

  it('are not those whose part another one has dropped before', () => {
    assert.deepEqual(drops('50000-65535', '40000-65535'), ['db-acl outbound 32768-49999']);
  });

  it('are not told where no reply comes back at all', () => {
    assert.equal(drops('22', '1024-65535'), undefined);
    assert.equal(drops('32768-40000', '50000-65535'), undefined);
  });

  it('are not told of who picks no port', () => {
    const { topology, end } = prober(
      cloud({
        subnets: { app: { cidr: '10.0.1.0/24' }, db: { cidr: '10.0.2.0/24' } },
        hosts,
      }),
    );
    const connection = { ...https, from: end('app'), to: end('db') };
    assert.deepEqual(replyDrops(topology, connection), []);
    const picks = { ...ephemeralPorts, linux: PortSet.none };
    assert.equal(replyDrops(topology, { ...connection, picks }), undefined);
  });
});
