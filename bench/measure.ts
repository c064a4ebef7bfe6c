/** Medians of repeated runs, and the table they are printed in. */
import { cpus } from 'node:os';

export interface Row {
  readonly work: string;
  /** Milliseconds. */
  readonly budget: number;
  readonly median: number;
  readonly slowest: number;
  readonly runs: number;
}

/** Runs `work` until it is warm, then `runs` times, and takes the median. `work` gets the number of the run. */
export function measure(name: string, budget: number, runs: number, work: (run: number) => void): Row {
  for (let run = 0; run < Math.min(20, runs); run++) work(run);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work(run);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { work: name, budget, median: times[runs >> 1] ?? 0, slowest: times.at(-1) ?? 0, runs };
}

/** Prints rows with the machine they were measured on. */
export function printTable(rows: readonly Row[]): void {
  const cores = cpus();
  console.log(`Node ${process.version}, ${cores.length} cores, ${cores[0]?.model ?? 'unknown processor'}\n`);
  const cells = rows.map((row) => [
    row.work,
    `${row.budget} ms`,
    `${row.median.toFixed(2)} ms`,
    `${row.slowest.toFixed(2)} ms`,
    String(row.runs),
  ]);
  const table = [['work', 'budget', 'median', 'slowest', 'runs'], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  for (const row of table)
    console.log(
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    );
}
