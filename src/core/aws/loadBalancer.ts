/**
 * Load balancers and what they forward to. A load balancer is its nodes: one interface in each of its subnets, among the
 * network's interfaces. What a node takes from a client it sends on to a target itself, as a hop of its own.
 */
import type { Because, Maybe, Unknown } from '../value/value.ts';
import type { PortRange } from '../net/portSet.ts';
import type { Family } from '../net/address.ts';
import type { Protocol } from '../net/protocol.ts';
import type { Origin } from '../text/origin.ts';
import type { Component } from './component.ts';

/** `classic` filters what it sends even within one subnet (SEMANTICS N30). */
export type LoadBalancerType = 'application' | 'network' | 'gateway' | 'classic';

export interface LoadBalancer extends Component {
  /** Where it is not known it is no classic one: that is a resource of its own in both languages. */
  readonly type: Maybe<LoadBalancerType>;
  readonly scheme: Maybe<'internet-facing' | 'internal'>;
  /** Addresses of its nodes among the interfaces, which have it as their owner. */
  readonly nodes: readonly string[];
  readonly listeners: readonly Listener[];
  /** Whether inbound rules of its groups go for what comes over PrivateLink, as they do where it says nothing (SEMANTICS S39). */
  readonly filtersPrivateLink?: Maybe<boolean>;
  /** Set when there may be further listeners. */
  readonly open?: readonly Because[];
}

/** Whether a load balancer is of a type. */
export function isOfType({ type }: LoadBalancer, wanted: LoadBalancerType): 'yes' | 'no' | Unknown {
  if (type.kind === 'unknown') return wanted === 'classic' ? 'no' : type;
  return type.value === wanted ? 'yes' : 'no';
}

export interface Listener {
  /** `tcp` or `udp` underneath HTTP and TLS. A listener of both is two. */
  readonly protocol: Protocol;
  readonly port: Maybe<number>;
  /** Addresses of target groups it forwards to, by default or by a rule. Empty for a redirect or a fixed response. */
  readonly targetGroups: readonly Maybe<string>[];
  readonly origin: Origin;
}

export interface TargetGroup extends Component {
  /** TCP, UDP or both of them. */
  readonly protocols: Maybe<readonly Protocol[]>;
  /** Of the addresses its targets are reached at; IPv4 when it says nothing. */
  readonly family?: Maybe<Family>;
  /** Where a target does not say otherwise. */
  readonly port: Maybe<number>;
  /** Health checks come from the nodes, over TCP, to this port; `undefined` when they are switched off. */
  readonly healthCheck: { readonly port: Maybe<number | 'traffic-port'> } | undefined;
  /** Network load balancers: whether a target sees a client's address, if that is of its family, or a node's (SEMANTICS S40). */
  readonly preservesClientIp: Maybe<boolean>;
  readonly targets: readonly Target[];
  /** Set when there may be further targets. */
  readonly open?: readonly Because[];
}

export interface Target {
  /** The interface that gets the traffic. */
  readonly interface: Maybe<string>;
  readonly port: Maybe<number>;
  readonly origin: Origin;
}

/** Something known to listen on an interface, and who says so. */
export interface Listening {
  readonly protocol: Protocol;
  readonly ports: PortRange;
  /** As the end of a sentence about the port: `is a target of aws_lb_target_group.web`. */
  readonly why: string;
  readonly origin: Origin;
}
