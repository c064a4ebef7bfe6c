/** A resource of a stack: its facts at once, its properties evaluated when somebody asks for them, and then kept. */
import type { Origin } from '../text/origin.ts';
import type { Resource } from '../value/resource.ts';
import type { Maybe, ObjectValue } from '../value/value.ts';

export class StackResource implements Resource {
  readonly address: string;
  readonly type: string;
  readonly origin: Origin;
  readonly header: Origin;
  readonly exists: Maybe<true>;
  readonly construct?: string;
  readonly #evaluate: () => ObjectValue;
  #properties: ObjectValue | undefined;

  constructor(
    facts: Omit<Resource, 'properties' | 'construct'> & { readonly construct: string | undefined },
    evaluate: () => ObjectValue,
  ) {
    this.address = facts.address;
    this.type = facts.type;
    this.origin = facts.origin;
    this.header = facts.header;
    this.exists = facts.exists;
    if (facts.construct !== undefined) this.construct = facts.construct;
    this.#evaluate = evaluate;
  }

  get properties(): ObjectValue {
    return (this.#properties ??= this.#evaluate());
  }
}
