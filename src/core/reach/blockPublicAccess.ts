/** VPC Block Public Access: whether what would pass between a subnet and the internet is blocked all the same (SEMANTICS R18). */
import type { BlockPublicAccess, BlockPublicAccessExclusion } from '../aws/blockPublicAccess.ts';
import { allOf, anyOf, type Match } from '../aws/match.ts';
import type { NetworkInterface, Subnet } from '../aws/network.ts';
import { explain } from '../value/value.ts';
import type { Journey } from './journey.ts';

/** Between the subnet of an interface and the internet, over the gateway named. Adds nothing where nothing is blocked. */
export function passBlockPublicAccess(
  journey: Journey,
  at: NetworkInterface,
  subnet: Pick<Subnet, 'address' | 'vpc'>,
  gateway: 'internet-gateway' | 'egress-only-internet-gateway',
): boolean {
  const { blockPublicAccess } = journey.topology.network;
  if (blockPublicAccess === undefined) return true;
  // Both begin inside whatever passes them, replies apart.
  const beginsInside = at.kind === 'nat-gateway' || gateway === 'egress-only-internet-gateway';
  const passes = judge(blockPublicAccess, subnet, beginsInside);
  if (passes === 'yes') return true;
  const { address, origin } = blockPublicAccess;
  const site = {
    checkpoint: 'vpc-block-public-access',
    at: at.address,
    component: address,
    origin,
  } as const;
  const failure = 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED';
  const where = `VPC Block Public Access ${address}`;
  if (passes === 'no') {
    journey.refuse(site, failure, `${where}: blocks traffic between ${subnet.address} and the internet`);
    return false;
  }
  const { because } = passes;
  journey.doubt(site, failure, because, () => `${where}: cannot be told, because ${explain(because)}`);
  return true;
}

function judge(
  { mode, exclusions }: BlockPublicAccess,
  subnet: Pick<Subnet, 'address' | 'vpc'>,
  beginsInside: boolean,
): Match {
  const only: 'yes' | 'no' = beginsInside ? 'yes' : 'no';
  const usual: Match = mode.kind === 'unknown' ? mode : inMode(mode.value, only);
  return anyOf(
    usual,
    ...exclusions.map((exclusion) => allOf(covers(exclusion, subnet), lifts(exclusion, only))),
  );
}

function inMode(mode: 'off' | 'block-bidirectional' | 'block-ingress', only: 'yes' | 'no'): Match {
  if (mode === 'off') return 'yes';
  return mode === 'block-ingress' ? only : 'no';
}

/** Whether an exclusion is about a subnet. */
function covers(
  { of }: BlockPublicAccessExclusion,
  { address, vpc }: Pick<Subnet, 'address' | 'vpc'>,
): Match {
  if (of.kind === 'unknown') return of;
  if (of.value === address) return 'yes';
  return vpc.kind === 'unknown' ? vpc : of.value === vpc.value ? 'yes' : 'no';
}

/** @param only what `allow-egress` does for this traffic. */
function lifts({ mode }: BlockPublicAccessExclusion, only: 'yes' | 'no'): Match {
  if (mode.kind === 'unknown') return only === 'yes' ? 'yes' : mode;
  return mode.value === 'allow-bidirectional' ? 'yes' : only;
}
