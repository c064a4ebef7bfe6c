/**
 * Values nobody can tell from the code, each with the filters and routes that hang on it. Only what somebody can settle
 * counts, and only where an interface of the code is behind the filter, so that there is a verdict to wait for.
 */
import type { NetworkAclEntry, Route, SecurityGroupRule, TrafficMatch } from '../aws/network.ts';
import type { Topology } from '../reach/topology.ts';
import type { Origin } from '../text/origin.ts';
import type { Configuration, Resource } from '../value/resource.ts';
import type { Because, Maybe, Value } from '../value/value.ts';
import { namesIn } from './namesIn.ts';
import { remedyFor } from './remedies.ts';

/** Something a verdict asks, and the place it is written at. */
export interface Dependent {
  /** Address of the resource it is written in, or of the component that may have more than is written. */
  readonly resource: string;
  readonly origin: Origin;
}

export interface OpenValue {
  readonly because: Because;
  /** What settles it, as a sentence. */
  readonly remedy: string;
  readonly dependents: readonly Dependent[];
}

/** One for each value, in the order they are met. */
export function openValues(configuration: Configuration, topology: Topology): readonly OpenValue[] {
  const found = new Map<string, OpenValue & { readonly dependents: Dependent[] }>();
  const add = (because: readonly Because[], dependent: Dependent): void => {
    for (const reason of because) {
      const remedy = remedyFor(reason);
      if (remedy === undefined) continue;
      const known = found.get(remedy.key) ?? { because: reason, remedy: remedy.text, dependents: [] };
      found.set(remedy.key, known);
      if (!known.dependents.some((other) => isSame(other, dependent))) known.dependents.push(dependent);
    }
  };
  const written = new Map(configuration.resources.map((resource) => [resource.address, resource]));
  const blocksOf = blockNames(written);
  const groups = groupsInUse(topology);
  for (const group of topology.network.securityGroups) {
    if (groups !== 'any' && !groups.has(group.address)) continue;
    add(group.open ?? [], { resource: group.address, origin: group.origin });
    for (const rule of group.rules) {
      // A group that is told by its id alone says no more than before.
      const byId = rule.peer.kind === 'known' ? [] : rule.peer.because;
      const told = [...reasonsOf(configuration, rule), ...byId];
      add(
        told.filter(({ what }) => !isAmong(byId, what) || blocksOf(rule.resource).has(what)),
        rule,
      );
    }
  }
  for (const acl of networkAclsInUse(topology)) {
    add(acl.open ?? [], { resource: acl.address, origin: acl.origin });
    for (const entry of [...acl.inbound, ...acl.outbound]) {
      add(reasonsOf(configuration, entry), entry);
      add(unknowns(entry.cidr, entry.action, entry.ruleNumber), entry);
    }
  }
  for (const table of routeTablesInUse(topology)) {
    add(table.open ?? [], { resource: table.address, origin: table.origin });
    for (const route of table.routes)
      if (route.destination.kind === 'unknown' && isWritten(route)) add(route.destination.because, route);
  }
  return [...found.values()];
}

/** Whether somebody chose the destination: AWS adds the local routes, and keeps the addresses of its services. */
function isWritten({ origin, service, target }: Route): boolean {
  const isLocal = target.kind === 'known' && target.value.kind === 'local';
  return service === undefined && origin.awsDefault !== true && !isLocal;
}

function isAmong(because: readonly Because[], what: string): boolean {
  return because.some((other) => other.what === what);
}

function isSame(one: Dependent, other: Dependent): boolean {
  return (
    one.resource === other.resource &&
    one.origin.file === other.origin.file &&
    one.origin.span.start === other.origin.span.start
  );
}

/** Why the traffic of a rule is open, or whether there is one. Conditions of a stack are looked into one by one elsewhere. */
function reasonsOf(
  { language }: Configuration,
  { exists, protocol, ports, icmp }: TrafficMatch & Pick<SecurityGroupRule | NetworkAclEntry, 'exists'>,
): readonly Because[] {
  return unknowns(protocol, ports, icmp, ...(language === 'cloudformation' ? [] : [exists]));
}

function unknowns(...facts: readonly { readonly kind: string; readonly because?: readonly Because[] }[]) {
  return facts.flatMap(({ because }) => because ?? []);
}

/** The groups that some interface carries; `any` where one carries a group that cannot be named. */
function groupsInUse({ interfaces }: Topology): ReadonlySet<string> | 'any' {
  const groups = interfaces.flatMap(({ securityGroups }) => securityGroups);
  if (groups.some(({ kind }) => kind === 'unknown')) return 'any';
  return namesOf(groups);
}

function networkAclsInUse(topology: Topology): Topology['network']['networkAcls'] {
  const used = namesOf(subnetsInUse(topology).map(({ networkAcl }) => networkAcl));
  return topology.network.networkAcls.filter(({ address }) => used.has(address));
}

function routeTablesInUse(topology: Topology): Topology['network']['routeTables'] {
  const used = namesOf(subnetsInUse(topology).map(({ routeTable }) => routeTable));
  return topology.network.routeTables.filter(({ address }) => used.has(address));
}

function subnetsInUse(topology: Topology): Topology['network']['subnets'] {
  const used = namesOf(topology.interfaces.map(({ subnet }) => subnet));
  return topology.network.subnets.filter(({ address }) => used.has(address));
}

function namesOf(facts: readonly Maybe<string>[]): ReadonlySet<string> {
  return new Set(facts.flatMap((fact) => (fact.kind === 'known' ? [fact.value] : [])));
}

/** Of a resource, the names that its address blocks hang on; worked out once for each. */
function blockNames(written: ReadonlyMap<string, Resource>): (address: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (address) => {
    const found = known.get(address);
    if (found !== undefined) return found;
    const resource = written.get(address);
    const names = resource === undefined ? new Set<string>() : namesIn(blocksIn(resource.properties));
    known.set(address, names);
    return names;
  };
}

/** The values under names such as `cidr_blocks` and `CidrIp`, wherever in a value. */
function blocksIn(value: Value): readonly Value[] {
  if (value.kind === 'list') return value.items.flatMap((item) => blocksIn(item.value));
  if (value.kind !== 'object') return [];
  return [...value.properties].flatMap(([name, property]) =>
    /cidr/i.test(name) ? [property.value] : blocksIn(property.value),
  );
}
