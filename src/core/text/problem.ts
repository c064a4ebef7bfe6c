/** What is wrong with a file itself, as data; what is wrong with the network it describes are findings. */
import type { Span } from './span.ts';

/** What is wrong with a user's file. Data, never an exception: the rest of the file is still analysed. */
export interface Problem {
  readonly file: string;
  readonly span: Span;
  /** A stable id such as `hcl-syntax`. */
  readonly code: string;
  /** Names the thing, the place and what to do, in one sentence without a full stop. */
  readonly message: string;
}
