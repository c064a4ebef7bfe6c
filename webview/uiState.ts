/** What the user has set in the view itself. It survives hiding the view; nothing about the network is in it. */
import type { Point } from '../src/core/diagram/drawing.ts';

export type Tab = 'hops' | 'ports' | 'nmap' | 'table';

/** A stretch of ports, inclusive. */
export interface PortWindow {
  readonly first: number;
  readonly last: number;
}

export const lastPort = 65535;

export interface UiState {
  /** A factor, or `fit` to the width there is. */
  readonly zoom: number | 'fit';
  readonly tab: Tab;
  /** The place of the picture that is in the middle, in its own units. */
  readonly centre: Point;
  /** Which probe that belongs to: another one is brought into view afresh. */
  readonly probe: string;
  /** The box the Tab key stops at; empty for the first. */
  readonly current: string;
  /** What the port map shows. */
  readonly ports: PortWindow;
}

export const initialUiState: UiState = {
  zoom: 'fit',
  tab: 'hops',
  centre: { x: 0, y: 0 },
  probe: '',
  current: '',
  ports: { first: 0, last: lastPort },
};

const tabs: readonly unknown[] = ['hops', 'ports', 'nmap', 'table'] satisfies readonly Tab[];

function isTab(value: unknown): value is Tab {
  return tabs.includes(value);
}

/** The factors the zoom buttons step through; the wheel goes anywhere between the first and the last. */
const zoomSteps: readonly number[] = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];
const [least = 1] = zoomSteps;
const most = zoomSteps.at(-1) ?? 1;

/** Reads a stored state; whatever is not as expected is as at first. */
export function readUiState(stored: unknown): UiState {
  if (typeof stored !== 'object' || stored === null) return initialUiState;
  const { zoom, tab, centre, probe, current, ports } = stored as Partial<Record<keyof UiState, unknown>>;
  return {
    zoom: typeof zoom === 'number' && zoom >= least && zoom <= most ? zoom : 'fit',
    tab: isTab(tab) ? tab : initialUiState.tab,
    centre: isPoint(centre) ? { x: centre.x, y: centre.y } : initialUiState.centre,
    probe: typeof probe === 'string' ? probe : '',
    current: typeof current === 'string' ? current : '',
    ports: isPortWindow(ports) ? { first: ports.first, last: ports.last } : initialUiState.ports,
  };
}

/** The next factor up or down from the one that is shown. */
export function stepZoom(shown: number, direction: 1 | -1): number {
  const next =
    direction === 1
      ? zoomSteps.find((step) => step > shown + 0.01)
      : zoomSteps.findLast((step) => step < shown - 0.01);
  return next ?? shown;
}

/** A factor so many times the one that is shown, as far as factors go. */
export function scaledZoom(shown: number, factor: number): number {
  return Math.min(most, Math.max(least, Math.round(shown * factor * 1000) / 1000));
}

function isPoint(value: unknown): value is Point {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y } = value as Partial<Record<keyof Point, unknown>>;
  return Number.isFinite(x) && Number.isFinite(y);
}

function isPortWindow(value: unknown): value is PortWindow {
  if (typeof value !== 'object' || value === null) return false;
  const { first, last } = value as Partial<Record<keyof PortWindow, unknown>>;
  return (
    Number.isInteger(first) &&
    Number.isInteger(last) &&
    0 <= (first as number) &&
    (first as number) < (last as number) &&
    (last as number) <= lastPort
  );
}

/** So few ports fill the port map at most. */
const fewest = 16;

/** More ports, or fewer, round a middle. @param factor of how many are shown */
export function zoomPorts({ first, last }: PortWindow, factor: number, middle: number): PortWindow {
  const many = Math.min(lastPort + 1, Math.max(fewest, Math.round((last - first + 1) * factor)));
  const from = Math.min(Math.max(0, Math.round(middle - many / 2)), lastPort + 1 - many);
  return { first: from, last: from + many - 1 };
}
