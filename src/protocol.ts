/**
 * Messages between the editor and the webview. Every state is a complete snapshot, so a view that was hidden is right
 * again with the next one. Messages from the webview are decoded by the host before anything is done.
 */
import type { Drawing } from './core/diagram/drawing.ts';
import type { PortMap } from './core/diagram/portMap.ts';
import type { View, ViewChange } from './core/diagram/view.ts';

export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** What is probed, and what else there is to choose from. */
export interface ProbeChoices {
  readonly targets: readonly Choice[];
  readonly target: string;
  readonly sources: readonly Choice[];
  readonly source: string;
  /** nmap's scans by its names for them: `ack`, `syn`, `connect`, `udp` … */
  readonly types: readonly Choice[];
  readonly type: string;
  /** The port the drawn packets go to. */
  readonly port: number;
}

/** What is chosen anew. What is not named stays. */
export type ProbeChange = Partial<Pick<ProbeChoices, 'target' | 'source' | 'type' | 'port'>>;

/** One row of the scan's table: ports that share a state. */
export interface PortRow {
  /** As nmap writes ports: `1-1023`. */
  readonly ports: string;
  readonly state: string;
  readonly reason: string;
  /** The rule that decided, in words. */
  readonly because: string;
  /** Names a line of code for `reveal`; absent when there is none. */
  readonly revealId?: string;
}

export interface PanelScan {
  /** nmap's normal output. */
  readonly text: string;
  readonly rows: readonly PortRow[];
  readonly map: PortMap;
  /** One sentence for the live region: `ACK scan of aws_instance.web: 1000 ports filtered`. */
  readonly summary: string;
}

export interface PanelDrawing {
  readonly kind: 'drawing';
  /** What is drawn: the module's folder or the template's name. */
  readonly title: string;
  readonly drawing: Drawing;
  /** How it is drawn: the view that was asked for, without what is gone. */
  readonly view: View;
  /** What else could be drawn, for the choice of it. */
  readonly probe: ProbeChoices;
  readonly scan: PanelScan | undefined;
  /** The code has errors, so that this is the last state that could be read. */
  readonly stale: boolean;
}

export type PanelState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'empty'; readonly message: string }
  | { readonly kind: 'error'; readonly message: string }
  | PanelDrawing;

export type ToWebview =
  | { readonly kind: 'state'; readonly state: PanelState }
  /** What the editor's cursor is on: ids of boxes, hops and reasons of the state that was sent last, all there are. */
  | { readonly kind: 'cursor'; readonly ids: readonly string[] };

export type FromWebview =
  /** The webview is loaded and wants a state. */
  | { readonly kind: 'ready' }
  /** Show the line a box, a hop or a table row stands for. */
  | { readonly kind: 'reveal'; readonly id: string }
  /** Probe something else. Only what changes is said: the page may not have learnt yet what came of the last change. */
  | { readonly kind: 'choose'; readonly change: ProbeChange }
  /** Draw it another way; likewise. */
  | { readonly kind: 'view'; readonly change: ViewChange }
  | { readonly kind: 'scan' }
  | { readonly kind: 'copy-scan'; readonly format: 'text' | 'xml' }
  /** Save the picture as it is in the last snapshot. */
  | { readonly kind: 'export'; readonly format: 'svg' }
  /** Save the picture as the webview painted it: a PNG's bytes in base64. */
  | { readonly kind: 'export'; readonly format: 'png'; readonly data: string };
