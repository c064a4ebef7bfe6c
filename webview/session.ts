/** What the page shows: the host's last snapshot, and what the user has set, chosen and typed in the view. */
import type { PanelDrawing, PanelState } from '../src/protocol.ts';
import { readUiState, type UiState } from './uiState.ts';
import { vscode } from './vscode.ts';

export class Session {
  state: PanelState = { kind: 'loading' };
  /** The box the Tab key stops at. */
  current: string | undefined;
  /** What is wrong with the port that was typed; empty when nothing is. */
  portProblem = '';
  /** What the editor's cursor is on. */
  here: ReadonlySet<string> = new Set();
  /** The hop that was stepped to, counted through all packets. */
  hop: number | undefined;
  /** First port of the range that is explained. */
  chosenPort: number | undefined;
  /** What is typed into the search field. */
  query = '';
  /** Set while the host has not learnt yet what is typed. */
  typing: ReturnType<typeof setTimeout> | undefined;
  #ui = readUiState(vscode.getState());

  constructor() {
    this.current = this.#ui.current;
  }

  /** What survives hiding the view. */
  get ui(): UiState {
    return this.#ui;
  }

  /** Changes what survives. Nothing is drawn by that. */
  keep(change: Partial<UiState>): void {
    this.#ui = { ...this.#ui, ...change };
    vscode.setState(this.#ui);
  }

  /** The snapshot, where it has a drawing. */
  get drawn(): PanelDrawing | undefined {
    return this.state.kind === 'drawing' ? this.state : undefined;
  }
}
