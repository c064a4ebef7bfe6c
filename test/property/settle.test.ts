/**
 * What a walk leaves open is open: settling every unknown field of a network in all the ways that matter must lead to the
 * verdict that was known before, or to both where none was; and a value is named exactly if settling it may change that.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { converse } from '../../src/core/reach/conversation.ts';
import type { Endpoint } from '../../src/core/reach/endpoint.ts';
import type { Verdict } from '../../src/core/reach/hop.ts';
import { Topology } from '../../src/core/reach/topology.ts';
import { someNetwork, somePort } from '../support/arbitraryNetworks.ts';
import { ip, network, type EntryText, type GroupRuleText, type NetworkText } from '../support/networks.ts';

/** One way a field may turn out, under the name of the value that decides it. */
interface Choice {
  readonly name: string;
  readonly options: readonly ((text: Text) => Text)[];
}

interface Text {
  readonly inbound: readonly EntryText[];
  readonly outbound: readonly EntryText[];
  readonly rules: readonly GroupRuleText[];
  readonly internet: boolean;
}

/** A port no packet here has. */
const unused = 2;
const blocks = ['0.0.0.0/0', '::/0', '192.0.2.0/24'];
const portTexts = ['all', String(unused)];

/** Every unknown field with what makes a difference for it: to match or not, to come before or behind each other entry. */
function choicesOf(text: Text): readonly Choice[] {
  const lists = (['inbound', 'outbound'] as const).flatMap((list) =>
    text[list].flatMap((entry, i): readonly Choice[] => {
      const give =
        (change: Partial<EntryText>) =>
        (all: Text): Text => ({
          ...all,
          [list]: all[list].map((other, j) => (j === i ? { ...other, ...change } : other)),
        });
      return [
        ...(entry.number === '?'
          ? [{ name: 'number', options: placesIn(text[list]).map((number) => give({ number })) }]
          : []),
        ...(entry.action === '?'
          ? [{ name: 'action', options: [give({ action: 'allow' }), give({ action: 'deny' })] }]
          : []),
        ...(entry.cidr === '?' ? [{ name: 'cidr', options: blocks.map((cidr) => give({ cidr })) }] : []),
        ...(entry.ports === '?'
          ? [{ name: 'ports', options: portTexts.map((ports) => give({ ports })) }]
          : []),
        // An entry that matches nothing is as good as none.
        ...(entry.exists === '?'
          ? [{ name: 'enabled', options: [(all: Text) => all, give({ cidr: '192.0.2.1/32' })] }]
          : []),
      ];
    }),
  );
  const rules = text.rules.flatMap((rule, i): readonly Choice[] => {
    const give =
      (change: Partial<GroupRuleText>) =>
      (all: Text): Text => ({
        ...all,
        rules: all.rules.map((other, j) => (j === i ? { ...other, ...change } : other)),
      });
    return [
      ...(rule.peer === '?' ? [{ name: 'peer', options: blocks.map((peer) => give({ peer })) }] : []),
      ...(rule.ports === '?' ? [{ name: 'ports', options: portTexts.map((ports) => give({ ports })) }] : []),
    ];
  });
  return [...lists, ...rules];
}

/** A number before all entries, and one right behind each of those that have a number. */
function placesIn(entries: readonly EntryText[]): readonly number[] {
  return [0, ...entries.flatMap(({ number }) => (typeof number === 'number' ? [number + 0.5] : []))];
}

/** More ways than this to settle a network are not tried. */
const most = 150;

/** All ways to settle a network, each as the options taken. */
function* settlements(choices: readonly Choice[]): Generator<readonly number[]> {
  const taken = choices.map(() => 0);
  for (;;) {
    yield [...taken];
    let i = 0;
    for (; i < choices.length; taken[i++] = 0) {
      taken[i]! += 1;
      if (taken[i]! < choices[i]!.options.length) break;
    }
    if (i === choices.length) return;
  }
}

function settle(text: Text, choices: readonly Choice[], taken: readonly number[]): NetworkText {
  // What exists is said last, as it takes the place of the block.
  const settled = choices.reduce((all, { options }, i) => options[taken[i]!]!(all), text);
  const sure = ({ exists, ...rest }: EntryText): EntryText => (exists === undefined ? rest : { ...rest });
  return { ...settled, inbound: settled.inbound.map(sure), outbound: settled.outbound.map(sure) };
}

/** Random networks seldom hang on a value; in these the first entry and rule lack a field more, and the last let all pass. */
const someText: fc.Arbitrary<Text> = fc
  .record({
    text: someNetwork,
    entry: fc.constantFrom<Partial<EntryText>>(
      { action: '?' },
      { cidr: '?' },
      { number: '?' },
      { exists: '?' },
      {},
    ),
    rule: fc.constantFrom<Partial<GroupRuleText>>({ peer: '?' }, { ports: '?' }, {}),
    outward: fc.boolean(),
  })
  .map(({ text: { inbound = [], outbound = [], rules = [] }, entry, rule, outward }) => {
    const list = (entries: readonly EntryText[]): readonly EntryText[] => {
      const [first, ...others] = entries.slice(0, 3);
      return [...(first === undefined ? [] : [{ ...first, ...entry }]), ...others, { number: 99 }];
    };
    const wide: readonly GroupRuleText[] = (['inbound', 'outbound'] as const).map((direction) => ({
      direction,
      ...(outward ? rule : {}),
    }));
    return {
      internet: true,
      inbound: list(inbound),
      outbound: outward ? list(outbound) : outbound,
      rules: [...rules.slice(0, 2), ...wide],
    };
  });

function verdictOf(
  text: NetworkText,
  outward: boolean,
  ports: { destinationPort: number; sourcePort: number },
) {
  const topology = new Topology(network(text));
  const inside: Endpoint = { kind: 'interface', interface: topology.interfaces[0]! };
  const outside: Endpoint = { kind: 'outside', address: ip('203.0.113.9') };
  const [from, to] = outward ? [inside, outside] : [outside, inside];
  return converse(topology, from, to, { protocol: 6, ...ports });
}

describe('a conversation over fields that are not known', () => {
  it('is known exactly if it ends alike however they settle, and names what may change it', () => {
    const seen = { allow: 0, deny: 0, unknown: 0, named: 0, unnamed: 0 };
    fc.assert(
      fc.property(
        someText,
        fc.boolean(),
        somePort,
        somePort,
        (text, outward, destinationPort, sourcePort) => {
          const ports = { destinationPort, sourcePort };
          const choices = choicesOf(text);
          const ways = choices.reduce((product, { options }) => product * options.length, 1);
          fc.pre(choices.length > 0 && ways <= most);
          fc.pre(destinationPort !== unused && sourcePort !== unused);
          const { verdict, because } = verdictOf(text, outward, ports);
          const results = [...settlements(choices)].map((taken) => {
            const found = verdictOf(settle(text, choices, taken), outward, ports);
            assert.notEqual(found.verdict, 'unknown');
            return { taken, verdict: found.verdict };
          });
          const verdicts = new Set<Verdict>(results.map((result) => result.verdict));
          seen[verdict]++;
          if (verdict !== 'unknown') {
            assert.deepEqual([...verdicts], [verdict]);
            assert.deepEqual(because, []);
            return;
          }
          assert.equal(verdicts.size, 2);
          for (const name of new Set(choices.map((choice) => choice.name))) {
            // Those that differ in values of this name alone.
            const groups = new Map<string, Set<Verdict>>();
            for (const { taken, verdict: one } of results) {
              const key = taken.map((option, i) => (choices[i]!.name === name ? '' : option)).join();
              groups.set(key, (groups.get(key) ?? new Set<Verdict>()).add(one));
            }
            const decides = [...groups.values()].some((group) => group.size > 1);
            const named = because.some(({ what }) => what === `var.${name}`);
            seen[named ? 'named' : 'unnamed']++;
            assert.equal(named, decides, `${name} is ${named ? '' : 'not '}named`);
          }
        },
      ),
      { numRuns: 150 },
    );
    assert.ok(
      Object.values(seen).every((count) => count > 0),
      JSON.stringify(seen),
    );
  });
});
