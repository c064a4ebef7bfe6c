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

/** What is to be drawn another way. What is not named stays. */
export interface ViewChange {
  /** A fold that is shown as one box from now on, or one by one. */
  readonly fold?: { readonly id: string; readonly isFolded: boolean };
  readonly query?: string;
  readonly onlyFound?: boolean;
  /** `null` for everything. */
  readonly focus?: string | null;
}

/** More folds than anybody opens by hand. */
export const mostFolds = 10_000;

/** Everything, folded as its size decides. */
export const wholeView: View = { unfolded: [], folded: [], query: '', onlyFound: false, focus: undefined };

/** The view after a change of it. */
export function changedView(view: View, { fold, query, onlyFound, focus }: ViewChange): View {
  const without = (ids: readonly string[]): readonly string[] => ids.filter((id) => id !== fold?.id);
  const within = (ids: readonly string[], isIn: boolean): readonly string[] =>
    fold === undefined ? ids : [...without(ids), ...(isIn ? [fold.id] : [])].slice(-mostFolds);
  return {
    unfolded: within(view.unfolded, fold?.isFolded === false),
    folded: within(view.folded, fold?.isFolded === true),
    query: query ?? view.query,
    onlyFound: onlyFound ?? view.onlyFound,
    focus: focus === undefined ? view.focus : (focus ?? undefined),
  };
}
