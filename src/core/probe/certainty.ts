/**
 * What scans and connections say of a network that rests on a premise, such as what data sources are taken to find in other
 * root modules: it is worked out without that too. What comes out the same is as certain as it was, and the rest is assumed.
 */
import type { NetworkInterface } from '../aws/network.ts';
import { parseAddress } from '../net/address.ts';
import { PortSet } from '../net/portSet.ts';
import { endpointIn, type Endpoint } from '../reach/endpoint.ts';
import type { Certainty } from '../reach/hop.ts';
import type { Topology } from '../reach/topology.ts';
import type { Because } from '../value/value.ts';
import type { Connect, ConnectAttempt } from './connectResult.ts';
import type { ScanOrigin } from './scanOrigin.ts';
import type { HostStatus, PortResult, Scan, ScannedTarget } from './scanResult.ts';

interface Aim {
  readonly targets: readonly NetworkInterface[];
  readonly from: ScanOrigin;
}

/** Scans, and where the network rests on a premise scans once more without. */
export function scanWithCertainty<T extends Aim>(
  topology: Topology,
  options: T,
  scanOnce: (topology: Topology, options: T) => Scan,
): Scan {
  const found = scanOnce(topology, options);
  const { premise } = topology;
  if (premise === undefined || found.targets.every(isOpen)) return found;
  const without = premise.without();
  const from = originIn(without, options.from);
  const targets = options.targets.flatMap(({ address }) => without.interface(address) ?? []);
  const alone = from === undefined ? [] : scanOnce(without, { ...options, targets, from }).targets;
  const byInterface = new Map(alone.map((target) => [target.interface, target]));
  return {
    ...found,
    targets: found.targets.map((target) =>
      targetWithCertainty(target, byInterface.get(target.interface), premise.because),
    ),
  };
}

/** The answer for one port, which may come out as several where it is not a single one. */
export function resultWithCertainty(
  result: PortResult,
  alone: readonly PortResult[],
  because: readonly Because[],
): readonly PortResult[] {
  if (result.state === 'unknown') return [result];
  const { ports, certainty, assumes = [] } = result;
  const same = alone
    .filter((one) => one.protocol === result.protocol && one.state === result.state)
    .filter((one) => one.reason === result.reason && isAsCertain(one.certainty, certainty))
    .reduce((all, one) => all.union(one.ports), PortSet.none)
    .intersect(ports);
  if (same.equals(ports)) return [result];
  const rest: PortResult = {
    ...result,
    ports: ports.subtract(same),
    certainty: 'assumed',
    assumes: [...assumes, ...because],
  };
  return same.isEmpty ? [rest] : [{ ...result, ports: same }, rest];
}

/** Connects, and where the network rests on a premise connects once more without. */
export function connectWithCertainty<T extends { readonly host: string; readonly from?: Endpoint }>(
  topology: Topology,
  options: T,
  connectOnce: (topology: Topology, options: T) => Connect,
): Connect {
  const found = connectOnce(topology, options);
  const { premise } = topology;
  if (premise === undefined || found.attempts.every(({ outcome }) => outcome === 'unknown')) return found;
  const without = premise.without();
  const host = hostIn(topology, without, options.host);
  const from = options.from === undefined ? undefined : endpointIn(without, options.from);
  const isThere = host !== undefined && (from !== undefined || options.from === undefined);
  const alone = isThere
    ? connectOnce(without, { ...options, host, ...(from === undefined ? {} : { from }) }).attempts
    : [];
  return {
    ...found,
    attempts: found.attempts.map((attempt, index) =>
      attemptWithCertainty(attempt, alone[index], premise.because),
    ),
  };
}

function isOpen({ host, results }: ScannedTarget): boolean {
  return host === undefined
    ? results.every(({ state }) => state === 'unknown')
    : host.status === 'unknown' && results.every(({ state }) => state === 'unknown');
}

function targetWithCertainty(
  target: ScannedTarget,
  alone: ScannedTarget | undefined,
  because: readonly Because[],
): ScannedTarget {
  const { host, results } = target;
  return {
    ...target,
    ...(host === undefined ? {} : { host: hostWithCertainty(host, alone?.host, because) }),
    results: results
      .flatMap((result) => resultWithCertainty(result, alone?.results ?? [], because))
      .sort(byPorts),
  };
}

function hostWithCertainty(
  host: HostStatus,
  alone: HostStatus | undefined,
  because: readonly Because[],
): HostStatus {
  const isSame =
    alone?.status === host.status &&
    alone.reason === host.reason &&
    isAsCertain(alone.certainty, host.certainty);
  return host.status === 'unknown' || isSame ? host : { ...host, certainty: 'assumed', assumes: because };
}

function attemptWithCertainty(
  attempt: ConnectAttempt,
  alone: ConnectAttempt | undefined,
  because: readonly Because[],
): ConnectAttempt {
  const { outcome, certainty } = attempt;
  const isSame = alone?.outcome === outcome && isAsCertain(alone.certainty, certainty);
  return outcome === 'unknown' || isSame
    ? attempt
    : { ...attempt, certainty: 'assumed', because: [...attempt.because, ...because] };
}

function isAsCertain(alone: Certainty, certainty: Certainty): boolean {
  return alone === 'proved' || certainty === 'assumed';
}

const inReports = ['tcp', 'udp', 'ip'] as const;

function byPorts(a: PortResult, b: PortResult): number {
  const byProtocol = inReports.indexOf(a.protocol) - inReports.indexOf(b.protocol);
  return byProtocol === 0 ? (a.ports.ranges[0]?.first ?? 0) - (b.ports.ranges[0]?.first ?? 0) : byProtocol;
}

/** The same place in another network; `undefined` where that has no such interface. */
function originIn(topology: Topology, from: ScanOrigin): ScanOrigin | undefined {
  if (from.kind !== 'interface') return from;
  const at = topology.interface(from.interface.address);
  return at && { kind: 'interface', interface: at };
}

/** How a host is called in another network; `undefined` where the name means nothing there, or somebody else. */
function hostIn(topology: Topology, other: Topology, host: string): string | undefined {
  const literals = host.split(',').map((part) => parseAddress(part.trim()));
  if (literals.every((address) => address !== undefined)) {
    const isSame = literals.every(
      (address) => topology.ownerOf(address)?.address === other.ownerOf(address)?.address,
    );
    return isSame ? host : undefined;
  }
  const inside = topology.resolve(host);
  if (inside === undefined) return other.resolve(host) === undefined ? host : undefined;
  return other.interface(inside.address) === undefined ? undefined : inside.address;
}
