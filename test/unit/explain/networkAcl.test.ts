import assert from 'node:assert/strict';
import { explainAt } from '../../../src/core/explain/explainAt.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import type { Configuration } from '../../../src/core/value/resource.ts';
import { network, type NetworkText } from '../../support/networks.ts';

/** A network written by hand has no values at a cursor. */
const nothing: Configuration = {
  root: '',
  language: 'terraform',
  files: [],
  resources: [],
  problems: [],
  unread: [],
};

/** The builder puts entry N at offset N, the group and its rules at 1, the NACL at 4. */
const explain = (text: NetworkText, offset: number, file = 'main.tf') =>
  explainAt(new Topology(network(text)), nothing, file, offset)[0];

describe('explanations of a network', () => {
  it('tells what an entry decides and what is decided before it', () => {
    const explanation = explain(
      {
        inbound: [
          { number: 10, action: 'deny', protocol: 6, ports: '22' },
          { number: 20, protocol: 6, ports: '0-1023' },
        ],
      },
      20,
    )!;
    assert.equal(explanation.title, 'inbound rule 20 allows tcp 0-1023 from 0.0.0.0/0');
    assert.ok(explanation.lines.includes('Decides tcp 0-21,23-1023; earlier rules decide tcp 22.'));
    assert.ok(explanation.lines.includes('Guards subnet, with web behind it.'));
    assert.deepEqual(
      explanation.related.map((related) => related.message),
      ['Decides before it: inbound rule 10 denies tcp 22 from 0.0.0.0/0'],
    );
  });

  it('tells when no packet reaches an entry', () => {
    const explanation = explain({ inbound: [{ number: 10 }, { number: 20, protocol: 6, ports: '22' }] }, 20)!;
    assert.ok(explanation.lines.includes('No tcp packet reaches it: earlier rules decide all its ports.'));
  });

  it('names what is not known', () => {
    const explanation = explain({ inbound: [{ number: 20, protocol: 6, ports: '22', cidr: '?' }] }, 20)!;
    assert.equal(explanation.title, 'inbound rule 20 allows tcp 22 from a peer not known yet');
    assert.ok(explanation.lines.includes('Not known yet: var.cidr has no default.'));
  });

  it('tells what the NACL stops before a group rule', () => {
    const text: NetworkText = {
      inbound: [{ number: 90, protocol: 6, ports: '443' }],
      rules: [{ direction: 'inbound', protocol: 6, ports: '440-443' }],
    };
    const explanation = explain(text, 1)!;
    assert.match(explanation.title, /inbound rule allows tcp 440-443 from 0\.0\.0\.0\/0/);
    assert.ok(
      explanation.lines.includes(
        'Decided before it: acl inbound; of its tcp ports no more than 443 pass from the internet at large.',
      ),
    );
    assert.ok(explanation.lines.some((line) => line.includes('keeps state')));
  });

  it('sums up a NACL without inbound rules', () => {
    const explanation = explain({ inbound: [], outbound: [{ number: 90 }] }, 4)!;
    assert.equal(
      explanation.lines[0],
      'inbound: only rule *, so everything is dropped; outbound: 1 rule, then * drops the rest.',
    );
  });

  it('answers at once of thousands of rules, and claims nothing it did not look at', () => {
    const inbound = Array.from({ length: 5000 }, (_, n) => ({
      number: n + 1,
      protocol: 6,
      ports: '443',
      cidr: `10.${n >> 8}.${n & 255}.0/24`,
    }));
    const explanation = explain(
      { inbound: [...inbound, { number: 6000, protocol: 6, ports: '443' }] },
      6000,
    )!;
    assert.equal(explanation.title, 'inbound rule 6000 allows tcp 443 from 0.0.0.0/0');
    assert.ok(!explanation.lines.some((line) => line.startsWith('Decides')));
  });

  it('is silent elsewhere', () => {
    assert.equal(explain({}, 5000), undefined);
    assert.equal(explain({}, 4, 'other.tf'), undefined);
  });
});
