import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPaths } from '../../src/cli/files.ts';
import { isFailure } from '../../src/cli/io.ts';
import { folder } from './folder.ts';

describe('readPaths', () => {
  const at = folder({
    'main.tf': '# main',
    'notes.txt': 'notes',
    'web/main.tf': '\uFEFF# web',
    'web/template.yaml': 'Resources: {}',
    'web/.terraform/modules/x.tf': '# copy',
    'web/node_modules/x.json': '{}',
    'web/deep/er/x.template': '{}',
  });

  const names = (paths: readonly string[]): readonly string[] => {
    const sources = readPaths(paths, at.path);
    assert(!isFailure(sources));
    return [...sources.texts.keys()];
  };

  it('reads folders with all that is in them, apart from copies of other code', () => {
    assert.deepEqual(names(['web']), ['web/deep/er/x.template', 'web/main.tf', 'web/template.yaml']);
  });

  it('reads a file that is named, whatever its name', () => {
    assert.deepEqual(names(['notes.txt']), ['notes.txt']);
  });

  it('reads a file once, however often and by whatever path it is named', () => {
    assert.deepEqual(names(['./web/../main.tf', 'main.tf', join(at.path, 'main.tf')]), ['main.tf']);
  });

  it('drops a byte-order mark', () => {
    const sources = readPaths(['web/main.tf'], at.path);
    assert(!isFailure(sources));
    assert.equal(sources.texts.get('web/main.tf'), '# web');
  });

  it('does not walk in circles', () => {
    mkdirSync(join(at.path, 'circle'));
    symlinkSync('..', join(at.path, 'circle/up'));
    symlinkSync('nowhere', join(at.path, 'circle/dangling.tf'));
    symlinkSync('../main.tf', join(at.path, 'circle/linked.tf'));
    assert.deepEqual(names(['circle']), ['circle/linked.tf']);
  });

  it('leaves out a file nobody wrote by hand, and says so', () => {
    mkdirSync(join(at.path, 'large'));
    writeFileSync(join(at.path, 'large/big.json'), '');
    truncateSync(join(at.path, 'large/big.json'), 17 * 1024 * 1024);
    const sources = readPaths(['large'], at.path);
    assert(!isFailure(sources));
    assert.deepEqual(sources.notes, ['large/big.json is larger than 16 MiB and was left out']);
    const named = readPaths(['large/big.json'], at.path);
    assert(isFailure(named));
  });

  it('refuses what is neither a file nor a folder', () => {
    const result = readPaths(['/dev/null'], at.path);
    assert(isFailure(result));
    assert.match(result.message, /neither a file nor a folder/);
  });
});
