/** What transit gateways of both languages have in common: switches written as words, and the tables they decide about. */
import type { MaybeCidr } from '../aws/component.ts';
import type { Resource } from '../value/resource.ts';
import { known, mapMaybe, unknown, type Maybe, type ObjectValue } from '../value/value.ts';
import type { Draft } from './draft.ts';
import { required } from './family.ts';
import { boolean, cidr, ofFamily, qualified, quote, settled, text } from './fields.ts';
import type { References } from './references.ts';

/** `enable` or `disable`, in either language. */
export function enabled(
  resource: Resource,
  object: ObjectValue,
  name: string,
  otherwise: boolean,
): Maybe<boolean> {
  const written = text(object, name);
  if (written === undefined) return known(otherwise);
  const word = qualified(written, resource);
  if (word.kind === 'unknown') return word;
  if (word.value === 'enable') return known(true);
  if (word.value === 'disable') return known(false);
  return unknown(
    `${resource.address}.${name} ${quote(word.value)}`,
    'is neither enable nor disable',
    resource.header,
  );
}

/** The names of a transit gateway's properties in one language. */
export interface TransitGatewayNames {
  readonly referencing: string;
  readonly association: string;
  readonly propagation: string;
  /** The attribute that gives its default table. */
  readonly table: string;
}

/** @param others the tables that resources of their own made the default ones. */
export function addTransitGateway(
  resource: Resource,
  names: TransitGatewayNames,
  others: {
    readonly association: Maybe<string> | undefined;
    readonly propagation: Maybe<string> | undefined;
  },
  draft: Draft,
): void {
  const { address, header: origin, properties } = resource;
  const defaultTable = `${address}.${names.table}`;
  const tableOf = (name: string, other: Maybe<string> | undefined): Maybe<string> | undefined => {
    if (other !== undefined) return other;
    const on = enabled(resource, properties, name, true);
    if (on.kind === 'known' && !on.value) return undefined;
    return mapMaybe(on, () => defaultTable);
  };
  draft.transitGateways.push({
    address,
    origin,
    groupReferencing: enabled(resource, properties, names.referencing, false),
    associates: tableOf(names.association, others.association),
    propagates: tableOf(names.propagation, others.propagation),
    defaultTable,
  });
}

/** The names of a route's properties in one language. */
export interface TransitGatewayRouteNames {
  readonly table: string;
  readonly destination: string;
  readonly attachment: string;
  readonly blackhole: string;
}

export function addTransitGatewayRoute(
  resource: Resource,
  names: TransitGatewayRouteNames,
  draft: Draft,
  references: References,
): void {
  const { address, header: origin, exists, properties } = resource;
  draft.transitGatewayRoutes.push({
    address,
    origin,
    table: required(references, resource, names.table),
    destination: { kind: 'cidr', cidr: destinationOf(resource, names.destination) },
    target: targetOf(resource, properties, names, references),
    exists,
  });
}

/** A block of either family. */
function destinationOf(resource: Resource, name: string): MaybeCidr {
  const { properties, address, header } = resource;
  const ipv4 = cidr(properties, name, 'ipv4', 'cleared');
  if (ipv4 === undefined) return unknown(`${address}.${name}`, 'is missing', header);
  if (ipv4.kind !== 'refusal') return ipv4;
  const ipv6 = cidr(properties, name, 'ipv6', 'cleared');
  return ipv6?.kind === 'known' ? ofFamily(ipv6, 'ipv6') : settled(ipv4);
}

/** A blackhole drops what it matches; anything else names an attachment. */
export function targetOf(
  resource: Resource,
  object: ObjectValue,
  names: Pick<TransitGatewayRouteNames, 'attachment' | 'blackhole'>,
  references: References,
): Maybe<string> | 'blackhole' {
  const blackhole = boolean(object, names.blackhole);
  if (blackhole?.kind === 'unknown') return blackhole;
  if (blackhole?.kind === 'known' && blackhole.value) return 'blackhole';
  return required(references, resource, names.attachment);
}
