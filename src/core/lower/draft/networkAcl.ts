/** Network ACLs and their entries as they are written. */
import type { Direction, NetworkAclEntry } from '../../aws/network.ts';
import type { Because, Maybe } from '../../value/value.ts';
import type { DraftComponent } from './part.ts';

/** `adopted`: one of AWS' own that the code took over, emptied first (SEMANTICS S52). */
export interface DraftNetworkAcl extends DraftComponent {
  readonly vpc: Maybe<string>;
  readonly adopted: boolean;
  readonly exists: Maybe<true>;
  readonly open: readonly Because[];
  /** The subnets it lists itself; `undefined` where it lists none and takes them as they are associated. */
  readonly subnets?: readonly Maybe<string>[] | undefined;
  /** Directions whose entries it lists to the end. */
  readonly listsAll?: readonly Direction[];
}

export interface DraftEntry {
  readonly networkAcl: Maybe<string>;
  readonly direction: Direction;
  readonly entry: NetworkAclEntry;
}
