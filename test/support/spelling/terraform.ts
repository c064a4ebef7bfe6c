/** Spells a network in Terraform: inline or as rules of their own, one block each or by `count` and `for_each`. */
import fc from 'fast-check';
import { list, object, printAll, quote, withoutUndefined, type Arguments, type Block } from './hcl.ts';
import { defaults, type Entry, type Group, type Neutral, type Route, type Rule } from './neutral.ts';

export interface TerraformStyle {
  /** How resources of one type without blocks are repeated. */
  readonly repeat: 'plain' | 'count' | 'for_each';
  readonly entries: 'blocks' | 'attribute' | 'rules';
  readonly aclSubnets: 'subnet_ids' | 'associations';
  readonly rules: 'blocks' | 'legacy' | 'single';
  readonly routes: 'blocks' | 'resources';
  readonly elasticIps: 'inline' | 'associations';
  readonly gateways: 'inline' | 'attachments';
  readonly protocols: 'names' | 'numbers';
}

export const terraformStyle: fc.Arbitrary<TerraformStyle> = fc.record({
  repeat: fc.constantFrom('plain' as const, 'count' as const, 'for_each' as const),
  entries: fc.constantFrom('blocks' as const, 'attribute' as const, 'rules' as const),
  aclSubnets: fc.constantFrom('subnet_ids' as const, 'associations' as const),
  rules: fc.constantFrom('blocks' as const, 'legacy' as const, 'single' as const),
  routes: fc.constantFrom('blocks' as const, 'resources' as const),
  elasticIps: fc.constantFrom('inline' as const, 'associations' as const),
  gateways: fc.constantFrom('inline' as const, 'attachments' as const),
  protocols: fc.constantFrom('names' as const, 'numbers' as const),
});

export interface Spelled {
  readonly text: string;
  /** Neutral names by address. */
  readonly names: ReadonlyMap<string, string>;
}

export function spellTerraform(network: Neutral, style: TerraformStyle): Spelled {
  return new Spelling(network, style).spell();
}

const types = {
  vpc: 'aws_vpc',
  subnet: 'aws_subnet',
  acl: 'aws_network_acl',
  group: 'aws_security_group',
  list: 'aws_ec2_managed_prefix_list',
  table: 'aws_route_table',
  igw: 'aws_internet_gateway',
  eigw: 'aws_egress_only_internet_gateway',
  nat: 'aws_nat_gateway',
  peering: 'aws_vpc_peering_connection',
  instance: 'aws_instance',
  eip: 'aws_eip',
} as const;

class Spelling {
  readonly #network: Neutral;
  readonly #style: TerraformStyle;
  readonly #blocks: Block[] = [];
  /** How many of each type there are so far, for `count`. */
  readonly #indexes = new Map<string, number>();

  constructor(network: Neutral, style: TerraformStyle) {
    this.#network = network;
    this.#style = style;
    const { vpcs, subnets, networkAcls, groups, prefixLists, routeTables } = network;
    const gateways = vpcs.flatMap((vpc) => [vpc.internetGateway, vpc.egressOnlyGateway]);
    const named = [vpcs, subnets, networkAcls, groups, prefixLists, routeTables].flat();
    const others = [network.natGateways, network.peerings, network.instances].flat();
    for (const name of [...named, ...others]
      .map((one) => one.name)
      .concat(gateways.filter((one) => one !== undefined)))
      this.#number(name);
  }

  spell(): Spelled {
    const { vpcs, subnets, networkAcls, groups, prefixLists, routeTables } = this.#network;
    for (const vpc of vpcs) {
      this.#add('vpc', vpc.name, {
        cidr_block: quote(vpc.cidr),
        ipv6_cidr_block: quote(vpc.ipv6),
        ipv6_ipam_pool_id: vpc.ipv6 === undefined ? undefined : '"ipam-pool-0123456789abcdef0"',
      });
      const attached = this.#style.gateways === 'inline';
      if (vpc.internetGateway !== undefined) {
        this.#add('igw', vpc.internetGateway, { vpc_id: attached ? this.#id(vpc.name) : undefined });
        if (!attached)
          this.#plain('aws_internet_gateway_attachment', vpc.internetGateway, {
            vpc_id: this.#id(vpc.name),
            internet_gateway_id: this.#id(vpc.internetGateway),
          });
      }
      if (vpc.egressOnlyGateway !== undefined)
        this.#add('eigw', vpc.egressOnlyGateway, { vpc_id: this.#id(vpc.name) });
    }
    for (const subnet of subnets) {
      this.#add('subnet', subnet.name, {
        vpc_id: this.#id(subnet.vpc),
        cidr_block: quote(subnet.cidr),
        ipv6_cidr_block: quote(subnet.ipv6),
      });
      if (subnet.routeTable !== undefined)
        this.#plain('aws_route_table_association', subnet.name, {
          subnet_id: this.#id(subnet.name),
          route_table_id: this.#id(subnet.routeTable),
        });
    }
    for (const acl of networkAcls) this.#addAcl(acl.name, acl.vpc, acl.entries);
    for (const list of prefixLists)
      this.#blocks.push({
        type: types.list,
        name: list.name,
        arguments: { name: quote(list.name), address_family: '"IPv4"', max_entries: '10' },
        blocks: list.entries.map((cidr) => ['entry', { cidr: quote(cidr) }] as const),
      });
    for (const group of groups) this.#addGroup(group);
    for (const table of routeTables) this.#addTable(table.name, table.vpc, table.routes);
    this.#addHosts();
    return { text: printAll(this.#blocks, this.#style.repeat, isRepeatable), names: this.#names() };
  }

  #addAcl(name: string, vpc: string, entries: readonly Entry[]): void {
    const { aclSubnets, entries: written } = this.#style;
    const served = this.#network.subnets.filter(({ networkAcl }) => networkAcl === name);
    const inline = entries.map(
      (entry) => [entry.egress ? 'egress' : 'ingress', this.#entry(entry, 'rule_no', 'action')] as const,
    );
    const lists = (['ingress', 'egress'] as const).map((direction) => {
      const items = inline
        .filter(([own]) => own === direction)
        .map(([, contents]) => object({ ...blankEntry, ...withoutUndefined(contents) }));
      return [direction, written === 'attribute' ? `[${items.join(', ')}]` : undefined] as const;
    });
    this.#blocks.push({
      type: types.acl,
      name,
      arguments: {
        vpc_id: this.#id(vpc),
        subnet_ids:
          aclSubnets === 'subnet_ids' ? list(served.map((subnet) => this.#id(subnet.name))) : undefined,
        ...Object.fromEntries(lists),
      },
      blocks: written === 'blocks' ? inline : [],
    });
    if (aclSubnets === 'associations')
      for (const subnet of served)
        this.#plain('aws_network_acl_association', subnet.name, {
          network_acl_id: this.#id(name),
          subnet_id: this.#id(subnet.name),
        });
    if (written !== 'rules') return;
    for (const [index, entry] of entries.entries())
      this.#plain('aws_network_acl_rule', `${name}_${index}`, {
        network_acl_id: this.#id(name),
        egress: entry.egress ? 'true' : undefined,
        ...this.#entry(entry, 'rule_number', 'rule_action'),
      });
  }

  #entry(entry: Entry, number: string, action: string): Arguments {
    const { protocol, ports, icmp } = entry;
    const hasPorts = protocol === 6 || protocol === 17;
    const hasTypes = protocol === 1 || protocol === 58;
    const isIpv6 = entry.cidr.includes(':');
    return {
      [number]: String(entry.number),
      [action]: quote(entry.action),
      protocol: quote(
        this.#protocol(protocol, { '-1': 'all', '6': 'tcp', '17': 'udp', '1': 'icmp', '58': 'ipv6-icmp' }),
      ),
      from_port: String(hasPorts ? ports[0] : 0),
      to_port: String(hasPorts ? ports[1] : 0),
      icmp_type: hasTypes ? String(icmp[0]) : undefined,
      icmp_code: hasTypes ? String(icmp[1]) : undefined,
      [isIpv6 ? 'ipv6_cidr_block' : 'cidr_block']: quote(entry.cidr),
    };
  }

  /** Inline rules cannot refer to groups in a circle, so groups that name others have rules of their own. */
  #addGroup({ name, vpc, rules }: Group): void {
    const inline =
      this.#style.rules === 'blocks' && rules.every(({ peer }) => !('group' in peer) || peer.group === name);
    this.#blocks.push({
      type: types.group,
      name,
      arguments: { vpc_id: this.#id(vpc) },
      blocks: inline
        ? rules.map((rule) => [rule.egress ? 'egress' : 'ingress', this.#rule(rule, name)] as const)
        : [],
    });
    if (inline) return;
    for (const [index, rule] of rules.entries()) {
      const own = `${name}_${index}`;
      if (this.#style.rules === 'single')
        this.#plain(
          `aws_vpc_security_group_${rule.egress ? 'egress' : 'ingress'}_rule`,
          own,
          this.#singleRule(rule, name),
        );
      else
        this.#plain('aws_security_group_rule', own, {
          type: rule.egress ? '"egress"' : '"ingress"',
          security_group_id: this.#id(name),
          ...this.#rule(rule, name),
        });
    }
  }

  #rule(rule: Rule, group: string): Arguments {
    const { peer } = rule;
    const [from, to] = rangeOf(rule);
    const common = {
      protocol: quote(this.#protocol(rule.protocol, groupProtocols)),
      from_port: String(from),
      to_port: String(to),
    };
    if ('cidr' in peer)
      return {
        ...common,
        [peer.cidr.includes(':') ? 'ipv6_cidr_blocks' : 'cidr_blocks']: list([quote(peer.cidr)]),
      };
    if ('list' in peer) return { ...common, prefix_list_ids: list([this.#id(peer.list)]) };
    if (peer.group === group) return { ...common, self: 'true' };
    return { ...common, source_security_group_id: this.#id(peer.group) };
  }

  #singleRule(rule: Rule, group: string): Arguments {
    const { peer, protocol } = rule;
    const hasNumbers = [6, 17, 1, 58].includes(protocol);
    const [from, to] = rangeOf(rule);
    const common = {
      security_group_id: this.#id(group),
      ip_protocol: quote(this.#protocol(protocol, groupProtocols)),
      from_port: hasNumbers ? String(from) : undefined,
      to_port: hasNumbers ? String(to) : undefined,
    };
    if ('cidr' in peer)
      return { ...common, [peer.cidr.includes(':') ? 'cidr_ipv6' : 'cidr_ipv4']: quote(peer.cidr) };
    if ('list' in peer) return { ...common, prefix_list_id: this.#id(peer.list) };
    return { ...common, referenced_security_group_id: this.#id(peer.group) };
  }

  #protocol(number: number, names: Readonly<Record<string, string>>): string {
    return this.#style.protocols === 'names' ? (names[number] ?? String(number)) : String(number);
  }

  #addTable(name: string, vpc: string, routes: readonly Route[]): void {
    const inline = this.#style.routes === 'blocks';
    this.#blocks.push({
      type: types.table,
      name,
      arguments: { vpc_id: this.#id(vpc) },
      blocks: inline ? routes.map((route) => ['route', this.#route(route, '')] as const) : [],
    });
    if (inline) return;
    for (const [index, route] of routes.entries())
      this.#plain('aws_route', `${name}_${index}`, {
        route_table_id: this.#id(name),
        ...this.#route(route, 'destination_'),
      });
  }

  #route({ cidr, target }: Route, prefix: string): Arguments {
    const names = {
      'internet-gateway': 'gateway_id',
      'egress-only': 'egress_only_gateway_id',
      'nat': 'nat_gateway_id',
      'peering': 'vpc_peering_connection_id',
    };
    return {
      [`${prefix}${cidr.includes(':') ? 'ipv6_cidr_block' : 'cidr_block'}`]: quote(cidr),
      [names[target.kind]]: this.#id(target.name),
    };
  }

  #addHosts(): void {
    const { natGateways, peerings, instances } = this.#network;
    for (const nat of natGateways) {
      this.#plain(types.eip, nat.name, { address: quote(nat.publicIp) });
      this.#add('nat', nat.name, {
        subnet_id: this.#id(nat.subnet),
        private_ip: quote(nat.ip),
        allocation_id: `${types.eip}.${nat.name}.id`,
      });
    }
    for (const peering of peerings)
      this.#add('peering', peering.name, {
        vpc_id: this.#id(peering.requester),
        peer_vpc_id: this.#id(peering.accepter),
        auto_accept: 'true',
      });
    for (const instance of instances) {
      this.#add('instance', instance.name, {
        ami: '"ami-0123456789abcdef0"',
        instance_type: '"t3.micro"',
        subnet_id: this.#id(instance.subnet),
        private_ip: quote(instance.ip),
        ipv6_addresses: instance.ipv6 === undefined ? undefined : list([quote(instance.ipv6)]),
        vpc_security_group_ids: list(instance.groups.map((group) => this.#id(group))),
        source_dest_check: instance.sourceDestCheck ? undefined : 'false',
      });
      if (instance.publicIp === undefined) continue;
      const inline = this.#style.elasticIps === 'inline';
      this.#plain(types.eip, instance.name, {
        address: quote(instance.publicIp),
        instance: inline ? this.#id(instance.name) : undefined,
      });
      if (!inline)
        this.#plain('aws_eip_association', instance.name, {
          allocation_id: `${types.eip}.${instance.name}.id`,
          instance_id: this.#id(instance.name),
        });
    }
  }

  /** A resource that may be repeated. */
  #add(kind: keyof typeof types, name: string, contents: Arguments): void {
    this.#blocks.push({ type: types[kind], name, arguments: contents });
  }

  #plain(type: string, name: string, contents: Arguments): void {
    this.#blocks.push({ type, name, arguments: contents });
  }

  #number(name: string): void {
    const type = types[kindOf(name)];
    this.#indexes.set(
      name,
      [...this.#indexes.keys()].filter((other) => types[kindOf(other)] === type).length,
    );
  }

  /** The address of a component: blocks with blocks in them stand alone. */
  #address(name: string): string {
    const kind = kindOf(name);
    const type = types[kind];
    if (this.#style.repeat === 'plain' || !isRepeatable(type)) return `${type}.${name}`;
    return this.#style.repeat === 'count'
      ? `${type}.all[${this.#indexes.get(name) ?? 0}]`
      : `${type}.all["${name}"]`;
  }

  #id(name: string): string {
    return `${this.#address(name)}.id`;
  }

  #names(): ReadonlyMap<string, string> {
    const names = new Map([...this.#indexes.keys()].map((name) => [this.#address(name), name]));
    for (const { name } of this.#network.vpcs) {
      const vpc = this.#address(name);
      names.set(`${vpc}.default_network_acl_id`, defaults.networkAcl(name));
      names.set(`${vpc}.default_security_group_id`, defaults.group(name));
      names.set(`${vpc}.default_route_table_id`, defaults.routeTable(name));
    }
    return names;
  }
}

/** An object that stands for a block needs all its arguments. */
const blankEntry = { cidr_block: 'null', ipv6_cidr_block: 'null', icmp_type: 'null', icmp_code: 'null' };

const groupProtocols = { '-1': '-1', '6': 'tcp', '17': 'udp', '1': 'icmp', '58': 'icmpv6' };

function rangeOf({ protocol, ports, icmp }: Rule): readonly [number, number] {
  if (protocol === 6 || protocol === 17) return ports;
  return protocol === 1 || protocol === 58 ? icmp : [0, 0];
}

function kindOf(name: string): keyof typeof types {
  return name.replace(/\d+$/, '') as keyof typeof types;
}

/** Those with blocks inside stand alone, and so do Elastic IPs, of which one may belong to one that stands alone. */
function isRepeatable(type: string): boolean {
  return ![types.acl, types.group, types.list, types.table, types.eip].some((other) => other === type);
}
