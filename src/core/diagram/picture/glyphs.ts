/** Glyphs of our own, 16 × 16, drawn in lines of the current colour. */
import type { BoxKind } from '../drawing.ts';
import { path, type Shape } from './shape.ts';

export type GlyphName = BoxKind | 'passed' | 'dropped' | 'unknown' | 'tracked' | 'fold' | 'unfold';

/** Path data of their strokes. */
export const strokes: Record<GlyphName, string> = {
  'internet':
    'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M1.5 8h13M8 1.5c-4.4 4-4.4 9 0 13c4.4-4 4.4-9 0-13',
  'on-premises': 'M2 14.5V5.5l5-3v12M7 6.5h7v8M1 14.5h14M4.5 7.5v.1M4.5 10.5v.1M9.5 9h2M9.5 11.5h2',
  'peer': 'M5.5 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M10.5 4a4 4 0 1 1 0 8a4 4 0 1 1 0-8',
  'aws-service': 'M2.5 4.5h11l-1.2 9.5h-8.6zM2.5 4.5c0-1.3 2.5-2.3 5.5-2.3s5.5 1 5.5 2.3M6 8.5h4',
  'transit-gateway':
    'M8 6a2 2 0 1 0 0 4a2 2 0 1 0 0-4M8 6V1.5M8 10v4.5M6 8H1.5M10 8h4.5M6.7 2.8L8 1.5l1.3 1.3M6.7 13.2L8 14.5l1.3-1.3M2.8 6.7L1.5 8l1.3 1.3M13.2 6.7L14.5 8l-1.3 1.3',
  'internet-gateway': 'M3 14.5v-13h10v13M1 14.5h14M5.5 8h5M8.5 5.8L10.7 8L8.5 10.2',
  'egress-only-internet-gateway': 'M3 14.5v-13h10v13M1 14.5h14M10.5 8h-5M7.5 5.8L5.3 8l2.2 2.2',
  'vpc-peering-connection': 'M6.5 5H5a3 3 0 0 0 0 6h1.5M9.5 5H11a3 3 0 0 1 0 6H9.5M5.5 8h5',
  'transit-gateway-attachment': 'M1.5 8h4M5.5 4.5v7h3a3.5 3.5 0 0 0 0-7zM12 6.5h2.5M12 9.5h2.5',
  'gateway-endpoint': 'M3 14.5v-13h10v13M1 14.5h14M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5',
  'other-gateway': 'M3 14.5v-13h10v13M1 14.5h14M6 8h.1M8 8h.1M10 8h.1',
  'vpc': 'M4.5 12.5a3.2 3.2 0 0 1-.4-6.4a4.2 4.2 0 0 1 8 .8a2.9 2.9 0 0 1-.6 5.6z',
  'subnet': 'M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z',
  'route-table':
    'M1.5 8h4M5.5 8c3 0 2-4.5 5-4.5h4M5.5 8c3 0 2 4.5 5 4.5h4M12.5 1.5l2 2l-2 2M12.5 10.5l2 2l-2 2',
  'network-acl': 'M4 1.5v4.5M6 1.5v4.5M10 1.5v4.5M12 1.5v4.5M4 10v4.5M6 10v4.5M10 10v4.5M12 10v4.5M1 8h14',
  'security-group': 'M8 1.5l5.5 2v4c0 3.4-2.2 5.8-5.5 7c-3.3-1.2-5.5-3.6-5.5-7v-4zM5.5 8l1.8 1.8L10.7 6.4',
  'instance':
    'M4 4h8v8H4zM6.5 6.5h3v3h-3zM6 1.5V4M10 1.5V4M6 12v2.5M10 12v2.5M1.5 6H4M1.5 10H4M12 6h2.5M12 10h2.5',
  'network-interface': 'M1.5 4h13v8h-13zM4 12V8.5h8V12M6.5 12v-1.5M9.5 12v-1.5',
  'nat-gateway': 'M1.5 5.5h9.5M8.5 3L11 5.5L8.5 8M14.5 10.5H5M7.5 8L5 10.5L7.5 13',
  'load-balancer':
    'M1.5 8h4.5M6 8l4-4.5h2.5M6 8h6.5M6 8l4 4.5h2.5M13.5 2.5a1 1 0 1 0 0 2a1 1 0 1 0 0-2M13.5 7a1 1 0 1 0 0 2a1 1 0 1 0 0-2M13.5 11.5a1 1 0 1 0 0 2a1 1 0 1 0 0-2',
  'database':
    'M8 1.5c3 0 5.5.9 5.5 2S11 5.5 8 5.5s-5.5-.9-5.5-2s2.5-2 5.5-2M2.5 3.5v9c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2v-9M2.5 8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2',
  'function': 'M4 2h2.2l5.3 12M7.4 6.6L3.5 14M11.5 14h1.5',
  'endpoint': 'M8 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7M8 1.5v3M8 11.5v3M1.5 8h3M11.5 8h3',
  'container': 'M8 1.5l6 3.2v6.6l-6 3.2l-6-3.2V4.7zM2 4.7l6 3.2l6-3.2M8 7.9v6.6',
  'interfaces': 'M3.5 5.5h9v8h-9zM5 3.5h8.5v8M6.5 1.5h8v8',
  'passed': 'M4 8.3l2.6 2.6L12 5.5',
  'dropped': 'M5 5l6 6M11 5l-6 6',
  'unknown': 'M5.9 6.2a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.7-.9 1.3M8 11.6v.2',
  'tracked': 'M2.5 3h11v10h-11zM5 6h6M5 8.5h6M5 11h3.5',
  'fold': 'M4 6l4 4l4-4',
  'unfold': 'M6 4l4 4l-4 4',
};

/** The strokes of one, to be placed. */
export function glyph(name: GlyphName): Shape {
  return path('glyph', strokes[name]);
}
