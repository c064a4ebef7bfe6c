/**
 * What AWS adds by itself, written out as entries and rules whose origin says so. The place of each is the resource
 * that makes AWS add it (SEMANTICS N19, S5, S34, R2).
 */
import type { NetworkAclEntry, SecurityGroupRule, TrafficMatch } from '../aws/network.ts';
import { cidrOf, type Family } from '../net/address.ts';
import { allProtocols } from '../net/protocol.ts';
import type { Origin } from '../text/origin.ts';
import { known, unknown, type Maybe, type Unknown } from '../value/value.ts';
import { certainly } from './family.ts';
import { ofFamily } from './fields.ts';

/** Rule numbers of a default network ACL's own entries (SEMANTICS N4). */
export const defaultEntryNumbers: Readonly<Record<Family, number>> = { ipv4: 100, ipv6: 101 };

/** The whole address space of a family. */
export const anywhere = {
  ipv4: cidrOf({ family: 'ipv4', value: 0n }, 0),
  ipv6: cidrOf({ family: 'ipv6', value: 0n }, 0),
} as const;

const allTraffic: TrafficMatch = {
  protocol: known(allProtocols),
  ports: known('all'),
  icmp: known('all'),
};

/** Marks a place as what made AWS add something. */
export function awsDefault(origin: Origin): Origin {
  return { ...origin, awsDefault: true };
}

/** Allow everything of a family, as a default network ACL does. */
export function defaultEntry(
  family: Family,
  resource: string,
  origin: Origin,
  exists: Maybe<true>,
): NetworkAclEntry {
  return {
    ruleNumber: known(defaultEntryNumbers[family]),
    action: known('allow'),
    ...allTraffic,
    cidr: ofFamily(known(anywhere[family]), family),
    resource,
    origin: awsDefault(origin),
    exists,
  };
}

/** The addresses of a service, which AWS keeps in a prefix list of its own. */
export function keptByAws(service: string, origin: Origin): Unknown {
  return unknown(service, 'is a service whose addresses AWS keeps', origin);
}

/** Egress to everybody, as a new security group has it. */
export function defaultEgress(
  family: Family,
  resource: string,
  origin: Origin,
  exists: Maybe<true>,
): SecurityGroupRule {
  return {
    direction: 'outbound',
    ...allTraffic,
    peer: known({ kind: 'cidr', cidr: anywhere[family] }),
    resource,
    origin: awsDefault(origin),
    exists,
  };
}

/** Everything from the group's own members, as a default group has it (SEMANTICS S34). */
export function defaultIngress(group: string, origin: Origin): SecurityGroupRule {
  return {
    direction: 'inbound',
    ...allTraffic,
    peer: known({ kind: 'group', group }),
    resource: group,
    origin: awsDefault(origin),
    exists: certainly,
  };
}
