/** The same facts as the picture, as tables: boxes, edges, and the probe hop by hop. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DrawingTable, TableRow } from '../../src/core/diagram/drawing.ts';
import { breakable, fateMark, link } from './links.ts';

/** Only what there is. */
export function drawTable(
  { boxes, edges, hops }: DrawingTable,
  reveal: (id: string) => void,
): readonly (TemplateResult | typeof nothing)[] {
  return [part('Probe', hops, reveal), part('Components', boxes, reveal), part('Ways', edges, reveal)];
}

function part(
  title: string,
  rows: readonly TableRow[],
  reveal: (id: string) => void,
): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  return html`<table class="facts ${title.toLowerCase()}" role="table">
    <caption>
      ${title}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">What</th>
        <th scope="col" role="columnheader">Name</th>
        <th scope="col" role="columnheader">Facts</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(
        keyed(rows),
        ({ key }) => key,
        // Thousands of rows, of which a fold changes ten.
        ({ row }) => guard([JSON.stringify(row)], () => rowOf(row, reveal)),
      )}
    </tbody>
  </table>`;
}

/** Rows with keys that none shares with another: several hops, or ways, may be said in the same words. */
function keyed(rows: readonly TableRow[]): readonly { readonly key: string; readonly row: TableRow }[] {
  const counts = new Map<string, number>();
  return rows.map((row) => {
    const said = JSON.stringify([row.boxId, row.what, row.name]);
    const count = counts.get(said) ?? 0;
    counts.set(said, count + 1);
    return { key: `${count} ${said}`, row };
  });
}

function rowOf(
  { what, name, facts, fate, revealId, level }: TableRow,
  reveal: (id: string) => void,
): TemplateResult {
  return html`<tr role="row" class="level-${Math.min(level, 6)}">
    <td role="cell" class="what">${fateMark(fate)} ${what}</td>
    <th scope="row" role="rowheader">${link(name, revealId, reveal)}</th>
    <td role="cell" class="said">${facts.map((fact) => html`<div>${breakable(fact)}</div>`)}</td>
  </tr>`;
}
