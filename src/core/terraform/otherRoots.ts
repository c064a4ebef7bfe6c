/**
 * What the root modules of a workspace have for each other's data sources to find. It is kept for each until a file of
 * it changes, and whoever looked into the others can ask whether they are what they were.
 */
import type { Because, Value } from '../value/value.ts';
import { printOfAccount } from './account.ts';
import type { Findable, OtherRoot } from './findable.ts';
import type { RootState } from './rootState.ts';
import { pathBetween } from '../text/paths.ts';

/** What is kept of one root module. */
interface Offer {
  readonly findables: readonly Findable[];
  readonly state: RootState;
  /** Everything it is made of. */
  readonly folders: ReadonlySet<string>;
}

/** What a root module offered when it was last looked at. */
interface Seen {
  readonly print: string;
  /** The number of the change that made it so. */
  readonly since: number;
}

export class OtherRoots {
  readonly #evaluate: (root: string) => void;
  readonly #offers = new Map<string, Offer>();
  readonly #seen = new Map<string, Seen>();
  /** Root modules whose offers were not compared with what they offered before: most are never asked for. */
  readonly #unread = new Set<string>();
  #changes = 0;
  /** The number of the last change that took a root module away. */
  #gone = 0;

  /** @param evaluate ends in {@link keep} for a root module of that name. */
  constructor(evaluate: (root: string) => void) {
    this.#evaluate = evaluate;
  }

  /** Begins with all that another one knows. */
  takeOver(other: OtherRoots): void {
    for (const [root, offer] of other.#offers) this.#offers.set(root, offer);
    for (const [root, seen] of other.#seen) this.#seen.set(root, seen);
    for (const root of other.#unread) this.#unread.add(root);
    this.#changes = other.#changes;
    this.#gone = other.#gone;
  }

  /** Keeps what an evaluation of a root module found in it. */
  keep(root: string, offer: Offer): void {
    this.#offers.set(root, offer);
    this.#unread.add(root);
  }

  /** @param changed a folder or a file. */
  forget(changed: string): void {
    for (const [root, { folders }] of this.#offers) if (folders.has(changed)) this.#offers.delete(root);
  }

  forgetAll(): void {
    this.#offers.clear();
  }

  /** Whether nobody knows what a root module offers. */
  lacks(root: string): boolean {
    return !this.#offers.has(root);
  }

  /** What a root module sees of all the others. */
  seenFrom(root: string, roots: readonly string[]): readonly OtherRoot[] {
    this.#look(root, roots);
    return roots.flatMap((other) => {
      const offer = other === root ? undefined : this.#offers.get(other);
      return offer === undefined
        ? []
        : [{ path: pathBetween(root, other), findables: offer.findables, state: offer.state }];
    });
  }

  /** The number of the last change that a root module can see in the others. */
  lastChange(root: string, roots: readonly string[]): number {
    this.#look(root, roots);
    let last = this.#gone;
    for (const [other, { since }] of this.#seen) if (other !== root) last = Math.max(last, since);
    return last;
  }

  #look(root: string, roots: readonly string[]): void {
    for (const other of roots) if (other !== root && this.lacks(other)) this.#evaluate(other);
    const there = new Set(roots);
    for (const other of this.#unread) {
      const offer = this.#offers.get(other);
      if (offer === undefined || !there.has(other)) continue;
      const print = `${printOf(offer.findables)}\n${printOfState(offer.state)}`;
      if (this.#seen.get(other)?.print !== print) this.#seen.set(other, { print, since: ++this.#changes });
    }
    this.#unread.clear();
    for (const known of this.#seen.keys()) {
      if (there.has(known)) continue;
      this.#seen.delete(known);
      this.#offers.delete(known);
      this.#gone = ++this.#changes;
    }
  }
}

/** Everything another root module can see, in words. Where something is written counts only for reasons. */
function printOf(findables: readonly Findable[]): string {
  return findables
    .map(({ resource: { address, exists, properties }, tags, provider }) =>
      [
        address,
        exists.kind,
        printOfValue(properties),
        tags === undefined ? '' : printOfValue(tags),
        printOfValue(provider.region()),
        printOfAccount(provider.account),
      ].join(' '),
    )
    .join('\n');
}

function printOfState({ backend, outputs }: RootState): string {
  const settings = [...backend.settings].map(([name, text]) => `${name}=${JSON.stringify(text)}`);
  const values = [...outputs].map(([name, value]) => `${name}=${printOfValue(value)}`);
  return [backend.type, ...settings, ...values].join('\n');
}

function printOfValue(value: Value): string {
  switch (value.kind) {
    case 'null':
      return '-';
    case 'boolean':
      return String(value.boolean);
    case 'number':
      return String(value.number);
    case 'string':
      return JSON.stringify(value.text);
    case 'reference':
      return `${value.resource}.${value.attribute}`;
    case 'unknown':
      return `?${printOfReasons(value.because)}`;
    case 'list': {
      const items = value.items.map((item) => printOfValue(item.value));
      return `[${items.join()}${value.open === undefined ? '' : printOfReasons(value.open.because)}]`;
    }
    case 'object': {
      if ('resource' in value) return `{${String(value.resource)}}`;
      const items = [...value.properties].map(
        ([name, item]) => `${JSON.stringify(name)}:${printOfValue(item.value)}`,
      );
      return `{${items.join()}${value.open === undefined ? '' : printOfReasons(value.open.because)}}`;
    }
  }
}

function printOfReasons(because: readonly Because[]): string {
  return JSON.stringify(
    because.map(({ what, why, origin }) => [what, why, origin?.file, origin?.span.start, origin?.span.end]),
  );
}
