import assert from 'node:assert/strict';
import { fixAll } from '../../src/core/fixAll.ts';
import { fixesOf, textsAfter } from '../../src/core/verifiedFixes.ts';
import { Workspace } from '../../src/core/workspace.ts';
import { firstOf } from '../support/fixes.ts';
import { block, inline, terraformNetwork, yamlEntry, yamlNetwork } from './findings/fixes/networks.ts';

const out = block('egress', 100, 'allow', '0');
const closed = terraformNetwork(inline(out));

/** A module whose network ACL has what `extra` says, and two root modules that call it. */
const shared = {
  'acl/main.tf': `variable "vpc" {}
variable "wide" {
  default = true
}

resource "aws_network_acl" "it" {
  vpc_id = var.vpc
}

resource "aws_network_acl_rule" "wide" {
  count          = var.wide ? 1 : 0
  network_acl_id = aws_network_acl.it.id
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "-1"
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "narrow" {
  network_acl_id = aws_network_acl.it.id
  rule_number    = 200
  rule_action    = "allow"
  protocol       = "-1"
  cidr_block     = "10.0.0.0/8"
}
`,
  'a/main.tf':
    'resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/16"\n}\n\nmodule "acl" {\n  source = "../acl"\n  vpc    = aws_vpc.a.id\n}\n',
} as const;
const otherCaller = (wide: boolean): string =>
  `resource "aws_vpc" "b" {\n  cidr_block = "10.0.0.0/16"\n}\n\nmodule "acl" {\n  source = "../acl"\n  vpc    = aws_vpc.b.id\n  wide   = ${wide}\n}\n`;

describe('fixes that are tried', () => {
  it('leave the workspace as it is', () => {
    const { workspace, finding } = firstOf('nacl-reply-blocked', { 'main.tf': closed });
    const before = workspace.analyses();
    assert.ok(fixesOf(workspace, finding).length > 0);
    assert.equal(workspace.textOf('main.tf'), closed);
    assert.deepEqual(
      workspace.analyses().map((analysis, i) => analysis === before[i]),
      [true],
    );
  });

  it('are judged as if the files had been read anew', () => {
    const files: Readonly<Record<string, string>> = {
      'main.tf': closed,
      'template.yaml': yamlNetwork(yamlEntry('Out', true, 100, 'allow', '0-65535')),
      ...shared,
      'b/main.tf': otherCaller(true),
    };
    const workspace = new Workspace();
    for (const [file, text] of Object.entries(files)) workspace.update(file, text);
    const findings = workspace.analyses().flatMap((analysis) => analysis.findings);
    let tried = 0;
    for (const finding of findings) {
      for (const { edits } of fixesOf(workspace, finding)) {
        const after = textsAfter(workspace, edits);
        const fresh = new Workspace();
        for (const [file, text] of Object.entries(files)) fresh.update(file, after.get(file) ?? text);
        const derived = workspace.withTexts(after);
        assert.deepEqual(
          derived.analyses().map((analysis) => analysis.findings),
          fresh.analyses().map((analysis) => analysis.findings),
        );
        tried++;
      }
    }
    assert.ok(tried >= 3, `only ${tried}`);
  });

  it('are not offered where another caller of the module needs the rule', () => {
    const files = { ...shared, 'b/main.tf': otherCaller(false) };
    const { workspace, finding } = firstOf('nacl-rule-shadowed', files);
    assert.deepEqual(fixesOf(workspace, finding), []);
  });

  it('are offered where every caller can do without', () => {
    const files = { ...shared, 'b/main.tf': otherCaller(true) };
    const { workspace, finding } = firstOf('nacl-rule-shadowed', files);
    assert.deepEqual(
      fixesOf(workspace, finding).map(({ title }) => title),
      ['Remove inbound rule 200'],
    );
  });

  it('change no module that was downloaded', () => {
    const { workspace, finding } = firstOf('nacl-rule-shadowed', {
      '.terraform/modules/acl/main.tf': shared['acl/main.tf'],
      '.terraform/modules/modules.json':
        '{"Modules":[{"Key":"","Source":"","Dir":"."},{"Key":"acl","Source":"x/acl/aws","Dir":".terraform/modules/acl"}]}',
      'main.tf': shared['a/main.tf'].replace('../acl', 'x/acl/aws'),
    });
    assert.equal(finding.origin.file, '.terraform/modules/acl/main.tf');
    assert.deepEqual(fixesOf(workspace, finding), []);
  });

  it('are not offered where they make something else wrong', () => {
    // With the replies let in, a database port of the instance can be reached from the internet.
    const exposed = closed.replace(
      '  egress {\n    from_port   = 0',
      '  ingress {\n    from_port   = 0\n    to_port     = 0\n    protocol    = "-1"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n\n  egress {\n    from_port   = 0',
    );
    const { workspace, finding } = firstOf('nacl-reply-blocked', { 'main.tf': exposed });
    const titles = fixesOf(workspace, finding).map(({ title }) => title);
    assert.ok(
      titles.every((title) => !title.includes('1024-65535')),
      titles.join('\n'),
    );
  });
});

describe('all fixes one after the other', () => {
  const limits = { mayFix: () => true, mayMake: () => true };

  it('end where there is nothing left to fix', () => {
    const text = terraformNetwork(
      inline(out, block('ingress', 100, 'allow', '80-443'), block('ingress', 100, 'deny', '443')),
    );
    const { workspace } = firstOf('nacl-duplicate-number', { 'main.tf': text });
    const first = fixAll(workspace, limits);
    assert.ok(first.applied.length >= 2);
    assert.equal(first.workspace.textOf('main.tf'), first.texts.get('main.tf'));
    assert.equal(workspace.textOf('main.tf'), text);
    assert.deepEqual(fixAll(first.workspace, limits).applied, []);
  });

  it('deal with findings that say the same one after the other', () => {
    const text = terraformNetwork(
      inline(
        out,
        block('ingress', 100, 'allow', '0'),
        block('ingress', 200, 'allow', '80'),
        block('ingress', 300, 'allow', '443'),
      ),
    );
    const { workspace } = firstOf('nacl-rule-shadowed', { 'main.tf': text });
    const mayFix = ({ rule }: { rule: string }): boolean => rule === 'nacl-rule-shadowed';
    assert.equal(fixAll(workspace, { ...limits, mayFix }).applied.length, 2);
  });

  it('make none that may not be made, of no finding that is not asked for', () => {
    const { workspace } = firstOf('nacl-reply-blocked', { 'main.tf': closed });
    assert.equal(fixAll(workspace, { ...limits, mayMake: () => false }).texts.size, 0);
    assert.equal(fixAll(workspace, { ...limits, mayFix: ({ rule }) => rule === 'sg-exposed' }).texts.size, 0);
  });
});
