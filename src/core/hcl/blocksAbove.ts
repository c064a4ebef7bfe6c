/** What of a tree stays when its text is edited: the blocks above the edit, which are read the same whatever follows. */
import type { Block, Comment, SyntaxTree } from './nodes.ts';

/** A text and the tree that was read of it. */
export interface Parsed {
  readonly text: string;
  readonly tree: SyntaxTree;
}

/** What stands above an edit. */
export interface Kept {
  readonly blocks: readonly Block[];
  readonly comments: readonly Comment[];
  /** Where the line behind the last of the blocks begins. */
  readonly end: number;
}

/** Trees that the first pass alone has read. The second one looks at the text as a whole. */
const strictTrees = new WeakSet<SyntaxTree>();

export function markStrict(tree: SyntaxTree): void {
  strictTrees.add(tree);
}

/** The blocks that end, with their lines, above the first difference; `undefined` where there are none to keep. */
export function keptAbove(text: string, { text: former, tree }: Parsed): Kept | undefined {
  if (tree.syntax !== 'native' || !strictTrees.has(tree)) return undefined;
  const most = Math.min(text.length, former.length);
  let same = 0;
  while (same < most && text.charCodeAt(same) === former.charCodeAt(same)) same++;
  const limit = Math.min(same, tree.errors[0]?.start ?? same);
  const blocks: Block[] = [];
  let end = 0;
  for (const item of tree.body.items) {
    // Arguments are compared with each other, so a file of values is read as a whole.
    if (item.kind !== 'block') return undefined;
    const feed = text.indexOf('\n', item.end);
    if (feed < 0 || feed >= limit || text.slice(item.end, feed).trim() !== '') break;
    blocks.push(item);
    end = feed + 1;
  }
  if (blocks.length === 0) return undefined;
  return { blocks, comments: tree.comments.filter((comment) => comment.end <= end), end };
}
