/**
 * Work done ahead in short steps comes to what the code is in the end, whatever changes between two of them. Files are those
 * of a root module that calls another, one whose data source looks into it, and a template with an open condition.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Workspace } from '../../src/core/workspace.ts';

const cidrs = ['10.0.0.0/16', '10.1.0.0/16', '10.0.0.0/33'] as const;

/** By name, what a file may hold. */
const files: Readonly<Record<string, readonly string[]>> = {
  'live/main.tf': cidrs.map(
    (cidr) => `module "net" {
  source = "../net"
  cidr   = "${cidr}"
}
`,
  ),
  'net/main.tf': ['22', '443'].map(
    (port) => `variable "cidr" {}
resource "aws_vpc" "main" {
  cidr_block = var.cidr
  tags       = { Name = "main" }
}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = ${port}
    to_port     = ${port}
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
  ),
  'apps/main.tf': ['main', 'another'].map(
    (name) => `data "aws_vpc" "main" {
  tags = { Name = "${name}" }
}
resource "aws_network_acl" "a" {
  vpc_id = data.aws_vpc.main.id
}
resource "aws_security_group" "a" {
  vpc_id = data.aws_vpc.main.id
  ingress {
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = [data.aws_vpc.main.cidr_block]
  }
}
`,
  ),
  'stack.yaml': ['0.0.0.0/0', '10.0.0.1/8'].map(
    (cidr) => `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Open:
    Type: String
Conditions:
  IsOpen: !Equals [!Ref Open, "yes"]
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Web:
    Type: AWS::EC2::SecurityGroup
    Condition: IsOpen
    Properties:
      GroupDescription: web
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 22
          ToPort: 22
          CidrIp: ${cidr}
`,
  ),
};

type Change = readonly [file: string, text: string | undefined];

const changes = fc
  .constantFrom(...Object.keys(files))
  .chain((file) =>
    fc.tuple(fc.constant(file), fc.option(fc.constantFrom(...(files[file] ?? [])), { nil: undefined })),
  );

/** After some more steps of the work that is going on, a change. */
const interruptions = fc.array(fc.tuple(fc.nat({ max: 60 }), changes), { maxLength: 6 });

function apply(workspace: Workspace, [file, text]: Change): void {
  if (text === undefined) workspace.remove(file);
  else workspace.update(file, text);
}

/** All roots ahead, as a host does it, with changes in between; those that are left come at the end. */
function analyseAhead(workspace: Workspace, interrupted: readonly (readonly [number, Change])[]): void {
  const left = [...interrupted];
  let wait = left[0]?.[0] ?? 0;
  const take = (steps: Iterable<void>): void => {
    const each = steps[Symbol.iterator]();
    while (each.next().done !== true) {
      if (left.length === 0 || wait-- > 0) continue;
      const [, change] = left.shift() ?? [0, ['', undefined]];
      apply(workspace, change);
      wait = left[0]?.[0] ?? 0;
    }
  };
  take(workspace.declareAhead());
  for (const root of workspace.roots()) take(workspace.prepareAhead(root));
  for (const root of workspace.roots()) take(workspace.analyseAhead(root));
  for (const [, change] of left) apply(workspace, change);
}

const told = (workspace: Workspace): unknown =>
  workspace.roots().map((root) => {
    const { network, findings, worlds } = workspace.analysisAt(root) ?? {};
    const all = findings?.map((finding) => ({ ...finding, assumes: finding.assumes?.() }));
    return { root, network, findings: all, worlds: worlds?.map(({ findings: found }) => found) };
  });

describe('work in steps', () => {
  it('comes to what the code is, whatever changes in between', () => {
    let interruptedWork = 0;
    fc.assert(
      fc.property(interruptions, (interrupted) => {
        const workspace = new Workspace();
        const now = new Map<string, string>();
        for (const [file, [text]] of Object.entries(files)) if (text !== undefined) now.set(file, text);
        for (const [file, text] of now) workspace.update(file, text);
        analyseAhead(workspace, interrupted);
        for (const [, [file, text]] of interrupted) {
          if (text === undefined) now.delete(file);
          else now.set(file, text);
        }
        const fresh = new Workspace();
        for (const [file, text] of now) fresh.update(file, text);
        assert.deepEqual(told(workspace), told(fresh));
        if (interrupted.length > 0) interruptedWork++;
      }),
      { numRuns: 60 },
    );
    assert.ok(interruptedWork > 20);
  });

  it('leaves nothing to do for who asks afterwards', () => {
    const workspace = new Workspace();
    for (const [file, [text]] of Object.entries(files)) workspace.update(file, text ?? '');
    analyseAhead(workspace, []);
    for (const root of workspace.roots()) {
      const before = workspace.analysisAt(root);
      assert.deepEqual([...workspace.analyseAhead(root)], []);
      assert.equal(workspace.analysisAt(root), before);
    }
  });

  it('does no more at a time than a module, a rule or some resources', () => {
    const workspace = new Workspace();
    const { 'net/main.tf': module = [] } = files;
    const groups = Array.from({ length: 200 }, (_, n) => (module[0] ?? '').replaceAll('"web"', `"web${n}"`));
    workspace.update(
      'main.tf',
      groups.join('').replaceAll(/variable "cidr" \{\}\n|resource "aws_vpc"[^}]+\}\n\}\n/g, ''),
    );
    assert.ok([...workspace.analyseAhead('')].length > 200);
  });
});
