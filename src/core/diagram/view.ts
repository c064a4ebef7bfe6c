/** How the user wants a network drawn: what is folded, what is looked for, what alone is shown. */

export interface View {
  /** Ids of folds that are shown one by one, whatever their size. */
  readonly unfolded: readonly string[];
  /** Ids of folds that are shown as one box, whatever their size. */
  readonly folded: readonly string[];
  /** A part of a name, an address, a block, or a port; nothing is found by the empty text. */
  readonly query: string;
  /** Leave out interfaces, and subnets without any, that the query does not find. */
  readonly onlyFound: boolean;
  /** Address of the interface whose neighbourhood alone is drawn. */
  readonly focus: string | undefined;
}

/** Everything, folded as its size decides. */
export const wholeView: View = { unfolded: [], folded: [], query: '', onlyFound: false, focus: undefined };
