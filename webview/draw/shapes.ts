/** Writes the shapes of a picture as SVG elements. What they look like is the style sheet's business. */
import { nothing, svg, type SVGTemplateResult } from 'lit/html.js';
import type { Shape } from '../../src/core/diagram/picture/shape.ts';

/** The elements of shapes, with space between the words in them for those who have them read out. */
export function drawShapes(shapes: readonly Shape[]): readonly SVGTemplateResult[] {
  return shapes.map((shape) => svg` ${drawShape(shape)}`);
}

/** The element of a shape, with everything in it. */
export function drawShape(shape: Shape): SVGTemplateResult {
  switch (shape.kind) {
    case 'group': {
      const { className, x, y, scale, title, revealId, children } = shape;
      const moves = `${x === 0 && y === 0 ? '' : `translate(${x} ${y})`}${scale === 1 ? '' : `scale(${scale})`}`;
      return svg`<g class=${className} transform=${moves === '' ? nothing : moves}
        data-reveal=${revealId === '' ? nothing : revealId}
        >${title === '' ? nothing : svg`<title>${title}</title>`}${drawShapes(children)}</g>`;
    }
    case 'rect': {
      const { className, x, y, width, height, radius } = shape;
      return svg`<rect class=${className} x=${x} y=${y} width=${width} height=${height} rx=${radius} />`;
    }
    case 'path':
      return svg`<path class=${shape.className} d=${shape.d} />`;
    case 'text': {
      const { className, x, y, text, anchor } = shape;
      return svg`<text class=${className} x=${x} y=${y} text-anchor=${anchor}>${text}</text>`;
    }
  }
}
