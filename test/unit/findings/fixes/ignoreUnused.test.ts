import { testFixes } from '../../../support/fixes.ts';

const template = (comment: string): string =>
  `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  ${comment}\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties: { CidrBlock: 10.0.0.0/16 }\n`;
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
    {
      name: 'leaves another comment behind it',
      code: {
        terraform: `# ackscope:ignore sg-exposed see #12 # TODO close it\n${host}`,
        yaml: template('# ackscope:ignore sg-exposed see #12 # TODO close it'),
      },
      title: /^Remove what this comment ignores for nothing$/,
      change: {
        terraform: '-# ackscope:ignore sg-exposed see #12 # TODO close it\n+# TODO close it',
        yaml: '-  # ackscope:ignore sg-exposed see #12 # TODO close it\n+  # TODO close it',
      },
    },
    {
      name: 'leaves another comment in one with an end',
      code: { terraform: `/* ackscope:ignore sg-exposed // TODO close it */\n${host}` },
      title: /^Remove what this comment ignores for nothing$/,
      change: {
        terraform: '-/* ackscope:ignore sg-exposed // TODO close it */\n+/* TODO close it */',
      },
    },
    {
      name: 'takes out a reason with the number of an issue or an address',
      code: {
        terraform: `# ackscope:ignore sg-exposed #12, https://example.com/#a\n${host}`,
        yaml: template('# ackscope:ignore sg-exposed #12, https://example.com/#a'),
      },
      title: /^Remove what this comment ignores for nothing$/,
      change: {
        terraform: '-# ackscope:ignore sg-exposed #12, https://example.com/#a',
        yaml: '-  # ackscope:ignore sg-exposed #12, https://example.com/#a',
      },
    },
  ],
});
