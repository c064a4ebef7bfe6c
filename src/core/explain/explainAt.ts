/**
 * Everything there is to say at an offset, the innermost first: the value under the cursor, then the construct it is a part
 * of. Each construct is explained in the file of its name.
 */
import type {
  Direction,
  NetworkAcl,
  NetworkAclEntry,
  SecurityGroup,
  SecurityGroupRule,
  TrafficMatch,
} from '../aws/network.ts';
import type { Topology } from '../reach/topology.ts';
import type { Origin } from '../text/origin.ts';
import { touches, type Span } from '../text/span.ts';
import type { Configuration } from '../value/resource.ts';
import type { Value } from '../value/value.ts';
import { explainAssociation } from './association.ts';
import { explainCidr } from './cidr.ts';
import type { Explanation } from './explanation.ts';
import { explainInterfaces } from './interface.ts';
import { explainEntries, explainNetworkAcl, explainRefused } from './networkAcl.ts';
import { explainGroup, explainGroupRules } from './securityGroup.ts';
import { explainPorts, explainProtocol } from './traffic.ts';
import { resourcesAt, valuesAt, type WrittenValue } from './writtenValue.ts';

/** Empty where there is nothing to say. */
export function explainAt(
  topology: Topology,
  configuration: Configuration,
  file: string,
  offset: number,
): readonly Explanation[] {
  const at = constructsAt(topology, file, offset);
  const resources = resourcesAt(configuration, file, offset);
  const values = valuesAt(resources, file, offset);
  const value = explainValue(topology, values, matchOf(at));
  const construct = at.explain();
  // Inside of a resource that is explained by nothing in it, such as a tag, the association it makes is told.
  const association = associationAt(topology, resources, values);
  return [value, association, construct].filter((one) => one !== undefined);
}

type Made =
  | {
      readonly kind: 'entry';
      readonly acl: NetworkAcl;
      readonly direction: Direction;
      readonly entry: NetworkAclEntry;
    }
  | { readonly kind: 'rule'; readonly group: SecurityGroup; readonly rule: SecurityGroupRule };

interface Constructs {
  /** The entries and rules that the innermost construct makes. */
  readonly made: readonly Made[];
  readonly explain: () => Explanation | undefined;
}

/** The smallest construct round the offset, with all that is made by it. */
function constructsAt(topology: Topology, file: string, offset: number): Constructs {
  let span: Span | undefined;
  let made: Made[] = [];
  let others: (() => Explanation | undefined)[] = [];
  const isSmallest = (origin: Origin): boolean => {
    const extent = origin.extent ?? origin.span;
    if (origin.file !== file || origin.awsDefault === true || !touches(extent, offset)) return false;
    const size = extent.end - extent.start;
    const best = span === undefined ? Infinity : span.end - span.start;
    if (size > best) return false;
    if (size < best) [span, made, others] = [extent, [], []];
    return true;
  };
  const { network } = topology;
  for (const at of network.interfaces) {
    if (!isSmallest(at.origin)) continue;
    const own = span;
    const same = network.interfaces.filter(
      ({ origin }) => origin.file === file && origin.span.start === at.origin.span.start,
    );
    others.push(() => (own === undefined ? undefined : explainInterfaces(topology, same, own)));
  }
  for (const acl of network.networkAcls) {
    if (isSmallest(acl.origin)) others.push(() => span && explainNetworkAcl(topology, acl, span));
    for (const direction of ['inbound', 'outbound'] as const)
      for (const entry of acl[direction])
        if (isSmallest(entry.origin)) made.push({ kind: 'entry', acl, direction, entry });
    for (const entry of acl.refused)
      if (isSmallest(entry.origin))
        others.push(() => span && explainRefused(acl.address, entry.refused, span));
  }
  for (const group of network.securityGroups) {
    if (isSmallest(group.origin)) others.push(() => span && explainGroup(topology, group, span));
    for (const rule of group.rules) if (isSmallest(rule.origin)) made.push({ kind: 'rule', group, rule });
    for (const rule of group.refused)
      if (isSmallest(rule.origin))
        others.push(() => span && explainRefused(group.address, rule.refused, span));
  }
  return { made, explain: () => span && explainMade(topology, made, span, others) };
}

/** Rules speak before what holds them. */
function explainMade(
  topology: Topology,
  made: readonly Made[],
  span: Span,
  others: readonly (() => Explanation | undefined)[],
): Explanation | undefined {
  const entries = made.flatMap((one) =>
    one.kind === 'entry' ? [[one.acl, one.direction, one.entry] as const] : [],
  );
  if (entries.length > 0) return explainEntries(topology, entries, span);
  const [first] = made.flatMap((one) => (one.kind === 'rule' ? [one] : []));
  if (first !== undefined) {
    const rules = made.flatMap((one) => (one.kind === 'rule' && one.group === first.group ? [one.rule] : []));
    return explainGroupRules(topology, first.group, rules, span);
  }
  return others[0]?.();
}

function matchOf({ made: [first] }: Constructs): TrafficMatch | undefined {
  if (first === undefined) return undefined;
  return first.kind === 'entry' ? first.entry : first.rule;
}

const portKeys: ReadonlySet<string> = new Set(['from_port', 'to_port', 'FromPort', 'ToPort']);
const rangeKeys: ReadonlySet<string> = new Set(['PortRange', 'Icmp']);
const protocolKeys: ReadonlySet<string> = new Set(['protocol', 'ip_protocol', 'IpProtocol', 'Protocol']);
const icmpKeys: ReadonlySet<string> = new Set(['icmp_type', 'icmp_code']);

function explainValue(
  topology: Topology,
  values: readonly WrittenValue[],
  match: TrafficMatch | undefined,
): Explanation | undefined {
  const [first] = values;
  if (first === undefined) return undefined;
  const { path, span } = first;
  const [parent = '', key = ''] = [path.at(-2), path.at(-1)];
  if (/cidr/i.test(key))
    return explainCidr(
      topology,
      values.map(({ value }): Value => value),
      span,
    );
  if (match === undefined) return undefined;
  if (portKeys.has(key) || icmpKeys.has(key) || rangeKeys.has(parent)) return explainPorts(match, span);
  return protocolKeys.has(key) ? explainProtocol(match, span) : undefined;
}

const associations: ReadonlyMap<string, 'network-acl' | 'route-table'> = new Map([
  ['aws_network_acl_association', 'network-acl'],
  ['AWS::EC2::SubnetNetworkAclAssociation', 'network-acl'],
  ['aws_route_table_association', 'route-table'],
  ['AWS::EC2::SubnetRouteTableAssociation', 'route-table'],
]);

/** The subnets a resource that is nothing but an association names, or one under the cursor in a list of them. */
function associationAt(
  topology: Topology,
  resources: ReturnType<typeof resourcesAt>,
  [value]: readonly WrittenValue[],
): Explanation | undefined {
  const named = (of: Value | undefined): ReturnType<Topology['subnet']> | undefined =>
    of?.kind === 'reference' ? topology.subnet({ kind: 'known', value: of.resource }) : undefined;
  const [resource] = resources;
  const kind = resource === undefined ? undefined : associations.get(resource.type);
  if (resource !== undefined && kind !== undefined) {
    const subnets = resources.flatMap(({ properties }) => {
      const found = named(
        (properties.properties.get('subnet_id') ?? properties.properties.get('SubnetId'))?.value,
      );
      return found?.kind === 'known' ? [found.value] : [];
    });
    return explainAssociation(topology, subnets, kind, resource.origin.extent ?? resource.origin.span);
  }
  if (value?.path.at(-1) !== 'subnet_ids') return undefined;
  const found = named(value.value);
  return found?.kind === 'known'
    ? explainAssociation(topology, [found.value], 'network-acl', value.span)
    : undefined;
}
