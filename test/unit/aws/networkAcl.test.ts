import assert from 'node:assert/strict';
import type { Packet } from '../../../src/core/net/packet.ts';
import { judgeNetworkAcl, networkAclPorts } from '../../../src/core/aws/networkAcl.ts';
import { ip, network, type EntryText } from '../../support/networks.ts';

const tcpTo = (destinationPort: number, source = '203.0.113.9'): Packet => ({
  source: ip(source),
  destination: source.includes(':') ? ip('2600:1f18::5') : ip('10.0.12.197'),
  protocol: 6,
  sourcePort: 40000,
  destinationPort,
});
const icmp = (icmpType: number, icmpCode: number): Packet => ({
  source: ip('203.0.113.9'),
  destination: ip('10.0.12.197'),
  protocol: 1,
  icmpType,
  icmpCode,
});

function judge(inbound: readonly EntryText[], packet: Packet) {
  const { verdict, entry, because } = judgeNetworkAcl(
    network({ inbound }).networkAcls[0]!,
    'inbound',
    packet,
  );
  const rule =
    entry === undefined
      ? '?'
      : entry === '*'
        ? '*'
        : entry.ruleNumber.kind === 'known'
          ? entry.ruleNumber.value
          : '?';
  return { verdict, rule, because: because.map((reason) => reason.what) };
}

const tcp22 = { protocol: 6, ports: '22' };

describe('a network ACL', () => {
  const decided: readonly [string, readonly EntryText[], Packet, 'allow' | 'deny', number | '*'][] = [
    ['denies by * when it has no entries (N20)', [], tcpTo(22), 'deny', '*'],
    [
      'lets the lowest number decide (N1)',
      [{ number: 200 }, { number: 100, action: 'deny', ...tcp22 }],
      tcpTo(22),
      'deny',
      100,
    ],
    [
      'lets an early allow shadow a later deny',
      [{ number: 100 }, { number: 200, action: 'deny' }],
      tcpTo(22),
      'allow',
      100,
    ],
    ['opens port 22 by tcp 0-65535', [{ protocol: 6, ports: '0-65535' }], tcpTo(22), 'allow', 100],
    [
      'takes two halves for the whole internet',
      [
        { number: 1, cidr: '0.0.0.0/1' },
        { number: 2, cidr: '128.0.0.0/1' },
      ],
      tcpTo(22),
      'allow',
      2,
    ],
    [
      'does not let a deny of udp close tcp',
      [{ number: 1, action: 'deny', protocol: 17, ports: '22' }, { number: 2 }],
      tcpTo(22),
      'allow',
      2,
    ],
    ['ends ranges inclusively', [{ protocol: 6, ports: '20-22' }], tcpTo(22), 'allow', 100],
    ['does not reach past a range', [{ protocol: 6, ports: '20-21' }], tcpTo(22), 'deny', '*'],
    ['does not start before a range', [{ protocol: 6, ports: '23-30' }], tcpTo(22), 'deny', '*'],
    ['reads 0-0 as port 0 only (N13)', [{ protocol: 6, ports: '0' }], tcpTo(22), 'deny', '*'],
    ['keeps IPv4 and IPv6 apart (N7)', [{}], tcpTo(22, '2001:db8::7'), 'deny', '*'],
    ['judges IPv6 by IPv6 blocks', [{ cidr: '::/0' }], tcpTo(22, '2001:db8::7'), 'allow', 100],
    [
      'matches an ICMP type with any code (N14)',
      [{ protocol: 1, icmp: { type: 3 } }],
      icmp(3, 4),
      'allow',
      100,
    ],
    [
      'does not match another ICMP code',
      [{ protocol: 1, icmp: { type: 3, code: 1 } }],
      icmp(3, 4),
      'deny',
      '*',
    ],
    [
      'does not read 0/0 as all ICMP (P1)',
      [{ protocol: 1, icmp: { type: 0, code: 0 } }],
      icmp(8, 0),
      'deny',
      '*',
    ],
  ];
  for (const [name, entries, packet, verdict, rule] of decided) {
    it(name, () => {
      assert.deepEqual(judge(entries, packet), { verdict, rule, because: [] });
    });
  }

  const open: readonly [string, readonly EntryText[], 'allow' | 'deny' | 'unknown', readonly string[]][] = [
    ['an unknown block before *', [{ cidr: '?' }], 'unknown', ['var.cidr']],
    ['an unknown block that could only confirm', [{ number: 1, cidr: '?' }, { number: 2 }], 'allow', []],
    ['an unknown deny that could only confirm *', [{ cidr: '?', action: 'deny' }], 'deny', []],
    ['an unknown port of another protocol', [{ protocol: 17, ports: '?' }], 'deny', []],
    [
      'an unknown number of a rule that matches',
      [{ number: '?', action: 'deny' }, { number: 100 }],
      'unknown',
      ['var.number'],
    ],
    ['an unknown number that changes nothing', [{ number: '?' }, { number: 100 }], 'allow', []],
    ['nothing of an unknown number where no other entry matches', [{ number: '?' }], 'allow', []],
    [
      'only the action of one that matches wherever it stands',
      [{ number: '?', action: '?' }],
      'unknown',
      ['var.action'],
    ],
    [
      'the numbers of two that disagree, and never *',
      [{ number: '?' }, { number: '?', action: 'deny' }],
      'unknown',
      ['var.number'],
    ],
    ['an unknown action', [{ action: '?' }], 'unknown', ['var.action']],
    ['an unknown action behind a decision', [{ number: 1 }, { number: 2, action: '?' }], 'allow', []],
    [
      'nothing of what stands behind a decision',
      [{ number: 1, action: 'deny', cidr: '?' }, { number: 2 }, { number: 3, action: '?' }],
      'unknown',
      ['var.cidr'],
    ],
    ['an entry that may not exist', [{ exists: '?' }], 'unknown', ['var.enabled']],
    [
      'only the first of two unknowns when the second cannot matter',
      [
        { number: 1, cidr: '?' },
        { number: 2, ports: '?', protocol: 6, action: 'deny' },
      ],
      'unknown',
      ['var.cidr'],
    ],
  ];
  for (const [name, entries, verdict, because] of open) {
    it(`names ${name}`, () => {
      const result = judge(entries, tcpTo(22));
      assert.deepEqual([result.verdict, result.because], [verdict, because]);
    });
  }
});

describe('an entry whose block is not known', () => {
  it('matches nothing of the other family, where at least that is known', () => {
    const [acl] = network({ inbound: [{ number: 1, action: 'deny', cidr: '?' }, { number: 2 }] }).networkAcls;
    const of = (family: 'ipv4' | 'ipv6') => ({
      ...acl!,
      inbound: acl!.inbound.map((one) =>
        one.cidr.kind === 'unknown' ? { ...one, cidr: { ...one.cidr, family } } : one,
      ),
    });
    assert.equal(judgeNetworkAcl(of('ipv4'), 'inbound', tcpTo(443)).verdict, 'unknown');
    assert.equal(judgeNetworkAcl(of('ipv6'), 'inbound', tcpTo(443)).verdict, 'allow');
  });
});

describe('an entry whose number is not known', () => {
  const unsure = { number: '?', ports: '443', protocol: 6 } as const;
  const cases: readonly (readonly [
    name: string,
    entries: readonly EntryText[],
    verdict: string,
    named: string,
  ])[] = [
    ['decides before *, wherever it stands', [unsure], 'allow', ''],
    ['denies before *', [{ ...unsure, action: 'deny' }], 'deny', ''],
    ['may not match: its place changes nothing', [{ ...unsure, cidr: '?' }], 'unknown', 'cidr'],
    ['beside one that decides otherwise', [unsure, { number: 10, action: 'deny' }], 'unknown', 'number'],
    ['beside one that decides the same', [unsure, { number: 10 }], 'allow', ''],
    [
      'beside one that may match, and decides the same',
      [unsure, { number: 10, ports: '?', protocol: 6 }],
      'allow',
      '',
    ],
    [
      'both may match, and decide the same',
      [
        { ...unsure, cidr: '?' },
        { number: 10, ports: '?', protocol: 6 },
      ],
      'unknown',
      'cidr ports',
    ],
    [
      'both may match, and decide otherwise',
      [
        { ...unsure, cidr: '?' },
        { number: 10, ports: '?', protocol: 6, action: 'deny' },
      ],
      'unknown',
      'cidr number ports',
    ],
    ['whose action is not known either', [{ ...unsure, action: '?' }], 'unknown', 'action'],
  ];
  const probe: Packet = {
    source: ip('203.0.113.9'),
    destination: ip('10.0.12.197'),
    protocol: 6,
    destinationPort: 443,
  };
  for (const [name, inbound, verdict, named] of cases) {
    it(`${name}: ${verdict} ${named}`, () => {
      const found = judgeNetworkAcl(network({ inbound }).networkAcls[0]!, 'inbound', probe);
      const what = found.because.map((reason) => reason.what.replace('var.', '')).sort();
      assert.deepEqual([found.verdict, what.join(' ')], [verdict, named]);
    });
  }

  it('has its ports to itself where it surely matches', () => {
    const ports = (inbound: readonly EntryText[]) => {
      const { mayAllow, mayDeny, decided } = networkAclPorts(
        network({ inbound }).networkAcls[0]!,
        'inbound',
        probe.source,
        6,
      );
      return [
        mayAllow.toString(),
        mayDeny.toString(),
        ...decided.map(({ entry: one, ports: own }) => `${one === '*' ? one : 'entry'} ${own.toString()}`),
      ];
    };
    assert.deepEqual(ports([unsure]), ['443', '0-442,444-65535', 'entry 443', '* 0-442,444-65535']);
    assert.deepEqual(ports([{ ...unsure, cidr: '?' }]), ['443', '0-65535', '* 0-65535']);
    assert.deepEqual(ports([unsure, { number: 10, action: 'deny' }]), ['443', '0-65535', 'entry 0-65535']);
    assert.deepEqual(ports([unsure, { ...unsure, number: 10, ports: '22' }]), [
      '22,443',
      '0-21,23-442,444-65535',
      'entry 22',
      'entry 443',
      '* 0-21,23-442,444-65535',
    ]);
  });
});
