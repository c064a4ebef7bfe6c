/**
 * A picture as plain shapes, before anybody writes them down: the webview as elements, the command line as text. What they
 * look like hangs on their classes, for which each has a style of its own.
 */

export type Shape = Group | Rect | Path | Text;

/** Shapes that belong together, moved and scaled as one. */
export interface Group {
  readonly kind: 'group';
  readonly className: string;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** A tooltip; empty for none. */
  readonly title: string;
  /** Names the line of code it stands for, for `reveal`; empty when it stands for none of its own. */
  readonly revealId: string;
  readonly children: readonly Shape[];
}

export interface Rect {
  readonly kind: 'rect';
  readonly className: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
}

export interface Path {
  readonly kind: 'path';
  readonly className: string;
  readonly d: string;
}

export interface Text {
  readonly kind: 'text';
  readonly className: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
}

export function group(
  className: string,
  children: readonly Shape[],
  {
    x = 0,
    y = 0,
    scale = 1,
    title = '',
    revealId = '',
  }: Partial<Pick<Group, 'x' | 'y' | 'scale' | 'title' | 'revealId'>> = {},
): Group {
  return { kind: 'group', className, x, y, scale, title, revealId, children };
}

export function rect(
  className: string,
  { x = 0, y = 0, width, height }: { x?: number; y?: number; width: number; height: number },
  radius = 0,
): Rect {
  return { kind: 'rect', className, x, y, width, height, radius };
}

export function path(className: string, d: string): Path {
  return { kind: 'path', className, d };
}

export function text(
  className: string,
  x: number,
  y: number,
  written: string,
  anchor: Text['anchor'] = 'start',
): Text {
  return { kind: 'text', className, x, y, text: written, anchor };
}
