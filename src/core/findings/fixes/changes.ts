/** Several changes to fields as one. */
import type { FileEdit } from '../../rewrite/code.ts';
import type { Change, Literal, Written } from '../../rewrite/written.ts';

/** All of them; nothing where one cannot be made, or two overlap. */
export function together(...changes: readonly Change[]): readonly FileEdit[] | undefined {
  const all: FileEdit[] = [];
  for (const change of changes) {
    if (change === undefined) return undefined;
    all.push(...change);
  }
  const inOrder = all.sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start || a.end - b.end,
  );
  const overlap = inOrder.some((edit, i) => {
    const previous = inOrder[i - 1];
    return previous?.file === edit.file && previous.end > edit.start;
  });
  return overlap ? undefined : inOrder;
}

/** Gives fields values. Fields that already have theirs are left alone. */
export function setAll(
  written: Written,
  values: readonly (readonly [name: string, value: Literal])[],
): Change {
  return together(
    ...values.map(([name, value]) =>
      String(written.literalOf(name)) === String(value) ? [] : written.set(name, value),
    ),
  );
}
