/**
 * The frame the picture is seen through: how large, which place of it, and which stretch of it is drawn. Places are in
 * the picture's own units, so that they mean the same at any scale and in any width.
 */
import type { Point } from '../src/core/diagram/drawing.ts';
import type { Stretch } from './draw/picture.ts';

/** So far above and below what is seen the picture is drawn at first, and when there is time. */
const reach = { first: 1500, later: 5000 } as const;
/** A mouse that was pressed and moved less than this clicks. */
const leastPan = 4;

export interface ViewportActions {
  /** Draws the page anew, with `rows` as they are now. */
  readonly draw: () => void;
  /** Another place is seen. */
  readonly moved: (centre: Point) => void;
}

export class Viewport {
  /** What is drawn of the picture. */
  rows: Stretch = { from: 0, to: Infinity };
  readonly #app: Element;
  readonly #actions: ViewportActions;
  #pending = 0;
  /** Where the mouse took hold of the picture, and how the frame was scrolled then. */
  #hold: { readonly x: number; readonly y: number; readonly left: number; readonly top: number } | undefined;
  #isPanning = false;

  constructor(app: Element, actions: ViewportActions) {
    this.#app = app;
    this.#actions = actions;
  }

  get canvas(): HTMLElement | null {
    return this.#app.querySelector<HTMLElement>('.canvas');
  }

  get picture(): SVGSVGElement | null {
    return this.#app.querySelector<SVGSVGElement>('.picture');
  }

  /** The element of a box; `null` where that is not drawn. */
  boxElement(id: string): SVGGElement | null {
    return this.#app.querySelector<SVGGElement>(`[data-id="${CSS.escape(id)}"]`);
  }

  /** The middle of a box on the page, in CSS pixels; `undefined` where the box is not seen in whole. */
  middleOf(id: string | undefined): { readonly clientX: number; readonly clientY: number } | undefined {
    const box = id === undefined ? undefined : this.boxElement(id)?.getBoundingClientRect();
    const frame = this.canvas?.getBoundingClientRect();
    if (box === undefined || frame === undefined) return undefined;
    const isSeen =
      box.left >= frame.left &&
      box.right <= frame.right &&
      box.top >= frame.top &&
      box.bottom <= frame.bottom;
    return isSeen ? { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 } : undefined;
  }

  /** CSS pixels a unit of the picture. */
  get scale(): number {
    const { picture } = this;
    return picture === null ? 1 : picture.clientWidth / picture.viewBox.baseVal.width;
  }

  /** The place in the middle of the frame. */
  get centre(): Point {
    const { canvas, scale } = this;
    if (canvas === null) return { x: 0, y: 0 };
    return {
      x: (canvas.scrollLeft + canvas.clientWidth / 2) / scale,
      y: (canvas.scrollTop + canvas.clientHeight / 2) / scale,
    };
  }

  /** Brings a place into the middle, as far as the picture goes. */
  lookAt({ x, y }: Point): void {
    const { canvas, scale } = this;
    canvas?.scrollTo({ left: x * scale - canvas.clientWidth / 2, top: y * scale - canvas.clientHeight / 2 });
  }

  /** Draws what can be seen round a place, and what is further away when there is time. */
  drawAround(y: number, within: number = reach.first): void {
    cancelAnimationFrame(this.#pending);
    this.rows = { from: y - within, to: y + within };
    this.#actions.draw();
    if (within >= reach.later) return;
    this.#pending = requestAnimationFrame(() => {
      this.#pending = requestAnimationFrame(() => {
        this.drawAround(y, reach.later);
      });
    });
  }

  /** Draws everything, at once. */
  drawAll(): void {
    cancelAnimationFrame(this.#pending);
    this.rows = { from: 0, to: Infinity };
    this.#actions.draw();
  }

  /** Makes sure that a place is drawn. */
  reachFor(y: number): void {
    if (y < this.rows.from || y > this.rows.to) this.drawAround(y);
  }

  /** After the frame was scrolled, by whomever. */
  scrolled(): void {
    const { canvas, centre, scale } = this;
    if (canvas === null) return;
    const margin = canvas.clientHeight / scale;
    const [top, bottom] = [centre.y - margin, centre.y + margin];
    const isNear = top < this.rows.from && this.rows.from > 0;
    const isLow = bottom > this.rows.to && this.rows.to < this.#height;
    if (isNear || isLow) this.drawAround(centre.y, reach.later);
    this.#actions.moved(centre);
  }

  /**
   * Draws at another scale so that what is at a place on the page stays there.
   * @param draw draws the picture at that scale
   * @param place in CSS pixels of the page; the middle of the frame when there is none
   */
  zoomAbout(draw: () => void, place?: { readonly clientX: number; readonly clientY: number }): void {
    const { canvas, picture } = this;
    if (canvas === null || picture === null) return;
    const frame = canvas.getBoundingClientRect();
    const clientX = place?.clientX ?? frame.left + frame.width / 2;
    const clientY = place?.clientY ?? frame.top + frame.height / 2;
    const before = picture.getBoundingClientRect();
    const [x, y] = [(clientX - before.left) / this.scale, (clientY - before.top) / this.scale];
    draw();
    const after = picture.getBoundingClientRect();
    canvas.scrollLeft += after.left + x * this.scale - clientX;
    canvas.scrollTop += after.top + y * this.scale - clientY;
    this.scrolled();
  }

  /** The mouse takes hold of the picture, moves it, and lets go; a finger scrolls by itself. */
  pan(event: PointerEvent): void {
    const { canvas } = this;
    if (canvas === null) return;
    if (event.type === 'pointerdown') {
      this.#isPanning = false;
      if (event.pointerType !== 'mouse' || event.button !== 0) return;
      this.#hold = { x: event.clientX, y: event.clientY, left: canvas.scrollLeft, top: canvas.scrollTop };
    } else if (event.type === 'pointermove' && this.#hold !== undefined) {
      const [x, y] = [event.clientX - this.#hold.x, event.clientY - this.#hold.y];
      if (!this.#isPanning && Math.hypot(x, y) < leastPan) return;
      this.#isPanning = true;
      canvas.classList.add('panning');
      canvas.setPointerCapture(event.pointerId);
      canvas.scrollTo({ left: this.#hold.left - x, top: this.#hold.top - y });
    } else {
      this.#hold = undefined;
      canvas.classList.remove('panning');
    }
  }

  /** Whether the click that comes now is the end of a pan. */
  get endsPan(): boolean {
    const was = this.#isPanning;
    this.#isPanning = false;
    return was;
  }

  get #height(): number {
    return this.picture?.viewBox.baseVal.height ?? 0;
  }
}

/** The factor of one turn of the wheel with Ctrl or ⌘, or of one step of a pinch, which browsers report as that. */
export function wheelFactor({ deltaY, deltaMode }: WheelEvent): number {
  const pixels = deltaMode === WheelEvent.DOM_DELTA_PIXEL ? deltaY : deltaY * 16;
  return Math.exp(-Math.min(25, Math.max(-25, pixels)) / 100);
}
