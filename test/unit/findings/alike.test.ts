import assert from 'node:assert/strict';
import { distinctFindings, mergeInstances } from '../../../src/core/findings/alike.ts';
import type { Finding } from '../../../src/core/findings/finding.ts';

function finding(resource: string, about: string, start = 0): Finding {
  return {
    rule: 'nacl-reply-blocked',
    severity: 'warning',
    certainty: 'proved',
    message: `Replies ${about} are dropped by ${resource}.`,
    resource,
    origin: { file: 'main.tf', span: { start, end: start + 9 } },
    related: [],
    proof: undefined,
    because: [],
  };
}

function messages(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ message }) => message);
}

describe('findings that say the same', () => {
  it('of instances of one block become one', () => {
    const merged = mergeInstances([
      finding('module.a[0].t.x["k]"]', 'to a'),
      finding('module.a[1].t.x["l"]', 'to a'),
      finding('module.b.t.x["k"]', 'to a'),
      finding('t.x["k"]', 'to a'),
    ]);
    assert.deepEqual(messages(merged), [
      'Replies to a are dropped by module.a[0].t.x["k]"]. The same holds for module.a[1].t.x["l"], module.b.t.x["k"] and 1 more.',
    ]);
  });

  it('stay apart when they are about something else', () => {
    const different = [finding('t.x[0]', 'to a'), finding('t.x[1]', 'to b'), finding('t.x[1]', 'to a', 50)];
    assert.deepEqual(mergeInstances(different), different);
  });

  it('of several networks are told once', () => {
    const [one, two] = [finding('module.a.t.x', 'to a'), finding('module.b.t.x', 'to a')];
    assert.deepEqual(distinctFindings([one, two, { ...one }]), [one, two]);
    const [more] = mergeInstances([one, two]);
    assert.deepEqual(distinctFindings([one, more!]), [more]);
  });

  it('of several networks are proved where they are in one', () => {
    const proved = finding('t.x', 'to a');
    const assumed: Finding = { ...proved, certainty: 'assumed' };
    assert.deepEqual(distinctFindings([assumed, proved]), [proved]);
    assert.deepEqual(distinctFindings([proved, assumed]), [proved]);
  });
});
