import { testFixes } from '../../../support/fixes.ts';

const host = 'resource "aws_instance" "web" {\n  subnet_id = "subnet-1"\n}\n';
const template = (comment: string): string =>
  `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n${comment}  Web:\n    Type: AWS::EC2::Instance\n`;

testFixes('comment-no-effect', {
  fixes: [
    {
      name: 'takes out the line of the comment',
      code: {
        terraform: `# ackscope:ignore nacl-reply-bloked why\n${host}`,
        yaml: template('  # ackscope:ignore nacl-reply-bloked why\n'),
      },
      title: /^Remove what of the comment/,
      change: {
        terraform: '-# ackscope:ignore nacl-reply-bloked why',
        yaml: '-  # ackscope:ignore nacl-reply-bloked why',
      },
    },
    {
      name: 'leaves the code before it',
      code: { terraform: host.replace('"subnet-1"', '"subnet-1" // ackscope: listning 80') },
      title: /^Remove what of the comment/,
      change: {
        terraform: `
-  subnet_id = "subnet-1" // ackscope: listning 80
+  subnet_id = "subnet-1"
`,
      },
    },
    {
      name: 'leaves the ids that are some',
      code: { terraform: `# ackscope:ignore sg-exposd,unresolved why\n${host}` },
      title: /^Remove what of the comment/,
      change: {
        terraform: `
-# ackscope:ignore sg-exposd,unresolved why
+# ackscope:ignore unresolved why
`,
      },
    },
    {
      name: 'leaves the blanks between the ids that are some',
      code: { terraform: `# ackscope:ignore sg-exposd, unresolved, sg-exposed why\n${host}` },
      title: /^Remove what of the comment/,
      change: {
        terraform: `
-# ackscope:ignore sg-exposd, unresolved, sg-exposed why
+# ackscope:ignore unresolved, sg-exposed why
`,
      },
    },
    {
      name: 'takes out a comment with an end',
      code: { terraform: `/* ackscope: listning 80 */\n${host}` },
      title: /^Remove what of the comment/,
      change: { terraform: '-/* ackscope: listning 80 */' },
    },
  ],
  none: [
    {
      name: 'for a line of a longer comment',
      code: { terraform: `/*\n * ackscope: listning 80\n * and more\n */\n${host}` },
    },
  ],
});
