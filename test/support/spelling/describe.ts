/** Spells a network as `aws ec2 describe-*` prints it: in a file for each command, in pages, or in one file. */
import fc from 'fast-check';
import { entryOf, ipv6Blocks, permissions, type Json } from './describeRules.ts';
import { defaults, type Entry, type Neutral, type Rule, type RouteTable, type Vpc } from './neutral.ts';

export interface DescribeStyle {
  /** `appended`: what `>>` leaves; `merged`: one object with all keys. */
  readonly files: 'by command' | 'pages' | 'appended' | 'merged';
  /** Which output has the interfaces. */
  readonly interfaces: 'interfaces' | 'instances' | 'both';
}

export const describeStyle: fc.Arbitrary<DescribeStyle> = fc.record({
  files: fc.constantFrom('by command' as const, 'pages' as const, 'appended' as const, 'merged' as const),
  interfaces: fc.constantFrom('interfaces' as const, 'instances' as const, 'both' as const),
});

export interface SpelledFolder {
  /** Texts by file name. */
  readonly files: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
}

const kinds = {
  vpc: 'vpc',
  subnet: 'subnet',
  acl: 'acl',
  group: 'sg',
  list: 'pl',
  table: 'rtb',
  igw: 'igw',
  eigw: 'eigw',
  nat: 'nat',
  peering: 'pcx',
  instance: 'i',
} as const;

export function spellDescribe(network: Neutral, style: DescribeStyle): SpelledFolder {
  return new Spelling(network, style).spell();
}

class Spelling {
  readonly #network: Neutral;
  readonly #style: DescribeStyle;
  /** By id. */
  readonly #names = new Map<string, string>();
  #associations = 0;

  constructor(network: Neutral, style: DescribeStyle) {
    this.#network = network;
    this.#style = style;
  }

  spell(): SpelledFolder {
    const { interfaces } = this.#style;
    const lists: Record<string, readonly Json[]> = {
      Vpcs: this.#network.vpcs.map((vpc) => this.#vpc(vpc)),
      Subnets: this.#subnets(),
      NetworkAcls: this.#networkAcls(),
      SecurityGroups: this.#groups(),
      PrefixLists: this.#network.prefixLists.map(({ name }) => ({
        PrefixListId: this.#id(name),
        AddressFamily: 'IPv4',
        PrefixListName: name,
        State: 'create-complete',
        OwnerId: '123456789012',
      })),
      RouteTables: this.#tables(),
      InternetGateways: this.#gateways('internetGateway', 'InternetGatewayId', 'available'),
      EgressOnlyInternetGateways: this.#gateways(
        'egressOnlyGateway',
        'EgressOnlyInternetGatewayId',
        'attached',
      ),
      NatGateways: this.#natGateways(),
      VpcPeeringConnections: this.#network.peerings.map(({ name, requester, accepter }) => ({
        VpcPeeringConnectionId: this.#id(name),
        RequesterVpcInfo: { VpcId: this.#id(requester), Region: 'eu-west-1' },
        AccepterVpcInfo: { VpcId: this.#id(accepter), Region: 'eu-west-1' },
        Status: { Code: 'active', Message: 'Active' },
      })),
      Reservations: interfaces === 'interfaces' ? [] : this.#reservations(),
      NetworkInterfaces: interfaces === 'instances' ? [] : this.#interfaces(),
    };
    const unused =
      interfaces === 'interfaces' ? 'Reservations' : interfaces === 'instances' ? 'NetworkInterfaces' : '';
    const listed = Object.entries(lists).filter(([key]) => key !== unused);
    return { files: new Map([...this.#files(listed), ...this.#listEntries()]), names: this.#names };
  }

  #files(listed: readonly (readonly [string, readonly Json[]])[]): readonly (readonly [string, string])[] {
    const print = (value: Json): string => `${JSON.stringify(value, undefined, 4)}\n`;
    switch (this.#style.files) {
      case 'by command':
        return listed.map(([key, items]) => [`${key}.json`, print({ [key]: items })] as const);
      case 'appended':
        return [['all.json', listed.map(([key, items]) => print({ [key]: items })).join('')]];
      case 'merged':
        return [['all.json', print(Object.fromEntries(listed))]];
      case 'pages':
        return listed.flatMap(([key, [first, ...rest]]) =>
          first === undefined || rest.length === 0
            ? [[`${key}.json`, print({ [key]: first === undefined ? [] : [first] })] as const]
            : [
                [`${key}-1.json`, print({ [key]: [first], NextToken: 'eyJ2IjoiMiJ9' })] as const,
                [`${key}-2.json`, print({ [key]: rest })] as const,
              ],
        );
    }
  }

  #listEntries(): readonly (readonly [string, string])[] {
    return this.#network.prefixLists.map(({ name, entries }) => [
      `entries-${this.#id(name)}.json`,
      JSON.stringify({ Entries: entries.map((cidr) => ({ Cidr: cidr })) }),
    ]);
  }

  #vpc({ name, cidr, ipv6 }: Vpc): Json {
    return {
      VpcId: this.#id(name),
      CidrBlock: cidr,
      CidrBlockAssociationSet: [
        { AssociationId: this.#association(), CidrBlock: cidr, CidrBlockState: { State: 'associated' } },
        {
          AssociationId: this.#association(),
          CidrBlock: '10.99.0.0/16',
          CidrBlockState: { State: 'disassociated' },
        },
      ],
      Ipv6CidrBlockAssociationSet: ipv6Blocks(ipv6),
      State: 'available',
      IsDefault: false,
      Tags: [{ Key: 'Name', Value: 'prod' }],
    };
  }

  #subnets(): readonly Json[] {
    return this.#network.subnets.map(({ name, vpc, cidr, ipv6 }) => ({
      SubnetId: this.#id(name),
      VpcId: this.#id(vpc),
      CidrBlock: cidr,
      Ipv6CidrBlockAssociationSet: ipv6Blocks(ipv6),
      MapPublicIpOnLaunch: true,
      AssignIpv6AddressOnCreation: true,
    }));
  }

  #networkAcls(): readonly Json[] {
    const { vpcs, subnets, networkAcls } = this.#network;
    const all = { protocol: -1, ports: [0, 65535], icmp: [-1, -1], action: 'allow' } as const;
    const own = networkAcls.map(({ name, vpc, entries }) => {
      const served = subnets.filter(({ networkAcl }) => networkAcl === name);
      return this.#networkAcl(
        name,
        vpc,
        false,
        entries,
        served.map((subnet) => subnet.name),
      );
    });
    const byDefault = vpcs.map(({ name: vpc, ipv6 }) => {
      const name = defaults.networkAcl(vpc);
      const entries = [false, true].flatMap((egress): readonly Entry[] => [
        { ...all, number: 100, egress, cidr: '0.0.0.0/0' },
        ...(ipv6 === undefined ? [] : [{ ...all, number: 101, egress, cidr: '::/0' }]),
      ]);
      const served = subnets.filter((subnet) => subnet.vpc === vpc && subnet.networkAcl === undefined);
      return this.#networkAcl(
        name,
        vpc,
        true,
        entries,
        served.map((subnet) => subnet.name),
      );
    });
    return [...byDefault, ...own];
  }

  /** With the entries that are called `*`. */
  #networkAcl(
    name: string,
    vpc: string,
    isDefault: boolean,
    entries: readonly Entry[],
    subnets: readonly string[],
  ): Json {
    const last = { RuleAction: 'deny', Protocol: '-1' };
    return {
      NetworkAclId: this.#id(name, 'acl'),
      VpcId: this.#id(vpc),
      IsDefault: isDefault,
      Associations: subnets.map((subnet) => ({
        NetworkAclAssociationId: this.#association(),
        NetworkAclId: this.#id(name, 'acl'),
        SubnetId: this.#id(subnet),
      })),
      Entries: [
        ...entries.map(entryOf),
        ...[false, true].flatMap((Egress) => [
          { ...last, Egress, RuleNumber: 32767, CidrBlock: '0.0.0.0/0' },
          { ...last, Egress, RuleNumber: 32768, Ipv6CidrBlock: '::/0' },
        ]),
      ],
    };
  }

  #groups(): readonly Json[] {
    const { vpcs, groups } = this.#network;
    const all = { protocol: -1, ports: [0, 65535], icmp: [-1, -1] } as const;
    const byDefault = vpcs.map(({ name: vpc, ipv6 }) => {
      const name = defaults.group(vpc);
      const families = ipv6 === undefined ? ['0.0.0.0/0'] : ['0.0.0.0/0', '::/0'];
      return {
        name,
        vpc,
        rules: [
          { ...all, egress: false, peer: { group: name } },
          ...families.map((cidr) => ({ ...all, egress: true, peer: { cidr } })),
        ],
      };
    });
    return [...byDefault, ...groups].map(({ name, vpc, rules }) => ({
      GroupId: this.#id(name, 'sg'),
      GroupName: name,
      VpcId: this.#id(vpc),
      IpPermissions: this.#permissionsOf(rules.filter(({ egress }) => !egress)),
      IpPermissionsEgress: this.#permissionsOf(rules.filter(({ egress }) => egress)),
    }));
  }

  #permissionsOf(rules: readonly Rule[]): readonly Json[] {
    return permissions(rules, (name) => this.#id(name, name.includes('default') ? 'sg' : undefined));
  }

  #tables(): readonly Json[] {
    const { vpcs, subnets, routeTables } = this.#network;
    const own = routeTables.map((table) => {
      const served = subnets.filter(({ routeTable }) => routeTable === table.name);
      return this.#table(
        table,
        served.map((subnet) => ({ SubnetId: this.#id(subnet.name), Main: false })),
      );
    });
    const main = vpcs.map(({ name: vpc }) =>
      this.#table({ name: defaults.routeTable(vpc), vpc, routes: [] }, [{ Main: true }]),
    );
    return [...own, ...main];
  }

  #table({ name, vpc, routes }: RouteTable, associations: readonly Readonly<Record<string, Json>>[]): Json {
    const { cidr, ipv6 } = this.#network.vpcs.find((one) => one.name === vpc)!;
    const targets = {
      'internet-gateway': 'GatewayId',
      'egress-only': 'EgressOnlyInternetGatewayId',
      'nat': 'NatGatewayId',
      'peering': 'VpcPeeringConnectionId',
    };
    const local = { GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' };
    return {
      RouteTableId: this.#id(name, 'rtb'),
      VpcId: this.#id(vpc),
      Associations: associations.map((association) => ({
        RouteTableAssociationId: this.#association(),
        RouteTableId: this.#id(name, 'rtb'),
        AssociationState: { State: 'associated' },
        ...association,
      })),
      PropagatingVgws: [],
      Routes: [
        ...routes.map((route) => ({
          [route.cidr.includes(':') ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock']: route.cidr,
          [targets[route.target.kind]]: this.#id(route.target.name),
          Origin: 'CreateRoute',
          State: 'active',
        })),
        { DestinationCidrBlock: cidr, ...local },
        ...(ipv6 === undefined ? [] : [{ DestinationIpv6CidrBlock: ipv6, ...local }]),
      ],
    };
  }

  #gateways(key: 'internetGateway' | 'egressOnlyGateway', id: string, state: string): readonly Json[] {
    return this.#network.vpcs.flatMap((vpc): readonly Json[] => {
      const gateway = vpc[key];
      if (gateway === undefined) return [];
      return [{ [id]: this.#id(gateway), Attachments: [{ State: state, VpcId: this.#id(vpc.name) }] }];
    });
  }

  #natGateways(): readonly Json[] {
    const gone = { NatGatewayId: 'nat-gone', State: 'deleted', NatGatewayAddresses: [] };
    const standing = this.#network.natGateways.map(({ name, subnet, ip, publicIp }) => ({
      NatGatewayId: this.#id(name),
      SubnetId: this.#id(subnet),
      State: 'available',
      ConnectivityType: 'public',
      NatGatewayAddresses: [
        { NetworkInterfaceId: `eni-${name}`, PrivateIp: ip, PublicIp: publicIp, IsPrimary: true },
      ],
    }));
    return [gone, ...standing];
  }

  #interfaces(): readonly Json[] {
    const { instances, natGateways } = this.#network;
    const ofNats = natGateways.map(({ name, subnet, ip, publicIp }) => ({
      NetworkInterfaceId: `eni-${name}`,
      SubnetId: this.#id(subnet),
      Groups: [],
      InterfaceType: 'nat_gateway',
      Description: `Interface for NAT Gateway ${this.#id(name)}`,
      RequesterManaged: true,
      SourceDestCheck: false,
      PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: ip, Association: { PublicIp: publicIp } }],
    }));
    const own = instances.map((instance) => ({
      ...this.#interface(instance),
      Attachment: { InstanceId: this.#id(instance.name), DeviceIndex: 0, Status: 'attached' },
    }));
    return [...ofNats, ...own];
  }

  #reservations(): readonly Json[] {
    return this.#network.instances.map((instance) => ({
      ReservationId: `r-${instance.name}`,
      Instances: [
        {
          InstanceId: this.#id(instance.name),
          State: { Code: 16, Name: 'running' },
          NetworkInterfaces: [
            { ...this.#interface(instance), Attachment: { DeviceIndex: 0, Status: 'attached' } },
          ],
          Tags: [{ Key: 'Name', Value: 'prod' }],
        },
      ],
    }));
  }

  #interface(instance: Neutral['instances'][number]): Readonly<Record<string, Json>> {
    const id = `eni-${instance.name}`;
    this.#names.set(id, instance.name);
    const association =
      instance.publicIp === undefined ? {} : { Association: { PublicIp: instance.publicIp } };
    return {
      NetworkInterfaceId: id,
      SubnetId: this.#id(instance.subnet),
      VpcId: this.#id(this.#network.subnets.find(({ name }) => name === instance.subnet)!.vpc),
      InterfaceType: 'interface',
      Groups: instance.groups.map((group) => ({ GroupId: this.#id(group), GroupName: group })),
      PrivateIpAddress: instance.ip,
      PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: instance.ip, ...association }],
      Ipv6Addresses: instance.ipv6 === undefined ? [] : [{ Ipv6Address: instance.ipv6 }],
      SourceDestCheck: instance.sourceDestCheck,
    };
  }

  /** The id of a component, such as AWS gives: the same for the same name. */
  #id(name: string, kind?: string): string {
    const prefix = kind ?? kinds[name.replace(/\d+$/, '') as keyof typeof kinds];
    const id = `${prefix}-${Buffer.from(name).toString('hex')}`;
    this.#names.set(id, name);
    return id;
  }

  #association(): string {
    return `assoc-${this.#associations++}`;
  }
}
