/** Drawings of any network there may be, for what must hold for all of them. */
import fc from 'fast-check';
import type { Network } from '../../../src/core/aws/network.ts';
import { drawDiagram } from '../../../src/core/diagram/diagram.ts';
import type { PortScanType } from '../../../src/core/probe/scanResult.ts';
import { someCloud } from '../../support/arbitraryNetworks.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { known, unknown, type Maybe } from '../../../src/core/value/value.ts';
import { cidr, host, ip, network } from '../../support/networks.ts';
import { probe } from '../../support/probes.ts';

/** A reference to one of `count` components, to one outside the code, or one that is not known. */
function reference(name: string, count: number): fc.Arbitrary<Maybe<string>> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.nat({ max: Math.max(0, count - 1) }).map((n) => known(`${name}${n}`)) },
    { weight: 1, arbitrary: fc.constant(known(`${name}-elsewhere`)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('var.a', 'var.b').map((what) => unknown(what, 'has no default')),
    },
  );
}

const base = network();

export const networks: fc.Arbitrary<Network> = fc
  .record({ vpcs: fc.nat({ max: 3 }), subnets: fc.nat({ max: 5 }), gateways: fc.nat({ max: 3 }) })
  .chain(({ vpcs, subnets, gateways }) =>
    fc.record({
      vpcs: fc.constant(Array.from({ length: vpcs }, (_, n) => ({ ...base.vpcs[0]!, address: `vpc${n}` }))),
      subnets: fc.array(
        fc.record({
          vpc: reference('vpc', vpcs),
          networkAcl: reference('acl', 1),
          routeTable: reference('routes', 1),
        }),
        { minLength: subnets, maxLength: subnets },
      ),
      gateways: fc.array(fc.option(reference('vpc', vpcs), { nil: undefined }), {
        minLength: gateways,
        maxLength: gateways,
      }),
      interfaces: fc.array(
        fc.record({
          subnet: reference('subnet', subnets),
          groups: fc.array(reference('sg', 2), { maxLength: 3 }),
          public: fc.boolean(),
        }),
        { maxLength: 12 },
      ),
    }),
  )
  .map(({ vpcs, subnets, gateways, interfaces }) => ({
    ...base,
    vpcs,
    subnets: subnets.map((subnet, n) => ({
      ...base.subnets[0]!,
      ...subnet,
      address: `subnet${n}`,
      cidrs: [known(cidr(`10.0.${n}.0/24`))],
    })),
    networkAcls: [{ ...base.networkAcls[0]!, address: 'acl0' }],
    securityGroups: [0, 1].map((n) => ({ ...base.securityGroups[0]!, address: `sg${n}` })),
    routeTables: [
      {
        ...base.routeTables[0]!,
        address: 'routes0',
        routes: base.routeTables[0]!.routes.map((route) =>
          route.target.kind === 'known' && route.target.value.kind === 'internet-gateway'
            ? { ...route, target: known({ kind: 'internet-gateway', gateway: 'igw0' } as const) }
            : route,
        ),
      },
    ],
    internetGateways: gateways.map((vpc, n) => ({ ...base.internetGateways[0]!, address: `igw${n}`, vpc })),
    interfaces: interfaces.map((one, n) => ({
      ...host({ name: `host${n}`, ...(one.public ? { publicIp: `54.0.0.${n}` } : {}) }),
      privateIps: [known(ip(`10.0.200.${n}`))],
      subnet: one.subnet,
      securityGroups: one.groups,
    })),
  }));

const types: readonly PortScanType[] = ['ack', 'syn', 'connect', 'udp', 'fin'];

/** Draws a network, with a probe between two of its interfaces, from outside, or without one. */
function drawn(
  of: Network,
  pick: { from: number | null; to: number; type: PortScanType; plain: boolean; outside?: string },
) {
  const topology = new Topology(of);
  const names = of.interfaces.filter((each) => each.kind !== 'nat-gateway').map((each) => each.address);
  const target = pick.outside ?? names[pick.to % names.length];
  const source = pick.from === null ? undefined : names[pick.from % names.length];
  const made =
    pick.plain || target === undefined || target === source
      ? drawDiagram(topology)
      : drawDiagram(topology, { probe: probe(topology, target, 22, source, pick.type) });
  return { of, ...made };
}

const picks = fc.record({
  from: fc.option(fc.nat()),
  to: fc.nat(),
  type: fc.constantFrom(...types),
  plain: fc.boolean(),
});

/** Plain networks, and clouds with gateways of every kind. */
export const probed = fc.tuple(networks, picks).map(([of, pick]) => drawn(of, pick));
const cloudy = fc.tuple(someCloud, picks).map(([of, pick]) => drawn(of, { ...pick, plain: false }));
/** To the internet, and to the addresses of the gateway endpoint. */
const outbound = fc
  .tuple(someCloud, picks, fc.constantFrom('203.0.113.9', '198.51.100.9'))
  .map(([of, pick, outside]) => drawn(of, { ...pick, from: pick.to, plain: false, outside }));

type Drawn = ReturnType<typeof drawn>;

export function everyDrawing(
  check: (made: Drawn) => void,
  of: fc.Arbitrary<Drawn> = fc.oneof(probed, cloudy, outbound),
): void {
  fc.assert(
    fc.property(of, (made) => {
      check(made);
    }),
    { numRuns: 60 },
  );
}
