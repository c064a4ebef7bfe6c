import assert from 'node:assert/strict';
import { explain } from '../../../src/core/value/value.ts';
import { plain, resource, stack } from './support.ts';

const open = 'Parameter Open has no default';

/** An expression, and whether the resource under it exists. */
const cases: readonly (readonly [expression: string, exists: boolean | string])[] = [
  ['!Equals [a, a]', true],
  ['!Equals [a, A]', false],
  ['!Equals [!Ref Env, prod]', true],
  ['{"Fn::Equals": [{"Ref": "Env"}, "test"]}', false],
  ['!Equals [!Ref Open, prod]', open],
  ['!Equals [!Ref AWS::Region, eu-west-1]', 'AWS::Region is known only when the stack is created'],
  ['!Equals [!Join ["", !Ref None], ""]', true],
  ['!Equals [a]', 'Fn::Equals takes two values'],
  ['!Not [!Equals [a, a]]', false],
  ['!Not [!Equals [!Ref Open, a]]', open],
  ['!Not [!Equals [a, a], !Equals [a, a]]', 'Fn::Not takes a list of one condition'],
  ['!And [!Equals [a, a], !Equals [b, b]]', true],
  ['!And [!Equals [a, b], !Equals [!Ref Open, b]]', false],
  ['!And [!Equals [a, a], !Equals [!Ref Open, b]]', open],
  ['!Or [!Equals [a, a], !Equals [!Ref Open, b]]', true],
  ['!Or [!Equals [a, b], !Equals [!Ref Open, b]]', open],
  ['!Or [!Condition Other, !Equals [a, a]]', true],
  ['!And [{Condition: Other}, !Equals [a, a]]', false],
  ['!Or [!Equals [a, a]]', 'Fn::Or takes a list of conditions'],
  ['!Condition Other', false],
  ['!Condition Nowhere', 'Condition Nowhere is not defined in this template'],
  ['!Condition C', 'Condition C refers to itself'],
  ['!Not [!Condition C]', 'Condition C refers to itself'],
  ['!Or [!Equals [a, a], !Condition C]', true],
  ['!Condition Loop', 'Condition C refers to itself'],
  ['!Equals [!Ref A, x]', 'A is chosen by AWS when it is created'],
  ['!Ref Env', 'Ref is no function of conditions'],
  ['"true"', true],
  ['text', 'The condition is no function of conditions'],
  ['', 'The condition is no function of conditions'],
];

function text(expression: string): string {
  return `Parameters:
  Env: {Type: String, Default: prod}
  Open: {Type: String}
  None: {Type: CommaDelimitedList, Default: ""}
Conditions:
  Other: !Equals [a, b]
  Loop: !Not [!Condition C]
  C: ${expression}
Resources:
  A:
    Type: AWS::EC2::VPC
  B:
    Type: AWS::EC2::VPC
    Condition: C
`;
}

describe('CloudFormation conditions', () => {
  for (const [expression, exists] of cases) {
    it(`${expression || 'nothing'} → ${exists}`, () => {
      const found = stack(text(expression)).resources.find(({ address }) => address === 'B')?.exists;
      const result = found === undefined ? false : found.kind === 'known' ? true : explain(found.because);
      assert.equal(result, exists);
    });
  }

  it('takes parameters that are given over defaults', () => {
    const given = { parameters: new Map([['Env', 'test']]) };
    const addresses = stack(text('!Equals [!Ref Env, prod]'), given).resources.map(({ address }) => address);
    assert.deepEqual(addresses, ['A']);
  });

  it('leaves open whether a resource exists whose condition is no name', () => {
    const configuration = stack('Resources:\n  A:\n    Type: AWS::EC2::VPC\n    Condition: !Equals [a, a]\n');
    assert.equal(resource(configuration, 'A').exists.kind, 'unknown');
  });

  it('ends cycles of attributes', () => {
    const configuration = stack(`Resources:
  A: {Type: AWS::X::Y, Properties: {P: !GetAtt B.P}}
  B: {Type: AWS::X::Y, Properties: {P: !Sub "\${C.P}"}}
  C: {Type: AWS::X::Y, Properties: {P: !GetAtt A.P}}
  D: {Type: AWS::X::Y, Properties: {P: !GetAtt D.P}}
`);
    for (const { address, properties } of configuration.resources) {
      const value = plain(properties.properties.get('P')?.value) as { unknown: string };
      assert.match(value.unknown, /\.P refers to itself$/, address);
    }
  });
});
