/** Whom a scan is pointed at and where it comes from, over all networks of the command line. */
import type { NetworkInterface } from '../core/aws/network.ts';
import {
  contains,
  formatCidr,
  parseAddress,
  parseCidr,
  type Address,
  type Cidr,
  type Family,
} from '../core/net/address.ts';
import { AddressSet, atoms } from '../core/net/addressSet.ts';
import type { ScanOptions } from '../core/probe/scan.ts';
import type { ScanOrigin } from '../core/probe/scanOrigin.ts';
import type { PortResult, Scan, ScannedTarget } from '../core/probe/scanResult.ts';
import { knownCidrs } from '../core/reach/addresses.ts';
import type { Topology } from '../core/reach/topology.ts';
import type { Analysis } from '../core/analysis.ts';
import { failure, isFailure, type Failure } from './io.ts';
import { find, findOne } from './load.ts';

/** Whom to scan and where from. */
export type Aim = Required<Pick<ScanOptions, 'targets' | 'from' | 'family'>>;

export interface Request {
  /** As written; `undefined` for every instance. */
  readonly target: string | undefined;
  /** `internet`, an address, a block, or a resource. */
  readonly from: string;
  readonly family: Family;
  /** Sends its probes to the targets of one network. */
  readonly scan: (topology: Topology, aim: Aim) => Scan;
}

type From =
  | ScanOrigin
  /** Every address of a block, which must all get the same answer. */
  | { readonly kind: 'block'; readonly cidr: Cidr };

/** One scan, also when its targets lie in several networks. */
export function simulate(analyses: readonly Analysis[], request: Request): Scan | Failure {
  const from = fromOf(analyses, request);
  if (isFailure(from)) return from;
  const targets = targetsOf(from.analyses, request, from.origin);
  if (isFailure(targets)) return targets;
  const scans: Scan[] = [];
  for (const { topology, interfaces } of targets) {
    const result = scanFrom(topology, interfaces, from.origin, request);
    if (isFailure(result)) return result;
    scans.push(result);
  }
  const [first] = scans;
  if (first === undefined) {
    const other = from.origin.kind === 'interface' ? ` other than ${request.from}` : '';
    const address = request.family === 'ipv6' ? ' with an IPv6 address' : '';
    return failure(`the code has no instance${address}${other} to scan`);
  }
  return { ...first, targets: scans.flatMap((result) => result.targets) };
}

interface Start {
  readonly origin: From;
  /** The networks that can be scanned from there. */
  readonly analyses: readonly Analysis[];
}

function fromOf(analyses: readonly Analysis[], { from, family }: Request): Start | Failure {
  if (from === 'internet') return { origin: { kind: 'internet' }, analyses };
  const block = parseCidr(from);
  if (block?.hostBits === true) {
    return failure(`--from ${from} has bits set behind its prefix: did you mean ${formatCidr(block.cidr)}?`);
  }
  const address = parseAddress(from);
  const wrong = block?.cidr.family ?? address?.family;
  if (wrong === 'ipv4' && family === 'ipv6') return failure(`--from ${from} is IPv4, and -6 scans IPv6`);
  if (wrong === 'ipv6' && family === 'ipv4') return failure(`--from ${from} is IPv6: add -6`);
  // To AWS 0.0.0.0/0 is everybody; the private addresses in it never arrive from outside.
  if (block?.cidr.prefixLength === 0) return { origin: { kind: 'internet' }, analyses };
  if (block !== undefined) return { origin: { kind: 'block', cidr: block.cidr }, analyses };
  if (address !== undefined) return { origin: { kind: 'address', address }, analyses };
  const found = findOne(analyses, '--from', from);
  if (isFailure(found)) return found;
  return { origin: { kind: 'interface', interface: found.interface }, analyses: [found.analysis] };
}

interface Targets {
  readonly topology: Topology;
  readonly interfaces: readonly NetworkInterface[];
}

function targetsOf(
  analyses: readonly Analysis[],
  request: Request,
  origin: From,
): readonly Targets[] | Failure {
  if (request.target === undefined) {
    return analyses
      .map(({ topology }) => ({
        topology,
        interfaces: topology.interfaces.filter(
          (at) =>
            isInstance(at) &&
            !(origin.kind === 'interface' && origin.interface === at) &&
            hasFamily(at, request.family),
        ),
      }))
      .filter(({ interfaces }) => interfaces.length > 0);
  }
  const found = find(analyses, request.target);
  if (isFailure(found)) return found;
  if (request.family === 'ipv6' && !found.some((target) => hasFamily(target.interface, 'ipv6'))) {
    return failure(`${request.target} has no IPv6 address`);
  }
  return found.map((target) => ({ topology: target.analysis.topology, interfaces: [target.interface] }));
}

/** An instance's own interface, or one that is attached to an instance. */
function isInstance({ kind, owner, address }: NetworkInterface): boolean {
  return kind === 'instance' || (kind === 'network-interface' && owner !== address);
}

function hasFamily({ ipv6 }: NetworkInterface, family: Family): boolean {
  return family === 'ipv4' || ipv6.kind === 'unknown' || ipv6.value.length > 0;
}

function scanFrom(
  topology: Topology,
  targets: readonly NetworkInterface[],
  origin: From,
  { family, scan }: Request,
): Scan | Failure {
  const common = { targets, family };
  if (origin.kind !== 'block') return scan(topology, { ...common, from: origin });
  let answer: { readonly scan: Scan; readonly address: Address } | undefined;
  for (const address of classesOf(topology, origin.cidr)) {
    const result = scan(topology, { ...common, from: { kind: 'address', address } });
    answer ??= { scan: result, address };
    if (fate(result) !== fate(answer.scan)) {
      const names = [answer.address, address].map(
        (end) => formatCidr({ ...origin.cidr, first: end.value }).split('/')[0],
      );
      return failure(
        `the addresses of ${formatCidr(origin.cidr)} do not all get the same answer: compare --from ${names.join(' with --from ')}`,
      );
    }
  }
  if (answer === undefined) return failure(`${formatCidr(origin.cidr)} holds no address`);
  return { ...answer.scan, from: { kind: 'address', ip: formatCidr(origin.cidr) } };
}

/** One address of each part of a block that the network's rules, lists and routes can tell apart. */
function classesOf(topology: Topology, block: Cidr): readonly Address[] {
  const known = [...knownCidrs(topology), block].filter(({ family }) => family === block.family);
  const inside = AddressSet.ofCidrs(block.family, [block]);
  const classes = new Map<string, Address>();
  for (const atom of atoms(block.family, known)) {
    const address: Address = { family: block.family, value: atom.first };
    if (!inside.has(address)) continue;
    const signature = known.map((cidr) => (contains(cidr, address) ? '1' : '0')).join('');
    if (!classes.has(signature)) classes.set(signature, address);
  }
  return [...classes.values()];
}

/** Which ports of which target are in which state: what two scans must share to count as the same answer. */
function fate(scanned: Scan): string {
  return scanned.targets
    .map((target) => {
      const states = (['tcp', 'udp', 'ip'] as const).map((protocol) => statesOf(target, protocol));
      return `${target.host?.status ?? 'up'}: ${states.join('; ')}`;
    })
    .join('|');
}

function statesOf({ results }: ScannedTarget, protocol: PortResult['protocol']): string {
  return results
    .filter((result) => result.protocol === protocol)
    .flatMap(({ ports, state }) => ports.ranges.map(({ first, last }) => ({ first, last, state })))
    .sort((a, b) => a.first - b.first)
    .reduce<{ first: number; last: number; state: string }[]>((joined, range) => {
      const top = joined.at(-1);
      if (top?.state === range.state && top.last + 1 === range.first)
        joined[joined.length - 1] = { ...top, last: range.last };
      else joined.push(range);
      return joined;
    }, [])
    .map(({ first, last, state }) => `${first}-${last} ${state}`)
    .join();
}
