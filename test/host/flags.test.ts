// The flags of desktop VS Code, in the forms test runners write them.
import assert from 'node:assert/strict';
import path from 'node:path';
import { readFlags, toPath } from './flags.ts';

describe('flags', () => {
  it('reads a value after = and one after a space', () => {
    const flags = readFlags(['--extensions-dir=/a b', '--user-data-dir', '/c', '--extensionTestsPath=x=y']);
    assert.equal(flags.last('extensions-dir'), '/a b');
    assert.equal(flags.last('user-data-dir'), '/c');
    assert.equal(flags.last('extensionTestsPath'), 'x=y');
  });

  it('keeps the folder to open apart from flags that take no value', () => {
    const flags = readFlags(['--no-sandbox', '/workspace', '--disable-extensions']);
    assert.deepEqual(flags.rest, ['/workspace']);
    assert.ok(flags.has('no-sandbox') && flags.has('disable-extensions'));
  });

  it('collects a repeated flag in order', () => {
    const flags = readFlags(['--extensionDevelopmentPath=/a', '--extensionDevelopmentPath', '/b']);
    assert.deepEqual(flags.all('extensionDevelopmentPath'), ['/a', '/b']);
    assert.deepEqual(flags.all('extensionDevelopmentKind'), []);
  });

  it('takes file: URIs for paths', () => {
    assert.equal(toPath('file:///a%20b/c'), '/a b/c');
    assert.equal(toPath('relative'), path.resolve('relative'));
  });
});
