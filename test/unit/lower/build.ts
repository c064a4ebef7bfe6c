/** Configurations out of plain JavaScript values, and parts of networks as short lines to compare. */
import type { MaybeCidr } from '../../../src/core/aws/component.ts';
import type {
  Network,
  NetworkAclEntry,
  NetworkInterface,
  Route,
  SecurityGroupRule,
  TrafficMatch,
} from '../../../src/core/aws/network.ts';
import { lowerConfiguration } from '../../../src/core/lower/lower.ts';
import { formatAddress, formatCidr, type Address } from '../../../src/core/net/address.ts';
import type { Origin } from '../../../src/core/text/origin.ts';
import type { Configuration, Language, Resource } from '../../../src/core/value/resource.ts';
import {
  booleanValue,
  explain,
  known,
  nullValue,
  numberValue,
  stringValue,
  unknown as unknownValue,
  type Maybe,
  type ObjectValue,
  type ReferenceValue,
  type Unknown,
  type Value,
} from '../../../src/core/value/value.ts';

export type Plain =
  | string
  | number
  | boolean
  | null
  | ReferenceValue
  | Unknown
  | OpenList
  | readonly Plain[]
  | { readonly [name: string]: Plain };

/** Arguments of a resource, as they would be written. */
export type Fields = Readonly<Record<string, Plain>>;

/** A list that may hold more than its items. */
class OpenList {
  readonly items: readonly Plain[];
  constructor(items: readonly Plain[]) {
    this.items = items;
  }
}

export function openList(...listed: readonly Plain[]): Plain {
  return new OpenList(listed);
}

/** `aws_vpc.main.id`; for CloudFormation `ref('Vpc')` is a `Ref`. */
export function ref(address: string, attribute = address.includes('.') ? 'id' : 'Ref'): ReferenceValue {
  return { kind: 'reference', resource: address, attribute };
}

/** A variable without a default. */
export function unset(name = 'var.x'): Unknown {
  return unknownValue(name, 'has no default');
}

let place = 0;

function somewhere(resource: string): Origin {
  place += 10;
  return { file: 'main', span: { start: place, end: place + 9 }, resource };
}

/** A resource. The type is the first part of a Terraform address; CloudFormation's stands in `type`. */
export function resource(
  address: string,
  properties: Fields = {},
  options: { readonly type?: string; readonly exists?: Maybe<true> } = {},
): Resource {
  const header = somewhere(address);
  return {
    address,
    type: options.type ?? address.split('.').at(-2)!,
    origin: header,
    header,
    properties: objectOf(properties, address),
    exists: options.exists ?? known(true),
  };
}

/** A CloudFormation resource: `cfn('Web', 'Instance', {…})`. */
export function cfn(
  name: string,
  type: string,
  properties: Fields = {},
  exists: Maybe<true> = known(true),
): Resource {
  return resource(name, properties, { type: `AWS::EC2::${type}`, exists });
}

export function configuration(language: Language, resources: readonly Resource[]): Configuration {
  return { root: 'root', language, files: ['main'], resources, problems: [], unread: [] };
}

/** The network of some resources; the language is told by their types. */
export function lower(...resources: readonly Resource[]): Network {
  const language = resources.some(({ type }) => type.startsWith('AWS::')) ? 'cloudformation' : 'terraform';
  return lowerConfiguration(configuration(language, resources));
}

function valueOf(plain: Plain, resourceName: string): Value {
  if (plain === null) return nullValue;
  if (typeof plain === 'string') return stringValue(plain);
  if (typeof plain === 'number') return numberValue(plain);
  if (typeof plain === 'boolean') return booleanValue(plain);
  if (plain instanceof OpenList)
    return { kind: 'list', items: itemsOf(plain.items, resourceName), open: unset('var.more') };
  if (Array.isArray(plain)) return { kind: 'list', items: itemsOf(plain as readonly Plain[], resourceName) };
  if ('kind' in plain && (plain.kind === 'reference' || plain.kind === 'unknown'))
    return plain as ReferenceValue | Unknown;
  return objectOf(plain as Fields, resourceName);
}

function itemsOf(plain: readonly Plain[], resourceName: string) {
  return plain.map((item) => ({ value: valueOf(item, resourceName), origin: somewhere(resourceName) }));
}

function objectOf(plain: Fields, resourceName: string): ObjectValue {
  return {
    kind: 'object',
    properties: new Map(
      Object.entries(plain).map(([name, value]) => [
        name,
        { value: valueOf(value, resourceName), origin: somewhere(resourceName) },
      ]),
    ),
  };
}

export function show<T>(maybe: Maybe<T>, format: (value: T) => string = String): string {
  return maybe.kind === 'known' ? format(maybe.value) : '?';
}

/** The reasons of an unknown fact; the empty string for a known one. */
export function why(maybe: Maybe<unknown>): string {
  return maybe.kind === 'known' ? '' : explain(maybe.because);
}

/** A known fact as text, else its reasons in parentheses. */
export function told(maybe: Maybe<unknown>): string {
  return maybe.kind === 'known' ? String(maybe.value) : `(${why(maybe)})`;
}

function trafficLine({ protocol, ports, icmp }: TrafficMatch): string {
  const types = show(icmp, (match) => (match === 'all' ? '*' : `${match.type ?? '*'}/${match.code ?? '*'}`));
  const range = show(ports, (match) => (match === 'all' ? '*' : `${match.first}-${match.last}`));
  const isIcmp = protocol.kind === 'known' && (protocol.value === 1 || protocol.value === 58);
  return `${show(protocol)} ${isIcmp ? types : range}`;
}

export function cidrLine(cidr: MaybeCidr): string {
  return cidr.kind === 'known' ? formatCidr(cidr.value) : `?${cidr.family ?? ''}`;
}

/** `100 allow 6 80-90 0.0.0.0/0`, `?` for what is unknown, `maybe` in front where it may not exist. */
export function entryLine(entry: NetworkAclEntry): string {
  const maybe = entry.exists.kind === 'known' ? '' : 'maybe ';
  return `${maybe}${show(entry.ruleNumber)} ${show(entry.action)} ${trafficLine(entry)} ${cidrLine(entry.cidr)}`;
}

/** `inbound 6 22-22 10.0.0.0/8`. */
export function ruleLine(rule: SecurityGroupRule): string {
  const maybe = rule.exists.kind === 'known' ? '' : 'maybe ';
  const peer = show(rule.peer, (value) => {
    switch (value.kind) {
      case 'cidr':
        return formatCidr(value.cidr);
      case 'group':
        return value.group;
      case 'prefix-list':
        return value.prefixList;
    }
  });
  return `${maybe}${rule.direction} ${trafficLine(rule)} ${peer}`;
}

/** `0.0.0.0/0 > aws_internet_gateway.main`. */
export function routeLine({ destination, target }: Route): string {
  const to = show(target, (value) => {
    switch (value.kind) {
      case 'local':
        return 'local';
      case 'internet-gateway':
        return value.gateway;
      case 'nat-gateway':
      case 'egress-only-internet-gateway':
        return `${value.kind} ${value.gateway}`;
      case 'vpc-peering-connection':
        return `${value.kind} ${value.connection}`;
      case 'transit-gateway':
        return `${value.kind} ${value.gateway}`;
      case 'gateway-endpoint':
        return `${value.kind} ${value.endpoint}`;
      case 'interface':
        return `${value.kind} ${value.interface}`;
      case 'blackhole':
        return value.kind;
      case 'other':
        return `${value.what} ${value.component}`;
    }
  });
  return `${cidrLine(destination)} > ${to}`;
}

export function publicIps({ publicIps: ips }: NetworkInterface): readonly string[] | string {
  return ips.kind === 'unknown' ? '?' : ips.value.map(({ address }) => show<Address>(address, formatAddress));
}

/** The component of a list with an address. */
export function at<T extends { readonly address: string }>(components: readonly T[], address: string): T {
  const found = components.find((component) => component.address === address);
  if (found === undefined)
    throw new Error(`no ${address} among ${components.map((c) => c.address).join(', ')}`);
  return found;
}
