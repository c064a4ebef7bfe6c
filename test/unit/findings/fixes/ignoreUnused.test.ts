import { testFixes } from '../../../support/fixes.ts';

const host = 'resource "aws_instance" "web" {\n  subnet_id = "subnet-1"\n}\n';

testFixes('ignore-unused', {
  fixes: [
    {
      name: 'takes out the comment',
      code: { terraform: `# ackscope:ignore sg-exposed a honeypot\n${host}` },
      title: /^Remove what this comment ignores for nothing$/,
      change: { terraform: '-# ackscope:ignore sg-exposed a honeypot' },
    },
    {
      name: 'takes out all of several rules with blanks between',
      code: { terraform: `# ackscope:ignore sg-exposed, sg-no-egress a honeypot\n${host}` },
      title: /^Remove what this comment ignores for nothing$/,
      change: { terraform: '-# ackscope:ignore sg-exposed, sg-no-egress a honeypot' },
    },
  ],
});
