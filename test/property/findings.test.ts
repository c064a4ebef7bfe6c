/** What holds for findings on any network: no false alarm, no miss, no hang on the order of the code, no exception. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findAll } from '../../src/core/findings/findings.ts';
import type { Finding } from '../../src/core/findings/finding.ts';
import type { RuleId } from '../../src/core/text/ruleIds.ts';
import { lowerConfiguration } from '../../src/core/lower/lower.ts';
import { Topology } from '../../src/core/reach/topology.ts';
import { evaluateModule } from '../../src/core/terraform/module.ts';
import { parseTerraformFile } from '../../src/core/terraform/terraformFile.ts';
import type { Configuration } from '../../src/core/value/resource.ts';
import { Workspace } from '../../src/core/workspace.ts';
import { someCloud, someNetwork } from '../support/arbitraryNetworks.ts';
import { network } from '../support/networks.ts';
import { plants } from '../support/plants.ts';
import { withoutMarks } from '../support/rules.ts';
import { cloudFormationStyle, spellCloudFormation } from '../support/spelling/cloudformation.ts';
import { someNeutral, type Neutral, type Rule } from '../support/spelling/neutral.ts';
import { spellTerraform, terraformStyle } from '../support/spelling/terraform.ts';

function evaluate(text: string): Configuration {
  return evaluateModule('code', [parseTerraformFile('code/main.tf', text)]);
}

function judge(configuration: Configuration): readonly Finding[] {
  return findAll(configuration, new Topology(lowerConfiguration(configuration)));
}

const all = { protocol: -1, ports: [0, 65535], icmp: [-1, -1] } as const;

/** The same places and hosts with filters and routes that stop nothing. */
function opened(from: Neutral): Neutral {
  const vpcs = from.vpcs.map((vpc, i) => ({ ...vpc, internetGateway: vpc.internetGateway ?? `igw${i}` }));
  const gatewayOf = (name: string): string => vpcs.find((vpc) => vpc.name === name)?.internetGateway ?? '';
  const families = (vpc: string): readonly string[] =>
    vpcs.find(({ name }) => name === vpc)?.ipv6 === undefined ? ['0.0.0.0/0'] : ['0.0.0.0/0', '::/0'];
  const tables = from.vpcs.map(({ name: vpc }, i) => ({
    name: `table${i}`,
    vpc,
    routes: families(vpc).map((cidr) => ({
      cidr,
      target: { kind: 'internet-gateway' as const, name: gatewayOf(vpc) },
    })),
  }));
  // Code that serves nobody is another fault.
  const usedAcls = new Set(from.subnets.map(({ networkAcl }) => networkAcl));
  const usedGroups = new Set(from.instances.flatMap(({ groups }) => groups));
  return {
    ...from,
    vpcs,
    peerings: [],
    natGateways: [],
    prefixLists: [],
    routeTables: tables,
    subnets: from.subnets.map((subnet) => ({
      ...subnet,
      routeTable: tables.find(({ vpc }) => vpc === subnet.vpc)?.name,
    })),
    networkAcls: from.networkAcls
      .filter(({ name }) => usedAcls.has(name))
      .map((acl) => ({
        ...acl,
        entries: [false, true].flatMap((out) =>
          families(acl.vpc).map((cidr, i) => ({
            ...all,
            number: 100 + i,
            egress: out,
            action: 'allow' as const,
            cidr,
          })),
        ),
      })),
    groups: from.groups
      .filter(({ name }) => usedGroups.has(name))
      .map((group) => ({
        ...group,
        rules: [false, true].flatMap((out): readonly Rule[] =>
          families(group.vpc).map((cidr) => ({ ...all, egress: out, peer: { cidr } })),
        ),
      })),
  };
}

/** What an open network does let happen. */
const exposures: ReadonlySet<RuleId> = new Set(['sg-exposed', 'nacl-ephemeral-exposes']);

describe('findings', () => {
  it('tell of nothing but exposure where nothing is closed', () => {
    fc.assert(
      fc.property(someNeutral, terraformStyle, cloudFormationStyle, (drawn, style, inCloudFormation) => {
        const open = opened(drawn);
        const workspace = new Workspace();
        workspace.update('code/main.tf', spellTerraform(open, style).text);
        workspace.update('stack/template.yaml', spellCloudFormation(open, inCloudFormation).text);
        const found = workspace.analyses().flatMap(({ findings }) => findings);
        assert.deepEqual(
          found.filter(({ rule }) => !exposures.has(rule)).map(({ message }) => message),
          [],
        );
      }),
      { numRuns: 40 },
    );
  });

  for (const [id, plant] of Object.entries(plants)) {
    it(`tell of ${id} wherever it is planted`, () => {
      const { text, spans } = withoutMarks(plant);
      fc.assert(
        fc.property(someNeutral, terraformStyle, (drawn, style) => {
          const base = spellTerraform(drawn, style).text;
          const findings = judge(evaluate(`${base}\n${text}`)).filter(({ rule }) => rule === id);
          const places = findings.map(({ origin }) => origin.span.start - base.length - 1);
          if (spans.length === 0) assert.ok(places.some((place) => place >= 0));
          for (const { start } of spans) assert.ok(places.includes(start), `${id} is missed`);
        }),
        { numRuns: 8 },
      );
    });
  }

  it('tell of a stripped egress wherever it is planted', () => {
    fc.assert(
      fc.property(someNeutral, cloudFormationStyle, (drawn, style) => {
        const { text } = spellCloudFormation(drawn, { ...style, format: 'json' });
        const template = JSON.parse(text) as { Resources: Record<string, unknown> };
        template.Resources['PlantedVpc'] = {
          Type: 'AWS::EC2::VPC',
          Properties: { CidrBlock: '10.77.0.0/16' },
        };
        template.Resources['Planted'] = {
          Type: 'AWS::EC2::SecurityGroup',
          Properties: { GroupDescription: 'planted', VpcId: { Ref: 'PlantedVpc' } },
        };
        template.Resources['PlantedEgress'] = {
          Type: 'AWS::EC2::SecurityGroupEgress',
          Properties: {
            GroupId: { 'Fn::GetAtt': ['Planted', 'GroupId'] },
            IpProtocol: 'tcp',
            FromPort: 443,
            ToPort: 443,
            CidrIp: '10.77.0.0/16',
          },
        };
        const workspace = new Workspace();
        workspace.update('template.json', JSON.stringify(template));
        const found = workspace.analysisOf('template.json')?.findings ?? [];
        assert.ok(
          found.some(({ rule, resource }) => rule === 'sg-egress-stripped' && resource === 'PlantedEgress'),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('are the same in whichever order resources stand', () => {
    fc.assert(
      fc.property(someNeutral, terraformStyle, fc.infiniteStream(fc.nat()), (drawn, style, numbers) => {
        const configuration = evaluate(spellTerraform(drawn, style).text);
        const shuffled = configuration.resources
          .map((resource) => [numbers.next().value, resource] as const)
          .sort(([a], [b]) => a - b)
          .map(([, resource]) => resource);
        const told = judge(configuration).map(keyOf).sort();
        assert.deepEqual(
          judge({ ...configuration, resources: shuffled })
            .map(keyOf)
            .sort(),
          told,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('of networks with unknown parts have words and places', () => {
    fc.assert(
      fc.property(fc.oneof(someCloud, someNetwork.map(network)), (made) => {
        const configuration: Configuration = {
          root: '',
          language: 'terraform',
          files: [],
          resources: [],
          problems: [],
          unread: [],
          handedOut: new Set(),
        };
        for (const { message, origin } of findAll(configuration, new Topology(made))) {
          assert.match(message, /^\S.*\.$/s);
          assert.doesNotMatch(message, /undefined|\[object|NaN/);
          assert.ok(origin.span.start <= origin.span.end);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Of two rules that say the same the later one is told, so for those it counts that there is one. */
function keyOf({ rule, severity, origin }: Finding): string {
  return rule === 'sg-duplicate-rule' ? rule : `${rule} ${severity} ${origin.span.start}`;
}
