/** `ackscope check` for machines: what code scanning, build servers and pull requests need of each finding. */
import assert from 'node:assert/strict';
import type { Log, Result } from 'sarif';
import { scenarios } from '../conformance/reference.ts';
import { codeOf } from '../conformance/scenario.ts';
import { readXml } from '../unit/probe/xmlTree.ts';
import { cli } from './cli.ts';
import { folder } from './folder.ts';

const closed = codeOf(scenarios['s1-nacl-in-none']!)[0]!.text;
const fine = codeOf(scenarios['s3-sg-in-none']!)[0]!.text;
const line = closed.split('\n').findIndex((text) => text.includes('"aws_network_acl"')) + 1;

describe('ackscope check --format', () => {
  const at = folder({
    'a folder/main.tf': closed,
    'moved/main.tf': `# a line more\n${closed}`,
    'fine/main.tf': fine,
  });
  const later = folder({ 'moved/main.tf': `# two\n# lines\n${closed}` });
  const hostile = folder({ 'main.tf': closed.replaceAll('"main"', '"x%0A::error::y"') });
  const check = (format: string, ...paths: readonly string[]) =>
    cli(['check', ...paths, '--format', format], at.path);
  const results = (...paths: readonly string[]): readonly Result[] => {
    const log = JSON.parse(check('sarif', ...paths).stdout) as Log;
    return log.runs[0]!.results!;
  };

  it('sarif gives code scanning the rule, its page, the place and a fingerprint', () => {
    const { code, stdout, stderr } = check('sarif', 'a folder');
    assert.deepEqual([code, stderr], [1, '']);
    const log = JSON.parse(stdout) as Log;
    assert.deepEqual([log.version, log.runs.length], ['2.1.0', 1]);
    const [{ tool, originalUriBaseIds, columnKind, results: found }] = log.runs as [Log['runs'][number]];
    assert.equal(columnKind, 'utf16CodeUnits');
    assert.match(originalUriBaseIds!['%SRCROOT%']!.uri!, /^file:\/\/\/.*\/$/);
    const [result] = found!;
    const rule = tool.driver.rules![result!.ruleIndex!]!;
    assert.equal(rule.id, result!.ruleId);
    assert.match(rule.helpUri!, /^https:\/\/.*\/docs\/rules\/nacl-reply-blocked\.md$/);
    const { artifactLocation, region } = result!.locations![0]!.physicalLocation!;
    assert.deepEqual(artifactLocation, { uri: 'a%20folder/main.tf', uriBaseId: '%SRCROOT%' });
    assert.deepEqual([region!.startLine, region!.startColumn, region!.endLine], [line, 1, line]);
    assert.ok(region!.endColumn! > region!.startColumn!);
    assert.match(result!.partialFingerprints!['ackscope/v1']!, /^[0-9a-f]{32}$/);
    assert.ok(result!.relatedLocations!.length > 0);
  });

  it('sarif keeps the fingerprint when lines above change, and tells files apart', () => {
    const print = ([result]: readonly Result[]): string => result!.partialFingerprints!['ackscope/v1']!;
    const before = print(results('moved'));
    assert.notEqual(before, print(results('a folder')));
    const after = JSON.parse(cli(['check', 'moved', '--format', 'sarif'], later.path).stdout) as Log;
    assert.equal(print(after.runs[0]!.results!), before);
  });

  it('junit has a failure for each finding that fails the build', () => {
    const { code, stdout } = check('junit', 'a folder');
    assert.equal(code, 1);
    const suites = readXml(stdout, 'junit');
    const [suite] = suites.children;
    assert.deepEqual(
      [suites.name, suite!.name, suite!.attributes['failures']],
      ['testsuites', 'testsuite', '1'],
    );
    const [one] = suite!.children;
    assert.equal(one!.attributes['classname'], 'nacl-reply-blocked');
    assert.equal(one!.children[0]!.name, 'failure');
  });

  it('junit has one test that passed where nothing is found', () => {
    const { code, stdout } = check('junit', 'fine');
    assert.equal(code, 0);
    const [suite] = readXml(stdout, 'junit').children;
    assert.deepEqual([suite!.attributes['tests'], suite!.attributes['failures']], ['1', '0']);
  });

  it('github annotates the line', () => {
    const { stdout } = check('github', 'a folder');
    const start = `::warning file=a folder/main.tf,line=${line},endLine=${line},col=1,endColumn=`;
    assert.ok(stdout.startsWith(start), stdout);
    assert.match(stdout, /,title=Ackscope%3A nacl-reply-blocked::Replies to connections /);
    assert.equal(check('github', 'fine').stdout, '');
  });

  it('cannot be made to say more by a name in the code', () => {
    const { stdout } = cli(['check', 'main.tf', '--format', 'github'], hostile.path);
    assert.equal(
      stdout.split('\n').filter((text) => text.startsWith('::')).length,
      stdout.trim().split('\n').length,
    );
    assert.ok(!stdout.includes('%0A::error'));
  });
});
