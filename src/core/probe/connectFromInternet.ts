/** A connection from the internet: from one address of each class of everyday public addresses, as a scan looks from there. */
import { parseAddress, type Family } from '../net/address.ts';
import { privateAddress } from '../reach/interfaceAddresses.ts';
import type { Topology } from '../reach/topology.ts';
import type { Endpoint } from '../reach/walk.ts';
import { unknown, unknownOf } from '../value/value.ts';
import type { ConnectOptions } from './attempt.ts';
import { connectWithCertainty } from './certainty.ts';
import { connectOnce } from './connect.ts';
import type { Connect, ConnectAttempt } from './connectResult.ts';
import { endpointsOf } from './scanOrigin.ts';

const elsewhere = unknown(
  "the client's address",
  'decides: not all public addresses get the same outcome; name one with --from',
);

/** One outcome only where all those clients get it; shown is the way from the largest class. */
export function connectFromInternet(topology: Topology, options: Omit<ConnectOptions, 'from'>): Connect {
  return connectWithCertainty(topology, options, fromInternetOnce);
}

function fromInternetOnce(topology: Topology, options: Omit<ConnectOptions, 'from'>): Connect {
  const clients = endpointsOf(
    topology,
    { kind: 'internet' },
    options.family ?? familyOf(topology, options.host),
  );
  const all = clients.map((from: Endpoint) => connectOnce(topology, { ...options, from }));
  const [first, ...others] = all;
  if (first === undefined) throw new Error('the internet has at least one class of addresses');
  const attempts = first.attempts.map((shown, i): ConnectAttempt => {
    const alike = others.every((other) => other.attempts[i]?.outcome === shown.outcome);
    const reasons = all.map((one) => ({ kind: 'unknown', because: one.attempts[i]?.because ?? [] }) as const);
    const { because } = unknownOf(alike ? reasons : [...reasons, elsewhere]);
    if (!alike) return { ...shown, outcome: 'unknown', certainty: 'proved', because };
    const assumed = all.some((one) => one.attempts[i]?.certainty === 'assumed');
    return { ...shown, certainty: assumed ? 'assumed' : 'proved', because };
  });
  return { ...first, attempts };
}

/** The family of the first address of a host: IPv4, unless it has none. */
function familyOf(topology: Topology, host: string): Family {
  const literal = parseAddress(host.split(',')[0]?.trim() ?? '');
  if (literal !== undefined) return literal.family;
  const inside = topology.resolve(host);
  return inside !== undefined && privateAddress(inside, 'ipv4') === undefined ? 'ipv6' : 'ipv4';
}
