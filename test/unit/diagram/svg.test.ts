/** The SVG file: well-formed whatever the names in it are, complete without anything else, and readable by its text. */
import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { drawDiagram } from '../../../src/core/diagram/diagram.ts';
import { svgOf } from '../../../src/core/diagram/svg.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { network } from '../../support/networks.ts';
import { probe } from '../../support/probes.ts';

function written(name = 'web', theme: 'light' | 'dark' = 'light', title = 'shop'): string {
  const topology = new Topology(
    network({ inbound: [], hosts: [{ name, ip: '10.0.12.5', publicIp: '54.0.0.1' }] }),
  );
  return svgOf(drawDiagram(topology, { probe: probe(topology, name) }).drawing, { title, theme });
}

/** The names of elements, each checked to be closed where it has to be; throws where the text is not well-formed. */
function elements(svg: string): readonly string[] {
  const open: string[] = [];
  const seen: string[] = [];
  const body = svg.slice(svg.indexOf('?>') + 2);
  const token = /<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  let at = 0;
  for (const found of body.matchAll(token)) {
    equal(found.index, at, body.slice(at, at + 80));
    at += found[0].length;
    const [, closing, name = '', , empty, text] = found;
    if (text !== undefined) doesNotMatch(text, /&(?!(?:amp|lt|gt|quot|#39);)/);
    else if (closing === '/') equal(open.pop(), name);
    else {
      seen.push(name);
      if (empty === '') open.push(name);
    }
  }
  equal(at, body.length);
  deepEqual(open, []);
  return seen;
}

describe('a drawing as SVG', () => {
  it('is well-formed, and made of shapes and text alone', () => {
    const names = new Set(elements(written()));
    deepEqual([...names].sort(), ['desc', 'g', 'path', 'rect', 'style', 'svg', 'text', 'title']);
  });

  it('tells by its text what it shows', () => {
    const svg = written();
    match(svg, /<title id="title">Network of shop<\/title>/);
    match(
      svg,
      /<desc id="desc">[^<]*inbound rule \* denies what no other rule matches[^<]*no-response → filtered/,
    );
    match(svg, /role="img" aria-labelledby="title desc"/);
    for (const text of ['Internet', 'ACK', 'rule *', 'no-response → filtered', '198.51.100.7'])
      ok(svg.includes(`>${text}</text>`), text);
  });

  it('takes hostile names for the text they are', () => {
    const hostile = '"><script>alert(1)</script><a href="javascript:x">&amp;';
    const svg = written(hostile, 'light', `${hostile}\u0000\ud800`);
    ok(!elements(svg).includes('script'));
    doesNotMatch(svg, /<(?:script|a)[ >]/);
    doesNotMatch(svg, /[\u0000-\u0008\ufffe\uffff]|\p{Surrogate}/u);
  });

  it('is well-formed for any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (name) => {
        elements(written(`web${name}`, 'dark', name));
      }),
      { numRuns: 60 },
    );
  });

  it('loads nothing, and runs nothing', () => {
    doesNotMatch(
      written(),
      /url\(|@import|href|xlink|<script|on[a-z]+=|http(?!:\/\/www\.w3\.org\/2000\/svg)/,
    );
  });

  it('has colours of its own for light and for dark', () => {
    const [light, dark] = (['light', 'dark'] as const).map((theme) => written('web', theme));
    ok(light !== dark);
    equal(light!.replace(/<style>[^<]*<\/style>/, ''), dark!.replace(/<style>[^<]*<\/style>/, ''));
  });
});
