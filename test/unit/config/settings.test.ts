// The editor's settings, and that the manifest and the schema of the file offer exactly what is understood.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { systems } from '../../../src/core/config/config.ts';
import { personalConfig } from '../../../src/core/config/personalConfig.ts';
import { readConfig } from '../../../src/core/config/readConfig.ts';
import { levels } from '../../../src/core/config/settings.ts';
import { ruleIds } from '../../../src/core/text/ruleIds.ts';
import { pageOf } from '../../../src/core/findings/pages.ts';

interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly enum?: readonly string[];
  readonly markdownDescription?: string;
  readonly additionalProperties?: unknown;
  readonly pattern?: string;
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const manifest = read('package.json') as {
  readonly contributes: {
    readonly configuration: Schema;
    readonly yamlValidation: readonly { readonly fileMatch: readonly string[]; readonly url: string }[];
  };
};
const { properties } = manifest.contributes.configuration;
const schema = read('docs/schema/config.json') as Schema;

const nothing = { rules: undefined, sensitivePorts: undefined, ephemeralPorts: undefined };

describe('settings', () => {
  for (const [where, rules] of [
    ['the manifest', properties['ackscope.rules']!],
    ['the schema of the file', schema.properties['rules']!],
  ] as const) {
    it(`${where} offers every rule with every severity and its page`, () => {
      assert.deepEqual(
        Object.keys(rules.properties),
        [...ruleIds].sort(),
        'run node scripts/settings.mjs, which writes them',
      );
      assert.equal(rules.additionalProperties, false);
      for (const id of ruleIds) {
        assert.deepEqual(rules.properties[id]!.enum, levels);
        assert.ok(rules.properties[id]!.markdownDescription!.includes(pageOf(id)));
      }
    });
  }

  it('the manifest offers the schema for both names of the file', () => {
    const [{ fileMatch, url }] = manifest.contributes.yamlValidation as [
      (typeof manifest.contributes.yamlValidation)[number],
    ];
    assert.deepEqual(fileMatch, ['.ackscope.yaml', '.ackscope.yml']);
    assert.deepEqual(read(url), schema);
  });

  it('the schema has the keys that are read, and no other', () => {
    for (const key of Object.keys(schema.properties))
      assert.deepEqual(readConfig('', `${key}:\n`).problems, [], key);
    const { message } = readConfig('', 'x:\n').problems[0]!;
    assert.ok(message.endsWith(`which are ${Object.keys(schema.properties).join(', ')}`), message);
    assert.deepEqual(Object.keys(schema.properties['ephemeralPorts']!.properties), [...systems]);
  });

  it('the schema takes ports as they are read', () => {
    const { pattern } = schema.properties['ephemeralPorts']!.properties['linux']!;
    for (const [ports, isFine] of [
      ['80', true],
      ['80,8000-8080', true],
      ['80, 81', true],
      ['off', true],
      ['http', false],
      ['80-', false],
      ['', false],
    ] as const) {
      assert.equal(new RegExp(pattern!).test(ports), isFine, ports);
      assert.equal(readConfig('', `sensitivePorts:\n  a: "${ports}"\n`).problems.length === 0, isFine, ports);
    }
  });

  it('are read from JSON of any shape', () => {
    const config = personalConfig({
      rules: { 'sg-exposed': 'off', 'nonsense': 'off', 'nacl-rule-shadowed': 'fatal', '__proto__': 1 },
      sensitivePorts: { Consul: 8500, FTP: 'off', Bad: 'x', List: [] },
      ephemeralPorts: { linux: '1024-65535', beos: '1-2' },
    });
    assert.deepEqual([...config.rules], [['sg-exposed', 'off']]);
    assert.deepEqual(
      [...config.sensitivePorts].map(([name, ports]) => [name, ports.toString()]),
      [
        ['Consul', '8500'],
        ['FTP', 'off'],
      ],
    );
    assert.deepEqual(
      [...config.ephemeralPorts].map(([name, ports]) => [name, ports.toString()]),
      [['linux', '1024-65535']],
    );
    for (const shape of [undefined, null, 'off', 7, ['off']])
      assert.equal(personalConfig({ ...nothing, rules: shape }).rules.size, 0);
  });
});
