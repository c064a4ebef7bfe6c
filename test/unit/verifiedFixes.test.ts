import assert from 'node:assert/strict';
import type { RuleId } from '../../src/core/text/ruleIds.ts';
import type { Fix } from '../../src/core/findings/fixes/fix.ts';
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

  const titlesOf = (id: RuleId, text: string, file = 'main.tf'): readonly (readonly string[])[] => {
    const { workspace, finding } = firstOf(id, { [file]: text });
    return [
      fixesOf(workspace, finding).map(({ title }) => title),
      fixAll(workspace, limits).applied.flatMap(({ finding: { rule }, fix }) =>
        rule === id ? [fix.title] : [],
      ),
    ];
  };
  const grouped = (first: string, ports: string): string => `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "ssh" {
  security_group_id = aws_security_group.web.id
  type              = "ingress"
  protocol          = "${first}"
  ${ports}
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "https" {
  security_group_id = aws_security_group.web.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["0.0.0.0/0"]
}
`;
  const ports = (port: number): string => `from_port         = ${port}\n  to_port           = ${port}`;
  const removal = 'Remove this rule, which adds nothing';

  it('take out no rule of a group that one covers whose ports are ignored, nor those ports', () => {
    const wide = grouped('-1', ports(22));
    assert.deepEqual(titlesOf('sg-duplicate-rule', wide), [[removal], []]);
    assert.deepEqual(titlesOf('ports-ignored', wide), [['Take out the ports, which AWS ignores'], []]);
    assert.deepEqual(titlesOf('sg-duplicate-rule', grouped('-1', ports(0))), [[removal], [removal]]);
  });

  it('give no rule another place among those one of which is for more than its ports', () => {
    const rule = (number: number, action: string, protocol: string, ports: string): string =>
      `resource "aws_network_acl_rule" "r${number}" {
  network_acl_id = aws_network_acl.public.id
  rule_number    = ${number}
  protocol       = "${protocol}"
  rule_action    = "${action}"
  cidr_block     = "0.0.0.0/0"
  from_port      = ${ports.split('-')[0]}
  to_port        = ${ports.split('-').at(-1)}
}
`;
    const acl = (more: string): string =>
      terraformNetwork(`resource "aws_network_acl" "public" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.public.id]
}
${rule(200, 'deny', 'tcp', '1000-2000')}${rule(300, 'allow', 'tcp', '1500-3000')}${more}`);
    const move = 'Give inbound rule 300 the number ';
    const offered = (code: string): readonly (readonly [boolean, true | undefined])[] => {
      const { workspace, finding } = firstOf('nacl-rule-partly-shadowed', { 'main.tf': code });
      return fixesOf(workspace, finding).map(({ title, onRequest }) => [title.startsWith(move), onRequest]);
    };
    assert.deepEqual(offered(acl('')), [[true, undefined]]);
    assert.deepEqual(offered(acl(rule(900, 'allow', '-1', '22'))), [[true, true]]);
  });

  it('take out no rule that another of the same block covers whose ports are ignored', () => {
    const acl = (ssh: number): string =>
      terraformNetwork(`resource "aws_network_acl" "public" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.public.id]
}

resource "aws_network_acl_rule" "it" {
  for_each = {
    ssh   = { number = 100, protocol = "-1", port = ${ssh} }
    https = { number = 200, protocol = "tcp", port = 443 }
  }
  network_acl_id = aws_network_acl.public.id
  rule_number    = each.value.number
  rule_action    = "allow"
  protocol       = each.value.protocol
  cidr_block     = "0.0.0.0/0"
  from_port      = each.value.port
  to_port        = each.value.port
}`);
    const [offered, made] = titlesOf('nacl-rule-shadowed', acl(22));
    assert.deepEqual([offered, made], [['Remove inbound rule 200'], []]);
    assert.deepEqual(titlesOf('nacl-rule-shadowed', acl(0)), [offered, offered]);
  });

  it('take out no rule of a network ACL that one covers whose ports are ignored', () => {
    const acl = (first: string): string =>
      yamlNetwork(
        `${first}\n${yamlEntry('Https', false, 200, 'allow', '443')}\n${yamlEntry('Out', true, 100, 'allow', '0-65535')}`,
      );
    const wide = yamlEntry('Ssh', false, 100, 'allow', '22').replace('Protocol: 6', 'Protocol: -1');
    const [offered, made] = titlesOf('nacl-rule-shadowed', acl(wide), 'template.yaml');
    assert.deepEqual([offered, made], [['Remove inbound rule 200'], []]);
    const meant = yamlEntry('All', false, 100, 'allow', '0-65535');
    assert.deepEqual(titlesOf('nacl-rule-shadowed', acl(meant), 'template.yaml')[1], offered);
  });

  it('open no ports where port 0 is written', () => {
    const title = 'Write 0 to 65535, which are all ports';
    assert.deepEqual(titlesOf('nacl-port-zero', grouped('tcp', ports(0))), [[title], []]);
    const acl = yamlNetwork(yamlEntry('It', false, 100, 'allow', '0'));
    assert.deepEqual(titlesOf('nacl-port-zero', acl, 'template.yaml'), [[title], []]);
  });

  it('never do the second of two things that may be meant', () => {
    const text = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
}

resource "aws_instance" "web" {
  vpc_security_group_ids = [aws_security_group.web.id]
}
`;
    const { workspace } = firstOf('sg-no-egress', { 'main.tf': text });
    const mayMake = ({ title }: Fix): boolean => !title.startsWith('Allow all egress');
    assert.equal(fixAll(workspace, { ...limits, mayMake }).texts.size, 0);
    const [offered, made] = titlesOf('sg-no-egress', text);
    const allowAll = 'Allow all egress, as AWS does by itself';
    assert.deepEqual(offered, [allowAll, 'Say that no egress is meant: egress = []']);
    assert.deepEqual(made, [allowAll]);
  });

  it('make none that may not be made, of no finding that is not asked for', () => {
    const { workspace } = firstOf('nacl-reply-blocked', { 'main.tf': closed });
    assert.equal(fixAll(workspace, { ...limits, mayMake: () => false }).texts.size, 0);
    assert.equal(fixAll(workspace, { ...limits, mayFix: ({ rule }) => rule === 'sg-exposed' }).texts.size, 0);
  });
});
