import assert from 'node:assert/strict';
import type { Network } from '../../../src/core/aws/network.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, filters, lastHop, outcome, prober, type CloudText } from '../../support/cloud.ts';
import { cidr, place, type EntryText } from '../../support/networks.ts';

const stranger = '203.0.113.9';

/** An instance whose default route leads to `target`, and a box in another subnet. */
function routed(target: string, more: Partial<Network> = {}, box: CloudText['hosts'][number]['also'] = {}) {
  return prober(
    cloud({
      subnets: {
        web: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': target } },
        box: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'igw' } },
      },
      hosts: [
        { name: 'app', subnet: 'web', ip: '10.0.1.10', publicIp: '54.0.0.1' },
        { name: 'near', subnet: 'web', ip: '10.0.1.11', also: box },
        { name: 'box', subnet: 'box', ip: '10.0.2.9', publicIp: '54.0.0.2', groups: ['from-app'], also: box },
      ],
      groups: {
        'from-app': {
          rules: [{ direction: 'inbound', peer: '10.0.1.0/24', protocol: 6 }, { direction: 'outbound' }],
        },
      },
      also: more,
    }),
  );
}

describe('a route', () => {
  it('to a blackhole wins and drops (R13)', () => {
    const { request } = routed('blackhole').talk('app', stranger);
    const last = request.hops.at(-1)!;
    assert.deepEqual(
      [last.checkpoint, last.code, last.component, last.rule],
      ['route-table', 'BAD_STATE_ROUTE', 'web-routes', '0.0.0.0/0'],
    );
    assert.match(last.text, /goes nowhere, as what it led to is gone/);
  });

  it('back to a blackhole drops the reply', () => {
    assert.equal(outcome(routed('blackhole').talk(stranger, 'app')), 'deny REPLY_BAD_STATE_ROUTE web-routes');
  });

  it('to a component that is not modelled is unknown, and names it', () => {
    assert.equal(
      outcome(routed('other:vgw').talk('app', stranger)),
      'unknown UNKNOWN_UNSUPPORTED_COMPONENT vgw',
    );
    assert.equal(
      outcome(routed('?').talk('app', stranger)),
      'unknown UNKNOWN_NO_ROUTE_TO_DESTINATION web-routes',
    );
  });

  it('beside routes a virtual private gateway may add is assumed (R4)', () => {
    const propagating = [known('vgw')];
    const made = routed('igw').topology.network;
    const tables = made.routeTables.map((table) => ({ ...table, propagating }));
    const { talk } = prober({ ...made, routeTables: tables });
    assert.equal(outcome(talk('app', stranger)), 'allow assumed');
    assert.equal(outcome(talk('app', 'box')), 'allow');
    assert.equal(outcome(talk('app', '192.168.1.1')), 'unknown UNKNOWN_NO_ROUTE_TO_DESTINATION web-routes');
  });
});

describe('an instance as next hop', () => {
  it('with the source/destination check on drops what is for others (S13)', () => {
    const conversation = routed('eni:box').talk('app', stranger);
    assert.equal(outcome(conversation), 'deny ENI_SOURCE_DEST_CHECK_RESTRICTION box');
    assert.deepEqual(filters(conversation), ['sg out', 'web-acl out', 'box-acl in']);
  });

  it('forwards as its own system is configured with the check off', () => {
    const conversation = routed('eni:box', {}, { sourceDestCheck: known(false) }).talk('app', stranger);
    assert.equal(outcome(conversation), 'unknown UNKNOWN_UNSUPPORTED_COMPONENT box');
    assert.deepEqual(filters(conversation), ['sg out', 'web-acl out', 'box-acl in', 'from-app in']);
    assert.match(conversation.because[0]!.why, /forwards as its own system is configured/);
  });

  it('is filtered by its own groups first', () => {
    const { talk } = routed('eni:box', {}, { sourceDestCheck: known(false) });
    assert.equal(outcome(talk('app', stranger, { protocol: 17 })), 'deny ENI_SG_RULES_MISMATCH from-app');
  });

  it('is unknown where the check is', () => {
    const { talk } = routed('eni:box', {}, { sourceDestCheck: unknown('var.check', 'has no default') });
    assert.equal(outcome(talk('app', stranger)), 'unknown UNKNOWN_ENI_SOURCE_DEST_CHECK_RESTRICTION box');
    assert.match(lastHop(talk('app', stranger)).text, /because var\.check has no default/);
  });

  it('in the same subnet is reached without leaving it (N23)', () => {
    assert.deepEqual(filters(routed('eni:near').talk('app', stranger)), ['sg out']);
  });

  it('outside the code is unknown', () => {
    assert.equal(
      outcome(routed('eni:far').talk('app', stranger)),
      'unknown UNKNOWN_UNSUPPORTED_COMPONENT far',
    );
  });

  it('gets what is its own', () => {
    const made = routed('igw').topology.network;
    const tables = made.routeTables.map((table) =>
      table.address === 'web-routes'
        ? {
            ...table,
            routes: [
              ...table.routes,
              {
                destination: known(cidr('10.0.2.0/24')),
                target: known({ kind: 'interface', interface: 'box' } as const),
                resource: 'routes',
                origin: place(2),
              },
            ],
          }
        : table,
    );
    const conversation = prober({ ...made, routeTables: tables }).talk('app', 'box');
    assert.equal(outcome(conversation), 'allow');
    // Its subnet’s network ACL is met all the same (N26).
    assert.deepEqual(filters(conversation).slice(0, 4), [
      'sg out',
      'web-acl out',
      'box-acl in',
      'from-app in',
    ]);
  });
});

describe('a gateway endpoint (R14)', () => {
  const endpoint = (
    service: string,
    routes: Readonly<Record<string, string>>,
    inbound?: readonly EntryText[],
  ) =>
    prober(
      cloud({
        subnets: { web: { cidr: '10.0.1.0/24', routes, ...(inbound === undefined ? {} : { inbound }) } },
        hosts: [{ name: 'app', subnet: 'web', ip: '10.0.1.10' }],
        also: {
          gatewayEndpoints: [
            {
              address: 'vpce',
              origin: place(9),
              vpc: known('vpc'),
              service: known(`com.amazonaws.eu-west-1.${service}`),
            },
          ],
        },
      }),
    );
  const s3 = () => endpoint('s3', { '52.218.0.0/17': 'vpce' });

  it('takes TCP to the service and brings the answer, with no public address', () => {
    const conversation = s3().talk('app', '52.218.1.1');
    assert.equal(outcome(conversation), 'allow');
    assert.deepEqual(filters(conversation), ['sg out', 'web-acl out', 'web-acl in']);
    assert.deepEqual(
      conversation.reply!.hops.map(({ checkpoint }) => checkpoint),
      ['gateway-endpoint', 'network-acl', 'security-group', 'interface'],
    );
  });

  it('needs a network ACL entry for the service’s addresses on the way back (N34)', () => {
    const shut = endpoint('s3', { '52.218.0.0/17': 'vpce' }, [{ cidr: '10.0.0.0/16' }]);
    assert.equal(outcome(shut.talk('app', '52.218.1.1')), 'deny REPLY_SUBNET_ACL_RESTRICTION web-acl');
  });

  for (const [protocol, expected] of [
    [6, 'allow'],
    [1, 'allow'],
    [17, 'deny VPCE_GATEWAY_PROTOCOL_RESTRICTION vpce'],
    [50, 'deny VPCE_GATEWAY_PROTOCOL_RESTRICTION vpce'],
  ] as const) {
    it(`protocol ${protocol}: ${expected}`, () => {
      assert.equal(outcome(s3().talk('app', '52.218.1.1', { protocol })), expected);
    });
  }

  it('takes no other ICMP than echo', () => {
    const ping = (type: number) =>
      s3().talk('app', '52.218.1.1', {
        protocol: 1,
        icmp: { request: { type, code: 0 }, reply: { type: 0, code: 0 } },
      });
    assert.equal(outcome(ping(8)), 'allow');
    assert.equal(outcome(ping(9)), 'deny VPCE_GATEWAY_PROTOCOL_RESTRICTION vpce');
    assert.equal(lastHop(ping(13)).text, 'gateway endpoint vpce: takes TCP and ICMP echo only');
  });

  it('is where the code says on both legs', () => {
    const { request, reply } = s3().talk('app', '52.218.1.1');
    for (const leg of [request, reply!])
      assert.deepEqual(
        leg.hops.find(({ checkpoint }) => checkpoint === 'gateway-endpoint')!.origin,
        place(9),
      );
  });

  it('outside the code is unknown', () => {
    const gone = endpoint('s3', { '52.218.0.0/17': 'vpce:other' });
    assert.equal(outcome(gone.talk('app', '52.218.1.1')), 'unknown UNKNOWN_UNSUPPORTED_COMPONENT other');
  });

  it('is always tracked for DynamoDB, and by its rules for S3 (S17)', () => {
    const ack = { requestFlags: 'ACK', replyFlags: 'RST' } as const;
    assert.equal(outcome(s3().talk('app', '52.218.1.1', ack)), 'allow');
    const dynamo = endpoint('dynamodb', { '52.218.0.0/17': 'vpce' });
    assert.equal(outcome(dynamo.talk('app', '52.218.1.1', ack)), 'allow assumed');
  });
});

describe('over a middlebox', () => {
  /** From `app` to `db` in another subnet, where routes lead over `box`. */
  const over = (outbound: string, inbound: string) =>
    outcome(
      prober(
        cloud({
          subnets: {
            app: { cidr: '10.0.1.0/24', routes: { '10.0.3.0/24': 'eni:box' } },
            box: { cidr: '10.0.2.0/24' },
            db: { cidr: '10.0.3.0/24' },
          },
          hosts: [
            { name: 'app', subnet: 'app', ip: '10.0.1.10', groups: ['app-sg'] },
            {
              name: 'box',
              subnet: 'box',
              ip: '10.0.2.9',
              groups: ['box-sg'],
              also: { sourceDestCheck: known(false) },
            },
            { name: 'db', subnet: 'db', ip: '10.0.3.10', groups: ['db-sg'] },
          ],
          groups: {
            'app-sg': { rules: [{ direction: 'outbound', peer: outbound }] },
            'box-sg': { rules: [{ direction: 'inbound', peer: inbound }] },
            'db-sg': { rules: [] },
          },
        }),
      ).talk('app', 'db'),
    );

  it('groups are known by addresses only, on both sides of it (S30)', () => {
    assert.equal(over('10.0.3.0/24', '10.0.1.0/24'), 'unknown UNKNOWN_UNSUPPORTED_COMPONENT box');
    assert.equal(over('group:db-sg', '10.0.1.0/24'), 'deny ENI_SG_RULES_MISMATCH app-sg');
    assert.equal(over('10.0.3.0/24', 'group:app-sg'), 'deny ENI_SG_RULES_MISMATCH box-sg');
  });
});
