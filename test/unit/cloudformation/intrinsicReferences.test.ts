/** Functions that look up what the template declares. */
import { chosen, later, open, testIntrinsics } from './intrinsicCases.ts';
import { reference, unknown } from './support.ts';

testIntrinsics({
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
});
