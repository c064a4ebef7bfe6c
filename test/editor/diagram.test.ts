// What the side panel is given to draw, and that it follows the editor.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AckscopeApi } from '../../src/editor/activate.ts';
import type { PanelDrawing } from '../../src/protocol.ts';
import { ackscope, eventually, example, insertBefore, show } from './support.ts';

describe('the diagram', () => {
  let api: AckscopeApi;

  before(async () => {
    api = await ackscope();
  });

  function drawing(): PanelDrawing | undefined {
    const state = api.diagram();
    return state.kind === 'drawing' ? state : undefined;
  }

  /** Waits for a drawing of which `isTrue` holds. */
  async function drawn(isTrue: (state: PanelDrawing) => boolean): Promise<PanelDrawing> {
    await eventually(
      () => {
        const state = drawing();
        return state !== undefined && isTrue(state);
      },
      () => JSON.stringify(api.diagram()).slice(0, 2000),
    );
    const state = drawing();
    assert.ok(state);
    return state;
  }

  it('follows the active editor', async () => {
    for (const experiment of ['nacl-closed', 'sg-closed'] as const) {
      await show(example('terraform', experiment));
      await drawn(({ title }) => title === experiment);
    }
    await show(example('cloudformation-yaml', 'nacl-closed'));
    const state = await drawn(({ title }) => title === 'template.yaml');
    assert.deepEqual(
      state.probe.targets.map(({ id }) => id),
      ['WebInstance'],
    );
  });

  it('shows where the probe dies', async () => {
    await show(example('terraform', 'nacl-closed'));
    const { drawing: picture, probe } = await drawn(({ title }) => title === 'nacl-closed');
    const fates = Object.fromEntries(picture.boxes.map(({ name, fate }) => [name, fate]));
    assert.equal(fates['aws_network_acl.public'], 'dropped');
    assert.equal(fates['aws_security_group.web'], 'untouched');
    assert.deepEqual(
      picture.probe?.packets.map(({ label, fate }) => [label, fate]),
      [['ACK', 'dropped']],
    );
    assert.ok(probe.sources.some(({ id }) => id === probe.source));
  });

  it('is in step with the cursor', async () => {
    const uri = example('terraform', 'nacl-closed');
    const editor = await show(uri);
    const { drawing: picture } = await drawn(({ title }) => title === 'nacl-closed');
    const putAt = (text: string): void => {
      const offset = editor.document.getText().indexOf(text);
      assert.ok(offset >= 0, text);
      const place = editor.document.positionAt(offset);
      editor.selection = new vscode.Selection(place, place);
    };
    const marked = (): readonly string[] =>
      picture.boxes.filter(({ id }) => api.diagramCursor().includes(id)).map(({ name }) => name);
    for (const [text, name] of [
      ['rule_no    = 100', 'aws_network_acl.public'],
      ['ingress {', 'aws_security_group.web'],
      ['instance_type', 'aws_instance.web'],
    ] as const) {
      putAt(text);
      await eventually(
        () => marked().join() === name,
        () => `${text}: ${marked().join()}`,
      );
    }
  });

  it('opens in an editor, once', async () => {
    await show(example('terraform', 'nacl-closed'));
    const tabs = (): readonly vscode.Tab[] =>
      vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview);
    await vscode.commands.executeCommand('ackscope.openDiagramInEditor');
    await eventually(
      () => tabs()[0]?.label === 'Diagram: nacl-closed',
      () => JSON.stringify(tabs().map(({ label }) => label)),
    );
    await vscode.commands.executeCommand('ackscope.openDiagramInEditor');
    assert.equal(tabs().length, 1);
  });

  it('is drawn again after an edit, and is marked when code cannot be read', async () => {
    const uri = example('terraform', 'nacl-ephemeral');
    await show(uri);
    const first = await drawn(({ title, stale }) => title === 'nacl-ephemeral' && !stale);
    const rules = (state: PanelDrawing): string | undefined =>
      state.drawing.boxes.find(({ name }) => name === 'aws_network_acl.public')?.detail;
    await insertBefore(
      uri,
      '  egress {\n    rule_no',
      '  ingress {\n    rule_no = 90\n    protocol = "-1"\n    action = "deny"\n    cidr_block = "192.0.2.0/24"\n    from_port = 0\n    to_port = 0\n  }\n',
    );
    await drawn((state) => rules(state) !== rules(first) && !state.stale);
    await insertBefore(uri, 'resource "aws_instance"', 'resource "aws_eip" "half" {\n  domain = \n\n');
    const broken = await drawn(({ stale }) => stale);
    assert.deepEqual(
      broken.probe.targets.map(({ id }) => id),
      ['aws_instance.web'],
    );
    await vscode.commands.executeCommand('undo');
    await drawn(({ stale }) => !stale);
  });

  it('shows a scan that was made by command', async () => {
    const file = example('terraform', 'nacl-ephemeral');
    await show(file);
    const text = await vscode.commands.executeCommand<string>('ackscope.simulateAckScan', {
      file: file.toString(),
      target: 'aws_instance.web',
      from: '203.0.113.9',
    });
    const { scan, probe } = await drawn((state) => state.scan !== undefined);
    assert.ok(scan && text.includes('Nmap scan report'));
    assert.equal(probe.source, 'address 203.0.113.9');
    assert.equal(
      scan.summary,
      'ACK scan of aws_instance.web from 203.0.113.9: 154 ports filtered, 846 unfiltered',
    );
    assert.deepEqual(
      scan.rows.map(({ ports, state, reason }) => [ports, state, reason]),
      [
        ['1-1023', 'filtered', 'no-response'],
        ['1024-65535', 'unfiltered', 'reset'],
      ],
    );
  });
});
