/**
 * Targets of a scan that get the same answers: neither routes nor filters tell them apart, and the same is known to listen
 * on them. One is scanned for all; what names the target is worked out for each only when somebody looks.
 */
import type { NetworkInterface } from '../aws/network.ts';
import type { Family } from '../net/address.ts';
import type { Endpoint } from '../reach/endpoint.ts';
import { Ends } from '../reach/ends.ts';
import type { Topology } from '../reach/topology.ts';
import type { HostStatus, PortResult, ScannedTarget } from './scanResult.ts';

/** A key for every target that may have others like it: equal keys, equal answers. */
export function likenesses(
  topology: Topology,
  targets: readonly NetworkInterface[],
  sources: readonly Endpoint[],
  family: Family,
): ReadonlyMap<NetworkInterface, string> {
  const found = new Map<NetworkInterface, string>();
  if (targets.length < 2) return found;
  const scanners = sources.flatMap((source) => (source.kind === 'interface' ? [source.interface] : []));
  for (const { interfaces, samples, groups, subnet, exhaustive } of new Ends(topology, family).ofInterfaces(
    targets,
  )) {
    // Between neighbours no network ACL filters (SEMANTICS N23).
    const near = scanners.map((at) => at.subnet.kind === 'unknown' || at.subnet.value === subnet).join();
    const variants = samples[0]?.variants.map(({ place, role }) => `${place.id} ${role.id}`).join() ?? '';
    for (const target of interfaces) {
      if (scanners.includes(target)) continue;
      const key = [groups, exhaustive, near, variants, listeningOf(target)].join('|');
      found.set(target, key);
    }
  }
  return found;
}

function listeningOf({ listening = [], listensToNothingElse }: NetworkInterface): string {
  const sockets = listening.map(({ protocol, ports }) => `${protocol} ${ports.first}-${ports.last}`);
  return `${sockets.join()} ${String(listensToNothingElse)}`;
}

/**
 * What a scan of one target found, said of another one like it.
 * @param own the other's own names and addresses.
 * @param scanOwn scans it after all, for the checkpoints and reasons that name it.
 */
export function asFound(
  like: ScannedTarget,
  own: Pick<ScannedTarget, 'address' | 'interface' | 'ip' | 'publicIp'>,
  scanOwn: () => ScannedTarget,
): ScannedTarget {
  let scanned: ScannedTarget | undefined;
  const once = (): ScannedTarget => (scanned ??= scanOwn());
  const { host } = like;
  return {
    ...own,
    ...(host === undefined ? {} : { host: namedLater(host, () => once().host) }),
    results: like.results.map((result, index) => resultLater(result, () => once().results[index])),
  };
}

/** What names the target, when somebody looks; what names nothing at once. */
function namedLater(found: HostStatus, own: () => HostStatus | undefined): HostStatus {
  const { because, unresolved } = found;
  return {
    ...found,
    get because() {
      return because.length === 0 ? because : (own()?.because ?? because);
    },
    get unresolved() {
      return unresolved.length === 0 ? unresolved : (own()?.unresolved ?? unresolved);
    },
  };
}

function resultLater(found: PortResult, own: () => PortResult | undefined): PortResult {
  const { because, unresolved, assumes } = found;
  const later = {
    ...found,
    get because() {
      return because.length === 0 ? because : (own()?.because ?? because);
    },
    get unresolved() {
      return unresolved.length === 0 ? unresolved : (own()?.unresolved ?? unresolved);
    },
  };
  if (assumes === undefined) return later;
  return Object.defineProperty(later, 'assumes', {
    enumerable: true,
    get: () => own()?.assumes ?? assumes,
  });
}
