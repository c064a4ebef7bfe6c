/** What one box says, before it has a place. */
import type { Cidr, Address } from '../net/address.ts';
import type { PortRange } from '../net/portSet.ts';
import type { Origin } from '../text/origin.ts';
import type { Because } from '../value/value.ts';
import type { BoxForm, BoxKind, Fold } from './drawing.ts';

/** What a search looks at, besides the names. */
export interface Searched {
  readonly addresses?: readonly Address[];
  readonly blocks?: readonly Cidr[];
  /** Ports that rules name; what is for all ports names none. */
  readonly ports?: readonly PortRange[];
}

export interface Item {
  /** The same for the same component as long as the code names it so. */
  readonly id: string;
  readonly kind: BoxKind;
  readonly name: string;
  readonly label: string;
  readonly detail: string;
  readonly origin: Origin | undefined;
  /** True for what is not in the code, cannot be told from it, or may not be there. */
  readonly isUnknown: boolean;
  /** What would settle it. */
  readonly because: readonly Because[];
  readonly fold?: Fold | undefined;
  /** Names of what is folded into it. */
  readonly members?: readonly string[] | undefined;
  readonly searched: () => Searched;
}

/** Nothing but names. */
export const namesOnly = (): Searched => ({});

const forms: Partial<Record<BoxKind, BoxForm>> = {
  'vpc': 'container',
  'subnet': 'container',
  'route-table': 'tag',
  'network-acl': 'stateless-gate',
  'security-group': 'stateful-gate',
};

export function formOf(kind: BoxKind): BoxForm {
  return forms[kind] ?? 'tile';
}
