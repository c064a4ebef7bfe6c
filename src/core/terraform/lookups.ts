/**
 * Data sources that find what the code declares, by ids, tags and filters: first in the same root module and the modules
 * it calls, then in the other root modules of the workspace. Only what is certain counts: where a criterion is not
 * understood, or more than one resource may fit, nothing is found, and the reason names what may fit.
 */
import { textOf } from '../value/read.ts';
import { explain, unknown, type Because, type Property, type Unknown, type Value } from '../value/value.ts';
import { addressFrom, seenFrom, type Findable, type OtherRoot } from './findable.ts';
import { compareAccounts } from './account.ts';
import type { Provider } from './provider.ts';
import type { Search } from './dataSourceSearch.ts';
import { outputsOf, remoteStateType, writersOf } from './remoteState.ts';
import { criteriaIn, fits, type Candidate, type Criterion } from './lookupCriteria.ts';

/** What a data source is worth then: what it found, or why it cannot be told which resource it finds. */
export type Found = ReadonlyMap<string, Property> | Unknown;

export interface Looked {
  /** By the address of the data source; those that find nothing are left out. */
  readonly found: ReadonlyMap<string, Found>;
  /** What is taken for granted where something was found in another root module. */
  readonly assumptions: readonly Because[];
}

interface Candidates {
  readonly certain: readonly Candidate[];
  /** Those that something speaks for and nothing against. */
  readonly likely: readonly Candidate[];
  /** Nothing can be said against them. */
  readonly possible: readonly Candidate[];
}

/** The types that can be looked up, with what they find and whether they find any number of them. */
const types: ReadonlyMap<string, { readonly finds: string; readonly many: boolean }> = new Map([
  ['aws_vpc', { finds: 'aws_vpc', many: false }],
  ['aws_vpcs', { finds: 'aws_vpc', many: true }],
  ['aws_subnet', { finds: 'aws_subnet', many: false }],
  ['aws_subnets', { finds: 'aws_subnet', many: true }],
  ['aws_subnet_ids', { finds: 'aws_subnet', many: true }],
  ['aws_security_group', { finds: 'aws_security_group', many: false }],
  ['aws_security_groups', { finds: 'aws_security_group', many: true }],
  ['aws_network_acls', { finds: 'aws_network_acl', many: true }],
  ['aws_route_table', { finds: 'aws_route_table', many: false }],
  ['aws_route_tables', { finds: 'aws_route_table', many: true }],
  ['aws_internet_gateway', { finds: 'aws_internet_gateway', many: false }],
]);

/** The types of what can be found. */
export const findableTypes: ReadonlySet<string> = new Set([...types.values()].map(({ finds }) => finds));

/** As many candidates as a reader wants named. */
const mostNamed = 4;

/** Whether a data source of the type can be looked up at all. */
export function canLookUp(type: string): boolean {
  return types.has(type) || type === remoteStateType;
}

/**
 * What data sources find.
 * @param own the resources of the same root module and the modules it calls.
 * @param elsewhere the other root modules of the workspace; asked for only where something was not found here.
 * @param before what was found with fewer values known, which stays found.
 */
export function lookUp(
  searches: readonly Search[],
  own: readonly Findable[],
  elsewhere: () => readonly OtherRoot[],
  before: Looked,
): Looked {
  const found = new Map<string, Found>([...before.found].filter(([, one]) => !('kind' in one)));
  const assumptions = [...before.assumptions];
  const here = byType([{ path: '', findables: own }]);
  let there: ReadonlyMap<string, readonly Candidate[]> | undefined;
  for (const search of searches.filter(({ address }) => !found.has(address))) {
    if (search.type === remoteStateType) {
      const writers = writersOf(search, elsewhere);
      const [only] = writers;
      if (only === undefined) continue;
      found.set(
        search.address,
        writers.length === 1 ? outputsOf(only, search) : severalWriters(writers, search),
      );
      if (writers.length === 1) assumptions.push(stateAssumption(search, only.path));
      continue;
    }
    const looked = types.get(search.type);
    const asked = criteriaIn(search.asked);
    if (looked === undefined || asked === undefined || asked.length === 0) continue;
    let candidates = candidatesOf(here.get(looked.finds) ?? [], asked, search);
    if (candidates.possible.length === 0) {
      there ??= byType(elsewhere());
      candidates = candidatesOf(there.get(looked.finds) ?? [], asked, search);
    }
    const one = looked.many ? foundByMany(candidates, search) : foundByOne(candidates, search);
    if (one === undefined) continue;
    found.set(search.address, one);
    const [first] = candidates.certain;
    if (!('kind' in one) && first !== undefined && first.path !== '')
      assumptions.push(assumptionOf(search, candidates.certain, first.path));
  }
  return { found, assumptions };
}

/** Whether nothing was found that was not before, and nothing is open for another reason. */
export function findsTheSame(a: Looked, b: Looked): boolean {
  const text = (one: Found | undefined): string | undefined => {
    if (one === undefined) return undefined;
    return 'kind' in one ? explain(one.because) : '';
  };
  return (
    a.found.size === b.found.size &&
    [...a.found].every(([address, one]) => text(one) === text(b.found.get(address)))
  );
}

function byType(roots: readonly OtherRoot[]): ReadonlyMap<string, readonly Candidate[]> {
  const found = new Map<string, Candidate[]>();
  for (const { path, findables } of roots) {
    for (const findable of findables) {
      const { type } = findable.resource;
      if (found.get(type)?.push({ path, findable }) === undefined) found.set(type, [{ path, findable }]);
    }
  }
  return found;
}

function foundByOne({ certain, likely, possible }: Candidates, search: Search): Found | undefined {
  const [first] = certain;
  if (first !== undefined && possible.length === 1) return attributesOf(first, search);
  return first === undefined ? ambiguous(likely, search) : ambiguous(possible, search);
}

/** Some of the ids: somebody else may have made others. Two environments that look alike are not to be mixed. */
function foundByMany({ certain, likely, possible }: Candidates, search: Search): Found | undefined {
  const [first] = certain;
  if (first === undefined) return ambiguous(likely, search);
  if (possible.length > certain.length || certain.some(({ path }) => path !== first.path))
    return ambiguous(possible, search);
  const { address, origin } = search;
  const at = first.path === '' ? first.findable.resource.header : origin;
  const items = certain.map((candidate): Property => {
    const place = first.path === '' ? candidate.findable.resource.header : origin;
    return { value: referenceTo(candidate, 'id'), origin: place };
  });
  const open = unknown(address, 'is read from AWS', at);
  return new Map([['ids', { value: { kind: 'list', items, open }, origin: at }]]);
}

function ambiguous(candidates: readonly Candidate[], { address, origin }: Search): Unknown | undefined {
  const names = candidates.map(nameOf);
  if (names.length === 0) return undefined;
  return unknown(address, `is read from AWS and may be ${anyOf(names)}`, origin);
}

function anyOf(names: readonly string[]): string {
  const shown = names.length > mostNamed ? [...names.slice(0, mostNamed - 1), 'others'] : [...names];
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} or ${last}`;
}

function severalWriters(writers: readonly OtherRoot[], { address, origin }: Search): Unknown {
  const paths = writers.map(({ path }) => path);
  return unknown(address, `is read when Terraform runs and may be the state of ${anyOf(paths)}`, origin);
}

function stateAssumption({ address, origin }: Search, path: string): Because {
  const why = `is read when Terraform runs and taken to be the state of ${path}, whose backend has the same place`;
  return { what: address, why, origin };
}

function assumptionOf({ address, origin }: Search, found: readonly Candidate[], path: string): Because {
  const names = found.map(({ findable }) => findable.resource.address);
  const shown = names.length > mostNamed ? [...names.slice(0, mostNamed - 1), 'others'] : names;
  const why = `is read from AWS and taken to find ${shown.join(', ')} of ${path}, as nothing else in the workspace fits`;
  return { what: address, why, origin };
}

function nameOf({ path, findable, doubt }: Candidate): string {
  const { address } = findable.resource;
  const name = path === '' ? address : `${address} of ${path}`;
  return doubt === undefined ? name : `${name} (${doubt})`;
}

function candidatesOf(
  candidates: readonly Candidate[],
  asked: readonly Criterion[],
  search: Search,
): Candidates {
  const certain: Candidate[] = [];
  const likely: Candidate[] = [];
  const possible: Candidate[] = [];
  for (const candidate of candidates) {
    const answers = asked.map((criterion) => fits(candidate, criterion, search.origin));
    const reach = reachOf(candidate, search.provider, asked);
    if (answers.includes(false) || reach === 'elsewhere') continue;
    const fitting = typeof reach === 'object' ? { ...candidate, ...reach } : candidate;
    possible.push(fitting);
    if (answers.includes(true)) likely.push(fitting);
    const { exists } = candidate.findable.resource;
    if (reach === 'here' && !answers.includes(undefined) && exists.kind === 'known') certain.push(fitting);
  }
  return { certain, likely, possible };
}

/**
 * Whether a data source looks where a resource is. Another root module is taken to be run for the Region and the account
 * that nobody names; within one, a configuration that says nothing of its Region may be there for another. What is
 * shared with other accounts is seen there without its tags (AWS VPC user guide, "Share your VPC subnets").
 */
function reachOf(
  { path, findable: { provider } }: Candidate,
  asks: Provider,
  asked: readonly Criterion[],
): 'here' | 'elsewhere' | 'maybe' | { readonly doubt: string } {
  if (provider === asks) return 'here';
  const [region, other] = [textOf(provider.region()), textOf(asks.region())];
  if (region !== undefined && other !== undefined && region !== other) return 'elsewhere';
  const account = compareAccounts(provider.account, asks.account, path === '');
  if (account === undefined) return { doubt: 'maybe in another account' };
  if (account === 'other')
    return asked.some(({ attribute }) => attribute.startsWith('tag:'))
      ? 'elsewhere'
      : { doubt: 'in another account, unless it is shared' };
  return path === '' && (region === undefined || other === undefined) ? 'maybe' : 'here';
}

/** Its arguments, and what AWS makes of it. Of one elsewhere every value has the place of the data source. */
function attributesOf(candidate: Candidate, { origin }: Search): ReadonlyMap<string, Property> {
  const { path, findable } = candidate;
  const { type, header, properties } = findable.resource;
  const found = new Map<string, Property>();
  for (const [name, property] of properties.properties)
    found.set(name, path === '' ? property : { value: seenFrom(path, property.value, origin), origin });
  const at = path === '' ? header : origin;
  for (const attribute of type === 'aws_vpc' ? ['id', 'arn', 'main_route_table_id'] : ['id', 'arn'])
    found.set(attribute, { value: referenceTo(candidate, attribute), origin: at });
  return found;
}

function referenceTo({ path, findable }: Candidate, attribute: string): Value {
  return { kind: 'reference', resource: addressFrom(path, findable.resource.address), attribute };
}
