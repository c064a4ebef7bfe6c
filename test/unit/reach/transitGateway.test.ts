import assert from 'node:assert/strict';
import { Reachability } from '../../../src/core/reach/reachability.ts';
import { known, type Maybe } from '../../../src/core/value/value.ts';
import { filters, outcome, prober } from '../../support/cloud.ts';
import { cidr, place, type GroupRuleText } from '../../support/networks.ts';
import { joined, open, toTgw, type Parts } from './twoVpcs.ts';

describe('a transit gateway', () => {
  it('filters by halves at the subnets of its attachments (N31)', () => {
    const conversation = joined().talk('app', 'db');
    assert.equal(outcome(conversation), 'allow');
    assert.deepEqual(filters(conversation), [
      'sg out',
      'app-acl out',
      'door-acl in',
      'hatch-acl out',
      'db-acl in',
      'db-sg in',
      'db-acl out',
      'hatch-acl in',
      'door-acl out',
      'app-acl in',
    ]);
  });

  it('for instances in the attachment’s subnet: both ways out, none in (N32)', () => {
    assert.deepEqual(filters(joined().talk('neighbour', 'behind')), [
      'sg out',
      'door-acl out',
      'door-acl in',
      'sg in',
      'hatch-acl out',
      'hatch-acl in',
    ]);
  });

  const route = (block: string, target: Maybe<string> | 'blackhole') => ({
    destination: block === '?' ? open : known(cidr(block)),
    target,
    origin: place(23),
  });
  const cases: readonly (readonly [string, Parts, string])[] = [
    [
      'a written route before a propagated one',
      { table: { routes: [route('10.1.0.0/16', 'blackhole')] } },
      'deny TGW_RTB_BAD_STATE_ROUTE table',
    ],
    [
      'a longer written route',
      { table: { routes: [route('10.1.1.0/24', 'blackhole')] } },
      'deny TGW_RTB_BAD_STATE_ROUTE table',
    ],
    ['a shorter one loses', { table: { routes: [route('10.0.0.0/8', 'blackhole')] } }, 'allow'],
    [
      'written routes alone',
      {
        table: {
          propagations: [],
          routes: [route('10.1.0.0/16', known('there')), route('10.0.0.0/16', known('here'))],
        },
      },
      'allow',
    ],
    [
      'no route',
      { table: { propagations: [known('here')] } },
      'deny TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT table',
    ],
    [
      'no route back',
      { table: { propagations: [known('there')] } },
      'deny REPLY_TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT table',
    ],
    [
      'a route to what the code does not know',
      { table: { routes: [route('10.1.1.0/24', known('vpn'))] } },
      'unknown UNKNOWN_UNSUPPORTED_COMPONENT vpn',
    ],
    [
      'a route whose target is not known',
      { table: { routes: [route('10.1.1.0/24', open)] } },
      'unknown UNKNOWN_TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT table',
    ],
    [
      'a route whose block is not known',
      { table: { routes: [route('?', known('there'))] } },
      'unknown UNKNOWN_TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT table',
    ],
    [
      'a propagation that is not known',
      { table: { propagations: [known('here'), known('there'), open] } },
      'unknown UNKNOWN_TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT table',
    ],
    [
      'a propagation of what is outside',
      { table: { propagations: [known('here'), known('there'), known('vpn')] } },
      'unknown UNKNOWN_TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT table',
    ],
    [
      'routes that are not read',
      { table: { open: open.because } },
      'unknown UNKNOWN_TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT table',
    ],
    [
      'no association',
      { here: { routeTable: undefined } },
      'deny TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION tgw',
    ],
    [
      'none on the way back',
      { there: { routeTable: undefined } },
      'deny REPLY_TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION tgw',
    ],
    ['an association not known', { here: { routeTable: open } }, 'unknown UNKNOWN_UNSUPPORTED_COMPONENT tgw'],
    [
      'a table outside the code',
      { here: { routeTable: known('tgw-rtb-1') } },
      'unknown UNKNOWN_UNSUPPORTED_COMPONENT tgw-rtb-1',
    ],
    ['no attachment', { here: { vpc: known('third') } }, 'deny NO_PATH tgw'],
    [
      'an attachment of what may be this VPC',
      { here: { vpc: open } },
      'unknown UNKNOWN_UNSUPPORTED_COMPONENT tgw',
    ],
    ['an attachment to another gateway', { here: { gateway: known('tgw2') } }, 'deny NO_PATH tgw'],
    [
      'an attachment to a gateway not known',
      { here: { gateway: open } },
      'unknown UNKNOWN_UNSUPPORTED_COMPONENT tgw',
    ],
    [
      'a zone without attachment (R16)',
      { subnets: { app: { cidr: '10.0.1.0/24', zone: 'b', routes: toTgw } } },
      'deny TGW_ATTACH_VPC_AZ_RESTRICTION tgw',
    ],
    [
      'a zone nobody names',
      { subnets: { app: { cidr: '10.0.1.0/24', routes: toTgw } } },
      'unknown UNKNOWN_UNSUPPORTED_COMPONENT here',
    ],
    [
      'a zone that is not known',
      { subnets: { door: { cidr: '10.0.9.0/28', zone: '?', routes: toTgw } } },
      'unknown UNKNOWN_UNSUPPORTED_COMPONENT here',
    ],
    [
      'no zone served on the way back',
      { subnets: { db: { vpc: 'other', cidr: '10.1.1.0/24', zone: 'b', routes: toTgw } } },
      'deny REPLY_TGW_ATTACH_VPC_AZ_RESTRICTION tgw',
    ],
    [
      'an attachment with an unknown subnet',
      { here: { subnets: [open] } },
      'unknown UNKNOWN_UNSUPPORTED_COMPONENT here',
    ],
    [
      'several subnets, one in the zone',
      {
        there: { subnets: [known('db'), known('hatch')] },
        subnets: { db: { vpc: 'other', cidr: '10.1.1.0/24', zone: 'b', routes: toTgw } },
      },
      'allow',
    ],
    [
      'a network ACL of the attachment’s subnet, inbound',
      { subnets: { door: { cidr: '10.0.9.0/28', zone: 'a', routes: toTgw, inbound: [] } } },
      'deny SUBNET_ACL_RESTRICTION door-acl',
    ],
    [
      'its outbound entries are for what comes back',
      { subnets: { door: { cidr: '10.0.9.0/28', zone: 'a', routes: toTgw, outbound: [] } } },
      'deny REPLY_SUBNET_ACL_RESTRICTION door-acl',
    ],
  ];
  for (const [name, parts, expected] of cases) {
    it(`${name}: ${expected}`, () => {
      assert.equal(outcome(joined(parts).talk('app', 'db')), expected);
    });
  }

  it('comes out of any subnet of the attachment where they are alike, else that is unknown', () => {
    const made = joined({ there: { subnets: [known('hatch'), known('hatch2')] } }).topology.network;
    const hatch = made.subnets.find(({ address }) => address === 'hatch')!;
    const twin = { ...hatch, address: 'hatch2', cidrs: [known(cidr('10.1.9.16/28'))] };
    const zones = [hatch, twin].map((subnet) => ({ ...subnet, availabilityZone: known('c') }));
    const others = made.subnets.filter((subnet) => subnet !== hatch);
    const alike = { ...made, subnets: [...others, ...zones] };
    assert.equal(prober(alike).talk('app', 'db').request.verdict, 'allow');
    const [first, second] = zones;
    const apart = { ...made, subnets: [...others, first!, { ...second!, networkAcl: known('db-acl') }] };
    assert.equal(outcome(prober(apart).talk('app', 'db')), 'unknown UNKNOWN_UNSUPPORTED_COMPONENT there');
    assert.equal(outcome(prober(alike).talk('app', 'behind')), 'unknown UNKNOWN_UNSUPPORTED_COMPONENT there');
  });

  const ofSg: readonly GroupRuleText[] = [
    { direction: 'inbound', peer: 'group:sg' },
    { direction: 'outbound' },
  ];
  const references: readonly (readonly [string, Parts, string])[] = [
    ['set on the gateway and both attachments', {}, 'allow'],
    [
      'off on the gateway',
      { gateway: { groupReferencing: known(false) } },
      'deny ENI_SG_RULES_MISMATCH db-sg',
    ],
    [
      'off on one attachment',
      { there: { groupReferencing: known(false) } },
      'deny ENI_SG_RULES_MISMATCH db-sg',
    ],
    ['not known', { gateway: { groupReferencing: open } }, 'unknown UNKNOWN_ENI_SG_RULES_MISMATCH db-sg'],
    [
      'not known but off elsewhere',
      { gateway: { groupReferencing: open }, here: { groupReferencing: known(false) } },
      'deny ENI_SG_RULES_MISMATCH db-sg',
    ],
  ];
  for (const [name, parts, expected] of references) {
    it(`inbound rules may name a group, ${name}: ${expected} (S29)`, () => {
      assert.equal(outcome(joined({ ...parts, rules: ofSg }).talk('app', 'db')), expected);
    });
  }

  it('outbound rules may not (S29)', () => {
    assert.equal(
      outcome(joined({ appGroups: ['to-db'] }).talk('app', 'db')),
      'deny ENI_SG_RULES_MISMATCH to-db',
    );
  });

  it('leave open rules that name a group of several VPCs, where they carry no references (S35)', () => {
    const associated = (group: string, alsoIn: string, parts: Parts) => {
      const made = joined(parts).topology.network;
      const securityGroups = made.securityGroups.map((one) =>
        one.address === group ? { ...one, alsoIn: [known(alsoIn)] } : one,
      );
      const { talk, topology, end } = prober({ ...made, securityGroups });
      const { ports } = new Reachability(topology).between(end('app'), end('db'), 6);
      const found = talk('app', 'db');
      assert.deepEqual(
        [ports.must.has(443), ports.may.has(443)],
        [found.verdict === 'allow', found.verdict !== 'deny'],
      );
      return found;
    };
    const off = { gateway: { groupReferencing: known(false) }, rules: ofSg };
    const inbound = associated('sg', 'other', off);
    assert.equal(inbound.verdict, 'unknown');
    assert.match(inbound.because[0]!.why, /^is associated with several VPCs/);
    assert.equal(associated('sg', 'other', { rules: ofSg }).verdict, 'allow');
    assert.equal(associated('to-db', 'other', off).verdict, 'deny');
    assert.equal(associated('db-sg', 'vpc', { appGroups: ['to-db'] }).verdict, 'unknown');
  });

  it('names the VPC whose blocks would say where its routes lead', () => {
    const { verdict, because } = joined({ there: { vpc: known('vpc-0123') } }).talk('app', 'db').request;
    assert.equal(verdict, 'unknown');
    assert.deepEqual(
      because.map(({ what, why }) => `${what} ${why}`),
      ['vpc-0123 is a VPC outside the code, so its blocks are not known'],
    );
  });

  it('outside the code is unknown', () => {
    const made = joined().topology.network;
    assert.equal(
      outcome(prober({ ...made, transitGateways: [] }).talk('app', 'db')),
      'unknown UNKNOWN_UNSUPPORTED_COMPONENT tgw',
    );
  });
});
