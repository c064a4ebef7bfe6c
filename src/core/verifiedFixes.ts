/**
 * Fixes that are tried before they are offered: the edits are made on a copy of the workspace, everything that sees the
 * files is analysed again, and a fix stands only if the finding is gone and nothing new is wrong anywhere.
 */
import type { Network, NetworkAclEntry, SecurityGroupRule } from './aws/network.ts';
import type { Finding } from './findings/finding.ts';
import type { Fix, FixContext, Proposal } from './findings/fixes/fix.ts';
import { proposers } from './findings/fixes/proposers.ts';
import { decideAlike } from './reach/ruleOrder.ts';
import type { FileEdit } from './rewrite/code.ts';
import { applyEdits, insertedBy, offsetBefore, type Inserted } from './text/textEdit.ts';
import type { Analysis } from './analysis.ts';
import type { Workspace } from './workspace.ts';

/** Proposals tried for one finding. */
const mostTries = 8;

const directions = ['inbound', 'outbound'] as const;

/** Every fix of a finding that works, the best first. The workspace stays as it is. */
export function fixesOf(workspace: Workspace, finding: Finding): readonly Fix[] {
  return [...tryFixes(workspace, finding)].filter((fix) => fix !== undefined);
}

/** The same in short steps, for a host that must answer others in between: a step is one fix that was tried. */
export function* tryFixes(workspace: Workspace, finding: Finding): Generator<Fix | undefined, void, void> {
  const propose = proposers.get(finding.rule);
  const context = propose === undefined ? undefined : contextOf(workspace, finding);
  if (propose === undefined || context === undefined) return;
  let tries = 0;
  for (const [index, alternatives] of propose(context).entries()) {
    for (const make of alternatives) {
      const proposal = tries < mostTries ? make() : undefined;
      if (proposal === undefined || proposal.edits.length === 0) continue;
      tries++;
      const stands = works(workspace, finding, proposal);
      const onRequest =
        index > 0 ||
        (proposal.hangsOn !== undefined && isAmongIgnoredPorts(workspace, finding, proposal.hangsOn));
      yield stands ? { ...proposal, ...(onRequest ? { onRequest } : {}) } : undefined;
      if (stands) break;
    }
  }
}

/** The texts of the files that edits change, after them. */
export function textsAfter(workspace: Workspace, edits: readonly FileEdit[]): ReadonlyMap<string, string> {
  return new Map(
    [...byFile(edits)].map(([file, own]) => [file, applyEdits(workspace.textOf(file) ?? '', own)]),
  );
}

function contextOf(workspace: Workspace, finding: Finding): FixContext | undefined {
  for (const root of workspace.rootsOf(finding.origin.file)) {
    const analysis = workspace.analysisAt(root);
    if (!analysis?.findings.some((one) => isSame(one, finding))) continue;
    const world = analysis.worlds.find(({ findings }) => findings.some((one) => isSame(one, finding)));
    const { configuration, topology } = analysis;
    return { finding, configuration, topology: world?.topology ?? topology, code: workspace.code() };
  }
  return undefined;
}

function works(
  workspace: Workspace,
  finding: Finding,
  { edits, keepsTraffic, onlyUnnecessary }: Proposal,
): boolean {
  const after = workspace.withTexts(textsAfter(workspace, edits));
  const roots = workspace.roots();
  if (after.roots().join('\n') !== roots.join('\n')) return false;
  const inserted = new Map([...byFile(edits)].map(([file, own]) => [file, insertedBy(own)]));
  return roots.every((root) => {
    const [then, now] = [workspace.analysisAt(root), after.analysisAt(root)];
    if (then === now) return true;
    if (then === undefined || now === undefined) return false;
    if (onlyUnnecessary === true && !isUnnecessary(finding, then)) return false;
    if (keepsTraffic === true && !passAlike(then.network, now.network)) return false;
    return isGone(finding, then, now, inserted) && !isWorse(then, now, inserted);
  });
}

/** Whether all that is found of its kind at its place does nothing. */
function isUnnecessary({ rule, origin }: Finding, { findings }: Analysis): boolean {
  const same = findings.filter(
    (one) =>
      one.rule === rule && one.origin.file === origin.file && one.origin.span.start === origin.span.start,
  );
  return same.length > 0 && same.every(({ unnecessary }) => unnecessary === true);
}

/**
 * Whether a rule found at a place shares its group or network ACL, anywhere it is seen, with one that is for more than it
 * says, or with `all` is one itself. That one may be about to be narrowed, and then what it covers counts.
 */
function isAmongIgnoredPorts(workspace: Workspace, { origin }: Finding, among: 'others' | 'all'): boolean {
  const isHere = (rule: Ruled): boolean =>
    rule.origin.file === origin.file && rule.origin.span.start === origin.span.start;
  const isWider = (rule: Ruled): boolean =>
    rule.remarks?.some(({ code }) => code === 'ports-ignored') === true;
  return workspace
    .rootsOf(origin.file)
    .flatMap((root) => workspace.analysisAt(root) ?? [])
    .flatMap(({ network, worlds }) => [network, ...worlds.map(({ topology }) => topology.network)])
    .flatMap((network) => ruleListsOf(network))
    .some((rules) => {
      const here = rules.filter(isHere);
      // One block may make several rules, of which one covers another.
      return rules.some((rule) => isWider(rule) && here.some((other) => among === 'all' || other !== rule));
    });
}

type Ruled = NetworkAclEntry | SecurityGroupRule;

/** The rules that are judged together. */
function ruleListsOf({ networkAcls, securityGroups }: Network): readonly (readonly Ruled[])[] {
  return [
    ...networkAcls.flatMap((acl) => directions.map((direction) => acl[direction])),
    ...securityGroups.flatMap(({ rules }) =>
      directions.map((direction) => rules.filter((rule) => rule.direction === direction)),
    ),
  ];
}

type InsertedIn = ReadonlyMap<string, readonly Inserted[]>;

/** Whether fewer of its kind are found at its place than were; true where it was not found before either. */
function isGone(finding: Finding, then: Analysis, now: Analysis, inserted: InsertedIn): boolean {
  const before = then.findings.filter((one) => keyOf(one) === keyOf(finding));
  if (!before.some((one) => isSame(one, finding))) return true;
  const left = now.findings.filter((one) => keyOf(one, inserted) === keyOf(finding));
  return left.length < before.length && !left.some(({ message }) => message === finding.message);
}

/** Whether something is wrong now that was not wrong before. */
function isWorse(then: Analysis, now: Analysis, inserted: InsertedIn): boolean {
  return (
    hasMore(problemsOf(then), problemsOf(now)) ||
    hasMore(
      seriousOf(then).map((one) => keyOf(one)),
      seriousOf(now).map((one) => keyOf(one, inserted)),
    ) ||
    hasMore(openIn(then), openIn(now))
  );
}

function problemsOf({ configuration }: Analysis): readonly string[] {
  return configuration.problems.map(({ file, code, message }) => `${file}\n${code}\n${message}`);
}

function seriousOf({ findings }: Analysis): readonly Finding[] {
  return findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
}

/** Whether every network ACL does what it did. */
function passAlike(then: Network, now: Network): boolean {
  const after = new Map(now.networkAcls.map((acl) => [acl.address, acl]));
  return then.networkAcls.every((acl) => {
    const same = after.get(acl.address);
    return same !== undefined && directions.every((direction) => decideAlike(acl, same, direction));
  });
}

/** Values that cannot be told, and rules AWS would refuse. */
function openIn({ network, configuration }: Analysis): readonly string[] {
  const refused = [...network.networkAcls, ...network.securityGroups].flatMap((component) =>
    component.refused.map((rule) => `refused ${component.address} ${rule.refused?.what ?? ''}`),
  );
  return [...network.unresolved, ...configuration.unread]
    .map(({ what, why }) => `${what} ${why}`)
    .concat(refused);
}

/** Whether a list has something more often than another one. */
function hasMore(before: readonly string[], after: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const one of before) counts.set(one, (counts.get(one) ?? 0) + 1);
  return after.some((one) => {
    const left = (counts.get(one) ?? 0) - 1;
    counts.set(one, left);
    return left < 0;
  });
}

/** The kind of a finding and its place before the edits. What is found in text the edits put there is new. */
function keyOf({ rule, resource, origin }: Finding, inserted?: InsertedIn): string {
  const edits = inserted?.get(origin.file) ?? [];
  const start = offsetBefore(edits, origin.span.start);
  return [rule, resource, origin.file, start ?? 'new'].join('\n');
}

function isSame(a: Finding, b: Finding): boolean {
  return keyOf(a) === keyOf(b) && a.message === b.message;
}

function byFile(edits: readonly FileEdit[]): ReadonlyMap<string, readonly FileEdit[]> {
  const files = new Map<string, FileEdit[]>();
  for (const edit of edits) {
    const own = files.get(edit.file);
    if (own === undefined) files.set(edit.file, [edit]);
    else own.push(edit);
  }
  for (const own of files.values()) own.sort((a, b) => a.start - b.start || a.end - b.end);
  return files;
}
