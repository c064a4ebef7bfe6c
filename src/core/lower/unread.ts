/**
 * What code that was not read may do to the components it was given: add rules, entries and routes, or associate a
 * subnet, an interface or a gateway that nobody else associates. It goes into the draft like everything that is written.
 */
import type { Configuration, Unread } from '../value/resource.ts';
import { known, type Because, type Unknown } from '../value/value.ts';
import type { Draft } from './draft.ts';
import { allOpen } from './reasons.ts';
import type { References } from './references.ts';

/** Adds it for every part that was not read. What is written for a component still stands. */
export function addUnread({ unread }: Configuration, draft: Draft, references: References): void {
  const reasons = new Map<string, Unknown[]>();
  for (const part of unread) {
    for (const component of componentsOf(part, draft, references)) {
      const reason = reasonOf(part, component);
      if (reasons.get(component)?.push(reason) === undefined) reasons.set(component, [reason]);
    }
  }
  const why = (component: string): Unknown | undefined => allOpen(reasons.get(component) ?? []);
  if (reasons.size === 0) return;
  for (const [component, unknowns] of reasons) open(draft, component, unknowns);
  openVpcs(draft, why);
  openSubnets(draft, why);
  openInterfaces(draft, why);
  for (const { address } of draft.gateways) {
    const reason = why(address);
    if (reason !== undefined)
      draft.gatewayAttachments.push({ gateway: known(address), vpc: reason, exists: reason });
  }
  for (const { address, service } of draft.prefixLists) {
    const reason = why(address);
    if (reason !== undefined && service === undefined)
      draft.prefixListEntries.push({ prefixList: known(address), cidr: reason });
  }
}

/** Whoever knows a VPC can adopt its default group and name another main route table (SEMANTICS S52, R1). */
function openVpcs(draft: Draft, why: (component: string) => Unknown | undefined): void {
  const written = associated(draft.mainRouteTableAssociations);
  for (const { address, defaults } of draft.vpcs) {
    const reason = why(address);
    if (reason === undefined) continue;
    open(draft, defaults.securityGroup, [reason]);
    if (!written.has(address)) draft.mainRouteTableAssociations.push(association(address, reason));
  }
}

/** A subnet has exactly one of each (SEMANTICS N21, R1): where the code names it, nothing else can. */
function openSubnets(draft: Draft, why: (component: string) => Unknown | undefined): void {
  const acls = associated(draft.networkAclAssociations);
  const tables = associated(draft.routeTableAssociations);
  for (const { address } of draft.subnets) {
    const reason = why(address);
    if (reason === undefined) continue;
    if (!acls.has(address)) draft.networkAclAssociations.push(association(address, reason));
    if (!tables.has(address)) draft.routeTableAssociations.push(association(address, reason));
  }
}

function openInterfaces(draft: Draft, why: (component: string) => Unknown | undefined): void {
  for (const { address, kind } of draft.interfaces) {
    const reason = why(address);
    if (reason === undefined || kind === 'nat-gateway') continue;
    draft.groupAttachments.push({ group: reason, interface: known(address), exists: reason });
    draft.elasticIpAssociations.push({
      target: known(address),
      elasticIp: { kind: 'component', component: reason },
      exists: reason,
      origin: reason.because[0]?.origin ?? nowhere,
    });
  }
}

function open({ opened }: Draft, component: string, unknowns: readonly Unknown[]): void {
  const all = allOpen(unknowns);
  if (all !== undefined) opened.set(component, [...(opened.get(component) ?? []), ...all.because]);
}

function association(of: string, reason: Unknown): Draft['networkAclAssociations'][number] {
  const [because] = reason.because;
  return {
    of: known(of),
    to: reason,
    exists: reason,
    by: because?.what ?? '',
    origin: because?.origin ?? nowhere,
  };
}

function associated(associations: Draft['networkAclAssociations']): ReadonlySet<string> {
  return new Set(
    associations.flatMap(({ of, exists }) =>
      of.kind === 'known' && exists.kind === 'known' ? [of.value] : [],
    ),
  );
}

function reasonOf({ what, why, origin, given }: Unread, component: string): Unknown {
  const because: Because =
    given === 'everything'
      ? { what, why, origin }
      : { what, why: `${why}, and it was given ${component}`, origin };
  return { kind: 'unknown', because: [because] };
}

function componentsOf({ given }: Unread, draft: Draft, references: References): ReadonlySet<string> {
  if (given === 'everything') return everythingIn(draft);
  const components = new Set<string>();
  for (const value of given) {
    const found = references.of({ value, origin: nowhere }, value.attribute);
    if (found?.kind === 'known') components.add(found.value);
  }
  return components;
}

function everythingIn(draft: Draft): ReadonlySet<string> {
  const { vpcs, subnets, networkAcls, securityGroups, routeTables, gateways, prefixLists, interfaces } =
    draft;
  const declared = [
    vpcs,
    subnets,
    networkAcls,
    securityGroups,
    routeTables,
    gateways,
    prefixLists,
    interfaces,
  ].flat();
  return new Set([
    ...declared.map(({ address }) => address),
    ...vpcs.flatMap(({ defaults }) => [defaults.networkAcl, defaults.securityGroup, defaults.routeTable]),
  ]);
}

/** Nobody is shown where a reference stands: the reason carries the place of the part that was not read. */
const nowhere = { file: '', span: { start: 0, end: 0 } };
