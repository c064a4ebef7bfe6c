import assert from 'node:assert/strict';
import type { VpcPeeringConnection } from '../../../src/core/aws/network.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { cloud, outcome, prober, type CloudText } from '../../support/cloud.ts';
import { place, type GroupRuleText } from '../../support/networks.ts';

interface Parts {
  readonly connection?: Partial<VpcPeeringConnection>;
  readonly rules?: readonly GroupRuleText[];
  readonly back?: boolean;
  readonly more?: Partial<CloudText>;
  readonly peerCidr?: string;
}

/** `app` in `vpc` and `db` in `peer`, joined; `igw` and NAT in the peer's VPC. */
function peered({ connection = {}, rules, back = true, peerCidr = '10.1.0.0/16' }: Parts = {}) {
  return prober(
    cloud({
      vpcs: { vpc: ['10.0.0.0/16'], peer: [peerCidr], third: ['10.2.0.0/16'] },
      subnets: {
        app: {
          cidr: '10.0.1.0/24',
          routes: { '10.1.0.0/16': 'pcx', '10.2.0.0/16': 'pcx', '0.0.0.0/0': 'pcx' },
        },
        db: {
          vpc: 'peer',
          cidr: peerCidr.replace('0.0/16', '1.0/24'),
          routes: back ? { '10.0.0.0/16': 'pcx', '0.0.0.0/0': 'igw' } : {},
        },
        far: { vpc: 'third', cidr: '10.2.1.0/24' },
      },
      hosts: [
        { name: 'app', subnet: 'app', ip: '10.0.1.10' },
        { name: 'db', subnet: 'db', ip: peerCidr.replace('0.0/16', '1.20'), groups: ['db-sg'] },
        { name: 'far', subnet: 'far', ip: '10.2.1.30' },
      ],
      groups: {
        'db-sg': { vpc: 'peer', rules: rules ?? [{ direction: 'inbound' }, { direction: 'outbound' }] },
      },
      also: {
        vpcPeeringConnections: [
          {
            address: 'pcx',
            origin: place(8, 'pcx'),
            requester: known('vpc'),
            accepter: known('peer'),
            active: known(true),
            crossRegion: known(false),
            ...connection,
          },
        ],
      },
    }),
  );
}

const open = unknown('var.peer', 'has no default');
const ofSg: readonly GroupRuleText[] = [
  { direction: 'inbound', peer: 'group:sg' },
  { direction: 'outbound' },
];

describe('a VPC peering connection (R15)', () => {
  const cases: readonly (readonly [string, Parts, string])[] = [
    ['active, with routes on both sides', {}, 'allow'],
    ['no route back', { back: false }, 'deny REPLY_NO_ROUTE_TO_DESTINATION db-routes'],
    ['not accepted', { connection: { active: known(false) } }, 'deny BAD_STATE pcx'],
    ['perhaps accepted', { connection: { active: open } }, 'unknown UNKNOWN_REPLY_BAD_STATE pcx'],
    ['of other VPCs', { connection: { requester: known('third') } }, 'deny NO_PATH pcx'],
    ['with an unknown end', { connection: { accepter: open } }, 'unknown UNKNOWN_UNSUPPORTED_COMPONENT pcx'],
    ['a group named in one Region (S29)', { rules: ofSg }, 'allow'],
    [
      'a group named across Regions (S29)',
      { rules: ofSg, connection: { crossRegion: known(true) } },
      'deny ENI_SG_RULES_MISMATCH db-sg',
    ],
    [
      'a group named across what may be Regions',
      { rules: ofSg, connection: { crossRegion: open } },
      'unknown UNKNOWN_ENI_SG_RULES_MISMATCH db-sg',
    ],
    ['blocks hold across Regions', { connection: { crossRegion: known(true) } }, 'allow'],
  ];
  for (const [name, parts, expected] of cases) {
    it(`${name}: ${expected}`, () => {
      assert.equal(outcome(peered(parts).talk('app', 'db')), expected);
    });
  }

  const told: readonly (readonly [string, Parts, string])[] = [
    ['leads', {}, 'VPC peering connection pcx: leads to peer'],
    [
      'is not accepted',
      { connection: { active: known(false) } },
      'VPC peering connection pcx: is not accepted, so it carries nothing',
    ],
    [
      'may be',
      { connection: { active: open } },
      'VPC peering connection pcx: cannot be told whether it is accepted, because var.peer has no default',
    ],
    [
      'joins others',
      { connection: { requester: known('third') } },
      'VPC peering connection pcx: does not join vpc',
    ],
  ];
  for (const [name, parts, expected] of told) {
    it(`says that it ${name}`, () => {
      const { hops } = peered(parts).talk('app', 'db').request;
      assert.equal(hops.find(({ checkpoint }) => checkpoint === 'vpc-peering-connection')!.text, expected);
    });
  }

  it('says who it does not lead to', () => {
    const { talk } = peered();
    const last = (to: string) => talk('app', to).request.hops.at(-1)!.text;
    assert.equal(last('far'), 'VPC peering connection pcx: leads to peer, and 10.2.1.30 is not there');
    assert.equal(
      last('10.1.99.9'),
      '10.1.99.9: cannot be told, because 10.1.99.9 lies in peer, which pcx leads to, and belongs to no interface of the code there',
    );
  });

  it('does not lead on to a third VPC, nor to the other one’s internet gateway', () => {
    const { talk } = peered();
    assert.equal(outcome(talk('app', 'far')), 'deny PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx');
    assert.equal(outcome(talk('app', '203.0.113.9')), 'deny PCX_REQUIRES_ADDRESS_IN_VPC_CIDR pcx');
  });

  it('leads to nobody the code knows for an address that is nobody’s there', () => {
    assert.equal(
      outcome(peered().talk('app', '10.1.99.9')),
      'unknown UNKNOWN_UNSUPPORTED_COMPONENT 10.1.99.9',
    );
  });

  it('between VPCs with one block carries nothing: what is local stays local', () => {
    const { talk } = peered({ peerCidr: '10.0.0.0/16' });
    assert.equal(talk('app', 'db').verdict, 'unknown');
  });

  it('outside the code is unknown', () => {
    const made = peered().topology.network;
    const { talk } = prober({ ...made, vpcPeeringConnections: [] });
    assert.equal(outcome(talk('app', 'db')), 'unknown UNKNOWN_UNSUPPORTED_COMPONENT pcx');
  });

  it('to a VPC outside the code is unknown', () => {
    const made = peered({ connection: { accepter: known('vpc-0123') } }).topology.network;
    const { talk } = prober(made);
    assert.equal(outcome(talk('app', '10.1.99.9')), 'unknown UNKNOWN_UNSUPPORTED_COMPONENT pcx');
  });
});
