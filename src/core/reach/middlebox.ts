/**
 * An instance or interface that a route leads to, though packets are for somebody else: a NAT instance, a firewall. With
 * the source/destination check on, they end there (SEMANTICS S13); what passes on is for the system on it to say.
 */
import type { Component } from '../aws/component.ts';
import type { Subnet } from '../aws/network.ts';
import { explain, unknown } from '../value/value.ts';
import type { Journey, Stop } from './journey.ts';

/** @param subnet where the packet comes from; `undefined` for an internet gateway. */
export function enterMiddlebox(
  journey: Journey,
  at: Component,
  subnet: Subnet | undefined,
  address: string,
): Stop | undefined {
  const box = journey.topology.interface(address);
  if (box === undefined) return journey.open(at, address, unknown(address, 'is outside the code'));
  if (journey.target === box) return { kind: 'to-subnet', to: box };
  const own = journey.subnetOf(box);
  if (own === undefined) return undefined;
  if (own.address !== subnet?.address) journey.networkAcl('inbound', box, own);
  const { sourceDestCheck: check } = box;
  if (check.kind === 'unknown' || check.value) {
    const site = {
      checkpoint: 'interface',
      at: box.address,
      component: box.address,
      origin: box.origin,
    } as const;
    const failure = 'ENI_SOURCE_DEST_CHECK_RESTRICTION';
    if (check.kind === 'known') {
      const text = `${box.owner}: its source/destination check drops packets that are for somebody else`;
      return journey.refuse(site, failure, text);
    }
    const { because } = check;
    const text = (): string =>
      `${box.owner}: cannot be told whether its source/destination check drops packets for others, because ${explain(because)}`;
    journey.doubt(site, failure, because, text);
    return undefined;
  }
  journey.groups('inbound', box);
  // Behind it, rules that name groups no longer know who sent what (S30).
  journey.crosses({ inbound: 'no', outbound: 'no' });
  return journey.open(box, box.owner, unknown(box.owner, 'forwards as its own system is configured'));
}
