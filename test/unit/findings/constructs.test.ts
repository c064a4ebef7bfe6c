import assert from 'node:assert/strict';
import { Workspace } from '../../../src/core/workspace.ts';

describe('Findings in what the CDK writes', () => {
  it('name the construct', () => {
    const resource = (type: string, path: string, properties: unknown): unknown => ({
      Type: `AWS::EC2::${type}`,
      Properties: properties,
      Metadata: { 'aws:cdk:path': `App/${path}/Resource` },
    });
    const text = JSON.stringify({
      Resources: {
        Group63A2: resource('SecurityGroup', 'Web/Group', {
          GroupDescription: 'web',
          SecurityGroupIngress: [{ CidrIp: '0.0.0.0/0', IpProtocol: 'tcp', FromPort: 22, ToPort: 22 }],
        }),
      },
    });
    const workspace = new Workspace();
    workspace.update('cdk.out/App.template.json', text);
    const [finding] = workspace.analysisOf('cdk.out/App.template.json')?.findings ?? [];
    assert.equal(finding?.resource, 'Group63A2');
    assert.deepEqual(
      finding.related.map(({ message, origin }) => [message, text.slice(origin.span.start, origin.span.end)]),
      [['Group63A2 is made by the construct App/Web/Group/Resource', '"Group63A2"']],
    );
  });
});
