/** nmap's table of ports: columns as wide as their longest cell, no blanks at the end of a line. */
import type { Row } from './hostReport.ts';
import { withReasons, type ReportOptions } from './options.ts';
import { serviceColumn } from './words.ts';

export function portTable(rows: readonly Row[], options: ReportOptions): readonly string[] {
  const cells = [
    [rows[0]?.protocol === 'ip' ? 'PROTOCOL' : 'PORT', 'STATE', 'SERVICE', 'REASON'],
    ...rows.map(({ port, protocol, state, reason, ttl }) => [
      protocol === 'ip' ? String(port) : `${port}/${protocol}`,
      state,
      serviceColumn(port, protocol, options.version),
      ttl > 0 ? `${reason} ttl ${ttl}` : reason,
    ]),
  ].map((row) => (withReasons(options) ? row : row.slice(0, 3)));
  const widths = (cells[0] ?? []).map((_, column) =>
    cells.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
  );
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(' ')
      .trimEnd(),
  );
}
