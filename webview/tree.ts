/** The boxes as a tree: what a key or a click on one asks for. */
import type { Box, Drawing } from '../src/core/diagram/drawing.ts';

export type Wish =
  | { readonly kind: 'go'; readonly to: Box }
  /** Show the line of code of this id. */
  | { readonly kind: 'reveal'; readonly id: string }
  | { readonly kind: 'fold'; readonly id: string; readonly isFolded: boolean }
  /** One step closer or further away, or back to the width there is. */
  | { readonly kind: 'zoom'; readonly to: 1 | -1 | 'fit' };

/** As in editors of diagrams. With Ctrl they are the editor's. */
const zooms: ReadonlyMap<string, 1 | -1 | 'fit'> = new Map<string, 1 | -1 | 'fit'>([
  ['+', 1],
  // The same key without Shift, on many keyboards.
  ['=', 1],
  ['-', -1],
  ['0', 'fit'],
]);

/** What the keys of the tree do, for those who have it read out. */
export const keysInWords =
  'The arrow keys lead from box to box; right unfolds and left folds what is several. Enter shows the line of code. Plus and minus zoom, 0 fits the width.';

/** What a key on a box asks for; `undefined` when nothing. */
export function wishOfKey(
  drawing: Drawing,
  element: Element,
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): Wish | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const zoom = zooms.get(key);
  if (zoom !== undefined) return { kind: 'zoom', to: zoom };
  const box = boxAt(drawing, element);
  if (box === undefined) return undefined;
  const { fold } = box;
  if (fold !== undefined && key === (fold.isFolded ? 'ArrowRight' : 'ArrowLeft'))
    return { kind: 'fold', ...fold };
  if (key === 'Enter' || key === ' ') return reveal(box);
  const to = boxAfterKey(drawing.boxes, box.id, key);
  return to === undefined ? undefined : { kind: 'go', to };
}

/** What a click in the picture asks for: on the sign of a fold, on a rule or the sign where a packet dies, on a box. */
export function wishOfClick(drawing: Drawing, element: Element): Wish | undefined {
  const id = element.closest<SVGElement>('[data-reveal]')?.dataset['reveal'];
  if (id !== undefined) return { kind: 'reveal', id };
  const box = boxAt(drawing, element);
  const isSign = element.closest('.fold') !== null;
  if (isSign && box?.fold !== undefined) return { kind: 'fold', ...box.fold };
  return box === undefined ? undefined : reveal(box);
}

/** The id of the box an element belongs to. */
export function boxIdAt(element: Element): string | undefined {
  return element.closest<SVGElement>('[data-id]')?.dataset['id'];
}

function boxAt({ boxes }: Drawing, element: Element): Box | undefined {
  const id = boxIdAt(element);
  return id === undefined ? undefined : boxes.find((box) => box.id === id);
}

function reveal({ id, isRevealable }: Box): Wish | undefined {
  return isRevealable ? { kind: 'reveal', id } : undefined;
}

/** The box a key leads to from `current`, as trees are walked: up and down in order, left to the parent, right to the first child. */
function boxAfterKey(boxes: readonly Box[], current: string, key: string): Box | undefined {
  const index = boxes.findIndex((box) => box.id === current);
  const here = boxes[index];
  switch (key) {
    case 'ArrowDown':
      return boxes[index + 1];
    case 'ArrowUp':
      return boxes[index - 1];
    case 'ArrowLeft':
      return boxes.find((box) => box.id === here?.parent);
    case 'ArrowRight':
      return boxes.find((box) => box.parent === here?.id && here !== undefined);
    case 'Home':
      return boxes[0];
    case 'End':
      return boxes.at(-1);
    default:
      return undefined;
  }
}
