/** An instance on the internet and one behind a NAT gateway, for tests of what gets through on all ports. */
import type { Reach } from '../../../src/core/reach/reachability.ts';
import { unknown } from '../../../src/core/value/value.ts';
import { cloud, prober, type CloudText } from '../../support/cloud.ts';
import type { EntryText, GroupRuleText } from '../../support/networks.ts';

export const open = unknown('var.x', 'has no default');

export const edge = { cidr: '10.0.8.0/24', routes: { '0.0.0.0/0': 'igw' } };

export const nat = {
  name: 'nat',
  subnet: 'edge',
  ip: '10.0.8.9',
  publicIp: '54.0.0.9',
  kind: 'nat-gateway',
  groups: [],
} as const;

export interface World {
  readonly inbound?: readonly EntryText[];
  readonly outbound?: readonly EntryText[];
  readonly rules?: readonly GroupRuleText[];
  /** Of the subnet of the NAT gateway `app` leaves by. */
  readonly edgeIn?: readonly EntryText[];
}

export const both: readonly GroupRuleText[] = [{ direction: 'inbound' }, { direction: 'outbound' }];

export const everything: readonly EntryText[] = [{ number: 100 }];

/** `web` is on the internet, and `app` behind a NAT gateway; both have the rules and entries. */
export function worldOf(
  { inbound = everything, outbound = everything, rules = both, edgeIn = everything }: World,
  also: Partial<CloudText> = {},
) {
  return prober(
    cloud({
      subnets: {
        web: { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'igw' }, inbound, outbound },
        app: { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'nat:nat' }, inbound, outbound },
        // What comes from inside passes: the network ACL sees it too (SEMANTICS N28).
        edge: { ...edge, inbound: [{ number: 1, cidr: '10.0.2.0/24' }, ...edgeIn] },
      },
      hosts: [
        { name: 'web', subnet: 'web', ip: '10.0.1.10', publicIp: '54.0.0.1', groups: ['own'] },
        { name: 'app', subnet: 'app', ip: '10.0.2.10', groups: ['own'] },
        nat,
      ],
      groups: { own: { rules } },
      ...also,
    }),
  );
}

/** `ports / reply ports because`, what only may pass in brackets. */
export function text({ ports, replyPorts, certainty, because }: Reach): string {
  const bounds = ({ must, may }: Reach['ports']): string =>
    must.equals(may) ? must.toString() : `${must.toString()}[${may.toString()}]`;
  return [
    `${bounds(ports)} / ${bounds(replyPorts)}`,
    ...(certainty === 'assumed' ? [certainty] : []),
    ...because.map(({ what }) => what),
  ].join(' ');
}

export const stranger = '198.51.100.7';

export const tcp = (ports: string, more: EntryText = {}): EntryText => ({ protocol: 6, ports, ...more });
