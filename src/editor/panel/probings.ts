/** What the user chose to probe and how to have it drawn, for each module and template; kept from one session to the next. */
import type { Memento } from 'vscode';
import { mostFolds, type View } from '../../core/diagram/view.ts';
import { isId, isPort, isRecord } from './messages.ts';
import { firstProbing, type Probing } from './state.ts';
import { isScanType } from '../scan/choices.ts';

const key = 'ackscope.probings';
/** Of so many modules and templates, those that were chosen for last. */
const most = 50;

export class Probings {
  readonly #memento: Memento;
  /** By root; the last one was chosen for last. */
  readonly #probings: Map<string, Probing>;

  constructor(memento: Memento) {
    this.#memento = memento;
    this.#probings = new Map(readAll(memento.get<unknown>(key)));
  }

  of(root: string): Probing {
    return this.#probings.get(root) ?? firstProbing;
  }

  set(root: string, probing: Probing): void {
    this.#probings.delete(root);
    this.#probings.set(root, probing);
    const [oldest] = this.#probings.keys();
    if (this.#probings.size > most && oldest !== undefined) this.#probings.delete(oldest);
    void this.#memento.update(key, [...this.#probings]);
  }
}

/** What was stored may be of another version, or of somebody else's hand. */
function readAll(stored: unknown): readonly (readonly [string, Probing])[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((entry: unknown) => {
    if (!Array.isArray(entry)) return [];
    const [root, value] = entry as readonly unknown[];
    const probing = probingOf(value);
    return typeof root === 'string' && probing !== undefined ? [[root, probing] as const] : [];
  });
}

function probingOf(stored: unknown): Probing | undefined {
  if (!isRecord(stored)) return undefined;
  const { target, source, type, port, scanned } = stored;
  const view = viewOf(stored['view']);
  if (target !== undefined && !isId(target)) return undefined;
  if (!isId(source) || !isId(type) || !isScanType(type) || !isPort(port) || view === undefined)
    return undefined;
  return { target, source, type, port, scanned: scanned === true, view };
}

function viewOf(stored: unknown): View | undefined {
  if (!isRecord(stored)) return undefined;
  const { unfolded, folded, query, onlyFound, focus } = stored;
  const isWhole =
    isIds(unfolded) &&
    isIds(folded) &&
    isId(query) &&
    typeof onlyFound === 'boolean' &&
    (focus === undefined || isId(focus));
  return isWhole ? { unfolded, folded, query, onlyFound, focus } : undefined;
}

function isIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= mostFolds && value.every(isId);
}
