/**
 * Fixes tested through the workspace, as the editor and the command line offer them. A case says which lines a fix takes
 * out and puts in; that it works (the finding is gone, nothing else is wrong, the text still parses, `terraform fmt` has
 * nothing to change where it is installed) is tested of every one.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { Finding } from '../../src/core/findings/finding.ts';
import type { RuleId } from '../../src/core/text/ruleIds.ts';
import type { Fix } from '../../src/core/findings/fixes/fix.ts';
import { fixesOf, textsAfter } from '../../src/core/verifiedFixes.ts';
import { Workspace } from '../../src/core/workspace.ts';

const files = {
  terraform: 'main.tf',
  terraformJson: 'main.tf.json',
  yaml: 'template.yaml',
  json: 'template.json',
} as const;

type Language = keyof typeof files;

export interface FixCase {
  readonly name: string;
  /** The same fault in each language. */
  readonly code: Partial<Record<Language, string>>;
  /** Of the first fix. */
  readonly title: RegExp;
  /** What the first fix does in each language: lines with `-` go, lines with `+` come, in their order. */
  readonly change: Partial<Record<Language, string>>;
}

const hasTerraform = spawnSync('terraform', ['version']).status === 0;

/** Registers the tests of a rule's fixes. @param none code in which something is found that has no right edit. */
export function testFixes(
  id: RuleId,
  {
    fixes,
    none = [],
  }: { readonly fixes: readonly FixCase[]; readonly none?: readonly Pick<FixCase, 'name' | 'code'>[] },
): void {
  describe(`the fix of ${id}`, () => {
    const fixed: string[] = [];
    for (const one of fixes) {
      for (const [language, code] of entriesOf(one.code)) {
        it(`${one.name} (${language})`, () => {
          const { workspace, finding } = firstOf(id, { [files[language]]: code });
          const [fix] = fixesOf(workspace, finding);
          assert.ok(fix !== undefined, `no fix for: ${finding.message}`);
          assert.match(fix.title, one.title);
          const after = textsAfter(workspace, fix.edits).get(files[language]) ?? '';
          assert.equal(changeOf(code, after), linesOf(one.change[language] ?? ''));
          assertWorks(workspace, finding, fix);
          if (language === 'terraform') fixed.push(after);
        });
      }
    }
    for (const { name, code } of none) {
      for (const [language, text] of entriesOf(code)) {
        it(`is not offered ${name} (${language})`, () => {
          const { workspace, finding } = firstOf(id, { [files[language]]: text });
          assert.deepEqual(
            fixesOf(workspace, finding).map(({ title }) => title),
            [],
          );
        });
      }
    }
    if (hasTerraform) {
      it('leaves what terraform fmt would', () => {
        for (const text of fixed) {
          const formatted = spawnSync('terraform', ['fmt', '-'], { input: text, encoding: 'utf8' });
          assert.equal(formatted.status, 0, formatted.stderr);
          assert.equal(text, formatted.stdout);
        }
      });
    }
  });
}

/** The first finding of a rule in some files. */
export function firstOf(
  id: RuleId,
  texts: Readonly<Record<string, string>>,
): { readonly workspace: Workspace; readonly finding: Finding } {
  const workspace = new Workspace();
  for (const [file, text] of Object.entries(texts)) workspace.update(file, text);
  const finding = workspace
    .analyses()
    .flatMap(({ findings }) => findings)
    .find(({ rule }) => rule === id);
  assert.ok(finding !== undefined, `${id} is not found`);
  return { workspace, finding };
}

/** That a fix does what it promises, asked of a new workspace. */
export function assertWorks(workspace: Workspace, finding: Finding, { edits }: Fix): void {
  const before = workspace.analysisOf(finding.origin.file)!;
  const other = new Workspace();
  const after = textsAfter(workspace, edits);
  for (const { configuration } of workspace.analyses())
    for (const file of configuration.files)
      other.update(file, after.get(file) ?? workspace.textOf(file) ?? '');
  const now = other.analysisOf(finding.origin.file);
  assert.ok(now !== undefined);
  const count = (all: readonly Finding[]): number =>
    all.filter(({ rule, resource }) => rule === finding.rule && resource === finding.resource).length;
  // Another block of the same resource may be found in its stead: of three alike the first adds nothing, then the second.
  const isGone = count(now.findings) < count(before.findings) || now.findings.length < before.findings.length;
  assert.ok(isGone, 'it is still found');
  const serious = (all: readonly Finding[]): number =>
    all.filter(({ severity }) => severity === 'error' || severity === 'warning').length;
  assert.ok(serious(now.findings) <= serious(before.findings), 'something else is found');
  assert.equal(now.configuration.problems.length, before.configuration.problems.length);
}

function entriesOf(code: Partial<Record<Language, string>>): readonly (readonly [Language, string])[] {
  return Object.entries(code) as [Language, string][];
}

/** The lines between those that two texts begin and end with alike. */
function changeOf(before: string, after: string): string {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const gone = a.slice(start, a.length - end).map((line) => `-${line}`);
  const come = b.slice(start, b.length - end).map((line) => `+${line}`);
  return linesOf([...gone, ...come].join('\n'));
}

/** Without blank lines around it, which could as well be those of what stands beside. */
function linesOf(text: string): string {
  return text.replace(/^(?:\s*\+?\n)+/, '').replace(/(?:\n[+ ]*)+$/, '');
}
