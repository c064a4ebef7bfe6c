import assert from 'node:assert/strict';
import type { Packet } from '../../../src/core/net/packet.ts';
import { walk } from '../../../src/core/reach/walk.ts';
import { cloud, prober } from '../../support/cloud.ts';
import { ip } from '../../support/networks.ts';

describe('a walk of one packet', () => {
  const { topology, end } = prober(
    cloud({
      subnets: {
        app: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat:nat' } },
        edge: { cidr: '10.0.8.0/24', routes: { '0.0.0.0/0': 'igw' } },
      },
      hosts: [
        { name: 'app', subnet: 'app', ip: '10.0.1.10' },
        {
          name: 'nat',
          subnet: 'edge',
          ip: '10.0.8.9',
          publicIp: '54.0.0.9',
          kind: 'nat-gateway',
          groups: [],
        },
      ],
    }),
  );
  const [app, stranger] = [end('app'), end('203.0.113.9')];
  const addressOf = (text: string) => {
    const at = end(text);
    return at.kind === 'outside' ? at.address : { ...ip('10.0.1.10'), holder: at.interface.address };
  };
  const request: Packet = { source: addressOf('app'), destination: addressOf('203.0.113.9'), protocol: 1 };

  it('goes back over the NAT gateway that a request came by, and over no gateway without one', () => {
    const there = walk(topology, request, app, stranger, 'request');
    assert.equal(there.walk.verdict, 'allow');
    const { source, destination } = there.flows.seen;
    assert.equal(source.holder, 'nat');
    const reply: Packet = { source: destination, destination: source, protocol: 1 };
    const back = walk(topology, reply, stranger, app, 'reply', { flows: there.flows });
    assert.equal(back.walk.verdict, 'allow');
    assert.deepEqual(back.walk.hops.at(-1)?.component, 'app');
    const alone = walk(topology, reply, stranger, app, 'reply');
    assert.notEqual(alone.walk.verdict, 'allow');
  });

  it('asks the groups of a request, whatever an earlier one left behind', () => {
    const { flows } = walk(topology, request, app, stranger, 'request');
    const again = walk(topology, request, app, stranger, 'request', { flows });
    assert.equal(again.walk.leg, 'request');
    assert.deepEqual(
      again.walk.hops.map(({ component }) => component),
      walk(topology, request, app, stranger, 'request').walk.hops.map(({ component }) => component),
    );
  });
});
