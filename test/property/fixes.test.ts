import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decideAlike } from '../../src/core/reach/ruleOrder.ts';
import { fixAll } from '../../src/core/fixAll.ts';
import { fixesOf, textsAfter } from '../../src/core/verifiedFixes.ts';
import { Workspace } from '../../src/core/workspace.ts';
import { assertWorks } from '../support/fixes.ts';
import { inline, terraformNetwork, yamlNetwork } from '../unit/findings/fixes/networks.ts';

interface Entry {
  readonly egress: boolean;
  readonly number: number;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | '-1';
  readonly action: 'allow' | 'deny';
  readonly cidr: string;
  readonly ports: string;
}

const entries: fc.Arbitrary<readonly Entry[]> = fc.array(
  fc.record({
    egress: fc.boolean(),
    number: fc.constantFrom(1, 90, 100, 110, 200, 32766),
    protocol: fc.constantFrom('tcp', 'udp', 'icmp', '-1'),
    action: fc.constantFrom('allow', 'allow', 'deny'),
    cidr: fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', '10.0.0.1/16'),
    ports: fc.constantFrom('0-65535', '443-443', '0-0', '1024-65535', '49152-65535'),
  }),
  { maxLength: 5 },
);

/** Of two entries with one number AWS takes the first: with that removed, the other counts and may be wrong in its place. */
function haveOwnNumbers(all: readonly Entry[]): boolean {
  return new Set(all.map(({ egress, number }) => `${egress} ${number}`)).size === all.length;
}

const numbers: Readonly<Record<Entry['protocol'], number>> = { 'tcp': 6, 'udp': 17, 'icmp': 1, '-1': -1 };

/** The same entries the way people write them. */
const spellings: Readonly<
  Record<string, (entries: readonly Entry[]) => readonly [file: string, text: string]>
> = {
  blocks: (all) => [
    'main.tf',
    terraformNetwork(
      inline(
        ...all.map(({ egress, number, protocol, action, cidr, ports }) => {
          const [from = '', to = ''] = protocol === '-1' ? ['0', '0'] : ports.split('-');
          return `  ${egress ? 'egress' : 'ingress'} {\n    rule_no    = ${number}\n    protocol   = "${protocol}"\n    action     = "${action}"\n    cidr_block = "${cidr}"\n    from_port  = ${from}\n    to_port    = ${to}\n  }`;
        }),
      ),
    ),
  ],
  resources: (all) => [
    'main.tf',
    terraformNetwork(
      [
        'resource "aws_network_acl" "public" {\n  vpc_id     = aws_vpc.main.id\n  subnet_ids = [aws_subnet.public.id]\n}',
        ...all.map(({ egress, number, protocol, action, cidr, ports }, i) => {
          const [from = '', to = ''] = ports.split('-');
          return `resource "aws_network_acl_rule" "r${i}" {\n  network_acl_id = aws_network_acl.public.id\n  egress         = ${egress}\n  rule_number    = ${number}\n  protocol       = "${protocol}"\n  rule_action    = "${action}"\n  cidr_block     = "${cidr}"\n  from_port      = ${from}\n  to_port        = ${to}\n}`;
        }),
      ].join('\n\n'),
    ),
  ],
  template: (all) => [
    'template.yaml',
    yamlNetwork(
      all
        .map(({ egress, number, protocol, action, cidr, ports }, i) => {
          const [from = '', to = ''] = ports.split('-');
          const match =
            protocol === 'icmp'
              ? '      Icmp: { Type: -1, Code: -1 }'
              : `      PortRange:\n        From: ${from}\n        To: ${to}`;
          return `  R${i}:\n    Type: AWS::EC2::NetworkAclEntry\n    Properties:\n      NetworkAclId: !Ref Acl\n      Egress: ${egress}\n      RuleNumber: ${number}\n      Protocol: ${numbers[protocol]}\n      RuleAction: ${action}\n      CidrBlock: ${cidr}\n${match}`;
        })
        .join('\n\n'),
    ),
  ],
};

describe('fixes of random network ACLs', () => {
  for (const [name, spell] of Object.entries(spellings)) {
    it(`do what they promise, and all of them together come to an end (${name})`, () => {
      fc.assert(
        fc.property(entries, (all) => {
          const [file, text] = spell(all);
          const workspace = new Workspace();
          workspace.update(file, text);
          const [analysis] = workspace.analyses();
          for (const finding of analysis!.findings) {
            for (const fix of fixesOf(workspace, finding)) {
              const isRemoval = /^Remove (?:in|out)bound/.test(fix.title);
              if (!isRemoval || haveOwnNumbers(all)) assertWorks(workspace, finding, fix);
              if (!isRemoval) continue;
              const [after] = workspace.withTexts(textsAfter(workspace, fix.edits)).analyses();
              for (const acl of analysis!.network.networkAcls) {
                const same = after!.network.networkAcls.find(({ address }) => address === acl.address)!;
                assert.ok(decideAlike(acl, same, 'inbound') && decideAlike(acl, same, 'outbound'));
              }
            }
          }
          const fixed = fixAll(workspace, { mayFix: () => true, mayMake: () => true });
          assert.ok(fixed.applied.length <= 50, `${fixed.applied.length} fixes of ${all.length} rules`);
          assert.deepEqual(fixed.workspace.problems(), []);
        }),
        { numRuns: 25 },
      );
    });
  }
});
