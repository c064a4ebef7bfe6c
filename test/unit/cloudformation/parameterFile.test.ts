import assert from 'node:assert/strict';
import { parseParameterFile } from '../../../src/core/cloudformation/parameterFile.ts';
import { propertyOf, unknown } from './support.ts';

const sam = `version = 0.1
[default]
[default.global.parameters]
stack_name = "x"
parameter_overrides = "Cidr=10.9.0.0/16 Size=1"
[default.deploy.parameters] # comment
capabilities = "CAPABILITY_IAM"
parameter_overrides = "Name=\\"a b\\" Size=2 Zones=\\"a,b\\""
[prod.deploy.parameters]
parameter_overrides = "Size=3"
`;

const cases: Readonly<
  Record<string, readonly [file: string, text: string, values: Readonly<Record<string, string>>]>
> = {
  'the form of the AWS command line': [
    'p.json',
    '[{"ParameterKey": "A", "ParameterValue": "x"}, {"ParameterKey": "B", "ParameterValue": 443}, {"ParameterKey": "C", "UsePreviousValue": true}]',
    { A: 'x', B: '443' },
  ],
  'the form of CodePipeline': [
    'p.json',
    '{"Parameters": {"A": "x", "B": ["a", "b"], "C": true, "D": ""}, "Tags": {"T": "t"}}',
    { A: 'x', B: 'a,b', C: 'true', D: '' },
  ],
  'pairs': ['p.json', '["A=x", "B=10.0.0.0/8,10.1.0.0/16"]', { A: 'x', B: '10.0.0.0/8,10.1.0.0/16' }],
  'a map': ['p.json', '{"A": "x"}', { A: 'x' }],
  'a map in YAML': ['p.yaml', 'A: x\nB: 022\nC:\n  - a\n  - b\nD:\n', { A: 'x', B: '022', C: 'a,b', D: '' }],
  'the form of the AWS command line in YAML': [
    'p.yml',
    '- ParameterKey: A\n  ParameterValue: x\n',
    { A: 'x' },
  ],
  'names of JavaScript': [
    'p.json',
    '{"__proto__": "x", "constructor": "y"}',
    { constructor: 'y', ['__proto__']: 'x' },
  ],
  'samconfig.toml': ['samconfig.toml', sam, { Cidr: '10.9.0.0/16', Size: '2', Name: 'a b', Zones: 'a,b' }],
  'an array in samconfig.toml': [
    'samconfig.toml',
    '[default.deploy.parameters]\r\nparameter_overrides = [\r\n  "A=x", # c\r\n  \'B=y]\',\r\n]\r\nother = "C=z"\r\n',
    { A: 'x', B: 'y]' },
  ],
  'long strings in samconfig.toml': [
    'samconfig.toml',
    "[default.deploy.parameters]\nparameter_overrides = '''\nA=x\nParameterKey=B,ParameterValue=y\n'''\n",
    { A: 'x', B: 'y' },
  ],
};

const refused: Readonly<Record<string, readonly [file: string, text: string, code: string]>> = {
  'a list of numbers': ['p.json', '[1, [2]]', 'parameter-file'],
  'a map of maps': ['p.json', '{"A": {"B": "x"}}', 'parameter-file'],
  'text': ['p.yaml', 'text', 'parameter-file'],
  'nothing': ['p.yaml', '', 'parameter-file'],
  'broken JSON': ['p.json', '{"A": ', 'json-syntax'],
  'deep JSON': ['p.json', '['.repeat(100_000), 'template-too-deep'],
  'a samconfig.toml of another environment': [
    'samconfig.toml',
    '[prod.deploy.parameters]\nparameter_overrides = "A=x"\n',
    'parameter-file',
  ],
  'a string that is not closed': [
    'samconfig.toml',
    '[default.build.parameters]\nparameter_overrides = "A=x',
    'parameter-file',
  ],
};

describe('CloudFormation parameter files', () => {
  for (const [name, [file, text, values]] of Object.entries(cases)) {
    it(`reads ${name}`, () => {
      const read = parseParameterFile(file, text);
      assert.deepEqual(read.problems, []);
      assert.deepEqual([...read.values].sort(), Object.entries(values).sort());
    });
  }

  for (const [name, [file, text, code]] of Object.entries(refused)) {
    it(`says what is wrong with ${name}`, () => {
      const { problems } = parseParameterFile(file, text);
      assert.deepEqual(
        problems.slice(0, 1).map((problem) => [problem.file, problem.code]),
        [[file, code]],
      );
    });
  }

  const parameters: readonly (readonly [declaration: string, given: string | undefined, worth: unknown])[] = [
    ['{Type: String, AllowedValues: [only]}', undefined, 'only'],
    ['{Type: String, AllowedValues: [only, only]}', undefined, 'only'],
    ['{Type: String, AllowedValues: [a, b]}', undefined, unknown('Parameter X has no default')],
    ['{Type: String, AllowedValues: [a, b]}', 'b', 'b'],
    ['{Type: String, AllowedValues: [a], Default: b}', undefined, 'b'],
    ['{Type: Number, AllowedValues: [443]}', undefined, '443'],
    ['{Type: CommaDelimitedList}', 'a, b', ['a', 'b']],
    ['{Type: List<AWS::EC2::Subnet::Id>, Default: subnet-1}', undefined, ['subnet-1']],
    ['{Type: AWS::SSM::Parameter::Name, Default: /a/b}', undefined, '/a/b'],
    [
      '{Type: AWS::SSM::Parameter::Value<String>, Default: /a/b}',
      '/c',
      unknown('Parameter X is read from Systems Manager when the stack is created'),
    ],
    ['{Type: AWS::EC2::VPC::Id}', 'vpc-1', 'vpc-1'],
    ['{Type: String, Default: [a]}', undefined, unknown('Parameter X has a default that is not text')],
  ];
  for (const [declaration, given, worth] of parameters) {
    it(`${declaration}${given === undefined ? '' : ` given ${given}`}`, () => {
      const text = `Parameters: {X: ${declaration}}\nResources: {Subject: {Type: AWS::EC2::VPC, Properties: {P: !Ref X}}}\n`;
      const options = given === undefined ? {} : { parameters: new Map([['X', given]]) };
      assert.deepEqual(propertyOf(text, options), worth);
    });
  }
});
