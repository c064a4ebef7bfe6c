import assert from 'node:assert/strict';
import type { Analysis } from '../../../src/core/analysis.ts';
import { Workspace } from '../../../src/core/workspace.ts';
import { firstProbing, snapshotOf, titleOf, type Probing } from '../../../src/editor/panel/state.ts';
import type { PanelDrawing } from '../../../src/protocol.ts';

const now = new Date(0);
const file = 'file:///code/shop/main.tf';

const code = `
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_security_group" "all" {
  vpc_id = aws_vpc.main.id
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_instance" "web" {
  subnet_id              = aws_subnet.a.id
  private_ip             = "10.0.1.10"
  vpc_security_group_ids = [aws_security_group.all.id]
}
resource "aws_instance" "internet" {
  subnet_id              = aws_subnet.a.id
  private_ip             = "10.0.1.11"
  vpc_security_group_ids = [aws_security_group.all.id]
}
`;

function analyse(text: string): Analysis {
  const workspace = new Workspace();
  workspace.update(file, text);
  const analysis = workspace.analysisOf(file);
  assert.ok(analysis);
  return analysis;
}

function draw(probing: Partial<Probing>): PanelDrawing & { readonly origins: ReadonlyMap<string, unknown> } {
  const { state, origins } = snapshotOf(analyse(code), { ...firstProbing, ...probing }, false, now);
  assert.ok(state.kind === 'drawing');
  return { ...state, origins };
}

describe('snapshots for the panel', () => {
  it('offer every interface as a target and every other one as a source', () => {
    const { targets, sources, target, source } = draw({ target: 'aws_instance.internet' }).probe;
    assert.deepEqual(
      targets.map(({ id }) => id),
      ['aws_instance.web', 'aws_instance.internet'],
    );
    assert.deepEqual(
      sources.map(({ id }) => id),
      ['internet', 'interface aws_instance.web'],
    );
    assert.deepEqual([target, source], ['aws_instance.internet', 'internet']);
  });

  for (const [name, probing, expected] of [
    [
      'a target and a source that are gone',
      { target: 'aws_instance.old', source: 'interface aws_instance.old' },
      ['aws_instance.web', 'internet'],
    ],
    [
      'a source that became the target',
      { target: 'aws_instance.web', source: 'interface aws_instance.web' },
      ['aws_instance.web', 'internet'],
    ],
    ['an id that is none', { source: 'command quit' }, ['aws_instance.web', 'internet']],
    ['a typed address', { source: 'address 192.0.2.9' }, ['aws_instance.web', 'address 192.0.2.9']],
  ] as const) {
    it(`stand ${name}`, () => {
      const { target, source, sources } = draw(probing).probe;
      assert.deepEqual([target, source], expected);
      assert.ok(sources.some(({ id }) => id === source));
    });
  }

  it('have a line of code for every id that can be sent back', () => {
    const { drawing, scan, origins } = draw({ scanned: true, source: 'interface aws_instance.internet' });
    const ids = [
      ...drawing.boxes.filter(({ isRevealable }) => isRevealable).map(({ id }) => id),
      ...(drawing.probe?.packets ?? []).flatMap(({ hops }) => hops.map(({ revealId }) => revealId)),
      ...(scan?.rows ?? []).flatMap(({ revealId }) => revealId ?? []),
      ...(scan?.map.spans ?? []).flatMap(({ hops }) => hops.map(({ revealId }) => revealId)),
      ...(scan?.map.boundaries ?? []).flatMap(({ rules }) => rules.map(({ revealId }) => revealId)),
    ];
    assert.ok(ids.length > 4);
    for (const id of ids) assert.ok(origins.has(id), id);
  });

  it('have rows that cover every port once', () => {
    const { scan } = draw({ scanned: true, source: 'interface aws_instance.internet' });
    assert.deepEqual(
      scan?.rows.map(({ ports, state }) => [ports, state]),
      [
        ['1-21,23-65535', 'filtered'],
        ['22', 'unfiltered'],
      ],
    );
    assert.equal(draw({}).scan, undefined);
  });

  it('draw a network without anything to probe', () => {
    const { state } = snapshotOf(
      analyse('resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }'),
      { ...firstProbing, scanned: true },
      false,
      now,
    );
    assert.ok(state.kind === 'drawing');
    assert.deepEqual(
      [state.probe.targets, state.probe.target, state.drawing.probe, state.scan],
      [[], '', undefined, undefined],
    );
  });

  it('say so when there is no network', () => {
    const { state } = snapshotOf(analyse('variable "a" {}'), firstProbing, false, now);
    assert.equal(state.kind, 'empty');
  });
});

describe('titles', () => {
  for (const [root, title] of [
    ['file:///code/shop', 'shop'],
    ['file:///code/a%20b/template.yaml', 'template.yaml'],
    ['file:///code/a%20b', 'a b'],
    ['untitled:Untitled-1', 'Untitled-1'],
    ['file:///code/%zz', '%zz'],
    ['file:///code/a%0Ab', 'a\\u{a}b'],
  ] as const) {
    it(`${root} is ${title}`, () => {
      assert.equal(titleOf(root), title);
    });
  }
});
