/**
 * Rules tested through the workspace, as the editor and the command line run them. In the code of a case `«…»` marks where
 * findings are expected; the marks are taken out before the code is read.
 */
import assert from 'node:assert/strict';
import type { Network } from '../../src/core/aws/network.ts';
import type { Finding } from '../../src/core/findings/finding.ts';
import type { RuleId } from '../../src/core/text/ruleIds.ts';
import { defaultSettings } from '../../src/core/findings/rule.ts';
import { rules } from '../../src/core/findings/rules.ts';
import { Topology } from '../../src/core/reach/topology.ts';
import type { Configuration } from '../../src/core/value/resource.ts';
import { Workspace } from '../../src/core/workspace.ts';

/** Code in one language, by the file it would be in. */
const files = { terraform: 'main.tf', yaml: 'template.yaml', json: 'template.json' } as const;

type Language = keyof typeof files;

export interface Invalid {
  readonly name: string;
  /** The same fault in each language. */
  readonly code: Partial<Record<Language, string>>;
  /** Of each finding in the order of their places; one for all when it is one. */
  readonly message?: RegExp | readonly RegExp[];
  readonly severity?: Finding['severity'];
  readonly certainty?: Finding['certainty'];
}

export interface Valid {
  readonly name: string;
  readonly code: Partial<Record<Language, string>>;
}

/** Registers a test for each case and language. */
export function testRule(
  id: RuleId,
  { invalid, valid }: { readonly invalid: readonly Invalid[]; readonly valid: readonly Valid[] },
): void {
  describe(id, () => {
    for (const one of invalid) {
      for (const [language, code] of entriesOf(one.code)) {
        it(`finds ${one.name} (${language})`, () => expectFindings(id, language, code, one));
      }
    }
    for (const { name, code } of valid) {
      for (const [language, text] of entriesOf(code)) {
        it(`says nothing about ${name} (${language})`, () => {
          assert.deepEqual(
            findingsIn(id, language, text).map(({ message }) => message),
            [],
          );
        });
      }
    }
  });
}

function entriesOf(code: Partial<Record<Language, string>>): readonly (readonly [Language, string])[] {
  return Object.entries(code) as [Language, string][];
}

function expectFindings(id: RuleId, language: Language, code: string, expected: Invalid): void {
  const { text, spans } = withoutMarks(code);
  assert.ok(spans.length > 0, 'the case marks no place');
  const found = findingsIn(id, language, text);
  assert.deepEqual(
    found.map(({ origin }) => text.slice(origin.span.start, origin.span.end)),
    spans.map(({ start, end }) => text.slice(start, end)),
  );
  assert.deepEqual(
    found.map(({ origin }) => origin.span),
    spans,
  );
  const patterns = expected.message instanceof RegExp ? found.map(() => expected.message) : expected.message;
  for (const [i, pattern] of ((patterns as readonly RegExp[] | undefined) ?? []).entries())
    assert.match(found[i]!.message, pattern);
  for (const finding of found) {
    if (expected.severity !== undefined) assert.equal(finding.severity, expected.severity);
    assert.equal(finding.certainty, expected.certainty ?? 'proved');
  }
}

/** The findings of one rule in a file. */
export function findingsIn(id: RuleId, language: Language, text: string): readonly Finding[] {
  const workspace = new Workspace();
  workspace.update(files[language], text);
  const analysis = workspace.analysisOf(files[language]);
  assert.ok(analysis !== undefined, 'the code is not read at all');
  return analysis.findings.filter(({ rule }) => rule === id);
}

/** The findings of one rule in a network written by hand. */
export function findingsOf(id: RuleId, of: Network | Topology): readonly Finding[] {
  const topology = of instanceof Topology ? of : new Topology(of);
  const { root, language } = topology.network;
  const configuration: Configuration = {
    root,
    language,
    files: [],
    resources: [],
    problems: [],
    unread: [],
  };
  return check(id, configuration, topology);
}

/** The findings of one rule in a configuration, whatever network it makes. */
export function check(id: RuleId, configuration: Configuration, topology: Topology): readonly Finding[] {
  const rule = rules.find((candidate) => candidate.id === id);
  assert.ok(rule !== undefined);
  return rule.check({ configuration, topology, settings: defaultSettings });
}

/** The code without its marks, and the spans they were around. */
export function withoutMarks(code: string): {
  text: string;
  spans: readonly { start: number; end: number }[];
} {
  const spans: { start: number; end: number }[] = [];
  let text = '';
  let start: number | undefined;
  for (const character of code) {
    if (character === '«') start = text.length;
    else if (character === '»') {
      assert.ok(start !== undefined);
      spans.push({ start, end: text.length });
    } else text += character;
  }
  return { text, spans };
}
