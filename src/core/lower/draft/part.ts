/** What every part of a draft has, and that one part uses another. */
import type { Origin } from '../../text/origin.ts';
import type { Maybe } from '../../value/value.ts';

/** What every part has: see `Component`. */
export interface DraftComponent {
  readonly address: string;
  readonly origin: Origin;
}

/** That one thing uses another: a subnet its network ACL or route table, a VPC its main route table. */
export interface Association {
  readonly of: Maybe<string>;
  readonly to: Maybe<string>;
  readonly exists: Maybe<true>;
  /** Address of the resource that says so. */
  readonly by: string;
  readonly origin: Origin;
}
