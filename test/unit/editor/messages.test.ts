import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeMessage } from '../../../src/editor/panel/messages.ts';
import type { FromWebview } from '../../../src/protocol.ts';

const messages: readonly FromWebview[] = [
  { kind: 'ready' },
  { kind: 'scan' },
  { kind: 'copy-scan', format: 'text' },
  { kind: 'copy-scan', format: 'xml' },
  { kind: 'export', format: 'svg' },
  { kind: 'export', format: 'png', data: 'iVBORw0KGgoAAAA=' },
  { kind: 'view', change: {} },
  { kind: 'view', change: { fold: { id: 'a', isFolded: true }, query: '443', onlyFound: true, focus: 'c' } },
  { kind: 'view', change: { query: '', onlyFound: false, focus: null } },
  { kind: 'reveal', id: 'b3' },
  { kind: 'choose', change: { port: 0 } },
  { kind: 'choose', change: { type: 'syn' } },
  { kind: 'choose', change: { target: 'aws_instance.web', source: 'internet' } },
  { kind: 'choose', change: { target: '', source: 'interface aws_instance.db', type: 'udp', port: 65535 } },
];

const others: readonly unknown[] = [
  undefined,
  null,
  'ready',
  [],
  [{ kind: 'ready' }],
  {},
  { kind: 'run' },
  { kind: ['ready'] },
  { kind: 'reveal' },
  { kind: 'reveal', id: 3 },
  { kind: 'reveal', id: 'x'.repeat(5000) },
  { kind: 'choose' },
  { kind: 'choose', change: [] },
  { kind: 'choose', change: { port: '80' } },
  { kind: 'choose', change: { port: 1.5 } },
  { kind: 'choose', change: { port: -1 } },
  { kind: 'choose', change: { port: 65536 } },
  { kind: 'choose', change: { port: Number.NaN } },
  { kind: 'choose', change: { port: null } },
  { kind: 'choose', change: { port: 80, source: 3 } },
  { kind: 'copy-scan' },
  { kind: 'copy-scan', format: 'html' },
  { kind: 'export', format: 'exe' },
  { kind: 'export', format: 'png' },
  { kind: 'export', format: 'png', data: 'TVqQAAMA' },
  { kind: 'export', format: 'png', data: 'iVBORw0KGgo<script>' },
  { kind: 'view' },
  { kind: 'view', change: { fold: 'all' } },
  { kind: 'view', change: { fold: { id: 3, isFolded: true } } },
  { kind: 'view', change: { fold: { id: 'a' } } },
  { kind: 'view', change: { focus: {} } },
  { kind: 'view', change: { onlyFound: 'yes' } },
  { kind: 'view', change: { query: 'x'.repeat(5000) } },
  { kind: 'choose', change: { target: { toString: 'a' } } },
];

describe('messages from the webview', () => {
  for (const message of messages) {
    it(`reads ${JSON.stringify(message)}`, () => {
      assert.deepEqual(decodeMessage(message), message);
    });
  }

  for (const [index, other] of others.entries()) {
    it(`drops shape ${index}`, () => {
      assert.equal(decodeMessage(other), undefined);
    });
  }

  it('leaves out what a message has beyond its shape', () => {
    assert.deepEqual(decodeMessage({ kind: 'reveal', id: 'b1', file: '/etc/passwd' }), {
      kind: 'reveal',
      id: 'b1',
    });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        decodeMessage(data);
      }),
    );
  });
});
