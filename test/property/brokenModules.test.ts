/**
 * Whole modules while they are typed: however they are broken they are judged, an edited workspace comes to what a fresh one
 * does, and what does not hang on the broken spot keeps its values.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SyntaxTree } from '../../src/core/hcl/nodes.ts';
import { parseTerraformFile } from '../../src/core/terraform/terraformFile.ts';
import type { Span } from '../../src/core/text/span.ts';
import { applyEdits, type TextEdit } from '../../src/core/text/textEdit.ts';
import type { Resource } from '../../src/core/value/resource.ts';
import type { Value } from '../../src/core/value/value.ts';
import { Workspace } from '../../src/core/workspace.ts';
import { breakages } from '../support/hclBreakage.ts';
import { filesOfModule, ownModules } from '../support/ownModules.ts';

type Files = ReadonlyMap<string, string>;

const modules: readonly Files[] = ownModules.map(filesOfModule);

function workspaceOf(files: Files): Workspace {
  const workspace = new Workspace();
  for (const [file, text] of files) workspace.update(file, text);
  return workspace;
}

const word = fc.constantFrom(
  ...[
    '',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '"',
    '${',
    '%{ if',
    '<<E\n',
    '\n',
    '=',
    ',',
    '?',
    '#',
    '/*',
    '\u0000',
  ],
  ...['-1', '99999999999999999999', '1e400', 'null', '__proto__', 'each.value', 'local.', '\u202e', '\ud800'],
  ...[
    'resource "aws_',
    'ingress {\n',
    'cidr_block =',
    'for_each = {',
    'count = 1000000000\n',
    '['.repeat(3000),
  ],
  ...[
    'locals {\n  a = local.b\n  b = local.a\n}\n',
    'module "m" {\n  source = "./"\n}\n',
    'dynamic "ingress" {\n',
  ],
);

/** What is cut out of a file, and what stands there instead: a word, or a piece of another file. */
const change = fc.record({
  file: fc.nat(),
  at: fc.nat(),
  length: fc.oneof(fc.constant(0), fc.nat({ max: 8 }), fc.nat({ max: 300 })),
  text: fc.oneof(word, fc.record({ from: fc.nat(), at: fc.nat(), length: fc.nat({ max: 200 }) })),
});

function changed(
  files: Files,
  { file, at, length, text }: typeof change extends fc.Arbitrary<infer T> ? T : never,
) {
  const [name, old] = nth([...files], file);
  const start = at % (old.length + 1);
  const [, other] = nth([...files], typeof text === 'string' ? 0 : text.from);
  const put = typeof text === 'string' ? text : other.slice(text.at % other.length).slice(0, text.length);
  return [name, old.slice(0, start) + put + old.slice(start + length)] as const;
}

function nth<T>(list: readonly T[], number: number): T {
  const found = list[number % list.length];
  assert.ok(found !== undefined);
  return found;
}

const told = (workspace: Workspace): unknown =>
  workspace.roots().map((root) => {
    const { configuration, network, findings } = workspace.analysisAt(root) ?? {};
    return {
      root,
      resources: configuration?.resources,
      problems: configuration?.problems,
      network,
      findings,
    };
  });

describe('a broken module', () => {
  it('is judged whatever is in it, and edits come to what the files are in the end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...modules),
        fc.array(change, { minLength: 1, maxLength: 5 }),
        (files, changes) => {
          const now = new Map(files);
          const edited = workspaceOf(files);
          edited.analyses();
          for (const [index, one] of changes.entries()) {
            const [file, text] = changed(now, one);
            now.set(file, text);
            edited.update(file, text);
            if (index % 2 === 0) edited.analyses();
          }
          assert.deepEqual(told(edited), told(workspaceOf(now)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps what does not hang on the broken spot', () => {
    let [untouched, kept] = [0, 0];
    const spot = fc.record({
      files: fc.constantFrom(...modules),
      file: fc.nat(),
      kind: fc.constantFrom(...Object.values(breakages)),
      edit: fc.nat(),
    });
    fc.assert(
      fc.property(spot, ({ files, file, kind, edit: number }) => {
        const [name, text] = nth(
          [...files].filter(([path]) => path.endsWith('.tf')),
          file,
        );
        const { tree } = parseTerraformFile(name, text);
        const edits = kind(text, tree).filter((edit) => blockAt(tree, edit) !== undefined);
        fc.pre(edits.length > 0);
        const edit = nth(edits, number);
        const clean = blocksBeside(files, name, edit);
        fc.pre(clean !== undefined);
        const broken = new Map(files).set(name, applyEdits(text, [edit]));
        const after = new Map(resourcesOf(broken).map((one) => [one.address, one]));
        for (const one of resourcesOf(files)) {
          if (!clean(one)) continue;
          untouched++;
          const found = after.get(one.address);
          if (found === undefined || found.exists.kind === 'unknown' || hasOpen(found.properties)) continue;
          assert.deepEqual(
            plain(found.properties),
            plain(one.properties),
            `${one.address} by ${JSON.stringify(edit)}`,
          );
          kept++;
        }
      }),
      { numRuns: 100 },
    );
    assert.ok(untouched > 200 && kept >= untouched * 0.97, `${kept} of ${untouched} were kept`);
  });
});

function resourcesOf(files: Files): readonly Resource[] {
  return workspaceOf(files)
    .analyses()
    .flatMap(({ configuration }) => configuration.resources)
    .filter(({ properties, exists }) => exists.kind === 'known' && !hasOpen(properties));
}

/** The resource whose block an edit lies in, beside its header. */
function blockAt({ body }: SyntaxTree, { start, end }: Span): Span | undefined {
  return body.items.find(
    (item) =>
      item.kind === 'block' && item.type.text === 'resource' && item.body.start <= start && end <= item.end,
  );
}

/**
 * Which resources neither lie in the block of an edit nor hang on it by a name in their text. `undefined` where that is not
 * seen so easily, as something hangs on it that other modules may read.
 */
function blocksBeside(
  files: Files,
  name: string,
  edit: TextEdit,
): ((resource: Resource) => boolean) | undefined {
  const blocks = [...files]
    .filter(([file]) => file.endsWith('.tf'))
    .flatMap(([file, text]) =>
      parseTerraformFile(file, text).tree.body.items.map(({ start, end }) => ({
        file,
        start,
        end,
        text: text.slice(start, end),
      })),
    );
  const touched = new Set(
    blocks.filter(({ file, start, end }) => file === name && start <= edit.start && edit.end <= end),
  );
  // A set grows while it is gone through.
  for (const { text } of touched) {
    const names = namesIn(text);
    if (names === undefined) return undefined;
    for (const other of blocks) if (names.some((one) => other.text.includes(one))) touched.add(other);
  }
  const clean = blocks.filter((block) => !touched.has(block));
  return ({ origin: { file, span } }) =>
    clean.some((block) => block.file === file && block.start <= span.start && span.end <= block.end);
}

/** How others name what a block declares; `undefined` for what reaches other modules. */
function namesIn(block: string): readonly string[] | undefined {
  const [, type = '', first = '', second = ''] =
    /^(\w+)\s*"?([\w-]*)"?\s*"?([\w-]*)"?\s*\{/.exec(block) ?? [];
  if (type === 'resource') return [`${first}.${second}`];
  if (type === 'locals')
    return [...block.matchAll(/^ {2}([\w-]+) *=/gm)].map(([, name]) => `local.${name ?? ''}`);
  return type === 'check' || type === 'moved' || type === 'removed' || type === 'import' ? [] : undefined;
}

function hasOpen(value: Value): boolean {
  if (value.kind === 'unknown') return true;
  if (value.kind === 'list')
    return value.open !== undefined || value.items.some((item) => hasOpen(item.value));
  if (value.kind !== 'object') return false;
  return value.open !== undefined || [...value.properties.values()].some((item) => hasOpen(item.value));
}

/** A value without its places, which an edit moves. */
function plain(value: Value): unknown {
  if (value.kind === 'list') return value.items.map((item) => plain(item.value));
  if (value.kind !== 'object') return value;
  return [...value.properties].map(([name, item]) => [name, plain(item.value)]);
}
