/**
 * Messages between the editor and the webview. Every message to the webview is a complete snapshot, so a view that was
 * hidden is right again with the next one. Messages from it are decoded by the host before anything is done.
 */
import type { Drawing } from './core/diagram/drawing.ts';

export interface Choice {
  readonly id: string;
  readonly label: string;
}

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
  /** One sentence for the live region: `ACK scan of aws_instance.web: 1000 ports filtered`. */
  readonly summary: string;
}

export interface PanelDrawing {
  readonly kind: 'drawing';
  /** What is drawn: the module's folder or the template's name. */
  readonly title: string;
  readonly drawing: Drawing;
  readonly targets: readonly Choice[];
  readonly target: string;
  readonly sources: readonly Choice[];
  readonly source: string;
  /** The TCP port the drawn probe goes to. */
  readonly port: number;
  readonly scan: PanelScan | undefined;
  /** The code has errors, so that this is the last state that could be read. */
  readonly stale: boolean;
}

export type PanelState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'empty'; readonly message: string }
  | { readonly kind: 'error'; readonly message: string }
  | PanelDrawing;

export interface ToWebview {
  readonly kind: 'state';
  readonly state: PanelState;
}

export type FromWebview =
  /** The webview is loaded and wants a state. */
  | { readonly kind: 'ready' }
  /** Show the line a box, a step's box or a table row stands for. */
  | { readonly kind: 'reveal'; readonly id: string }
  | { readonly kind: 'choose'; readonly target: string; readonly source: string; readonly port: number }
  | { readonly kind: 'scan' }
  | { readonly kind: 'copy-scan' };
