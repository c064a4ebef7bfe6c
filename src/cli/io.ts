/** What a command gets from the world around it, so that a test can hand in its own. */

export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Absolute path that relative paths start from. */
  readonly cwd: string;
  /** Environment variables. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Printed as the start of a scan. */
  readonly now: Date;
}

interface Output {
  write(text: string): unknown;
  /** Set when a person is looking: the output may be coloured. */
  readonly isTTY?: boolean;
}

/** Wrong usage or unreadable input, in one sentence without a full stop: a line on stderr and exit code 2. */
export interface Failure {
  readonly kind: 'failure';
  readonly message: string;
}

/** Exit codes: the command did its work; it found something; it was called wrongly or could not read its input. */
export const exit = { ok: 0, findings: 1, usage: 2 } as const;

export function failure(message: string): Failure {
  return { kind: 'failure', message };
}

export function isFailure(result: unknown): result is Failure {
  return typeof result === 'object' && result !== null && 'kind' in result && result.kind === 'failure';
}
