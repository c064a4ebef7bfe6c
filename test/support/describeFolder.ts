/** Folders of describe output out of plain JavaScript values, as the AWS CLI prints them. */
import assert from 'node:assert/strict';
import type { Network } from '../../src/core/aws/network.ts';
import { parseDescribeFile } from '../../src/core/describe/describeFile.ts';
import { evaluateFolder } from '../../src/core/describe/folder.ts';
import { lowerConfiguration } from '../../src/core/lower/lower.ts';
import type { Configuration } from '../../src/core/value/resource.ts';

/** The output of each command, by the key its list stands under; entries of prefix lists by their id. */
export type Outputs = Readonly<Record<string, readonly object[]>>;

export function print(value: object): string {
  return `${JSON.stringify(value, undefined, 4)}\n`;
}

/** What a folder with a file for each output comes to. */
export function configurationOf(outputs: Outputs): Configuration {
  const files = Object.entries(outputs).flatMap(([key, items]) => {
    const list = key.startsWith('pl-') ? 'Entries' : key;
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
