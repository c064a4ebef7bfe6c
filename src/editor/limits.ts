/** How much is read at most: a repository may hold more than anybody wants to wait for. */
import type { Uri } from 'vscode';
import { mayBeDescribeOutput } from '../core/describe/describeFile.ts';
import type { FileKind } from './selectors.ts';

/** How many files of each kind and how many folders, and how many bytes of one file. */
export const most = {
  files: 10_000,
  folders: 5000,
  terraformBytes: 4_000_000,
  /** CloudFormation takes no template over 1 MB. */
  templateBytes: 1_048_576,
  /** What AWS describes may be longer. */
  describeBytes: 4_000_000,
  /** Of what code reads by itself: what is larger is no list of rules. */
  readBytes: 1_048_576,
};

/** The most bytes of a file of ours. */
export function mostBytes(kind: FileKind, { path }: Uri): number {
  if (kind === 'terraform') return most.terraformBytes;
  return path.toLowerCase().endsWith('.json') ? most.describeBytes : most.templateBytes;
}

/** Most YAML and JSON is neither a template nor a plan, which cannot do without their words, nor describe output. */
export function isWorthParsing(kind: FileKind, text: string): boolean {
  if (kind === 'configuration') return text.length <= most.templateBytes;
  if (kind === 'terraform') return text.length <= most.terraformBytes;
  const mayBeCode = text.includes('Resources') || text.includes('"format_version"');
  if (text.length <= most.templateBytes && mayBeCode) return true;
  return text.length <= most.describeBytes && mayBeDescribeOutput(text);
}
