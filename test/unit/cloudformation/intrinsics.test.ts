/** Every other function, and what is none. */
import { chosen, open, testIntrinsics, zones } from './intrinsicCases.ts';
import { reference, unknown } from './support.ts';

testIntrinsics({
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
  'Fn::Base64': [
    { json: { 'Fn::Base64': 'hello' }, yaml: ['!Base64 hello'], worth: 'aGVsbG8=' },
    {
      json: { 'Fn::Base64': { 'Fn::Sub': 'é€😀${Text}' } },
      yaml: ['\n        Fn::Base64: !Sub é€😀${Text}'],
      worth: Buffer.from('é€😀hello').toString('base64'),
    },
    { json: { 'Fn::Base64': { Ref: 'Open' } }, yaml: ['{Fn::Base64: !Ref Open}'], worth: unknown(open) },
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
});
