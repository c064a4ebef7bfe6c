import assert from 'node:assert/strict';
import { inJson, inYaml, propertyOf, reference, unknown } from './support.ts';

interface Case {
  readonly json: unknown;
  /** Spellings of the same call; the long form is added by itself. */
  readonly yaml: readonly string[];
  readonly worth: unknown;
}

const later = 'is known only when the stack is created';
const chosen = 'is chosen by AWS when it is created';
const zones = 'Fn::GetAZs lists the zones of the account only when the stack is created';
const open = 'Parameter Open has no default';

const families: Readonly<Record<string, readonly Case[]>> = {
  'Ref': [
    { json: { Ref: 'Text' }, yaml: ['!Ref Text', '{Ref: Text}', '!Ref "Text"'], worth: 'hello' },
    { json: { Ref: 'Port' }, yaml: ['!Ref Port'], worth: '443' },
    { json: { Ref: 'Empty' }, yaml: ['!Ref Empty'], worth: '' },
    { json: { Ref: 'Cidrs' }, yaml: ['!Ref Cidrs'], worth: ['10.0.0.0/24', '10.0.1.0/24'] },
    { json: { Ref: 'Groups' }, yaml: ['!Ref Groups'], worth: ['sg-1', 'sg-2'] },
    { json: { Ref: 'None' }, yaml: ['!Ref None'], worth: [] },
    { json: { Ref: 'Open' }, yaml: ['!Ref Open'], worth: unknown(open) },
    {
      json: { Ref: 'Image' },
      yaml: ['!Ref Image'],
      worth: unknown('Parameter Image is read from Systems Manager when the stack is created'),
    },
    { json: { Ref: 'Vpc' }, yaml: ['!Ref Vpc', '!Ref\n        Vpc'], worth: reference('Vpc.Ref') },
    { json: { Ref: 'AWS::Region' }, yaml: ['!Ref AWS::Region'], worth: unknown(`AWS::Region ${later}`) },
    { json: { Ref: 'AWS::NoValue' }, yaml: ['!Ref AWS::NoValue'], worth: undefined },
    {
      json: { Ref: 'Nobody' },
      yaml: ['!Ref Nobody'],
      worth: unknown('Nobody is neither a parameter nor a resource of this template'),
    },
    {
      json: { Ref: 'AWS::Nonsense' },
      yaml: ['!Ref AWS::Nonsense'],
      worth: unknown('AWS::Nonsense is neither a parameter nor a resource of this template'),
    },
    {
      json: { Ref: 'Absent' },
      yaml: ['!Ref Absent'],
      worth: unknown('Absent is not created, as its condition is false'),
    },
    {
      json: { Ref: ['Vpc'] },
      yaml: ['!Ref [Vpc]', '!Ref {a: b}', '!Ref', '!Ref '],
      worth: unknown('Ref takes the name of a parameter or resource'),
    },
  ],
  'Fn::GetAtt': [
    {
      json: { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] },
      yaml: ['!GetAtt Vpc.CidrBlock', '!GetAtt [Vpc, CidrBlock]', '\n        Fn::GetAtt: Vpc.CidrBlock'],
      worth: '10.0.0.0/16',
    },
    {
      json: { 'Fn::GetAtt': 'Group.GroupId' },
      yaml: ['!GetAtt Group.GroupId'],
      worth: reference('Group.GroupId'),
    },
    {
      json: { 'Fn::GetAtt': ['Address', 'PublicIp'] },
      yaml: ['!GetAtt Address.PublicIp'],
      worth: '54.221.77.100',
    },
    {
      json: { 'Fn::GetAtt': ['Vpc', 'Outputs.A.B'] },
      yaml: ['!GetAtt Vpc.Outputs.A.B'],
      worth: reference('Vpc.Outputs.A.B'),
    },
    {
      json: { 'Fn::GetAtt': ['Vpc', 'constructor'] },
      yaml: ['!GetAtt Vpc.constructor'],
      worth: reference('Vpc.constructor'),
    },
    {
      json: { 'Fn::GetAtt': ['Nobody', 'Id'] },
      yaml: ['!GetAtt Nobody.Id'],
      worth: unknown('Nobody is not a resource of this template'),
    },
    {
      json: { 'Fn::GetAtt': ['Absent', 'CidrBlock'] },
      yaml: ['!GetAtt Absent.CidrBlock'],
      worth: unknown('Absent is not created, as its condition is false'),
    },
    {
      json: { 'Fn::GetAtt': ['Vpc'] },
      yaml: ['!GetAtt Vpc', '!GetAtt [Vpc]', '!GetAtt [Vpc, a, b]', '!GetAtt {a: b}', '!GetAtt'],
      worth: unknown('Fn::GetAtt takes a resource and one of its attributes'),
    },
  ],
  'Fn::Sub': [
    {
      json: { 'Fn::Sub': 'p-${Text}-${Port}-${!Text}' },
      yaml: ['!Sub p-${Text}-${Port}-${!Text}', '!Sub |-\n        p-${Text}-${Port}-${!Text}'],
      worth: 'p-hello-443-${Text}',
    },
    { json: { 'Fn::Sub': '${Vpc.CidrBlock}' }, yaml: ['!Sub ${Vpc.CidrBlock}'], worth: '10.0.0.0/16' },
    { json: { 'Fn::Sub': '${Vpc}' }, yaml: ['!Sub "${Vpc}"'], worth: reference('Vpc.Ref') },
    { json: { 'Fn::Sub': 'id ${Vpc}' }, yaml: ['!Sub id ${Vpc}'], worth: unknown(`Vpc ${chosen}`) },
    {
      json: { 'Fn::Sub': '${Group.GroupId}/${Open}' },
      yaml: ['!Sub ${Group.GroupId}/${Open}'],
      worth: unknown(`Group.GroupId ${chosen}; ${open}`),
    },
    {
      json: { 'Fn::Sub': '${AWS::StackName}-a-${AWS::StackName}' },
      yaml: ['!Sub ${AWS::StackName}-a-${AWS::StackName}'],
      worth: unknown(`AWS::StackName ${later}`),
    },
    {
      json: { 'Fn::Sub': ['${A}/${Text}', { A: { 'Fn::Select': [0, { Ref: 'Cidrs' }] }, Text: 'own' }] },
      yaml: [
        '!Sub ["${A}/${Text}", {A: !Select [0, !Ref Cidrs], Text: own}]',
        '!Sub\n        - ${A}/${Text}\n        - A: !Select [0, !Ref Cidrs]\n          Text: own',
      ],
      worth: '10.0.0.0/24/own',
    },
    { json: { 'Fn::Sub': 'a ${Text' }, yaml: ['!Sub a ${Text'], worth: 'a ${Text' },
    {
      json: { 'Fn::Sub': '${Text:-x}' },
      yaml: ['!Sub ${Text:-x}'],
      worth: unknown('Fn::Sub has a variable that is no name, ${Text:-x}'),
    },
    {
      json: { 'Fn::Sub': '${Cidrs}' },
      yaml: ['!Sub ${Cidrs}'],
      worth: unknown('Fn::Sub takes text, not a list'),
    },
    {
      json: { 'Fn::Sub': ['${Text}', 'x'] },
      yaml: ['!Sub ["${Text}", x]', '!Sub {a: b}', '!Sub ["${Text}"]', '!Sub [a, {}, b]'],
      worth: unknown('Fn::Sub takes text, or a list of text and a map of variables'),
    },
  ],
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
  'Fn::FindInMap': [
    {
      json: { 'Fn::FindInMap': ['Region', 'eu-west-1', 'Cidr'] },
      yaml: ['!FindInMap [Region, eu-west-1, Cidr]'],
      worth: '10.1.0.0/16',
    },
    {
      json: { 'Fn::FindInMap': ['Region', 'eu-west-1', 'Zones'] },
      yaml: ['!FindInMap [Region, eu-west-1, Zones]'],
      worth: ['a', 'b'],
    },
    {
      json: { 'Fn::FindInMap': ['Region', { Ref: 'AWS::Region' }, 'Zones'] },
      yaml: ['!FindInMap [Region, !Ref AWS::Region, Zones]'],
      worth: unknown(`AWS::Region ${later}`),
    },
    {
      json: { 'Fn::FindInMap': ['Region', 'x', '__proto__'] },
      yaml: ['!FindInMap [Region, x, __proto__]'],
      worth: unknown('Fn::FindInMap finds no Region.x.__proto__ in Mappings'),
    },
    {
      json: { 'Fn::FindInMap': ['Region', 'x', 'Cidr', { DefaultValue: '10.2.0.0/16' }] },
      yaml: ['!FindInMap [Region, x, Cidr, {DefaultValue: 10.2.0.0/16}]'],
      worth: '10.2.0.0/16',
    },
    {
      json: { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'Same'] },
      yaml: ['!FindInMap [Sizes, !Ref AWS::Region, Same]'],
      worth: '10.0.0.0/8',
    },
    {
      json: { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'Other'] },
      yaml: ['!FindInMap [Sizes, !Ref AWS::Region, Other]'],
      worth: unknown(`AWS::Region ${later}`),
    },
    {
      json: { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'Same', { DefaultValue: '10.0.0.0/9' }] },
      yaml: ['!FindInMap [Sizes, !Ref AWS::Region, Same, {DefaultValue: 10.0.0.0/9}]'],
      worth: unknown(`AWS::Region ${later}`),
    },
    {
      json: { 'Fn::FindInMap': ['Region', 'x'] },
      yaml: ['!FindInMap [Region, x]', '!FindInMap Region'],
      worth: unknown('Fn::FindInMap takes a mapping and two keys'),
    },
  ],
  'Fn::If': [
    { json: { 'Fn::If': ['Yes', 'a', 'b'] }, yaml: ['!If [Yes, a, b]'], worth: 'a' },
    { json: { 'Fn::If': ['No', 'a', ['b']] }, yaml: ['!If [No, a, [b]]'], worth: ['b'] },
    {
      json: { 'Fn::If': ['No', 'a', { Ref: 'AWS::NoValue' }] },
      yaml: ['!If [No, a, !Ref AWS::NoValue]'],
      worth: undefined,
    },
    { json: { 'Fn::If': ['Maybe', 'a', 'a'] }, yaml: ['!If [Maybe, a, a]'], worth: 'a' },
    {
      json: { 'Fn::If': ['Maybe', { Ref: 'Vpc' }, { Ref: 'Vpc' }] },
      yaml: ['!If [Maybe, !Ref Vpc, !Ref Vpc]'],
      worth: reference('Vpc.Ref'),
    },
    {
      json: { 'Fn::If': ['Maybe', { Ref: 'Vpc' }, { Ref: 'Group' }] },
      yaml: ['!If [Maybe, !Ref Vpc, !Ref Group]'],
      worth: unknown(open),
    },
    { json: { 'Fn::If': ['Maybe', 'a', 'b'] }, yaml: ['!If [Maybe, a, b]'], worth: unknown(open) },
    {
      json: { 'Fn::If': ['Nowhere', 'a', 'b'] },
      yaml: ['!If [Nowhere, a, b]'],
      worth: unknown('Condition Nowhere is not defined in this template'),
    },
    {
      json: [
        'x',
        { 'Fn::If': ['Maybe', 'a', { Ref: 'AWS::NoValue' }] },
        { 'Fn::If': ['No', 'a', { Ref: 'AWS::NoValue' }] },
      ],
      yaml: ['[x, !If [Maybe, a, !Ref AWS::NoValue], !If [No, a, !Ref AWS::NoValue]]'],
      worth: { items: ['x'], open },
    },
    {
      json: { 'Fn::If': ['Yes', 'a'] },
      yaml: ['!If [Yes, a]', '!If [[Yes], a, b]'],
      worth: unknown('Fn::If takes the name of a condition and two values'),
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
  'Fn::ToJsonString': [
    {
      json: { 'Fn::ToJsonString': { a: ['b', { Ref: 'Text' }], c: 'd"' } },
      yaml: ["!ToJsonString {a: [b, !Ref Text], c: 'd\"'}"],
      worth: '{"a":["b","hello"],"c":"d\\""}',
    },
    {
      json: { 'Fn::ToJsonString': [{ Ref: 'Vpc' }, { Ref: 'Open' }] },
      yaml: ['!ToJsonString [!Ref Vpc, !Ref Open]'],
      worth: unknown(`Vpc ${chosen}; ${open}`),
    },
    {
      json: { 'Fn::ToJsonString': 'text' },
      yaml: ['!ToJsonString text'],
      worth: unknown('Fn::ToJsonString takes a map or a list'),
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
  'Fn::Base64': [
    { json: { 'Fn::Base64': 'hello' }, yaml: ['!Base64 hello'], worth: 'aGVsbG8=' },
    {
      json: { 'Fn::Base64': { 'Fn::Sub': 'é€😀${Text}' } },
      yaml: ['\n        Fn::Base64: !Sub é€😀${Text}'],
      worth: Buffer.from('é€😀hello').toString('base64'),
    },
    { json: { 'Fn::Base64': { Ref: 'Open' } }, yaml: ['{Fn::Base64: !Ref Open}'], worth: unknown(open) },
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
  'functions that only AWS can run': [
    {
      json: { 'Fn::GetAZs': { Ref: 'AWS::Region' } },
      yaml: ["!GetAZs ''", '!GetAZs\n        Ref: AWS::Region'],
      worth: [unknown(zones), unknown(zones), unknown(zones)],
    },
    {
      json: { 'Fn::ImportValue': 'net-vpc' },
      yaml: ['!ImportValue net-vpc', '!ImportValue\n        Fn::Sub: net-vpc'],
      worth: unknown('Export net-vpc is made by a stack whose template is not in the workspace'),
    },
    {
      json: { 'Fn::Transform': { Name: 'AWS::Include' } },
      yaml: ['!Transform {Name: AWS::Include}', '!Transform\n        Name: AWS::Include'],
      worth: unknown('Fn::Transform runs a macro when the stack is created'),
    },
    {
      json: { 'Fn::ImportValue': { Ref: 'Open' } },
      yaml: ['!ImportValue\n        Ref: Open'],
      worth: unknown(`Fn::ImportValue imports under a name that is not known; ${open}`),
    },
    {
      json: { 'Fn::ForEach': ['A', ['b'], {}] },
      yaml: ['!ForEach [A, [b], {}]'],
      worth: unknown('Fn::ForEach takes the name of the loop behind two more colons'),
    },
    {
      json: { 'Fn::ValueOf': ['Text', 'x'] },
      yaml: ['!ValueOf [Text, x]'],
      worth: unknown('Fn::ValueOf works only inside of Rules'),
    },
    {
      json: { 'Fn::Nonsense': 'x' },
      yaml: ['!Nonsense x', '!Nonsense [x]', '!Nonsense {x: y}'],
      worth: unknown('Fn::Nonsense is no function that is known here'),
    },
    {
      json: { 'Fn::Equals': ['a', 'b'] },
      yaml: ['!Equals [a, b]'],
      worth: unknown('Fn::Equals works only inside of conditions'),
    },
    {
      json: 'x{{resolve:ssm:/cidr:1}}',
      yaml: ["'x{{resolve:ssm:/cidr:1}}'"],
      worth: unknown('{{resolve:ssm:/cidr:1}} is looked up when the stack is created'),
    },
    {
      json: { 'Fn::Sub': '{{resolve:ssm:/${Text}}}' },
      yaml: ["!Sub '{{resolve:ssm:/${Text}}}'"],
      worth: unknown('{{resolve:ssm:/hello}} is looked up when the stack is created'),
    },
    {
      json: { 'Fn::Transform': { Name: 'M' }, 'a': 'b' },
      yaml: ['\n        Fn::Transform: {Name: M}\n        a: b'],
      worth: { properties: { a: 'b' }, open: 'Fn::Transform runs a macro when the stack is created' },
    },
  ],
  'plain values': [
    { json: { Condition: 'Yes' }, yaml: ['{Condition: Yes}'], worth: { Condition: 'Yes' } },
    { json: [], yaml: ['[]'], worth: [] },
    { json: {}, yaml: ['{}'], worth: {} },
    { json: null, yaml: ['', '~', 'null'], worth: null },
    {
      json: [[{ a: { Ref: 'Text' } }]],
      yaml: ['[[{a: !Ref Text}]]', '\n        - - a: !Ref Text'],
      worth: [[{ a: 'hello' }]],
    },
  ],
};

describe('CloudFormation intrinsic functions', () => {
  for (const [family, cases] of Object.entries(families)) {
    describe(family, () => {
      for (const { json, yaml, worth } of cases) {
        const text = JSON.stringify(json);
        it(`JSON ${text}`, () => {
          assert.deepEqual(propertyOf(inJson(json)), worth);
        });
        for (const spelling of [...yaml, text]) {
          it(`YAML ${spelling.replace(/\s+/g, ' ')}`, () => {
            assert.deepEqual(textually(propertyOf(inYaml(spelling))), textually(worth));
          });
        }
      }
    });
  }
});

/** YAML's scalars are text: `16` and `"16"` are the same there. */
function textually(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify({ value }, (_, part: unknown) => (typeof part === 'number' ? String(part) : part)),
  );
}
