/** Which box of a drawing a line begins or ends in. */
import type { Box, Drawing, Point } from '../../../src/core/diagram/drawing.ts';

export const isCheckpoint = ({ form }: Box): boolean => form !== 'container' && form !== 'tag';

export function boxAt({ boxes }: Drawing, { x, y }: Point): Box | undefined {
  return boxes.find(
    (box) =>
      isCheckpoint(box) && box.x <= x && x <= box.x + box.width && box.y <= y && y <= box.y + box.height,
  );
}
