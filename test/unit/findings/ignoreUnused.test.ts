import assert from 'node:assert/strict';
import { Workspace } from '../../../src/core/workspace.ts';
import { testRule } from '../../support/rules.ts';
import { acl, ingress } from './networkAcls.ts';

const shadowing = ingress('100 allow -1 0 0.0.0.0/0', '200 allow tcp 443 10.0.0.0/8');
const header = 'resource "aws_network_acl" "web"';
const above = (comment: string, rules: string): string =>
  acl(rules).replace(header, `# ${comment}\n${header}`);
const alone = ingress('100 allow -1 0 0.0.0.0/0');

const template = (comment: string, condition = ''): string => `Parameters:
  Wide: { Type: String }
Conditions:
  IsWide: !Equals [!Ref Wide, "yes"]
Resources:
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties: { VpcId: vpc-1 }
  All:
    Type: AWS::EC2::NetworkAclEntry${condition}
    Properties: { NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0 }
  # ${comment}
  Https:
    Type: AWS::EC2::NetworkAclEntry
    Properties: { NetworkAclId: !Ref Acl, RuleNumber: 200, Protocol: -1, RuleAction: allow, CidrBlock: 10.0.0.0/8 }
`;

testRule('ignore-unused', {
  invalid: [
    {
      name: 'a rule that is not found',
      code: { terraform: above('«ackscope:ignore nacl-rule-shadowed it was once»', alone) },
      severity: 'hint',
      message: /^This comment hides nothing: nacl-rule-shadowed is not found here/,
    },
    {
      name: 'one of two rules',
      code: { terraform: above('«ackscope:ignore nacl-rule-shadowed,sg-exposed»', shadowing) },
      message: /^A part of this comment hides nothing: sg-exposed is not found here/,
    },
    {
      name: 'one of two rules with a blank between',
      code: {
        terraform: above('«ackscope:ignore nacl-rule-shadowed, sg-exposed why»', shadowing),
        yaml: template('«ackscope:ignore nacl-rule-shadowed, sg-exposed why»'),
      },
      message: /^A part of this comment hides nothing: sg-exposed is not found here/,
    },
    {
      name: 'a rule that is found in no case',
      code: { yaml: template('«ackscope:ignore nacl-deny-after-allow»', '\n    Condition: IsWide') },
    },
  ],
  valid: [
    {
      name: 'a comment that hides something',
      code: { terraform: above('ackscope:ignore nacl-rule-shadowed', shadowing) },
    },
    {
      name: 'a comment that hides something in some cases',
      code: {
        yaml: template('ackscope:ignore nacl-rule-shadowed', '\n    Condition: IsWide'),
      },
    },
    {
      name: 'code that cannot be read',
      code: { terraform: `${above('ackscope:ignore nacl-rule-shadowed', alone)}\nx "` },
    },
    {
      name: 'a rule there is not, which is another one’s',
      code: { terraform: above('ackscope:ignore no-such-rule', alone) },
    },
    { name: 'a comment about nothing', code: { terraform: `${acl(alone)}\n# ackscope:ignore sg-exposed\n` } },
  ],
});

describe('ignore-unused', () => {
  it('says nothing of a module, which another caller may use otherwise', () => {
    const workspace = new Workspace();
    workspace.update('module/main.tf', above('ackscope:ignore nacl-rule-shadowed', alone));
    workspace.update('main.tf', 'module "acl" {\n  source = "./module"\n}\n');
    const [analysis] = workspace.analyses();
    assert.deepEqual(
      analysis!.findings.map(({ rule }) => rule).filter((rule) => rule === 'ignore-unused'),
      [],
    );
  });
});
