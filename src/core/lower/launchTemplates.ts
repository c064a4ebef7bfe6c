/**
 * What launch templates and launch configurations say of the instances launched with them: the interfaces, with what an
 * instance or an Auto Scaling group may say itself. The code is taken for the version that is launched.
 */
import type { Address } from '../net/address.ts';
import type { Resource } from '../value/resource.ts';
import { known, unknown, type Maybe, type ObjectValue } from '../value/value.ts';
import type { Draft } from './draft.ts';
import type { DraftInterface } from './draft/interface.ts';
import { addresses, blocks, boolean, field, integer, nested, qualified } from './fields.ts';
import { groupsOrDefault, ipv6Of, madeByAws, type MadeInterface } from './interfaceFields.ts';
import type { Placed } from './perSubnet.ts';
import type { References } from './references.ts';

/** One interface of an instance as a template has it; `undefined` where it leaves a fact to others. */
export interface LaunchInterface {
  readonly subnet: Maybe<string> | undefined;
  readonly securityGroups: readonly Maybe<string>[] | undefined;
  readonly associates: Maybe<boolean> | undefined;
  readonly privateIps: readonly Maybe<Address>[];
  readonly ipv6: DraftInterface['ipv6'];
}

/** The interfaces of a launch, the primary one first; unknown when the template is. */
export type Launch = Maybe<readonly [LaunchInterface, ...LaunchInterface[]]>;

/** The names of a template's properties in one language. */
export interface LaunchNames {
  readonly type: string;
  /** Where the reference to a template names it. */
  readonly id: readonly string[];
  /** The property of a template that holds all the others. */
  readonly data?: string;
  readonly groups: readonly string[];
  readonly interfaces: string;
  readonly index: string;
  readonly separate: string;
  readonly subnet: string;
  readonly interfaceGroups: string;
  readonly associates: string;
  readonly privateIp: string;
  readonly ipv6: (object: ObjectValue, resource: Resource) => readonly Maybe<Address>[];
  readonly ipv6Count: string;
}

/** A template that says nothing. */
export const noLaunch: Launch = known([nothing()]);

/**
 * The launch a property of a resource names a template for; `undefined` when it is absent.
 * @param specification the object that names the template.
 */
export function launchOf(
  resource: Resource,
  specification: ObjectValue,
  references: References,
  names: LaunchNames,
): Launch {
  for (const name of names.id) {
    const template = references.named(specification, name, names.type);
    if (template === undefined) continue;
    if (template.kind === 'unknown') return template;
    const found = references.resource(template.value);
    return found === undefined
      ? unknown(template.value, 'is a launch template outside the code', resource.header)
      : readTemplate(found, references, names);
  }
  return unknown(`${resource.address}.${names.id[0] ?? ''}`, 'is missing', resource.header);
}

/** One interface with what a launch configuration, the older form of a template, says of it. */
export function launchOfConfiguration(
  { header }: Resource,
  configuration: Maybe<string>,
  names: { readonly groups: string; readonly associates: string },
  references: References,
): Launch {
  if (configuration.kind === 'unknown') return configuration;
  const found = references.resource(configuration.value);
  if (found === undefined)
    return unknown(configuration.value, 'is a launch configuration outside the code', header);
  const associates = boolean(found.properties, names.associates);
  return known([
    {
      ...nothing(),
      securityGroups: references.list(found.properties, names.groups),
      associates: associates === undefined ? undefined : qualified(associates, found),
    },
  ]);
}

/** The primary interface of a launch: all of it open where the launch is. */
export function primaryOf(launch: Launch): LaunchInterface {
  if (launch.kind === 'known') return launch.value[0];
  return { subnet: launch, securityGroups: [launch], associates: launch, privateIps: [], ipv6: launch };
}

/**
 * Adds the interfaces an instance has by its launch beside its primary one.
 * @param place where its primary interface is; a template's own subnets come first.
 */
export function addFurther(resource: Resource, launch: Launch, place: Placed, draft: Draft): void {
  if (launch.kind === 'unknown') return;
  const [, ...further] = launch.value;
  for (const [index, one] of further.entries()) {
    const address = `${place.address}.interfaces[${index + 1}]`;
    const subnet = one.subnet ?? place.subnet;
    draft.interfaces.push({
      ...madeByAws(resource, { address, subnet }, launchedFacts(one)),
      publicIp: one.associates ?? known(false),
    });
  }
}

/** What a launch says of an interface, as far as nothing else does. */
export function launchedFacts(one: LaunchInterface): MadeInterface {
  return {
    kind: 'instance',
    securityGroups: groupsOrDefault(one.securityGroups),
    publicIp: one.associates ?? 'subnet',
    ipv6: one.ipv6,
    ...(one.privateIps.length === 0 ? {} : { privateIps: one.privateIps }),
  };
}

function readTemplate(template: Resource, references: References, names: LaunchNames): Launch {
  const data =
    names.data === undefined ? known(template.properties) : nested(template.properties, names.data);
  if (data === undefined) return noLaunch;
  if (data.kind !== 'known') return qualified(data, template);
  const object = data.value;
  const listed = blocks(object, names.interfaces);
  if (listed.open !== undefined) return listed.open;
  const interfaces = listed.blocks.map((block) => block.object);
  const first = Math.max(
    interfaces.findIndex((one) => isPrimary(one, names)),
    0,
  );
  const primary = interfaces[first];
  if (primary === undefined) {
    const groups = names.groups.map((name) => references.namedList(object, name, groupType(names)));
    const securityGroups = groups.find((list) => list !== undefined && list.length > 0);
    return known([{ ...nothing(), securityGroups }]);
  }
  const separate = interfaces.map((one) => field(one, names.separate)).find((found) => found !== undefined);
  if (separate !== undefined)
    return unknown(
      `${template.address}.${names.separate}`,
      'names an interface of its own, which only one instance can have',
      separate.origin,
    );
  const read = (one: ObjectValue): LaunchInterface => readInterface(one, template, references, names);
  const further = interfaces.filter((_, index) => index !== first);
  return known([read(primary), ...further.map(read)]);
}

function readInterface(
  object: ObjectValue,
  template: Resource,
  references: References,
  names: LaunchNames,
): LaunchInterface {
  const associates = boolean(object, names.associates);
  const ipv6 = names.ipv6(object, template);
  return {
    subnet: references.in(object, names.subnet),
    securityGroups: references.list(object, names.interfaceGroups),
    associates: associates === undefined ? undefined : qualified(associates, template),
    privateIps: addresses(field(object, names.privateIp), `${template.address}.${names.privateIp}`),
    ipv6: ipv6Of(ipv6, object, names.ipv6Count, template, names.ipv6Count),
  };
}

function isPrimary(object: ObjectValue, names: LaunchNames): boolean {
  const index = integer(object, names.index);
  return index?.kind === 'known' && index.value === 0;
}

/** Groups may be named by their names too. */
function groupType({ data }: LaunchNames): string {
  return data === undefined ? 'aws_security_group' : 'AWS::EC2::SecurityGroup';
}

function nothing(): LaunchInterface {
  return {
    subnet: undefined,
    securityGroups: undefined,
    associates: undefined,
    privateIps: [],
    ipv6: 'subnet',
  };
}
