import assert from 'node:assert/strict';
import { findingsIn } from '../../support/rules.ts';
import { acl, ingress } from './networkAcls.ts';

const rules = ingress('100 allow -1 0 0.0.0.0/0', '200 allow tcp 443 10.0.0.0/8');
const shadowed = (text: string): number => findingsIn('nacl-rule-shadowed', 'terraform', text).length;
const header = 'resource "aws_network_acl" "web"';
const second = rules.lastIndexOf('ingress');
const withComment = (comment: string): string =>
  acl(`${rules.slice(0, second)}${comment}\n  ${rules.slice(second)}`);

describe('findings an author ignores', () => {
  it('are shown where nobody does', () => {
    assert.equal(shadowed(acl(rules)), 1);
  });

  const hidden: readonly (readonly [string, string])[] = [
    ['above the line', withComment('# ackscope:ignore nacl-rule-shadowed on its way out')],
    [
      'that names it behind a blank',
      withComment('# ackscope:ignore sg-exposed, nacl-rule-shadowed on its way out'),
    ],
    [
      'on the line',
      acl(rules).replace(/\{(?=\s*rule_no {4}= 200)/, '{ # ackscope:ignore nacl-rule-shadowed'),
    ],
    [
      'above the resource',
      acl(rules).replace(header, `# ackscope:ignore nacl-rule-shadowed later\n${header}`),
    ],
  ];
  for (const [where, text] of hidden) {
    it(`are hidden by a comment ${where}`, () => assert.equal(shadowed(text), 0));
  }

  const shown: readonly (readonly [string, string])[] = [
    ['for another rule', withComment('# ackscope:ignore sg-exposed')],
    [
      'above another rule of the network ACL',
      acl(`  # ackscope:ignore nacl-rule-shadowed\n${rules.trimStart()}`),
    ],
    ['above another resource', `# ackscope:ignore nacl-rule-shadowed\n${acl(rules).trimStart()}`],
  ];
  for (const [where, text] of shown) {
    it(`are shown in spite of a comment ${where}`, () => assert.equal(shadowed(text), 1));
  }
});
