import assert from 'node:assert/strict';
import { evaluateStack, type StackOptions } from '../../../src/core/cloudformation/stack.ts';
import { parseTemplate, type Template } from '../../../src/core/cloudformation/template.ts';
import type { Configuration } from '../../../src/core/value/resource.ts';
import { explain } from '../../../src/core/value/value.ts';
import { plain, reference, resource, unknown } from './support.ts';

const network = `Parameters:
  Cidr: {Type: String, Default: 10.0.0.0/16}
  Zones: {Type: CommaDelimitedList, Default: ''}
  Groups: {Type: List<AWS::EC2::SecurityGroup::Id>, Default: ''}
Conditions:
  Small: !Equals [!Ref Cidr, 10.9.0.0/16]
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Cidr, Zones: !Ref Zones, Groups: !Ref Groups}}
  Subnet: {Type: AWS::EC2::Subnet, Condition: Small, Properties: {VpcId: !Ref Vpc}}
Outputs:
  Vpc: {Value: !Ref Vpc}
  Cidr: {Value: !GetAtt Vpc.CidrBlock}
  Both: {Value: !Join [',', [!Ref Vpc, vpc-2]]}
  Subnet: {Value: !Ref Subnet, Condition: Small}
`;

/** The stack of `main.yaml` in a folder of templates. */
function stackIn(files: Readonly<Record<string, string>>, options: StackOptions = {}): Configuration {
  const templates = new Map(
    Object.entries(files).map(([file, text]) => [file, parseTemplate(file, text)] as const),
  );
  const templateAt = (_file: string, path: string): Template | undefined =>
    templates.get(path.replace(/^\.\//, ''));
  const main = templates.get('main.yaml');
  assert.ok(main !== undefined);
  return evaluateStack(main, { ...options, templateAt }).configuration;
}

function property(configuration: Configuration, address: string, name: string): unknown {
  return plain(resource(configuration, address).properties.properties.get(name)?.value);
}

function addresses(configuration: Configuration): readonly string[] {
  return configuration.resources.map(({ address }) => address);
}

describe('Nested CloudFormation stacks', () => {
  it('belong to the stack that nests them, with its name before their addresses', () => {
    const found = stackIn({
      'network.yaml': network,
      'main.yaml': `Resources:
  Net:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: ./network.yaml, Parameters: {Cidr: 10.9.0.0/16}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !GetAtt Net.Outputs.Vpc, C: !GetAtt Net.Outputs.Cidr}}
  Other: {Type: AWS::X::Y, Properties: {Ids: !Split [',', !GetAtt Net.Outputs.Both], S: !GetAtt [Net, Outputs.Subnet]}}
`,
    });
    assert.deepEqual(addresses(found), ['Net', 'Net/Vpc', 'Net/Subnet', 'Group', 'Other']);
    assert.deepEqual(found.files, ['main.yaml', 'network.yaml']);
    assert.deepEqual(found.unread, []);
    assert.equal(resource(found, 'Net/Vpc').origin.file, 'network.yaml');
    assert.equal(resource(found, 'Net/Vpc').origin.resource, 'Net/Vpc');
    assert.equal(property(found, 'Net/Vpc', 'CidrBlock'), '10.9.0.0/16');
    assert.deepEqual(property(found, 'Net/Subnet', 'VpcId'), reference('Net/Vpc.Ref'));
    assert.deepEqual(property(found, 'Group', 'VpcId'), reference('Net/Vpc.Ref'));
    assert.equal(property(found, 'Group', 'C'), '10.9.0.0/16');
    assert.deepEqual(property(found, 'Other', 'Ids'), [reference('Net/Vpc.Ref'), 'vpc-2']);
    assert.deepEqual(property(found, 'Other', 'S'), reference('Net/Subnet.Ref'));
  });

  it('take what is passed: texts, ids that AWS will choose, lists of them, and what is unknown', () => {
    const found = stackIn({
      'network.yaml': network,
      'main.yaml': `Parameters: {Open: {Type: String}}
Resources:
  A: {Type: AWS::EC2::SecurityGroup}
  B: {Type: AWS::EC2::SecurityGroup}
  Net:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: network.yaml
      Parameters: {Cidr: !Ref Open, Zones: 'a, b', Groups: !Join [',', [!Ref A, !GetAtt B.GroupId]]}
`,
    });
    const open = 'Parameter Open has no default';
    assert.deepEqual(property(found, 'Net/Vpc', 'CidrBlock'), unknown(open));
    assert.deepEqual(property(found, 'Net/Vpc', 'Zones'), ['a', 'b']);
    assert.deepEqual(property(found, 'Net/Vpc', 'Groups'), [reference('A.Ref'), reference('B.GroupId')]);
    const { exists } = resource(found, 'Net/Subnet');
    assert.equal(exists.kind === 'unknown' && explain(exists.because), open);
  });

  it('exist where the stack exists that nests them', () => {
    const found = stackIn({
      'network.yaml': network,
      'main.yaml': `Parameters: {Open: {Type: String}}
Conditions: {Maybe: !Equals [!Ref Open, x], No: !Equals [a, b]}
Resources:
  Net: {Type: AWS::CloudFormation::Stack, Condition: Maybe, Properties: {TemplateURL: network.yaml}}
  Not: {Type: AWS::CloudFormation::Stack, Condition: No, Properties: {TemplateURL: network.yaml}}
`,
    });
    assert.deepEqual(addresses(found), ['Net', 'Net/Vpc']);
    assert.equal(resource(found, 'Net/Vpc').exists.kind, 'unknown');
  });

  it('nest on, each level with its name', () => {
    const found = stackIn({
      'network.yaml': network,
      'middle.yaml': `Resources: {Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: network.yaml}}}
Outputs: {Vpc: {Value: !GetAtt Net.Outputs.Vpc}}`,
      'main.yaml': `Resources:
  One: {Type: AWS::Serverless::Application, Properties: {Location: middle.yaml}}
  Two: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: middle.yaml}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !GetAtt Two.Outputs.Vpc}}
`,
    });
    assert.deepEqual(addresses(found), [
      ...['One', 'One/Net', 'One/Net/Vpc'],
      ...['Two', 'Two/Net', 'Two/Net/Vpc', 'Group'],
    ]);
    assert.deepEqual(property(found, 'Group', 'VpcId'), reference('Two/Net/Vpc.Ref'));
  });

  it('are found by the path of an asset of the CDK', () => {
    const found = stackIn({
      'Net.nested.template.json': '{"Resources": {"Vpc": {"Type": "AWS::EC2::VPC"}}}',
      'main.yaml': JSON.stringify({
        Resources: {
          Net: {
            Type: 'AWS::CloudFormation::Stack',
            Properties: { TemplateURL: { 'Fn::Sub': 'https://s3.${AWS::Region}.${AWS::URLSuffix}/x' } },
            Metadata: {
              'aws:cdk:path': 'App/Net',
              'aws:asset:path': 'Net.nested.template.json',
              'aws:asset:property': 'TemplateURL',
            },
          },
        },
      }),
    });
    assert.deepEqual(addresses(found), ['Net', 'Net/Vpc']);
    assert.equal(resource(found, 'Net').construct, 'App/Net');
  });

  const leftOut: Readonly<Record<string, readonly [properties: string, why: string]>> = {
    'a template elsewhere': [
      'TemplateURL: https://s3.amazonaws.com/b/x.yaml',
      'Net.TemplateURL is https://s3.amazonaws.com/b/x.yaml, which is not fetched',
    ],
    'a template that is not there': [
      'TemplateURL: ./none.yaml',
      './none.yaml is no template of this workspace',
    ],
    'a path that is not known': ['TemplateURL: !Ref Open', 'Parameter Open has no default'],
    'no path': ['Parameters: {A: b}', 'Net.TemplateURL is no path of a template'],
    'itself': ['TemplateURL: main.yaml', 'Net nests itself by way of main.yaml → main.yaml'],
  };
  for (const [name, [properties, why]] of Object.entries(leftOut)) {
    it(`say so of ${name}`, () => {
      const found = stackIn({
        'main.yaml': `Parameters: {Open: {Type: String}}
Resources:
  Net: {Type: AWS::CloudFormation::Stack, Properties: {${properties}}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !GetAtt Net.Outputs.Vpc}}
`,
      });
      assert.deepEqual(addresses(found), ['Net', 'Group']);
      assert.deepEqual(
        found.unread.map((part) => explain([part])),
        [`Net is a nested stack whose template is not read: ${why}`],
      );
      assert.deepEqual(property(found, 'Group', 'VpcId'), unknown(why));
    });
  }

  it('end where they nest each other', () => {
    const other = (path: string): string =>
      `Resources: {N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${path}}}}`;
    const found = stackIn({
      'main.yaml': other('b.yaml'),
      'b.yaml': other('c.yaml'),
      'c.yaml': other('b.yaml'),
    });
    assert.deepEqual(addresses(found), ['N', 'N/N', 'N/N/N']);
    assert.match(
      found.unread[0]?.why ?? '',
      /N\/N\/N nests itself by way of main\.yaml → b\.yaml → c\.yaml → b\.yaml$/,
    );
  });

  it('end where they multiply', () => {
    const level = (path: string): string =>
      `Resources: {${Array.from({ length: 10 }, (_, n) => `N${n}: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${path}}}`).join(', ')}}`;
    const files = Object.fromEntries(
      Array.from({ length: 8 }, (_, n) => [n === 0 ? 'main.yaml' : `${n}.yaml`, level(`${n + 1}.yaml`)]),
    );
    const found = stackIn(files);
    assert.ok(found.resources.length <= 5010, String(found.resources.length));
    assert.ok(found.unread.some(({ why }) => why.includes('is one of more than 500 stacks')));
  });

  it('end where they are given their own outputs', () => {
    const found = stackIn({
      'network.yaml': network,
      'main.yaml': `Resources:
  Net:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: network.yaml, Parameters: {Cidr: !GetAtt Net.Outputs.Cidr}}
`,
    });
    assert.deepEqual(property(found, 'Net/Vpc', 'CidrBlock'), unknown('Net.Parameters refers to itself'));
  });

  it('tells what a stack exports, seen from outside', () => {
    const exporting = parseTemplate(
      'net.yaml',
      `Parameters: {Name: {Type: String, Default: net}, Open: {Type: String}}
Resources: {Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/8}}}
Outputs:
  A: {Value: !GetAtt Vpc.CidrBlock, Export: {Name: !Sub '\${Name}-cidr'}}
  B: {Value: !Ref Vpc, Export: {Name: net-vpc}}
  C: {Value: x, Export: {Name: !Ref Open}}
  D: {Value: x}
`,
    );
    assert.ok(exporting !== undefined);
    const exports = evaluateStack(exporting).exports();
    assert.deepEqual(
      [...exports].map(([name, value]) => [name, plain(value)]),
      [
        ['net-cidr', '10.0.0.0/8'],
        ['net-vpc', reference('net.yaml:Vpc.Ref')],
      ],
    );
    const importing = parseTemplate(
      'app.yaml',
      'Resources: {A: {Type: AWS::EC2::VPC, Properties: {P: !ImportValue net-cidr, Q: !ImportValue none}}}',
    );
    assert.ok(importing !== undefined);
    const { configuration } = evaluateStack(importing, { exported: (name) => exports.get(name) });
    assert.equal(property(configuration, 'A', 'P'), '10.0.0.0/8');
    assert.deepEqual(
      property(configuration, 'A', 'Q'),
      unknown('Export none is made by a stack whose template is not in the workspace'),
    );
  });
});
