import assert from 'node:assert/strict';
import { describedNetwork, eni, type Outputs } from '../../support/describeFolder.ts';
import { at, entryLine, ruleLine, show } from './build.ts';

const acl = (...entries: readonly object[]): Outputs => ({
  NetworkAcls: [
    {
      NetworkAclId: 'acl-1',
      VpcId: 'vpc-1',
      IsDefault: false,
      Associations: [{ NetworkAclId: 'acl-1', SubnetId: 'subnet-1' }],
      Entries: entries,
    },
  ],
});
const entry = { RuleNumber: 100, Egress: false, Protocol: '6', RuleAction: 'allow', CidrBlock: '0.0.0.0/0' };
const permission = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22 };
const groups = (permissions: object): Outputs => ({
  SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'web', VpcId: 'vpc-1', ...permissions }],
});

describe('describe-network-acls', () => {
  const cases: readonly (readonly [what: string, written: object, line: string])[] = [
    ['a port range', { PortRange: { From: 80, To: 90 } }, '100 allow 6 80-90 0.0.0.0/0'],
    ['all protocols', { Protocol: '-1' }, '100 allow -1 * 0.0.0.0/0'],
    ['ICMP of one type', { Protocol: '1', IcmpTypeCode: { Type: 8, Code: -1 } }, '100 allow 1 8/* 0.0.0.0/0'],
    ['all ICMP', { Protocol: '1', IcmpTypeCode: { Type: -1, Code: -1 } }, '100 allow 1 * 0.0.0.0/0'],
    ['ICMPv6 to an IPv4 block', { Protocol: '58' }, '100 allow 58 * 0.0.0.0/0'],
    ['another protocol', { Protocol: '50', PortRange: { From: 1, To: 2 } }, '100 allow 50 * 0.0.0.0/0'],
  ];
  for (const [what, written, line] of cases)
    it(`has ${what}`, () => {
      const { inbound, refused } = describedNetwork(acl({ ...entry, ...written })).networkAcls[0]!;
      assert.deepEqual([inbound.map(entryLine), refused], [[line], []]);
    });

  it('are sorted by number and direction, without the two entries that are *', () => {
    const all = { ...entry, Protocol: '-1' };
    const { inbound, outbound, isDefault, vpc } = describedNetwork(
      acl(
        { ...all, RuleNumber: 32767, RuleAction: 'deny' },
        { ...all, RuleNumber: 200 },
        { ...all, RuleNumber: 32768, RuleAction: 'deny', CidrBlock: undefined, Ipv6CidrBlock: '::/0' },
        { ...all, RuleNumber: 100, Egress: true },
        { ...all, RuleNumber: 32766, RuleAction: 'deny' },
        { ...all, RuleNumber: 5 },
      ),
    ).networkAcls[0]!;
    assert.deepEqual(
      [inbound, outbound].map((list) => list.map(({ ruleNumber }) => show(ruleNumber))),
      [['5', '200', '32766'], ['100']],
    );
    assert.deepEqual([isDefault, show(vpc)], [false, 'vpc-1']);
  });

  it('refuse what no AWS would say', () => {
    for (const wrong of [{ Protocol: 'tcp' }, { RuleAction: 'maybe' }, { CidrBlock: '10.0.0.300/8' }, {}]) {
      const { inbound, refused } = describedNetwork(acl({ ...entry, ...wrong })).networkAcls[0]!;
      assert.deepEqual([inbound.length, refused.length], [0, 1]);
    }
  });
});

describe('describe-security-groups', () => {
  it('make one rule of each peer, and add none', () => {
    const { rules, refused, open } = describedNetwork(
      groups({
        IpPermissions: [
          {
            ...permission,
            IpRanges: [{ CidrIp: '10.0.0.0/8' }, { CidrIp: '192.0.2.0/24', Description: 'office' }],
            Ipv6Ranges: [{ CidrIpv6: '::/0' }],
            PrefixListIds: [{ PrefixListId: 'pl-1' }],
            UserIdGroupPairs: [{ GroupId: 'sg-2', UserId: '123456789012' }],
          },
          { IpProtocol: '-1', IpRanges: [], UserIdGroupPairs: [{ GroupId: 'sg-1' }] },
          { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
          { IpProtocol: 'icmpv6', Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
        ],
        IpPermissionsEgress: [],
      }),
    ).securityGroups[0]!;
    assert.deepEqual(rules.map(ruleLine), [
      'inbound 6 22-22 10.0.0.0/8',
      'inbound 6 22-22 192.0.2.0/24',
      'inbound 6 22-22 ::/0',
      'inbound 6 22-22 pl-1',
      'inbound 6 22-22 sg-2',
      'inbound -1 * sg-1',
      'inbound 1 8/* 0.0.0.0/0',
      'inbound 58 * ::/0',
    ]);
    assert.deepEqual([refused, open], [[], undefined]);
  });

  it('have stale references that match nothing', () => {
    const pair = (PeeringStatus: string) => ({ GroupId: 'sg-2', VpcId: 'vpc-2', PeeringStatus });
    const { rules, refused } = describedNetwork(
      groups({ IpPermissions: [{ ...permission, UserIdGroupPairs: [pair('active'), pair('deleted')] }] }),
    ).securityGroups[0]!;
    assert.deepEqual([rules.length, refused.length], [1, 1]);
    assert.match(refused[0]!.refused!.why, /whose peering is deleted/);
  });

  it('may be read from their single rules, the groups of which are then whole', () => {
    const rule = { GroupId: 'sg-1', SecurityGroupRuleId: 'sgr-1', IsEgress: false, ...permission };
    const network = describedNetwork({
      SecurityGroupRules: [
        { ...rule, CidrIpv4: '10.0.0.0/8' },
        {
          ...rule,
          SecurityGroupRuleId: 'sgr-2',
          IpProtocol: '-1',
          FromPort: -1,
          ToPort: -1,
          CidrIpv6: '::/0',
        },
        { ...rule, SecurityGroupRuleId: 'sgr-3', IsEgress: true, PrefixListId: 'pl-1' },
        { ...rule, SecurityGroupRuleId: 'sgr-4', ReferencedGroupInfo: { GroupId: 'sg-9' } },
      ],
      NetworkInterfaces: [eni(), eni({ NetworkInterfaceId: 'eni-2', Groups: [{ GroupId: 'sg-2' }] })],
    });
    assert.deepEqual(at(network.securityGroups, 'sg-1').rules.map(ruleLine), [
      'inbound 6 22-22 10.0.0.0/8',
      'inbound -1 * ::/0',
      'outbound 6 22-22 pl-1',
      'inbound 6 22-22 sg-9',
    ]);
    // No rule of it is listed among all there are.
    const without = at(network.securityGroups, 'sg-2');
    assert.deepEqual([without.rules, without.open], [[], undefined]);
  });
});
