/** A drawing as a page of text that people read: where each box stands and what it says, the edges, and every packet. */
import type { Drawing, Fate } from '../../../../src/core/diagram/drawing.ts';
import { tableOf } from '../../../../src/core/diagram/table.ts';
import { kindInWords } from '../../../../src/core/diagram/words.ts';

const signs: Readonly<Record<Fate, string>> = { passed: ' ✓', dropped: ' ✗', unknown: ' ?', untouched: '' };

export function writtenOf(drawing: Drawing): string {
  const { width, height, boxes, edges, probe, summary } = drawing;
  const table = tableOf(drawing);
  const labels = new Map(boxes.map(({ id, kind, label }) => [id, `${kindInWords[kind]} ${label}`]));
  const lines = [summary, `${width} × ${height}`, ''];
  for (const [index, box] of boxes.entries()) {
    const place = `${box.x},${box.y} ${box.width}×${box.height}`.padEnd(18);
    const indent = '  '.repeat(table.boxes[index]!.level);
    const said = [
      `${labels.get(box.id)!}${signs[box.fate]}`,
      box.detail,
      ...box.unknown.map(({ text }) => `? ${text}`),
    ];
    lines.push(
      `${place}${indent}${box.isUnknown ? '┄ ' : ''}${said.filter((part) => part !== '').join(' | ')}`,
    );
  }
  lines.push('');
  for (const { kind, from, to, label, isUnknown } of edges) {
    const line = `${kind}: ${labels.get(from)!} ${isUnknown ? '┄' : '—'} ${labels.get(to)!}`;
    lines.push(label === '' ? line : `${line} | ${label}`);
  }
  for (const packet of probe?.packets ?? []) {
    const { title, part, fate, retraces, endLabel, hops, points } = packet;
    lines.push(
      '',
      [title, part, fate, endLabel, retraces === undefined ? '' : `as ${retraces}`]
        .filter(Boolean)
        .join(' | '),
    );
    lines.push(`  ${points.map(({ x, y }) => `${x},${y}`).join(' ')}`);
    for (const { boxId, rule, fate: own, text } of hops)
      lines.push(`  ${labels.get(boxId)!}${signs[own]} | ${rule === '' ? '' : `${rule} | `}${text}`);
  }
  for (const { boxId, text, begunBy, letThrough } of probe?.trackedFlows ?? [])
    lines.push(
      '',
      `${labels.get(boxId)!} remembers ${text}`,
      `  begun by ${begunBy}, let through ${letThrough.join(', ')}`,
    );
  return `${lines.join('\n')}\n`;
}
