/** Medians of repeated runs, and the table they are printed in. */
import { cpus } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Row {
  readonly work: string;
  /** What the figures count; milliseconds where it is left out. */
  readonly unit?: string;
  readonly budget: number;
  readonly median: number;
  readonly slowest: number;
  readonly runs: number;
  /** Why there are no figures; absent where there are. */
  readonly missing?: string;
}

/** A row for times that were taken elsewhere, in milliseconds. */
export function rowOf(work: string, budget: number, taken: readonly number[]): Row {
  const times = taken.toSorted((a, b) => a - b);
  return {
    work,
    budget,
    median: times[times.length >> 1] ?? 0,
    slowest: times.at(-1) ?? 0,
    runs: times.length,
  };
}

/** A row for what cannot be measured here. */
export function missing(work: string, budget: number, why: string): Row {
  return { work, budget, median: 0, slowest: 0, runs: 0, missing: why };
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
  return rowOf(name, budget, times);
}

/** The longest step of work in steps that `make` begins anew for each run. */
export function measureLongestStep(
  name: string,
  budget: number,
  runs: number,
  make: () => Iterable<void>,
): Row {
  const longest: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const steps = make()[Symbol.iterator]();
    let most = 0;
    for (let done: boolean | undefined = false; done !== true;) {
      const start = performance.now();
      done = steps.next().done;
      most = Math.max(most, performance.now() - start);
    }
    // The first run warms up.
    if (run > 0) longest.push(most);
  }
  longest.sort((a, b) => a - b);
  return { work: name, budget, median: longest[runs >> 1] ?? 0, slowest: longest.at(-1) ?? 0, runs };
}

/** What `read` leaves in memory, as a multiple of the characters it was given. */
export function measureMemory(
  name: string,
  budget: number,
  texts: readonly string[],
  read: (text: string) => unknown,
): Row {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (const text of texts) read(text);
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  const once = (): number => {
    collect();
    const before = process.memoryUsage().heapUsed;
    const kept = texts.map((text) => read(text));
    collect();
    const after = process.memoryUsage().heapUsed;
    if (kept.length !== texts.length) throw new Error('a text was not read');
    return (after - before) / size;
  };
  const multiples = [once(), once(), once()].sort((a, b) => a - b);
  return {
    work: name,
    unit: '× text',
    budget,
    median: multiples[1] ?? 0,
    slowest: multiples[2] ?? 0,
    runs: 3,
  };
}

/** Megabytes that what `make` answers with keeps alive. */
export function measureKept(name: string, budget: number, make: () => object): Row {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const once = (): number => {
    collect();
    const before = process.memoryUsage().heapUsed;
    const kept = make();
    collect();
    const after = process.memoryUsage().heapUsed;
    if (Object.keys(kept).length === 0) throw new Error('nothing was made');
    return (after - before) / 1e6;
  };
  const sizes = [once(), once(), once()].sort((a, b) => a - b);
  return { work: name, unit: 'MB', budget, median: sizes[1] ?? 0, slowest: sizes[2] ?? 0, runs: 3 };
}

/** Prints rows with the machine they were measured on. */
export function printTable(rows: readonly Row[]): void {
  const cores = cpus();
  console.log(`Node ${process.version}, ${cores.length} cores, ${cores[0]?.model ?? 'unknown processor'}\n`);
  const cells = rows.map((row) => [
    row.work,
    `${Number(row.budget.toFixed(1))} ${row.unit ?? 'ms'}`,
    row.missing ?? `${row.median.toFixed(2)} ${row.unit ?? 'ms'}`,
    row.missing === undefined ? `${row.slowest.toFixed(2)} ${row.unit ?? 'ms'}` : '',
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
