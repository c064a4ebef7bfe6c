/** The style of a drawing that stands alone: plain colours of its own, as no theme is there to ask. */

export type Theme = 'light' | 'dark';

interface Palette {
  readonly page: string;
  readonly surface: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly wall: string;
  readonly slit: string;
  readonly vpc: string;
  readonly subnet: string;
  readonly link: string;
  readonly passed: string;
  readonly dropped: string;
  readonly droppedWall: string;
  readonly open: string;
  readonly request: string;
  readonly reply: string;
}

const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    page: '#ffffff',
    surface: '#ffffff',
    text: '#24292f',
    muted: '#57606a',
    line: '#afb8c1',
    wall: '#c3cad2',
    slit: '#eef1f4',
    vpc: '#f6f8fa',
    subnet: '#eff2f5',
    link: '#b6bec7',
    passed: '#2f7d32',
    dropped: '#c62828',
    droppedWall: '#e8a3a3',
    open: '#8a6100',
    request: '#0b62c4',
    reply: '#6b3fa0',
  },
  dark: {
    page: '#1f1f1f',
    surface: '#1f1f1f',
    text: '#d7dae0',
    muted: '#a3a8b0',
    line: '#50565e',
    wall: '#4a4f57',
    slit: '#2b2e33',
    vpc: '#25272b',
    subnet: '#2a2d31',
    link: '#5a6068',
    passed: '#7cc47f',
    dropped: '#f47067',
    droppedWall: '#7a3a37',
    open: '#dcb347',
    request: '#6cb2f7',
    reply: '#c29bea',
  },
};

/** CSS rules for the classes of a picture. */
export function styleOf(theme: Theme): string {
  const c = palettes[theme];
  return `
text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;fill:${c.text};font-size:12px}
.page{fill:${c.page}}
.glyph{fill:none;stroke:currentColor;stroke-width:1.3;stroke-linecap:round;stroke-linejoin:round}
.frame{fill:${c.surface};stroke:${c.line};stroke-width:1}
.box-vpc>.frame{fill:${c.vpc};stroke-width:1.5}
.box-subnet>.frame{fill:${c.subnet}}
.label{font-size:14px;font-weight:600}
.tag-label{font-weight:600}
.caption,.detail,.ports{fill:${c.muted}}
.ports{font-size:11px}
.kind{color:${c.muted}}
.box-internet>.kind,.form-tile>.kind{color:${c.text}}
.wall{fill:${c.wall}}
.slit{fill:${c.slit}}
.chevron{fill:none;stroke:${c.muted};stroke-width:1.2;stroke-linecap:round;stroke-linejoin:round}
.box.fate-passed>.chevron,.box.fate-dropped>.chevron,.box.fate-unknown>.chevron{display:none}
.stack{fill:none;stroke:${c.line}}
.fold{color:${c.muted}}
.box.fate-passed>.frame{stroke:${c.passed};stroke-width:1.25}
.box.fate-dropped>.frame{stroke:${c.dropped};stroke-width:2}
.box.fate-dropped>.wall{fill:${c.droppedWall}}
.box.fate-unknown>.frame,.box.uncertain>.frame{stroke:${c.open};stroke-width:1.5;stroke-dasharray:5 4}
.box.fate-outside>.frame{stroke:${c.muted}}
.box.found>.frame{stroke:${c.request};stroke-width:2.5}
.plate{fill:${c.surface};stroke:currentColor;stroke-width:1.25}
.badge>.glyph{stroke-width:1.8}
.badge.fate-passed{color:${c.passed}}
.badge.fate-dropped{color:${c.dropped}}
.path>.badge.fate-dropped>.plate,.words-of.path-dropped>.outcome>.plate{fill:${c.dropped};stroke:${c.surface}}
.path>.badge.fate-dropped>.glyph{stroke:${c.surface};stroke-width:2.2}
.badge.fate-unknown{color:${c.open}}
.link>.line{fill:none;stroke:${c.link};stroke-width:1}
.link>.head{fill:${c.link}}
.link-unknown>.line{stroke-dasharray:4 4}
.link-forward>.line{stroke-dasharray:2 3}
.path-request{color:${c.request}}
.path-reply{color:${c.reply}}
.path>.line{fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round}
.path.path-reply>.line{stroke-width:1.6}
.path.part-forwarded>.line{stroke-width:1.4}
.head{fill:currentColor}
.pill>.plate{stroke-width:1}
.packet>.words,.rule>.words,.flow>.words{font-size:11px;font-weight:600}
.rule-dropped{color:${c.dropped}}
.rule-dropped>.plate{stroke-width:1.5}
.rule-unknown{color:${c.open}}
.words-of.path-dropped>.outcome{color:${c.dropped}}
.words-of.path-unknown>.outcome{color:${c.open}}
.outcome>.words{font-weight:600}
.words-of.path-dropped>.outcome>.words{fill:${c.surface}}
.flow{color:${c.reply}}
.flow>.plate{stroke-width:1}
.flow>.thread{fill:none;stroke:currentColor}
.flow-none{color:${c.muted}}
.flow-assumed>.plate{stroke-dasharray:3 2}
`;
}
