/** States of the panel, made by the real engine from small networks. */
import type { Network, NetworkInterface } from '../../src/core/aws/network.ts';
import { mapPorts } from '../../src/core/diagram/mapPorts.ts';
import { Register } from '../../src/core/diagram/register.ts';
import { drawDiagram } from '../../src/core/diagram/diagram.ts';
import { wholeView, type View } from '../../src/core/diagram/view.ts';
import type { PortScanType } from '../../src/core/probe/scanResult.ts';
import { tcp } from '../../src/core/net/protocol.ts';
import { Topology } from '../../src/core/reach/topology.ts';
import { known, unknown } from '../../src/core/value/value.ts';
import type { PanelDrawing, PanelScan } from '../../src/protocol.ts';
import { probe } from '../support/probes.ts';
import {
  cidr,
  entry,
  host,
  network,
  type EntryText,
  type HostText,
  type NetworkText,
} from '../support/networks.ts';

const names: Readonly<Record<string, string>> = {
  vpc: 'aws_vpc.main',
  subnet: 'aws_subnet.public',
  acl: 'aws_network_acl.public',
  sg: 'aws_security_group.web',
  igw: 'aws_internet_gateway.main',
  routes: 'aws_route_table.public',
  web: 'aws_instance.web',
};

/** Puts the names of real Terraform in the place of the helper's short ones. */
function named<T>(value: T): T {
  if (typeof value === 'string') return (names[value] ?? value) as T;
  if (Array.isArray(value)) return value.map(named) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, named(each as unknown)])) as T;
}

export function terraform(text: NetworkText = {}): Network {
  return named(network(text));
}

export const ephemeral: readonly EntryText[] = [{ protocol: tcp, ports: '1024-65535' }];

const scanText = `Starting Nmap 7.93 ( https://nmap.org ) at 2026-01-01 00:00 UTC
Nmap scan report for aws_instance.web (10.0.12.197)
Host is up.
Not shown: 846 unfiltered tcp ports (reset)
PORT    STATE    SERVICE
1/tcp   filtered tcpmux
22/tcp  filtered ssh

Nmap done: 1 IP address (1 host up) scanned in 4.52 seconds
`;

const scanned = new Topology(
  terraform({ inbound: ephemeral, outbound: [{ protocol: tcp, ports: '0-65535' }] }),
);

export const scan: PanelScan = {
  text: scanText,
  summary: 'ACK scan of aws_instance.web: 154 ports filtered, 846 unfiltered',
  rows: [
    {
      ports: '1-1023',
      state: 'filtered',
      reason: 'no-response',
      because: 'network ACL aws_network_acl.public: inbound rule * denies what no other rule matches',
      revealId: 'r0',
    },
    {
      ports: '1024-65535',
      state: 'unfiltered',
      reason: 'reset',
      because: 'network ACL aws_network_acl.public: inbound rule 100 allows tcp 1024-65535 from 0.0.0.0/0',
      revealId: 'r1',
    },
    { ports: '0', state: 'unknown', reason: '', because: 'var.admin_cidr has no default' },
  ],
  map: mapPorts(
    scanned,
    { type: 'ack', target: scanned.interface('aws_instance.web')!, from: { kind: 'internet' } },
    new Register('scan '),
  ),
};

/** The panel's state for a network with a probe from outside, or from `source`, to `target`. */
export function panel(
  of: Network,
  options: {
    target?: string;
    source?: string;
    type?: PortScanType;
    port?: number;
    scan?: PanelScan;
    stale?: boolean;
    view?: View;
  } = {},
): PanelDrawing {
  const topology = new Topology(of);
  const { target = '', source, port = 22 } = options;
  const view = options.view ?? wholeView;
  const { drawing } = drawDiagram(
    topology,
    target === '' ? { view } : { view, probe: probe(topology, target, port, source, options.type) },
  );
  const choices = of.interfaces.map(({ address }) => ({ id: address, label: address }));
  return {
    kind: 'drawing',
    title: 'examples/stateless-vs-stateful/terraform/nacl-ephemeral',
    drawing,
    view,
    probe: {
      targets: choices,
      target,
      sources: [{ id: 'internet', label: 'the internet' }, ...choices],
      source: source ?? 'internet',
      types: [
        { id: 'ack', label: 'ACK scan' },
        { id: 'udp', label: 'UDP scan' },
      ],
      type: options.type ?? 'ack',
      port,
    },
    scan: options.scan,
    stale: options.stale ?? false,
  };
}

/** One instance behind a NACL that lets ephemeral ports in: an ACK to port 22 dies at the NACL. */
export function droppedAtAcl(options: Parameters<typeof panel>[1] = {}): PanelDrawing {
  return panel(terraform({ inbound: ephemeral, outbound: [{ protocol: tcp, ports: '0-65535' }] }), {
    target: 'aws_instance.web',
    ...options,
  });
}

/** Several subnets and VPCs, things outside the code, groups in company, long names. */
export function everything(): Network {
  const base = terraform({
    subnets: { 'aws_subnet.private': '10.0.20.0/24', 'aws_subnet.empty': '10.0.30.0/24' },
    hosts: [],
  });
  const [acl] = base.networkAcls;
  const [sg] = base.securityGroups;
  const [routes] = base.routeTables;
  const make = (text: HostText, change: Partial<NetworkInterface> = {}): NetworkInterface => ({
    ...host(text),
    ...change,
  });
  const ssh = { ...sg!, address: 'aws_security_group.ssh' };
  const inboundSsh = { ...ssh, address: 'aws_security_group.db', rules: ssh.rules.slice(0, 1) };
  return {
    ...base,
    vpcs: [
      ...base.vpcs,
      { ...base.vpcs[0]!, address: 'module.legacy.aws_vpc.this', cidrs: [known(cidr('10.9.0.0/16'))] },
    ],
    subnets: [
      ...base.subnets.map((subnet) =>
        subnet.address === 'aws_subnet.private'
          ? {
              ...subnet,
              networkAcl: known('aws_network_acl.private'),
              routeTable: known('aws_route_table.private'),
            }
          : subnet,
      ),
      {
        ...base.subnets[0]!,
        address: 'module.legacy.aws_subnet.this["eu-central-1a"]',
        vpc: known('module.legacy.aws_vpc.this'),
        networkAcl: known('acl-0abc12def'),
        cidrs: [unknown('var.cidr', 'has no default')],
      },
    ],
    networkAcls: [
      acl!,
      {
        ...acl!,
        address: 'aws_network_acl.private',
        outbound: ephemeral.map(entry),
        inbound: [entry({ cidr: '10.0.0.0/16' })],
      },
    ],
    securityGroups: [sg!, ssh, inboundSsh],
    routeTables: [
      routes!,
      { ...routes!, address: 'aws_route_table.private', routes: routes!.routes.slice(0, 2) },
    ],
    interfaces: [
      make({
        name: 'aws_instance.web',
        subnet: 'aws_subnet.public',
        ip: '10.0.12.197',
        publicIp: '54.221.77.100',
        groups: ['aws_security_group.web', 'aws_security_group.ssh'],
      }),
      make({
        name: 'aws_instance.a_rather_long_name_for_an_instance_that_is_short[12]',
        subnet: 'aws_subnet.public',
        groups: ['aws_security_group.web', 'sg-0123456789abcdef0'],
      }),
      make(
        { name: 'aws_nat_gateway.main', subnet: 'aws_subnet.public', ip: '10.0.12.5', groups: [] },
        { kind: 'nat-gateway' },
      ),
      make({
        name: 'aws_instance.db',
        subnet: 'aws_subnet.private',
        ip: '10.0.20.10',
        groups: ['aws_security_group.db'],
      }),
      make({
        name: 'module.legacy.aws_instance.app',
        subnet: 'module.legacy.aws_subnet.this["eu-central-1a"]',
        ip: '10.9.0.4',
        groups: ['aws_security_group.web'],
      }),
      make({ name: 'aws_instance.lost' }, { subnet: unknown('var.subnet_id', 'has no default') }),
    ],
  };
}
