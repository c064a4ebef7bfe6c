/**
 * What scans and connections say of a network that rests on a premise, such as what data sources are taken to find in other
 * root modules: it is worked out without that too. What comes out the same is as certain as it was, and the rest is assumed.
 */
import type { NetworkInterface } from '../aws/network.ts';
import { parseAddress } from '../net/address.ts';
import { PortSet } from '../net/portSet.ts';
import { endpointIn, type Endpoint } from '../reach/endpoint.ts';
import type { Certainty } from '../reach/hop.ts';
import { oncePerNetwork, restsOn } from '../reach/premise.ts';
import type { Premise, Topology } from '../reach/topology.ts';
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
  const targetsIn = oncePerNetwork((other) => {
    const from = originIn(other, options.from);
    const targets = options.targets.flatMap(({ address }) => other.interface(address) ?? []);
    const scanned = from === undefined ? [] : scanOnce(other, { ...options, targets, from }).targets;
    return new Map(scanned.map((target) => [target.interface, target]));
  });
  return {
    ...found,
    targets: found.targets.map((target) =>
      targetWithCertainty(target, premise, (other) => targetsIn(other).get(target.interface)),
    ),
  };
}

/**
 * The answer for one port, which may come out as several where it is not a single one.
 * @param resultsIn what is answered in a network that is taken to be less.
 */
export function resultWithCertainty(
  result: PortResult,
  premise: Premise,
  resultsIn: (other: Topology) => readonly PortResult[],
): readonly PortResult[] {
  if (result.state === 'unknown') return [result];
  const { ports, certainty, assumes = [] } = result;
  const sameIn = (other: Topology): PortSet =>
    resultsIn(other)
      .filter((one) => one.protocol === result.protocol && one.state === result.state)
      .filter((one) => one.reason === result.reason && isAsCertain(one.certainty, certainty))
      .reduce((all, one) => all.union(one.ports), PortSet.none)
      .intersect(ports);
  const same = sameIn(premise.without());
  if (same.equals(ports)) return [result];
  const rests = restingPorts(premise, ports.subtract(same), sameIn).map((rest): PortResult => ({
    ...result,
    ports: rest.ports,
    certainty: 'assumed',
    assumes: [...assumes, ...rest.because],
  }));
  return same.isEmpty ? rests : [{ ...result, ports: same }, ...rests];
}

interface RestingPorts {
  readonly ports: PortSet;
  readonly because: readonly Because[];
}

/**
 * Cuts ports by what of a premise their answer rests on.
 * @param sameIn those that have the same answer in a network that is taken to be less.
 */
function restingPorts(
  premise: Premise,
  ports: PortSet,
  sameIn: (other: Topology) => PortSet,
): readonly RestingPorts[] {
  const because = restsOn(premise, (other) => ports.subtract(sameIn(other)).isEmpty);
  for (const one of because.length < 2 ? [] : because) {
    const other = premise.only(because.filter((reason) => reason !== one));
    const beside = other === undefined ? PortSet.none : sameIn(other).intersect(ports);
    const others = ports.subtract(beside);
    if (beside.isEmpty || others.isEmpty) continue;
    const parts = [beside, others].flatMap((part) => restingPorts(premise, part, sameIn));
    return together(parts);
  }
  return [{ ports, because }];
}

/** Parts that rest on the same are one. */
function together(parts: readonly RestingPorts[]): readonly RestingPorts[] {
  const byReasons = new Map<string, RestingPorts>();
  for (const { ports, because } of parts) {
    const key = because.map(({ what }) => what).join('\n');
    const known = byReasons.get(key)?.ports ?? PortSet.none;
    byReasons.set(key, { ports: known.union(ports), because });
  }
  return [...byReasons.values()];
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
  const attemptsIn = oncePerNetwork((other) => {
    const host = hostIn(topology, other, options.host);
    const from = options.from === undefined ? undefined : endpointIn(other, options.from);
    const isThere = host !== undefined && (from !== undefined || options.from === undefined);
    return isThere
      ? connectOnce(other, { ...options, host, ...(from === undefined ? {} : { from }) }).attempts
      : [];
  });
  return {
    ...found,
    attempts: found.attempts.map((attempt, index) =>
      attemptWithCertainty(attempt, premise, (other) => attemptsIn(other)[index]),
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
  premise: Premise,
  targetIn: (other: Topology) => ScannedTarget | undefined,
): ScannedTarget {
  const { host, results } = target;
  return {
    ...target,
    ...(host === undefined
      ? {}
      : { host: hostWithCertainty(host, premise, (other) => targetIn(other)?.host) }),
    results: results
      .flatMap((result) => resultWithCertainty(result, premise, (other) => targetIn(other)?.results ?? []))
      .sort(byPorts),
  };
}

function hostWithCertainty(
  host: HostStatus,
  premise: Premise,
  hostIn: (other: Topology) => HostStatus | undefined,
): HostStatus {
  const isSame = (other: Topology): boolean => {
    const alone = hostIn(other);
    return (
      alone?.status === host.status &&
      alone.reason === host.reason &&
      isAsCertain(alone.certainty, host.certainty)
    );
  };
  return host.status === 'unknown' || isSame(premise.without())
    ? host
    : { ...host, certainty: 'assumed', assumes: restsOn(premise, isSame) };
}

function attemptWithCertainty(
  attempt: ConnectAttempt,
  premise: Premise,
  attemptIn: (other: Topology) => ConnectAttempt | undefined,
): ConnectAttempt {
  const { outcome, certainty } = attempt;
  const isSame = (other: Topology): boolean => {
    const alone = attemptIn(other);
    return alone?.outcome === outcome && isAsCertain(alone.certainty, certainty);
  };
  return outcome === 'unknown' || isSame(premise.without())
    ? attempt
    : {
        ...attempt,
        certainty: 'assumed',
        because: [...attempt.because, ...restsOn(premise, isSame)],
      };
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
