import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wholeView } from '../../../src/core/diagram/view.ts';
import { decodeMessage } from '../../../src/editor/panel/messages.ts';
import type { FromWebview } from '../../../src/protocol.ts';

const messages: readonly FromWebview[] = [
  { kind: 'ready' },
  { kind: 'scan' },
  { kind: 'copy-scan', format: 'text' },
  { kind: 'copy-scan', format: 'xml' },
  { kind: 'export', format: 'svg' },
  { kind: 'export', format: 'png', data: 'iVBORw0KGgoAAAA=' },
  { kind: 'view', view: wholeView },
  { kind: 'view', view: { unfolded: ['a'], folded: ['b'], query: '443', onlyFound: true, focus: 'c' } },
  { kind: 'reveal', id: 'b3' },
  { kind: 'choose', target: 'aws_instance.web', source: 'internet', type: 'ack', port: 0 },
  { kind: 'choose', target: '', source: 'interface aws_instance.db', type: 'udp', port: 65535 },
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
  { kind: 'choose', target: 'a', source: 'b', type: 'ack' },
  { kind: 'choose', target: 'a', source: 'b', type: 'ack', port: '80' },
  { kind: 'choose', target: 'a', source: 'b', type: 'ack', port: 1.5 },
  { kind: 'choose', target: 'a', source: 'b', type: 'ack', port: -1 },
  { kind: 'choose', target: 'a', source: 'b', type: 'ack', port: 65536 },
  { kind: 'choose', target: 'a', source: 'b', type: 'ack', port: Number.NaN },
  { kind: 'choose', target: 'a', source: 'b', port: 80 },
  { kind: 'copy-scan' },
  { kind: 'copy-scan', format: 'html' },
  { kind: 'export', format: 'exe' },
  { kind: 'export', format: 'png' },
  { kind: 'export', format: 'png', data: 'TVqQAAMA' },
  { kind: 'export', format: 'png', data: 'iVBORw0KGgo<script>' },
  { kind: 'view' },
  { kind: 'view', view: { ...wholeView, folded: 'all' } },
  { kind: 'view', view: { ...wholeView, unfolded: [3] } },
  { kind: 'view', view: { ...wholeView, focus: {} } },
  { kind: 'view', view: { ...wholeView, query: 'x'.repeat(5000) } },
  { kind: 'choose', target: { toString: 'a' }, source: 'b', type: 'ack', port: 80 },
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
