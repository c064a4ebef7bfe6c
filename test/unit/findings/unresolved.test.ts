import assert from 'node:assert/strict';
import { Topology } from '../../../src/core/reach/topology.ts';
import type { Configuration, Resource } from '../../../src/core/value/resource.ts';
import { known, type Value } from '../../../src/core/value/value.ts';
import { network, place } from '../../support/networks.ts';
import { check } from '../../support/rules.ts';

const findings = (of: Configuration) => check('unresolved', of, new Topology(network()));

const resource = (address: string, properties: Record<string, Value>): Resource => ({
  address,
  type: address.split('.')[0]!,
  origin: place(0, address),
  header: place(0, address),
  properties: {
    kind: 'object',
    properties: new Map(
      Object.entries(properties).map(([name, value]) => [name, { value, origin: place(0) }]),
    ),
  },
  exists: known(true),
});
const reference: Value = { kind: 'reference', resource: 'aws_security_group.web', attribute: 'id' };
const instance = resource('aws_instance.web', {
  vpc_security_group_ids: { kind: 'list', items: [{ value: reference, origin: place(9) }] },
});
const problem = (start: number) => ({
  file: 'main.tf',
  span: { start, end: start + 3 },
  code: 'hcl-syntax',
  message: 'a value is missing',
});

function configuration(parts: Partial<Configuration>): Configuration {
  return {
    root: '',
    language: 'terraform',
    files: ['main.tf'],
    resources: [instance],
    problems: [],
    unread: [],
    ...parts,
  };
}

describe('unresolved', () => {
  it('notes the first broken spot when something referred to may be hidden there', () => {
    const found = findings(configuration({ problems: [problem(40), problem(80)] }));
    assert.deepEqual(
      found.map(({ severity, origin }) => [severity, origin.span.start]),
      [['information', 40]],
    );
    assert.match(found[0]!.message, /may hide aws_security_group\.web, which aws_instance\.web refers to/);
  });

  it('says nothing when everything referred to can be read', () => {
    const resources = [instance, resource('aws_security_group.web', {})];
    assert.deepEqual(findings(configuration({ resources, problems: [problem(40)] })), []);
  });

  it('says nothing about a reference in code that is whole', () => {
    assert.deepEqual(findings(configuration({})), []);
  });
});
