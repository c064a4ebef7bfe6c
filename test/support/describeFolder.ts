/** Folders of describe output out of plain JavaScript values, as the AWS CLI prints them. */
import assert from 'node:assert/strict';
import type { Network } from '../../src/core/aws/network.ts';
import { parseDescribeFile } from '../../src/core/describe/describeFile.ts';
import { evaluateFolder } from '../../src/core/describe/folder.ts';
import { lowerConfiguration } from '../../src/core/lower/lower.ts';
import type { Configuration } from '../../src/core/value/resource.ts';

/** The output of each command, by the key its list stands under; what only a file's name tells apart by the id. */
export type Outputs = Readonly<Record<string, readonly object[]>>;

export function print(value: object): string {
  return `${JSON.stringify(value, undefined, 4)}\n`;
}

/** What a folder with a file for each output comes to. */
export function configurationOf(outputs: Outputs): Configuration {
  const files = Object.entries(outputs).flatMap(([key, items]) => {
    const list = key.startsWith('pl-') ? 'Entries' : key.startsWith('tgw-rtb-') ? 'Routes' : key;
    return parseDescribeFile(`live/${key}.json`, print({ [list]: items })) ?? [];
  });
  const found = evaluateFolder('live/', files);
  assert.ok(found !== undefined);
  assert.deepEqual(found.problems, []);
  return found;
}

export function describedNetwork(outputs: Outputs): Network {
  return lowerConfiguration(configurationOf(outputs));
}

/** One route table, the main one of vpc-1. */
export const table = (...routes: readonly object[]): Outputs => ({
  RouteTables: [{ RouteTableId: 'rtb-1', VpcId: 'vpc-1', Associations: [{ Main: true }], Routes: routes }],
});

/** An ordinary interface of subnet-1 in vpc-1 that carries sg-1. */
export const eni = (more: object = {}): object => ({
  NetworkInterfaceId: 'eni-1',
  SubnetId: 'subnet-1',
  VpcId: 'vpc-1',
  InterfaceType: 'interface',
  Groups: [{ GroupId: 'sg-1', GroupName: 'web' }],
  PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: '10.0.1.9' }],
  Ipv6Addresses: [],
  SourceDestCheck: true,
  ...more,
});
