/** What a rule found: something proved about the code, or assumed, with its place, its story and the walk that proves it. */
import type { Direction } from '../aws/network.ts';
import type { Cidr } from '../net/address.ts';
import type { PortRange } from '../net/portSet.ts';
import type { Certainty, Walk } from '../reach/hop.ts';
import type { Origin } from '../text/origin.ts';
import type { RuleId } from '../text/ruleIds.ts';
import type { Because } from '../value/value.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Another line that belongs to the story of a finding. */
export interface Related {
  readonly message: string;
  readonly origin: Origin;
}

/** The entry of a network ACL that would let replies pass, which the ACL does not have. It allows TCP. */
export interface MissingEntry {
  /** Address of the network ACL. */
  readonly networkAcl: string;
  readonly direction: Direction;
  readonly cidr: Cidr;
  /** All that the initiators pick from, and nothing else. */
  readonly ports: PortRange;
}

/** Something the engine has proved about the code, with the packet that proves it. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly certainty: Certainty;
  /** One or two sentences: what happens, to which packet, by which rule, and what to do. */
  readonly message: string;
  /** The resource it is about. */
  readonly resource: string;
  readonly origin: Origin;
  readonly related: readonly Related[];
  /** The packet that died, hop by hop. */
  readonly proof: Walk | undefined;
  /** For `unresolved`: what would settle it. */
  readonly because: readonly Because[];
  /**
   * What is taken for true for it, beside what AWS does not document; may be nothing. Takes a moment of its own, so it is
   * asked for when it is shown. Left out where nothing is.
   */
  readonly assumes?: () => readonly Because[];
  /** Set where a network ACL lacks an entry. */
  readonly missing?: MissingEntry;
  /** Set for code that does nothing, which an editor shows faded. */
  readonly unnecessary?: true;
}

/** Two findings with the same key are the same one, under whichever assumptions they were found. */
export function keyOf({ rule, resource, origin, message }: Finding): string {
  return [rule, resource, origin.file, origin.span.start, message].join('\n');
}
