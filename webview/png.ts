/**
 * The picture as a PNG, painted as it looks on the page. An image element could not load it, as the policy of the page
 * lets nothing be loaded: each shape is painted onto a canvas instead, in the style the browser gives it.
 */

/** Larger canvases are refused by browsers. */
const longest = 8192;

/** The bytes in base64; `undefined` when the browser cannot paint it. @param picture as drawn in full */
export function pngOf(picture: SVGSVGElement, background: string): string | undefined {
  const { width, height } = picture.viewBox.baseVal;
  const scale = Math.min(2, longest / width, longest / height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  // A shape's matrix leads to the screen: the picture's own is taken out, and the scale of the file put in.
  const base = picture.getScreenCTM()?.inverse();
  if (base === undefined) return undefined;
  for (const element of picture.querySelectorAll<SVGGraphicsElement>('rect, path, text')) {
    const own = element.getScreenCTM();
    if (own === null) continue;
    const { a, b, c, d, e, f } = base.multiply(own);
    context.setTransform(a * scale, b * scale, c * scale, d * scale, e * scale, f * scale);
    paint(context, element);
  }
  const prefix = 'data:image/png;base64,';
  const url = canvas.toDataURL('image/png');
  return url.startsWith(prefix) ? url.slice(prefix.length) : undefined;
}

function paint(context: CanvasRenderingContext2D, element: SVGGraphicsElement): void {
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden') return;
  context.globalAlpha = Number(style.opacity);
  if (element instanceof SVGTextElement) {
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    context.textAlign =
      style.textAnchor === 'middle' ? 'center' : style.textAnchor === 'end' ? 'right' : 'left';
    context.fillStyle = style.fill;
    context.fillText(element.textContent, numberOf(element, 'x'), numberOf(element, 'y'));
    return;
  }
  const shape = shapeOf(element);
  if (style.fill !== 'none') {
    context.fillStyle = style.fill;
    context.fill(shape);
  }
  if (style.stroke !== 'none') {
    context.strokeStyle = style.stroke;
    context.lineWidth = Number.parseFloat(style.strokeWidth);
    context.lineCap = style.strokeLinecap as CanvasLineCap;
    context.lineJoin = style.strokeLinejoin as CanvasLineJoin;
    context.setLineDash(
      style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(/[ ,]+/).map(Number.parseFloat),
    );
    context.stroke(shape);
  }
}

function shapeOf(element: SVGGraphicsElement): Path2D {
  if (element instanceof SVGPathElement) return new Path2D(element.getAttribute('d') ?? '');
  const shape = new Path2D();
  const [x, y, width, height, radius] = ['x', 'y', 'width', 'height', 'rx'].map((name) =>
    numberOf(element, name),
  );
  shape.roundRect(x ?? 0, y ?? 0, width ?? 0, height ?? 0, radius ?? 0);
  return shape;
}

function numberOf(element: Element, name: string): number {
  return Number(element.getAttribute(name) ?? 0);
}
