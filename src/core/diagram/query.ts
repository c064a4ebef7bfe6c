/** What a user looks for: a part of a name, an address, a block, or a port. */
import { contains, parseAddress, parseCidr, type Address, type Cidr } from '../net/address.ts';
import { lastPort } from '../net/portSet.ts';
import type { Item, Searched } from './item.ts';

/** Tells whether a text or a number of something is looked for. */
export interface Query {
  readonly finds: (names: readonly string[], searched: () => Searched) => boolean;
}

/** Reads what was typed; `undefined` when nothing was. */
export function queryOf(text: string): Query | undefined {
  const wanted = text.trim();
  if (wanted === '') return undefined;
  const words = wanted.toLowerCase();
  const address = parseAddress(wanted);
  const block = wanted.includes('/') ? parseCidr(wanted)?.cidr : undefined;
  const port = /^\d{1,5}$/.test(wanted) && Number(wanted) <= lastPort ? Number(wanted) : undefined;
  return {
    finds: (names, searched) => {
      if (names.some((name) => name.toLowerCase().includes(words))) return true;
      if (address !== undefined) return isAt(searched(), address);
      if (block !== undefined) return isWithin(searched(), block);
      return port !== undefined && isOn(searched(), port);
    },
  };
}

/** Whether a query finds a box. */
export function findsItem(query: Query | undefined, { name, label, members = [], searched }: Item): boolean {
  return query?.finds([name, label, ...members], searched) === true;
}

/** An address finds who has it, and the blocks it lies in. */
function isAt({ addresses = [], blocks = [] }: Searched, wanted: Address): boolean {
  return (
    addresses.some(({ family, value }) => family === wanted.family && value === wanted.value) ||
    blocks.some((block) => block.prefixLength > 0 && contains(block, wanted))
  );
}

/** A block finds itself and who has an address in it. */
function isWithin({ addresses = [], blocks = [] }: Searched, wanted: Cidr): boolean {
  return (
    addresses.some((address) => contains(wanted, address)) ||
    blocks.some(
      ({ family, first, prefixLength }) =>
        family === wanted.family && first === wanted.first && prefixLength === wanted.prefixLength,
    )
  );
}

function isOn({ ports = [] }: Searched, port: number): boolean {
  return ports.some(({ first, last }) => first <= port && port <= last);
}
