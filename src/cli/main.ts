/** The `ackscope` program: hands the process to `run`. */
import process from 'node:process';
import { run } from './run.ts';

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const { stdout, stderr } = process;
process.exitCode = run(process.argv.slice(2), {
  stdout: {
    write: (text) => stdout.write(text),
    isTTY: stdout.isTTY,
  },
  stderr: { write: (text) => stderr.write(text) },
  cwd: process.cwd(),
  env: process.env,
  now: new Date(),
});
