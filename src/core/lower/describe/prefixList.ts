/**
 * Prefix lists with the entries that are in the folder: their own output names the lists alone (SEMANTICS 5.3). Those of
 * AWS are lists like any other (S33).
 */
import type { MaybeCidr } from '../../aws/component.ts';
import type { PrefixList } from '../../aws/network.ts';
import { unknown, type ObjectValue, type Property } from '../../value/value.ts';
import { blocks, cidrOf, field, items, settled } from '../fields.ts';
import { componentOf, idOf, type Folder } from './folder.ts';

/** Every list that is listed, or that has entries in the folder. */
export function prefixLists(folder: Folder): readonly PrefixList[] {
  const listed = folder.all('PrefixList').map(componentOf);
  const known = new Set(listed.map(({ address }) => address));
  const others = folder.all('PrefixListEntries').filter(({ address }) => !known.has(address));
  const named = new Map(others.map((resource) => [resource.address, componentOf(resource)]));
  return [...listed, ...named.values()].map((component) => {
    const entries = entriesOf(folder, component.address);
    const service = serviceOf(folder, component.address);
    const isOpen = entries.some(({ kind }) => kind === 'unknown');
    return { ...component, entries, ...(service === undefined || !isOpen ? {} : { service }) };
  });
}

/** The blocks of a list; one unknown one where the folder does not have them. */
export function entriesOf(folder: Folder, id: string): readonly MaybeCidr[] {
  const outputs = folder.all('PrefixListEntries').filter(({ address }) => address === id);
  if (outputs.length > 0)
    return outputs.flatMap(({ properties }) => {
      const list = blocks(properties, 'Entries');
      const read = list.blocks.flatMap(({ object }) => blockIn(object, 'Cidr'));
      return [...read, ...[properties.open, list.open].filter((open) => open !== undefined)];
    });
  // The older `describe-prefix-lists` has the blocks of AWS' own lists.
  const older = field(folder.find('PrefixList', id)?.properties ?? nothing, 'Cidrs');
  if (older !== undefined) return items(older).items.flatMap((item) => blockOf(item, 'Cidrs'));
  return [unknown(id, 'is a prefix list whose entries are not in the folder')];
}

/** The AWS service a list stands for: `com.amazonaws.eu-west-1.s3`; `undefined` when it is none of AWS', or not listed. */
export function serviceOf(folder: Folder, id: string): string | undefined {
  const list = folder.find('PrefixList', id);
  const name = list === undefined ? undefined : idOf(list.properties, 'PrefixListName');
  return name?.startsWith('com.amazonaws.') === true ? name : undefined;
}

const nothing: ObjectValue = { kind: 'object', properties: new Map() };

function blockIn(object: ObjectValue, name: string): readonly MaybeCidr[] {
  const found = field(object, name);
  return found === undefined ? [] : blockOf(found, name);
}

/** A block of the family its text has. */
function blockOf(found: Property, name: string): readonly MaybeCidr[] {
  const isIpv6 = found.value.kind === 'string' && found.value.text.includes(':');
  const read = cidrOf(found, name, isIpv6 ? 'ipv6' : 'ipv4', 'cleared');
  return read === undefined ? [] : [settled(read)];
}
