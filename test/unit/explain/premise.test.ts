// What data sources are taken to find in another root module is told where an explanation rests on it, and only there.
import assert from 'node:assert/strict';
import { explainAssumed } from '../../../src/core/explain/assumedFinding.ts';
import { explainAt } from '../../../src/core/explain/explainAt.ts';
import type { Explanation } from '../../../src/core/explain/explanation.ts';
import { lensesOf } from '../../../src/core/explain/lenses.ts';
import { Workspace } from '../../../src/core/workspace.ts';
import { webInOwnVpc } from '../../support/webInOwnVpc.ts';

const network = 'resource "aws_vpc" "main" {\n cidr_block = "10.0.0.0/16"\n tags = { Name = "main" }\n}\n';

/** One instance that two ports of are open: 80 to everybody, 22 to a block. */
const appWith = (block: string, everybody = '"0.0.0.0/0"'): string => `
data "aws_vpc" "d" {
  tags = { Name = "main" }
}
data "aws_vpc" "o" {
  tags = { Name = "other" }
}
${webInOwnVpc({ port80: everybody, port22: block })}`;

const find =
  'data.aws_vpc.d is read from AWS and taken to find aws_vpc.main of ../network, as nothing else in the workspace fits';
const foundBlock = 'data.aws_vpc.d.cidr_block';

function told(app: string): { readonly hover: Explanation; readonly lenses: readonly string[] } {
  const workspace = new Workspace();
  workspace.update('network/main.tf', network);
  workspace.update('app/main.tf', app);
  const { topology, configuration } = workspace.analysisAt('app')!;
  const at = app.indexOf('resource "aws_instance"');
  const [hover] = explainAt(topology, configuration, 'app/main.tf', at);
  return { hover: hover!, lenses: lensesOf(topology, 'app/main.tf').map(({ words }) => words()) };
}

describe('explanations of a root module whose data sources find something elsewhere', () => {
  it('name the find where more may be reached without', () => {
    const { hover, lenses } = told(appWith(foundBlock));
    assert.ok(hover.lines.includes('From the internet tcp 80 can be reached.'));
    assert.ok(hover.lines.includes(`Assumed: ${find}. Without that it perhaps reaches tcp 22 too.`));
    assert.deepEqual(lenses, [
      '1 of 1 host reachable from the internet',
      'tcp 80 reachable from the internet',
    ]);
  });

  it('say assumed where nothing is reached with it', () => {
    const { lenses } = told(appWith(foundBlock, '"10.9.0.0/16"'));
    assert.deepEqual(lenses, [
      '0 of 1 host reachable from the internet (assumed)',
      'no port (assumed) reachable from the internet',
    ]);
  });

  it('say nothing where the find changes nothing', () => {
    const { hover, lenses } = told(appWith('"10.9.0.0/16"').replace('Name = "other"', 'Name = "main"'));
    assert.ok(hover.lines.every((line) => !line.startsWith('Assumed')));
    assert.deepEqual(lenses, [
      '1 of 1 host reachable from the internet',
      'tcp 80 reachable from the internet',
    ]);
    for (const { doubt } of hover.walks) assert.doesNotMatch(doubt, /^assumed/);
  });

  it('leave unknown what nothing is found for', () => {
    const { hover } = told(appWith('data.aws_vpc.o.cidr_block'));
    assert.ok(
      hover.lines.includes('Perhaps it reaches tcp 22. Not known yet: data.aws_vpc.o is read from AWS.'),
    );
    assert.ok(hover.lines.every((line) => !line.startsWith('Assumed')));
  });

  it('doubt a packet of which the find decides', () => {
    const app = appWith(foundBlock, foundBlock);
    const { hover } = told(app);
    // It shows the way to 443, which is none of the ports that the block is given.
    assert.deepEqual(
      hover.walks.map(({ verdict, doubt }) => [verdict, doubt]),
      [['deny', '']],
    );
    const open = app
      .replaceAll('_port   = 80', '_port   = 443')
      .replaceAll('_port     = 80', '_port     = 443');
    assert.deepEqual(
      told(open).hover.walks.map(({ verdict, doubt }) => [verdict, doubt]),
      [['deny', `assumed: ${find}`]],
    );
  });

  it('name nothing else that is found', () => {
    const { hover } = told(appWith(foundBlock).replace('Name = "other"', 'Name = "main"'));
    assert.ok(hover.lines.includes(`Assumed: ${find}. Without that it perhaps reaches tcp 22 too.`));
  });

  it('tell what a finding rests on where it is marked', () => {
    const app = `${appWith('"10.9.0.0/16"')}resource "aws_network_acl" "own" {
  vpc_id = aws_vpc.own.id
${[foundBlock, '"10.0.5.0/24"', '"192.0.2.0/24"', '"192.0.2.0/25"']
  .map(
    (block, index) => `  ingress {
    rule_no    = ${index + 1}
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = ${block}
  }
`,
  )
  .join('')}}
`;
    const workspace = new Workspace();
    workspace.update('network/main.tf', network);
    workspace.update('app/main.tf', app);
    const { findings } = workspace.analysisAt('app')!;
    const shadowed = findings.filter(({ rule }) => rule === 'nacl-rule-shadowed');
    const [first, second] = shadowed.map(({ origin }) =>
      explainAssumed(shadowed, 'app/main.tf', origin.span.start),
    );
    assert.deepEqual(
      first!.map(({ title, lines }) => [title, lines]),
      [['nacl-rule-shadowed', [`Assumed: ${find}.`]]],
    );
    assert.deepEqual(second, []);
    assert.deepEqual(explainAssumed(shadowed, 'app/main.tf', 0), []);
  });
});
