/** Load balancers, their listeners and target groups as they are written. Their nodes are among the interfaces. */
import type { LoadBalancer, TargetGroup } from '../../aws/loadBalancer.ts';
import type { Address } from '../../net/address.ts';
import type { Protocol } from '../../net/protocol.ts';
import type { Origin } from '../../text/origin.ts';
import type { Because, Maybe } from '../../value/value.ts';
import type { DraftComponent } from './part.ts';

export interface DraftLoadBalancer extends DraftComponent {
  readonly type: LoadBalancer['type'];
  readonly scheme: LoadBalancer['scheme'];
  readonly nodes: readonly string[];
  readonly filtersPrivateLink?: Maybe<boolean>;
  readonly open: readonly Because[];
}

export interface DraftListener extends DraftComponent {
  readonly loadBalancer: Maybe<string>;
  readonly protocols: Maybe<readonly Protocol[]>;
  readonly port: Maybe<number>;
  readonly targetGroups: readonly Maybe<string>[];
  readonly exists: Maybe<true>;
}

/** Target groups a rule of its own adds to a listener. */
export interface DraftListenerRule {
  readonly listener: Maybe<string>;
  readonly targetGroups: readonly Maybe<string>[];
  readonly exists: Maybe<true>;
}

export interface DraftTargetGroup
  extends DraftComponent, Omit<TargetGroup, 'address' | 'origin' | 'targets' | 'open'> {
  /** Whose targets it has, where not its own: those of a Classic Load Balancer are the load balancer's. */
  readonly targetsOf?: string;
  /** Its targets have no interface: functions. */
  readonly withoutInterfaces?: true;
}

/** Something registered with a target group: all interfaces of a component, or whoever has an address. */
export interface DraftTarget {
  /** The target group, or the Classic Load Balancer. */
  readonly group: Maybe<string>;
  readonly target:
    | { readonly kind: 'component'; readonly component: Maybe<string> }
    | { readonly kind: 'ip'; readonly ip: Address };
  /** Where it is not the group's. */
  readonly port: Maybe<number> | undefined;
  readonly exists: Maybe<true>;
  readonly origin: Origin;
}
