// Runs a program to its end, quietly or with its output passed through.
import { spawn } from 'node:child_process';

interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Show the program's output as it comes; otherwise it is shown only in the error when it fails. */
  readonly show?: boolean;
}

/** Runs `command` and resolves when it ended with 0; rejects with its output when it did not. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<void> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: options.show === true ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  await new Promise<void>((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? String(signal)}\n${output}`));
    });
  });
}

/** One line about what is being done, on stderr so that a test's own output stays its own. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
