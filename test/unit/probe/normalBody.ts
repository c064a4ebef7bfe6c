/** What stands between the first and the last line of a report. */
import assert from 'node:assert/strict';
import { formatNormal } from '../../../src/core/probe/report/normal.ts';
import { reportDefaults, type ReportOptions } from '../../../src/core/probe/report/options.ts';
import type { Scan } from '../../../src/core/probe/scanResult.ts';

export function body(of: Scan, options: Partial<ReportOptions> = {}): string {
  const text = formatNormal(of, { ...reportDefaults, started: new Date('2026-11-02T07:43:50Z'), ...options });
  const lines = text.split('\n');
  assert.match(lines[0]!, /^Starting Nmap 7\.93 /);
  assert.match(lines.at(-2)!, /^Nmap done: |Raw packets/);
  return lines.slice(1, -2).join('\n');
}
