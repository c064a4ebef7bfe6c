/** A folder of describe output → the resources of one network, and what the folder does not tell. */
import type { Problem } from '../text/problem.ts';
import type { Configuration, Resource, Unread } from '../value/resource.ts';
import type { Because } from '../value/value.ts';
import type { DescribeFile, Listing } from './describeFile.ts';
import { outputOfKey, outputs, type Output } from './outputs.ts';

/**
 * All that the files of a folder list. Several files may hold the pages of one output.
 * @param root the folder, as the host names it.
 * @returns `undefined` when nothing is listed at all.
 */
export function evaluateFolder(root: string, files: readonly DescribeFile[]): Configuration | undefined {
  const listings = files.flatMap((file) => file.listings);
  const problems: Problem[] = files.flatMap((file) => file.problems);
  const resources = unique(listings, problems);
  if (resources.length === 0) return undefined;
  const unlisted = unlistedOf(listings);
  return {
    root,
    language: 'describe',
    files: files.map(({ file }) => file),
    resources,
    problems,
    unread: hiddenBy(unlisted),
    unlisted,
  };
}

/** Whatever else is missing something else names; interfaces that are not listed nobody misses. */
function hiddenBy(unlisted: ReadonlyMap<string, Because>): readonly Unread[] {
  const interfaces = unlisted.get(outputOfKey.get('NetworkInterfaces')?.type ?? '');
  return interfaces === undefined ? [] : [{ ...interfaces, given: [] }];
}

/** Each id once: the same output may be there twice. */
function unique(listings: readonly Listing[], problems: Problem[]): readonly Resource[] {
  const seen = new Set<string>();
  return listings.flatMap(({ output, resources }) =>
    resources.filter(({ address, type, header }) => {
      // Pages of what is named by its file add up.
      if (output.id !== 'mark') return true;
      const key = `${type} ${address}`;
      if (!seen.has(key)) return seen.add(key);
      const message = `${address} is listed twice: remove one of the two, the first of which counts`;
      problems.push({ file: header.file, span: header.span, code: 'describe-duplicate', message });
      return false;
    }),
  );
}

function unlistedOf(listings: readonly Listing[]): ReadonlyMap<string, Because> {
  const reasons = new Map<string, Because>();
  for (const output of outputs) {
    const parts = listings.filter((listing) => listing.output === output);
    const because = whyPartial(output, parts);
    if (because !== undefined) reasons.set(output.type, because);
  }
  return reasons;
}

/** The last page alone has no token, so where every part is a page with one, one is missing. */
function whyPartial({ command }: Output, parts: readonly Listing[]): Because | undefined {
  const [first] = parts;
  if (first === undefined)
    return { what: `${command} output`, why: 'is not in the folder', origin: undefined };
  const broken = parts.find(({ partial }) => partial?.kind === 'broken');
  if (broken !== undefined) return broken.partial?.because;
  return parts.every(({ partial }) => partial !== undefined) ? first.partial?.because : undefined;
}
