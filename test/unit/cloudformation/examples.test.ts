import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { booleanOf, numberOf } from '../../../src/core/value/read.ts';
import type { Value } from '../../../src/core/value/value.ts';
import { plain, resource, stack } from './support.ts';

const experiments = ['nacl-closed', 'nacl-ephemeral', 'sg-closed'] as const;

function example(language: 'yaml' | 'json', experiment: string): string {
  return readFileSync(
    `examples/stateless-vs-stateful/cloudformation-${language}/${experiment}/template.${language}`,
    'utf8',
  );
}

/** Without the difference between `6` and `'6'`, which readers do not make. */
function read(value: Value): unknown {
  if (value.kind === 'list') return value.items.map((item) => read(item.value));
  if (value.kind === 'object') {
    return Object.fromEntries([...value.properties].map(([key, property]) => [key, read(property.value)]));
  }
  return numberOf(value) ?? booleanOf(value) ?? plain(value);
}

describe('The CloudFormation examples', () => {
  for (const experiment of experiments) {
    it(`${experiment} declares the same network in YAML and JSON`, () => {
      const [yaml, json] = [stack(example('yaml', experiment)), stack(example('json', experiment))];
      assert.deepEqual([yaml.problems, json.problems, yaml.unread, json.unread], [[], [], [], []]);
      const declared = (configuration: typeof yaml): unknown =>
        configuration.resources.map(({ address, type, properties }) => [address, type, read(properties)]);
      assert.deepEqual(declared(yaml), declared(json));
    });
  }

  it('nacl-ephemeral adds the way back to nacl-closed', () => {
    const closed = stack(example('yaml', 'nacl-closed'));
    const ephemeral = stack(example('yaml', 'nacl-ephemeral'));
    const added = ephemeral.resources.filter(
      ({ address }) => !closed.resources.some((other) => other.address === address),
    );
    assert.deepEqual(
      added.map(({ address }) => address),
      ['InboundEphemeral'],
    );
    assert.deepEqual(read(resource(ephemeral, 'InboundEphemeral').properties), {
      NetworkAclId: { reference: 'PublicNetworkAcl.Ref' },
      RuleNumber: 100,
      Protocol: 6,
      RuleAction: 'allow',
      Egress: false,
      CidrBlock: '0.0.0.0/0',
      PortRange: { From: 1024, To: 65535 },
    });
  });
});
