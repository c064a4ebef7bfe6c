import assert from 'node:assert/strict';
import { parseTemplate } from '../../../src/core/cloudformation/template.ts';
import { explain } from '../../../src/core/value/value.ts';
import { resource, stack, template } from './support.ts';

const yaml = `AWSTemplateFormatVersion: '2010-09-09' # comment
Parameters:
  Cidr:
    Type: String
    Default: 10.0.0.0/16
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: !Ref Cidr # comment
      Tags:
        - Key: Name
          Value: "main"   # comment
  # comment

  'Subnet':
    Type: AWS::EC2::Subnet
    Properties:
      VpcId:
        !Ref
          Vpc
      CidrBlock: !Select
        - 0
        - !Cidr [!GetAtt Vpc.CidrBlock, 1, 8]
      AvailabilityZone: !Sub |
        a

      Ipv6CidrBlock:
      UserData: {Fn::Base64: x}

Outputs:
  Id:
    Value: !Ref Vpc
    Export: {Name: vpc}
`;

const json = `{
  "Resources": {
    "Vpc": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16", "Tags": [ {"Key": 1} ] } },
    "Subnet": {
      "Type": "AWS::EC2::Subnet",
      "Properties": { "VpcId": { "Ref": "Vpc" } }
    }
  }
}
`;

/** For each resource: its header, the end of its entry, and the text of every property's value. */
const places: Readonly<Record<string, { text: string; spans: Readonly<Record<string, readonly string[]>> }>> =
  {
    YAML: {
      text: yaml,
      spans: {
        Vpc: ['Vpc', 'Value: "main"', '!Ref Cidr', '- Key: Name\n          Value: "main"'],
        Subnet: [
          "'Subnet'",
          '{Fn::Base64: x}',
          '!Ref\n          Vpc',
          '!Select\n        - 0\n        - !Cidr [!GetAtt Vpc.CidrBlock, 1, 8]',
          '!Sub |\n        a',
          '',
          '{Fn::Base64: x}',
        ],
      },
    },
    JSON: {
      text: json,
      spans: {
        Vpc: ['"Vpc"', '[ {"Key": 1} ] } }', '"10.0.0.0/16"', '[ {"Key": 1} ]'],
        Subnet: ['"Subnet"', '"Properties": { "VpcId": { "Ref": "Vpc" } }\n    }', '{ "Ref": "Vpc" }'],
      },
    },
  };

describe('CloudFormation templates', () => {
  for (const [language, { text, spans }] of Object.entries(places)) {
    const variants = { 'LF': text, 'CRLF': text.replaceAll('\n', '\r\n'), 'a BOM': `\uFEFF${text}` };
    for (const [variant, written] of Object.entries(variants)) {
      for (const [address, [header = '', end = '', ...values]] of Object.entries(spans)) {
        it(`places ${address} in ${language} with ${variant}`, () => {
          const found = resource(stack(written), address);
          const at = (span: { start: number; end: number }): string =>
            written.slice(span.start, span.end).replaceAll('\r', '');
          assert.equal(at(found.header.span), header);
          assert.ok(at(found.origin.span).startsWith(`${header}:`), at(found.origin.span));
          assert.ok(at(found.origin.span).endsWith(end), at(found.origin.span));
          assert.deepEqual(found.header.extent, found.origin.span);
          assert.equal(found.origin.resource, address);
          const properties = [...found.properties.properties.values()];
          assert.deepEqual(
            properties.map(({ origin }) => at(origin.span)),
            values,
          );
          assert.ok(properties.every(({ origin }) => origin.resource === address && origin.file === 'stack'));
        });
      }
    }
  }

  it('places the items of lists and the keys of nested maps', () => {
    const tags = resource(stack(yaml), 'Vpc').properties.properties.get('Tags')?.value;
    assert.equal(tags?.kind, 'list');
    const [tag] = tags.items;
    assert.equal(
      yaml.slice(tag?.origin.span.start, tag?.origin.span.end),
      'Key: Name\n          Value: "main"',
    );
    const value = tag?.value.kind === 'object' ? tag.value.properties.get('Value') : undefined;
    assert.equal(yaml.slice(value?.origin.span.start, value?.origin.span.end), '"main"');
  });

  it('tells parameters, outputs, mappings and conditions', () => {
    const parsed = template(yaml);
    assert.equal(parsed.format, 'yaml');
    assert.equal(template(json).format, 'json');
    const parameter = parsed.parameters.get('Cidr');
    assert.ok(parameter !== undefined);
    assert.equal(parameter.type, 'String');
    assert.equal(parameter.default?.kind === 'scalar' && parameter.default.text, '10.0.0.0/16');
    assert.equal(yaml.slice(parameter.nameSpan.start, parameter.nameSpan.end), 'Cidr');
    assert.equal(yaml.slice(parameter.span.start, parameter.span.end).endsWith('Default: 10.0.0.0/16'), true);
    const output = parsed.outputs.get('Id');
    assert.equal(output?.exportName?.kind === 'scalar' && output.exportName.text, 'vpc');
    assert.equal(parsed.mappings.size + parsed.conditions.size, 0);
  });

  const foreign: Readonly<Record<string, string>> = {
    'nothing': '',
    'a Kubernetes manifest': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n---\nkind: Pod\n',
    'a workflow':
      'on: push\njobs:\n  deploy:\n    steps:\n      - run: aws cloudformation deploy # AWS::EC2 Resources\n',
    'a package.json': '{"name": "x", "scripts": {"deploy": "AWSTemplateFormatVersion"}}',
    'a Kubernetes list': 'Resources:\n  - Type: AWS::EC2::VPC\n',
    'resources of another kind': 'Resources:\n  A:\n    Type: Custom::Thing\nNote: AWS::EC2::VPC\n',
    'broken text': '{"AWS::": [Resources',
    'a list': '["AWSTemplateFormatVersion"]',
    'prose': 'Resources like AWS::EC2::VPC need an AWSTemplateFormatVersion',
  };
  for (const [name, text] of Object.entries(foreign)) {
    it(`is silent about ${name}`, () => assert.equal(parseTemplate('x.yaml', text), undefined));
  }

  const ours: Readonly<Record<string, string>> = {
    'a version alone': 'AWSTemplateFormatVersion: 2010-09-09\n',
    'a resource without a version': 'Resources: {A: {Type: AWS::S3::Bucket}}',
    'JSON on one line': '{"Resources":{"A":{"Type":"AWS::S3::Bucket"}}}',
    'YAML in flow style': '{AWSTemplateFormatVersion: 2010-09-09, Resources: {}}',
    'a document marker': '---\nAWSTemplateFormatVersion: 2010-09-09\n...\n',
    'JSON with comments': '{ // c\n "AWSTemplateFormatVersion": "2010-09-09", /* c */ }',
  };
  for (const [name, text] of Object.entries(ours)) {
    it(`knows a template by ${name}`, () => assert.deepEqual(template(text).problems, []));
  }

  it('says what it does not read', () => {
    const { unread } = stack(`Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31, Own]
Parameters: {Open: {Type: CommaDelimitedList}}
Resources:
  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://x}}
  Fn::ForEach::Subnets: [Zone, !Ref Open, {}]
  Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://x/y.yaml}}
  Module: {Type: My::Net::Vpc::MODULE}
  Vpc: {Type: AWS::EC2::VPC}
`);
    assert.deepEqual(
      unread.map(({ what }) => what),
      ['Fn::ForEach', 'Transform Own', 'Fn::Transform', 'Child', 'Module'],
    );
  });

  it('says what it takes for granted, once it is asked for', () => {
    const configuration = stack(`Resources:
  A: {Type: AWS::X::Y, Properties: {P: !Select [0, !GetAZs ''], Q: !GetAZs '', R: !GetAZs ''}}
`);
    const { properties } = resource(configuration, 'A').properties;
    properties.get('P');
    assert.deepEqual(configuration.assumptions, []);
    assert.equal(properties.size, 3);
    assert.deepEqual(
      configuration.assumptions.map(({ what }) => what),
      ['Fn::GetAZs'],
    );
  });

  it('takes properties that a macro makes as open', () => {
    const { properties } = resource(
      stack('Resources:\n  A:\n    Type: AWS::EC2::VPC\n    Properties: !Transform {Name: M}\n'),
      'A',
    );
    assert.equal(properties.properties.size, 0);
    assert.equal(
      explain(properties.open?.because ?? []),
      'Fn::Transform runs a macro when the stack is created',
    );
  });
});
