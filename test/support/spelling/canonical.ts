/** A network without the names and places of its language, for comparing what several spellings come to. */
import type { Network } from '../../../src/core/aws/network.ts';

/** The neutral names of a spelling's components, by their addresses. */
export type Names = ReadonlyMap<string, string>;

/** What only says where or under which name something was written. */
const unsaid: ReadonlySet<string> = new Set(['origin', 'resource', 'name', 'root', 'language']);

/** Lists whose order AWS does not keep. Entries stand by number, and addresses with the primary one first. */
const unordered: ReadonlySet<string> = new Set([
  'vpcs',
  'subnets',
  'networkAcls',
  'securityGroups',
  'rules',
  'prefixLists',
  'entries',
  'routeTables',
  'routes',
  'internetGateways',
  'egressOnlyInternetGateways',
  'vpcPeeringConnections',
  'interfaces',
]);

/** The network as plain JavaScript, components called by their neutral names. */
export function canonical(network: Network, names: Names): unknown {
  return plain(network, '', names);
}

function plain(value: unknown, key: string, names: Names): unknown {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (typeof value === 'bigint') return `${value}`;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => plain(item, '', names));
    return unordered.has(key)
      ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => !unsaid.has(name) && inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, plain(inner, name, names)]),
  );
}
