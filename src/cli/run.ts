/** The command line as a function: arguments in, text out, exit code back. */
import { printable } from '../core/probe/report/printable.ts';
import { check, checkUsage } from './check.ts';
import { connect, connectUsage } from './connect.ts';
import { diagram, diagramUsage } from './diagram.ts';
import { exit, failure, isFailure, type Failure, type Io } from './io.ts';
import { model, modelUsage } from './model.ts';
import { reach, reachUsage } from './reach.ts';
import { scan, scanUsage } from './scan.ts';
import { didYouMean } from './suggest.ts';
import { version } from './version.ts';

interface Command {
  readonly usage: string;
  readonly summary: string;
  readonly run: (argv: readonly string[], io: Io) => number | Failure;
}

const commands: ReadonlyMap<string, Command> = new Map([
  ['scan', { usage: scanUsage, summary: 'what nmap would print', run: scan }],
  [
    'connect',
    { usage: connectUsage, summary: 'what nc -v would print, and where each packet goes', run: connect },
  ],
  ['reach', { usage: reachUsage, summary: 'who reaches whom on which ports', run: reach }],
  [
    'model',
    { usage: modelUsage, summary: 'the network the code comes to, and what is not known of it', run: model },
  ],
  [
    'diagram',
    { usage: diagramUsage, summary: 'a picture of it as SVG, with a probe through it', run: diagram },
  ],
  ['check', { usage: checkUsage, summary: 'what is wrong with the code', run: check }],
]);

/** Runs one command line, without the program's name, and returns the exit code: 0, 1 or 2. */
export function run(argv: readonly string[], io: Io): number {
  const result = dispatch(argv, io);
  if (!isFailure(result)) return result;
  io.stderr.write(`ackscope: ${printable(result.message)}\n`);
  return exit.usage;
}

function dispatch(argv: readonly string[], io: Io): number | Failure {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.stdout.write(help());
    return exit.ok;
  }
  if (name === '--version') {
    io.stdout.write(`ackscope ${version}\n`);
    return exit.ok;
  }
  const command = commands.get(name);
  if (command === undefined) {
    return failure(`there is no command ${name}${didYouMean(name, commands.keys())}`);
  }
  if (rest.includes('--help')) {
    io.stdout.write(`${command.usage}\n`);
    return exit.ok;
  }
  return command.run(rest, io);
}

function help(): string {
  const lines = [...commands.values()].map(({ usage, summary }) => `${usage}\n    ${summary}`);
  return `${['Which packets do the network ACLs and security groups in your code let through?', '', ...lines, '', 'ackscope --version', 'Exit codes: 0 done, 1 findings, 2 wrong usage or unreadable input.'].join('\n')}\n`;
}
