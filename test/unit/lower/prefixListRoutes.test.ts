/** Routes of prefix lists beside others, from the text of both languages. */
import assert from 'node:assert/strict';
import type { Network } from '../../../src/core/aws/network.ts';
import { lookUpRoute } from '../../../src/core/aws/routeTable.ts';
import { parseAddress } from '../../../src/core/net/address.ts';
import { Workspace } from '../../../src/core/workspace.ts';

function networkOf(file: string, text: string): Network {
  const workspace = new Workspace();
  workspace.update(file, text);
  return workspace.analysisOf(file)!.topology.network;
}

const lists = (...blocks: readonly string[]): string =>
  blocks
    .map(
      (block, n) =>
        `resource "aws_ec2_managed_prefix_list" "l${n}" {\n  name = "l${n}"\n  address_family = "IPv4"\n  max_entries = 5\n  entry {\n    cidr = "${block}"\n  }\n}\n`,
    )
    .join('');
const byList = (n: number, target: string): string =>
  `route {\n    destination_prefix_list_id = aws_ec2_managed_prefix_list.l${n}.id\n    ${target}\n  }\n`;
const byBlock = (block: string, target: string): string =>
  `route {\n    cidr_block = "${block}"\n    ${target}\n  }\n`;
const one = 'transit_gateway_id = "tgw-1"';
const two = 'transit_gateway_id = "tgw-2"';

/** Where the table of a module sends 10.9.1.1. */
function leads(more: string, ...routes: readonly string[]): string {
  const { routeTables } = networkOf(
    'main.tf',
    `resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n${more}resource "aws_route_table" "t" {\n  vpc_id = aws_vpc.main.id\n  ${routes.join('  ')}}\n`,
  );
  const table = routeTables.find(({ address }) => address === 'aws_route_table.t')!;
  const found = lookUpRoute(table, parseAddress('10.9.1.1')!);
  if (found.kind !== 'route') return found.kind;
  const { target } = found.route;
  return target.kind === 'known' && target.value.kind === 'transit-gateway' ? target.value.gateway : '?';
}

describe('routes of prefix lists (R4)', () => {
  const cases: readonly (readonly [name: string, found: string, expected: string])[] = [
    ['alone', leads(lists('10.9.0.0/16'), byList(0, one)), 'tgw-1'],
    [
      'lose against the same written block',
      leads(lists('10.9.0.0/16'), byList(0, one), byBlock('10.9.0.0/16', two)),
      'tgw-2',
    ],
    [
      'lose against it whichever stands first',
      leads(lists('10.9.0.0/16'), byBlock('10.9.0.0/16', two), byList(0, one)),
      'tgw-2',
    ],
    [
      'win over a shorter written block',
      leads(lists('10.9.0.0/16'), byList(0, one), byBlock('10.0.0.0/8', two)),
      'tgw-1',
    ],
    [
      'lose against a longer one',
      leads(lists('10.9.0.0/16'), byList(0, one), byBlock('10.9.1.0/24', two)),
      'tgw-2',
    ],
    [
      'of two lists that lead elsewhere',
      leads(lists('10.9.0.0/16', '10.9.0.0/16'), byList(0, one), byList(1, two)),
      'unknown',
    ],
    [
      'of two that overlap and lead elsewhere',
      leads(lists('10.9.0.0/16', '10.9.1.0/24'), byList(0, one), byList(1, two)),
      'unknown',
    ],
    [
      'of two that lead to one place',
      leads(lists('10.9.0.0/16', '10.9.1.0/24'), byList(0, one), byList(1, one)),
      'tgw-1',
    ],
    [
      'of two beside the written block',
      leads(lists('10.9.0.0/16', '10.9.0.0/16'), byList(0, one), byList(1, two), byBlock('10.9.0.0/16', two)),
      'tgw-2',
    ],
    [
      'two written ones that lead elsewhere',
      leads('', byBlock('10.9.0.0/16', one), byBlock('10.9.0.0/16', two)),
      'unknown',
    ],
  ];
  for (const [name, found, expected] of cases)
    it(`${name}: ${expected}`, () => assert.equal(found, expected));

  it('say which list they are of, in both languages', () => {
    const ofLists = ({ routeTables }: Network) =>
      routeTables.flatMap(({ routes }) => routes.flatMap(({ prefixList }) => prefixList ?? []));
    const terraform = networkOf(
      'main.tf',
      `${lists('10.9.0.0/16')}resource "aws_route" "r" {\n  route_table_id = "rtb-1"\n  destination_prefix_list_id = aws_ec2_managed_prefix_list.l0.id\n  ${one}\n}\nresource "aws_route_table" "t" {\n  vpc_id = "vpc-1"\n  ${byList(0, one)}}\n`,
    );
    assert.deepEqual(ofLists(terraform), ['aws_ec2_managed_prefix_list.l0']);
    const cloudformation = networkOf(
      'stack.yaml',
      `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  List:
    Type: AWS::EC2::PrefixList
    Properties:
      PrefixListName: l
      AddressFamily: IPv4
      MaxEntries: 2
      Entries: [{ Cidr: 10.9.0.0/16 }, { Cidr: 10.8.0.0/16 }]
  Table:
    Type: AWS::EC2::RouteTable
    Properties: { VpcId: vpc-1 }
  Route:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Table
      DestinationPrefixListId: !Ref List
      TransitGatewayId: tgw-1
`,
    );
    assert.deepEqual(ofLists(cloudformation), ['List', 'List']);
  });
});
