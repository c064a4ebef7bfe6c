import assert from 'node:assert/strict';
import type { Resource } from '../../../src/core/value/resource.ts';
import { cloudformation, elb, nodes, terraform } from './balancerLines.ts';
import { lower, ref, resource, show, told, unset, why, type Fields, type Plain } from './build.ts';

/** A load balancer of each language with the same properties. */
const spellings: readonly {
  readonly language: string;
  readonly base: readonly Resource[];
  readonly balancer: (properties: Fields) => Resource;
  readonly name: string;
  readonly names: (terraform: string, cloudformation: string) => string;
}[] = [
  {
    language: 'Terraform',
    base: terraform,
    balancer: (properties) => resource('aws_lb.web', properties),
    name: 'aws_lb.web',
    names: (one) => one,
  },
  {
    language: 'Terraform by its other name',
    base: terraform,
    balancer: (properties) => resource('aws_alb.web', properties),
    name: 'aws_alb.web',
    names: (one) => one,
  },
  {
    language: 'CloudFormation',
    base: cloudformation,
    balancer: (properties) => elb('Lb', 'LoadBalancer', properties),
    name: 'Lb',
    names: (_, other) => other,
  },
];

describe('load balancers', () => {
  for (const { language, base, balancer, name, names } of spellings) {
    const [a, b] = [names('aws_subnet.a', 'A'), names('aws_subnet.b', 'B')];
    const group = names('aws_vpc.main.default_security_group_id', 'Vpc.DefaultSecurityGroup');
    const lb = (properties: Readonly<Record<string, readonly [string, string, Plain]>>) =>
      lower(
        ...base,
        balancer(
          Object.fromEntries(
            Object.values(properties).map(([one, other, value]) => [names(one, other), value]),
          ),
        ),
      );
    const subnets = { subnets: ['subnets', 'Subnets', [ref(a), ref(b)]] } as const;
    const internal = { scheme: ['internal', 'Scheme', names('true', 'internal')] } as const;
    const type = (value: Plain) => ({ type: ['load_balancer_type', 'Type', value] as const });

    it(`S38: are an interface in each subnet, in the default group where they name none: ${language}`, () => {
      const network = lb(subnets);
      assert.deepEqual(nodes(network), [
        `${name}[${a}] in ${a}, ${group}: ?, public ?`,
        `${name}[${b}] in ${b}, ${group}: ?, public ?`,
      ]);
      const [one] = network.loadBalancers;
      assert.deepEqual(
        [told(one!.type), told(one!.scheme), one!.nodes],
        ['application', 'internet-facing', [`${name}[${a}]`, `${name}[${b}]`]],
      );
      assert.ok(network.interfaces.filter(({ owner }) => owner === name).length === 2);
    });

    it(`have no public addresses where they are internal: ${language}`, () => {
      const network = lb({ ...subnets, ...internal });
      assert.deepEqual(
        nodes(network).map((line) => line.split(': ')[1]),
        ['?, public ', '?, public '],
      );
      assert.equal(told(network.loadBalancers[0]!.scheme), 'internal');
    });

    it(`S39: filter nothing where they are network ones without groups: ${language}`, () => {
      assert.match(nodes(lb({ ...subnets, ...type('network') }))[0]!, /, unfiltered: /);
      const groups = { groups: ['security_groups', 'SecurityGroups', ['sg-1']] as const };
      assert.match(nodes(lb({ ...subnets, ...groups, ...type('network') }))[0]!, /, sg-1: /);
      assert.match(nodes(lb({ ...subnets, ...type('gateway') }))[0]!, /, unfiltered: /);
    });

    it(`of an unknown type are nodes with unknown groups: ${language}`, () => {
      const network = lb({ ...subnets, ...type(unset()) });
      assert.match(nodes(network)[0]!, /, \(var.x has no default\): /);
      assert.deepEqual(
        network.loadBalancers.map(({ address, type: own, nodes: at }) => [address, told(own), at.length]),
        [[name, '(var.x has no default)', 2]],
      );
      assert.ok(network.unresolved.some(({ what }) => what === 'var.x'));
    });

    it(`have the addresses their subnets are mapped to: ${language}`, () => {
      const mapping = [
        {
          [names('subnet_id', 'SubnetId')]: ref(a),
          [names('allocation_id', 'AllocationId')]: 'eipalloc-1',
          [names('private_ipv4_address', 'PrivateIPv4Address')]: '10.0.0.20',
        },
      ];
      const network = lb({ mapping: ['subnet_mapping', 'SubnetMappings', mapping], ...type('network') });
      assert.deepEqual(nodes(network), [`${name}[${a}] in ${a}, unfiltered: 10.0.0.20, public ?`]);
      const { publicIps: ips } = network.interfaces.at(-1)!;
      assert.ok(ips.kind === 'known');
      assert.equal(why(ips.value[0]!.address), 'eipalloc-1 is an Elastic IP outside the code');
    });

    it(`are in a subnet that is not known where the list is not: ${language}`, () => {
      const network = lb({ subnets: ['subnets', 'Subnets', unset('var.subnets')] });
      assert.match(nodes(network)[0]!, new RegExp(`^${name} in \\(var.subnets has no default\\)`));
    });

    it(`have IPv6 addresses where they are dual-stack: ${language}`, () => {
      const ipv6 = (value: Plain) =>
        lb({ ...subnets, stack: ['ip_address_type', 'IpAddressType', value] }).interfaces.at(-1)!.ipv6;
      assert.equal(
        show(ipv6('dualstack'), (list) => String(list.length)),
        '1',
      );
      assert.equal(
        show(ipv6('ipv4'), (list) => String(list.length)),
        '0',
      );
      assert.equal(ipv6(unset()).kind, 'unknown');
    });
  }

  it('have the scheme they are given, if it is one', () => {
    const scheme = (properties: Fields) =>
      told(lower(...cloudformation, elb('Lb', 'LoadBalancer', properties)).loadBalancers[0]!.scheme);
    assert.equal(
      scheme({ Scheme: 'public' }),
      '(Lb Scheme "public" is neither internal nor internet-facing)',
    );
    assert.equal(scheme({ Scheme: unset() }), '(var.x has no default)');
  });
});
