/** Runs the command line in process, in a folder of its own. */
import assert from 'node:assert/strict';
import { run } from '../../src/cli/run.ts';

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function cli(
  argv: readonly string[],
  cwd: string,
  isTTY = false,
  env: Record<string, string> = {},
): Result {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const code = run(argv, {
    stdout: { write: (text) => stdout.push(text), isTTY },
    stderr: { write: (text) => stderr.push(text) },
    cwd,
    env,
    now: new Date('2026-11-22T07:43:50Z'),
  });
  return { code, stdout: stdout.join(''), stderr: stderr.join('') };
}

/** Wrong usage: exit code 2, nothing on stdout, one line on stderr. */
export function refuses(result: Result, message: RegExp): void {
  assert.deepEqual({ code: result.code, stdout: result.stdout }, { code: 2, stdout: '' });
  assert.match(result.stderr, /^ackscope: [^\n]+\n$/);
  assert.match(result.stderr, message);
}
