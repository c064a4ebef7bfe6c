/** Functions of lists and of the texts they are made of. */
import { chosen, open, testIntrinsics, zones } from './intrinsicCases.ts';
import { reference, unknown } from './support.ts';

testIntrinsics({
  'Fn::Join': [
    {
      json: { 'Fn::Join': ['/', ['10.0.0.0', 16]] },
      yaml: ['!Join [/, ["10.0.0.0", 16]]', '!Join\n        - /\n        - - 10.0.0.0\n          - 16'],
      worth: '10.0.0.0/16',
    },
    {
      json: { 'Fn::Join': ['', { Ref: 'Cidrs' }] },
      yaml: ["!Join ['', !Ref Cidrs]"],
      worth: '10.0.0.0/2410.0.1.0/24',
    },
    {
      json: { 'Fn::Join': ['', [{ Ref: 'Vpc' }]] },
      yaml: ["!Join ['', [!Ref Vpc]]"],
      worth: reference('Vpc.Ref'),
    },
    {
      json: { 'Fn::Join': ['-', [{ Ref: 'Open' }, { Ref: 'Vpc' }]] },
      yaml: ['!Join ["-", [!Ref Open, !Ref Vpc]]'],
      worth: unknown(`${open}; Vpc ${chosen}`),
    },
    {
      json: { 'Fn::Join': ['a'] },
      yaml: ['!Join [a]', '!Join a', '!Join [[a], [b]]'],
      worth: unknown('Fn::Join takes a delimiter and a list'),
    },
    {
      json: { 'Fn::Join': [',', 'a'] },
      yaml: ['!Join [",", a]'],
      worth: unknown('Fn::Join takes a list, not text'),
    },
  ],
  'Fn::Select': [
    {
      json: { 'Fn::Select': [1, { Ref: 'Cidrs' }] },
      yaml: ['!Select [1, !Ref Cidrs]', '!Select ["1", !Ref Cidrs]'],
      worth: '10.0.1.0/24',
    },
    {
      json: { 'Fn::Select': [0, [{ Ref: 'Vpc' }]] },
      yaml: ['!Select [0, [!Ref Vpc]]'],
      worth: reference('Vpc.Ref'),
    },
    {
      json: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
      yaml: ["!Select [0, !GetAZs '']"],
      worth: unknown(zones),
    },
    {
      json: { 'Fn::Select': ['5', { 'Fn::GetAZs': { Ref: 'AWS::Region' } }] },
      yaml: ["!Select ['5', {Fn::GetAZs: !Ref AWS::Region}]"],
      worth: unknown(zones),
    },
    {
      json: { 'Fn::Select': [2, { Ref: 'Cidrs' }] },
      yaml: ['!Select [2, !Ref Cidrs]'],
      worth: unknown('Fn::Select takes item 2 of a list of 2'),
    },
    {
      json: { 'Fn::Select': [-1, ['a']] },
      yaml: ['!Select [-1, [a]]', '!Select [x, [a]]'],
      worth: unknown('Fn::Select takes a whole number'),
    },
    {
      json: { 'Fn::Select': 'a' },
      yaml: ['!Select a'],
      worth: unknown('Fn::Select takes an index and a list'),
    },
  ],
  'Fn::Split': [
    { json: { 'Fn::Split': ['|', 'a|b|'] }, yaml: ['!Split ["|", "a|b|"]'], worth: ['a', 'b', ''] },
    {
      json: { 'Fn::Split': [',', { Ref: 'Open' }] },
      yaml: ['!Split [",", !Ref Open]'],
      worth: unknown(open),
    },
    {
      json: { 'Fn::Split': [',', { 'Fn::Join': [',', ['sg-1', { Ref: 'Group' }]] }] },
      yaml: ['!Split [",", !Join [",", [sg-1, !Ref Group]]]'],
      worth: ['sg-1', reference('Group.Ref')],
    },
    {
      json: { 'Fn::Split': ['-', { 'Fn::Join': [',', ['sg-1', { Ref: 'Group' }]] }] },
      yaml: ['!Split ["-", !Join [",", [sg-1, !Ref Group]]]'],
      worth: unknown(`Group ${chosen}`),
    },
    {
      json: { 'Fn::Split': ['', 'a'] },
      yaml: ["!Split ['', a]", '!Split a'],
      worth: unknown('Fn::Split takes a delimiter and text'),
    },
  ],
  'Fn::Length': [
    { json: { 'Fn::Length': { Ref: 'Cidrs' } }, yaml: ['!Length {Ref: Cidrs}'], worth: 2 },
    { json: { 'Fn::Length': ['a', { Ref: 'Open' }, 'c'] }, yaml: ['!Length [a, !Ref Open, c]'], worth: 3 },
    { json: { 'Fn::Length': [] }, yaml: ['!Length []'], worth: 0 },
    {
      json: { 'Fn::Length': ['a', { 'Fn::If': ['Maybe', 'b', { Ref: 'AWS::NoValue' }] }] },
      yaml: ['!Length [a, !If [Maybe, b, !Ref AWS::NoValue]]'],
      worth: unknown(open),
    },
    {
      json: { 'Fn::Length': { 'Fn::GetAZs': '' } },
      yaml: ["{Fn::Length: !GetAZs ''}"],
      worth: 3,
    },
    {
      json: { 'Fn::Length': 'text' },
      yaml: ['!Length text'],
      worth: unknown('Fn::Length takes a list, not text'),
    },
  ],
  'Fn::Cidr': [
    {
      json: { 'Fn::Cidr': [{ 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }, 3, 8] },
      yaml: ['!Cidr [!GetAtt Vpc.CidrBlock, 3, "8"]'],
      worth: ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24'],
    },
    {
      json: { 'Fn::Cidr': ['2001:db8::/56', '2', '64'] },
      yaml: ['!Cidr ["2001:db8::/56", 2, 64]'],
      worth: ['2001:db8::/64', '2001:db8:0:1::/64'],
    },
    {
      json: { 'Fn::Cidr': ['10.0.0.0/24', 3, 7] },
      yaml: ['!Cidr [10.0.0.0/24, 3, 7]'],
      worth: unknown('Fn::Cidr cannot take 3 blocks of 7 host bits from 10.0.0.0/24'),
    },
    {
      json: { 'Fn::Cidr': ['10.0.0.0/24', 1, 33] },
      yaml: ['!Cidr [10.0.0.0/24, 1, 33]'],
      worth: unknown('Fn::Cidr cannot take 1 blocks of 33 host bits from 10.0.0.0/24'),
    },
    {
      json: { 'Fn::Cidr': ['10.0.0.0/8', 257, 8] },
      yaml: ['!Cidr [10.0.0.0/8, 257, 8]', '!Cidr [10.0.0.0/8, 0, 8]'],
      worth: unknown('Fn::Cidr takes a count from 1 to 256'),
    },
    {
      json: { 'Fn::Cidr': ['vpc', 1, 8] },
      yaml: ['!Cidr [vpc, 1, 8]'],
      worth: unknown('Fn::Cidr takes a CIDR block as its first argument'),
    },
  ],
  'Fn::ForEach': [
    {
      json: { 'Fn::ForEach::X': ['N', ['a', 'b-1'], { '${N}': { Ref: 'N' }, 'K&{N}': '${N}.${Text}' }] },
      yaml: ['{"Fn::ForEach::X": [N, [a, b-1], {"${N}": !Ref N, "K&{N}": "${N}.${Text}"}]}'],
      worth: { 'a': 'a', 'Ka': 'a.${Text}', 'b-1': 'b-1', 'Kb1': 'b-1.${Text}' },
    },
    {
      json: {
        'Fn::ForEach::X': ['N', ['a', 'b'], { 'Fn::ForEach::Y': ['M', ['1', '2'], { '${N}${M}': 'x' }] }],
      },
      yaml: ['{"Fn::ForEach::X": [N, [a, b], {"Fn::ForEach::Y": [M, ["1", "2"], {"${N}${M}": x}]}]}'],
      worth: { a1: 'x', a2: 'x', b1: 'x', b2: 'x' },
    },
    {
      json: { 'Fn::ForEach::X': ['N', { Ref: 'Cidrs' }, { 'C&{N}': { 'Fn::Sub': '${N}-${Text}' } }] },
      yaml: ['{"Fn::ForEach::X": [N, !Ref Cidrs, {"C&{N}": !Sub "${N}-${Text}"}]}'],
      worth: { C1000024: '10.0.0.0/24-hello', C1001024: '10.0.1.0/24-hello' },
    },
    {
      json: { 'Fn::ForEach::X': ['N', { Ref: 'Open' }, { '${N}': 'x' }], 'k': 'v' },
      yaml: ['{"Fn::ForEach::X": [N, !Ref Open, {"${N}": x}], k: v}'],
      worth: { properties: { k: 'v' }, open },
    },
    {
      json: { 'Fn::ForEach::X': ['N', ['a', { Ref: 'Open' }], { '${N}': 'x' }] },
      yaml: ['{"Fn::ForEach::X": [N, [a, !Ref Open], {"${N}": x}]}'],
      worth: { properties: {}, open },
    },
    {
      json: { 'Fn::ForEach::X': ['N', ['a']] },
      yaml: ['{"Fn::ForEach::X": [N, [a]]}', '{"Fn::ForEach::X": a}', '{"Fn::ForEach::X": [[N], [a], {}]}'],
      worth: { properties: {}, open: 'Fn::ForEach::X takes a name, a list and a map' },
    },
  ],
});
