import assert from 'node:assert/strict';
import { ignoreAt } from '../../../src/core/rewrite/comments.ts';
import { applyEdits } from '../../../src/core/text/textEdit.ts';
import { Workspace } from '../../../src/core/workspace.ts';

/** The text after ignoring a rule where `|` stands; `undefined` where that cannot be said. */
function ignored(file: string, marked: string, rule: string): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const workspace = new Workspace();
  workspace.update(file, text);
  const edits = ignoreAt(workspace.code().at(file)!, offset, rule);
  return edits && applyEdits(text, edits);
}

describe('a comment that tells to ignore a finding', () => {
  const cases: readonly (readonly [name: string, before: string, after: string])[] = [
    ['stands above the line', 'a {\n}\n|b {\n}\n', 'a {\n}\n# ackscope:ignore sg-exposed\nb {\n}\n'],
    ['is indented like it', 'a {\n  x = |1\n}\n', 'a {\n  # ackscope:ignore sg-exposed\n  x = 1\n}\n'],
    [
      'keeps the line ends',
      'a {\r\n\tx = |1\r\n}\r\n',
      'a {\r\n\t# ackscope:ignore sg-exposed\r\n\tx = 1\r\n}\r\n',
    ],
    [
      'takes a further rule',
      '# ackscope:ignore unresolved why\n|a {\n}\n',
      '# ackscope:ignore unresolved,sg-exposed why\na {\n}\n',
    ],
    [
      'takes a further rule behind several with blanks between',
      '# ackscope:ignore unresolved, sg-no-egress why\n|a {\n}\n',
      '# ackscope:ignore unresolved, sg-no-egress, sg-exposed why\na {\n}\n',
    ],
    [
      'takes a further rule behind a comma',
      '# ackscope:ignore unresolved, why\n|a {\n}\n',
      '# ackscope:ignore unresolved,sg-exposed why\na {\n}\n',
    ],
    [
      'is there already, behind a blank',
      '# ackscope:ignore unresolved, sg-exposed why\n|a {\n}\n',
      '# ackscope:ignore unresolved, sg-exposed why\na {\n}\n',
    ],
    [
      'is found above other comments',
      '# ackscope: ignore unresolved\n# more\n|a {\n}\n',
      '# ackscope: ignore unresolved,sg-exposed\n# more\na {\n}\n',
    ],
    [
      'is another one where a blank line stands between',
      '# ackscope:ignore unresolved\n\n|a {\n}\n',
      '# ackscope:ignore unresolved\n\n# ackscope:ignore sg-exposed\na {\n}\n',
    ],
    [
      'is there already',
      '# ackscope:ignore unresolved,sg-exposed why\n|a {\n}\n',
      '# ackscope:ignore unresolved,sg-exposed why\na {\n}\n',
    ],
  ];
  for (const [name, before, after] of cases) {
    it(name, () => assert.equal(ignored('main.tf', before, 'sg-exposed'), after));
  }

  it('is put twice with one effect', () => {
    const once = ignored('main.tf', '|a {\n}\n', 'sg-exposed')!;
    assert.equal(ignored('main.tf', once.replace('a {', '|a {'), 'sg-exposed'), once);
  });

  it('goes into YAML, and cannot go into JSON', () => {
    const yaml = 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  A:\n    Type: AWS::EC2::VPC\n';
    assert.equal(
      ignored('t.yaml', yaml.replace('  A', '  |A'), 'unresolved'),
      yaml.replace('  A', '  # ackscope:ignore unresolved\n  A'),
    );
    assert.equal(
      ignored('t.json', '{ "AWSTemplateFormatVersion": "2010-09-09",| "Resources": {} }', 'x'),
      undefined,
    );
    assert.equal(ignored('main.tf.json', '{| "locals": {} }', 'x'), undefined);
  });
});
