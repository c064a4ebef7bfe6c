/** A data source that looks for something the code of the workspace has, or for the state of another root module. */
import type { Origin } from '../text/origin.ts';
import type { Property } from '../value/value.ts';
import type { Provider } from './provider.ts';

export interface Search {
  readonly address: string;
  readonly type: string;
  /** Its arguments. */
  readonly asked: ReadonlyMap<string, Property>;
  readonly provider: Provider;
  /** `terraform.workspace`. */
  readonly workspace: string;
  readonly origin: Origin;
}
