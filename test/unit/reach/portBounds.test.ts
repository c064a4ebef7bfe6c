import assert from 'node:assert/strict';
import { PortSet, type PortRange } from '../../../src/core/net/portSet.ts';
import {
  anyPort,
  bothOf,
  eitherOf,
  everyPort,
  groupView,
  icmpPort,
  icmpTypesText,
  isSettled,
  networkAclView,
  noPort,
  trafficBounds,
  viewedProtocol,
  type PortBounds,
} from '../../../src/core/reach/portBounds.ts';
import { known, unknown } from '../../../src/core/value/value.ts';
import { entry, network, type RuleText } from '../../support/networks.ts';

const type = (first: number, last = first): PortRange => ({
  first: icmpPort(first, 0),
  last: icmpPort(last, 255),
});
const code = (of: number, first: number, last = first): PortRange => ({
  first: icmpPort(of, first),
  last: icmpPort(of, last),
});

describe('ICMP types and codes as ports', () => {
  const cases: readonly (readonly [ranges: readonly PortRange[], text: string])[] = [
    [[], ''],
    [[type(0, 255)], '*'],
    [[code(8, 0)], '8/0'],
    [[code(0, 0)], '0/0'],
    [[code(3, 4)], '3/4'],
    [[code(3, 0, 4)], '3/0-4'],
    [[code(3, 1, 255)], '3/1-255'],
    [[type(3)], '3/*'],
    [[type(0)], '0/*'],
    [[type(255)], '255/*'],
    [[type(9, 255)], '9-255/*'],
    [[type(0, 1)], '0-1/*'],
    [[code(3, 4), code(8, 0)], '3/4,8/0'],
    [[type(3), type(8)], '3/*,8/*'],
    [[{ first: icmpPort(3, 4), last: icmpPort(4, 2) }], '3/4-255,4/0-2'],
    [[{ first: icmpPort(3, 255), last: icmpPort(4, 0) }], '3/255,4/0'],
    [[{ first: icmpPort(3, 4), last: icmpPort(6, 2) }], '3/4-255,4-5/*,6/0-2'],
    [[{ first: icmpPort(3, 0), last: icmpPort(4, 2) }], '3/*,4/0-2'],
    [[{ first: icmpPort(3, 0), last: icmpPort(5, 254) }], '3-4/*,5/0-254'],
  ];
  for (const [ranges, text] of cases)
    it(text === '' ? 'none' : text, () => assert.equal(icmpTypesText(PortSet.of(...ranges)), text));
});

describe('what a rule does with all ports of a protocol', () => {
  const cases: readonly (readonly [rule: RuleText, protocol: number, must: string, may: string])[] = [
    [{ protocol: 6, ports: '22' }, 6, '22', '22'],
    [{ protocol: 6, ports: '22' }, 17, '', ''],
    [{ protocol: 6, ports: '22' }, 1, '', ''],
    [{ protocol: 6, ports: '?' }, 6, '', '0-65535'],
    [{ protocol: -1, ports: '22' }, 1, '0-65535', '0-65535'],
    [{ protocol: 1 }, 1, '0-65535', '0-65535'],
    [{ protocol: 1, ports: '22' }, 1, '0-65535', '0-65535'],
    [{ protocol: 1, icmp: { type: 8 } }, 1, '2048-2303', '2048-2303'],
    [{ protocol: 1, icmp: { type: 3, code: 4 } }, 1, '772', '772'],
    [{ protocol: 1, icmp: { code: 4 } }, 1, '0-65535', '0-65535'],
    [{ protocol: 1, icmp: { type: 8 } }, 58, '', ''],
    [{ protocol: 58, icmp: { type: 128, code: 0 } }, 58, '32768', '32768'],
    [{ protocol: 1, icmp: { type: 8 } }, 6, '', ''],
    [{ protocol: 50, ports: '22' }, 50, '0-65535', '0-65535'],
  ];
  for (const [rule, protocol, must, may] of cases) {
    it(`${JSON.stringify(rule)} for ${protocol}`, () => {
      const found = trafficBounds(entry(rule), protocol);
      assert.deepEqual([found.must.toString(), found.may.toString()], [must, may]);
    });
  }

  it('is open where the type is', () => {
    const rule = { ...entry({ protocol: 1 }), icmp: unknown('var.type', 'has no default') };
    const bounds = (protocol: number) => {
      const { must, may } = trafficBounds(rule, protocol);
      return [must.toString(), may.toString()];
    };
    assert.deepEqual(
      [bounds(1), bounds(6)],
      [
        ['', '0-65535'],
        ['', ''],
      ],
    );
    const any = { ...rule, protocol: unknown('var.protocol', 'has no default') };
    assert.deepEqual(trafficBounds(any, 1), anyPort);
  });
});

describe('views of filters', () => {
  const made = network({
    inbound: [{ protocol: 1, icmp: { type: 8 } }],
    outbound: [{ protocol: 6, ports: '22' }],
  });
  const [acl] = made.networkAcls;
  const [group] = made.securityGroups;

  it('put types in the place of ports, of ICMP alone', () => {
    assert.deepEqual([1, 58, 6, 17, 50, 255].map(viewedProtocol), [6, 6, 6, 17, 50, 255]);
    for (const protocol of [6, 17, 50]) {
      assert.equal(networkAclView(acl!, protocol), acl);
      assert.deepEqual(groupView(known(group!), protocol), known(group));
    }
    const view = networkAclView(acl!, 1);
    assert.deepEqual(
      [...view.inbound, ...view.outbound].map(({ protocol, ports }) => [protocol, ports]),
      [
        [known(6), known({ first: 2048, last: 2303 })],
        [known(1), known('all')],
      ],
    );
    const open = unknown('sg', 'is not known');
    assert.equal(groupView(open, 1), open);
    const seen = groupView(known(group!), 58);
    assert.ok(seen.kind === 'known' && seen.value !== group);
  });
});

describe('bounds of ports', () => {
  const some = PortSet.of({ first: 10, last: 20 });
  const more = PortSet.of({ first: 15, last: 30 });
  const shown = ({ must, may }: PortBounds) => `${must.toString()} of ${may.toString()}`;

  it('are those of both, or of either', () => {
    const [a, b] = [
      { must: some, may: PortSet.all },
      { must: more, may: more },
    ];
    assert.equal(shown(bothOf(a, b)), '15-20 of 15-30');
    assert.equal(shown(eitherOf(a, b)), '15-20 of 0-65535');
    assert.equal(shown(eitherOf({ must: some, may: some }, { must: PortSet.none, may: more })), ' of 10-30');
  });

  it('are settled where nothing is open', () => {
    assert.deepEqual([everyPort, noPort, anyPort, { must: some, may: some }].map(isSettled), [
      true,
      true,
      false,
      true,
    ]);
  });
});
