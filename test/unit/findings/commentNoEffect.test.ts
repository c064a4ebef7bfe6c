import { testRule } from '../../support/rules.ts';

const host = 'resource "aws_instance" "web" {\n  subnet_id = "subnet-1"\n}\n';
const above = (comment: string): string => `# «${comment}»\n${host}`;

testRule('comment-no-effect', {
  invalid: [
    {
      name: 'a rule there is not',
      code: { terraform: above('ackscope:ignore nacl-reply-bloked why') },
      message: /there is no rule "nacl-reply-bloked"/,
      severity: 'information',
    },
    { name: 'no rule at all', code: { terraform: above('ackscope:ignore') }, message: /there is no rule ""/ },
    {
      name: 'a word it does not know',
      code: { terraform: above('ackscope: listning 80') },
      message: /"listning" is none of the words/,
    },
    {
      name: 'ports that cannot be read',
      code: {
        terraform: above('ackscope: listening http'),
        yaml: `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  # «ackscope: listening http»\n  Web:\n    Type: AWS::EC2::Instance\n`,
      },
      message: /"http" are no ports/,
    },
    {
      name: 'a comment about nothing',
      code: { terraform: `${host}\n# «ackscope: listening 80»\n` },
      message: /there is no code behind it/,
    },
  ],
  valid: [
    { name: 'ports that listen', code: { terraform: `# ackscope: listening 80,53/udp\n${host}` } },
    { name: 'a rule to ignore', code: { terraform: `# ackscope:ignore sg-exposed a honeypot\n${host}` } },
    { name: 'other comments', code: { terraform: `# ackscope is a tool\n${host}` } },
  ],
});
