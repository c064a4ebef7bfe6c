/**
 * Functions of files and paths. They read what the host has of the module's folder and the workspace and nothing else:
 * a file that is not among those is unknown, never an error, as it may well exist where Terraform runs.
 */
import { joinPaths, pathBetween } from '../../text/paths.ts';
import { booleanValue, stringValue, type Unknown, type Value } from '../../value/value.ts';
import { makeSet } from '../sets.ts';
import { stringType } from '../types.ts';
import type { Arguments } from './arguments.ts';
import { base64Text, hexText, utf8Bytes } from './bytes.ts';
import { md5, sha1, sha256, sha512 } from './digest.ts';
import { ofKnown, ofOpen, type Family, type TerraformFunction } from './function.ts';
import { digestText, type Digest } from './hash.ts';
import { matchesGlob, mayMatchIn } from './glob.ts';
import { readTemplate, renderTemplate } from './template.ts';
import { unknownPart } from './unknownPart.ts';

export const fileFunctions: Family = {
  abspath: ofKnown('(path: string) string', (given) => {
    const path = given.text(0);
    return path.startsWith('/')
      ? given.string(cleanPath(path))
      : given.unknown('depends on where Terraform runs');
  }),
  basename: ofKnown('(path: string) string', (given) => given.string(baseName(given.text(0)))),
  dirname: ofKnown('(path: string) string', (given) => given.string(dirName(given.text(0)))),
  file: reading((given, text) => given.string(text)),
  filebase64: reading((given, text) =>
    given.spend(text.length) ? given.string(base64Text(utf8Bytes(text))) : given.tooLarge(),
  ),
  filebase64sha256: reading(digesting(sha256, base64Text)),
  filebase64sha512: reading(digesting(sha512, base64Text)),
  fileexists: ofKnown('(path: string) bool', (given) => {
    const text = textAt(given);
    return typeof text === 'string' ? booleanValue(true) : text;
  }),
  filemd5: reading(digesting(md5, hexText)),
  fileset: ofKnown('(path: string, pattern: string) set(string)', fileSet),
  filesha1: reading(digesting(sha1, hexText)),
  filesha256: reading(digesting(sha256, hexText)),
  filesha512: reading(digesting(sha512, hexText)),
  pathexpand: ofKnown('(path: string) string', (given) =>
    given.text(0).startsWith('~') ? given.unknown("depends on the user's home") : given.at(0),
  ),
  templatefile: ofOpen('(path: string, vars: any) any', (given) => {
    const path = given.at(0);
    if (path.kind !== 'string') return unknownPart(path, given, 0) ?? given.tooLarge();
    const text = textAt(given);
    return typeof text === 'string' ? renderTemplate(readTemplate(path.text, text), given) : text;
  }),
};

/** A function of the text of a file. */
function reading(compute: (given: Arguments, text: string) => Value): TerraformFunction {
  return ofKnown('(path: string) string', (given) => {
    const text = textAt(given);
    return typeof text === 'string' ? compute(given, text) : text;
  });
}

function digesting(digest: Digest, show: (bytes: readonly number[]) => string) {
  return (given: Arguments, text: string): Value => digestText(given, text, digest, show);
}

/** The text of the file the first argument names. */
function textAt(given: Arguments): string | Unknown {
  const path = given.text(0);
  const clean = readablePath(path);
  if (clean === undefined) return given.unknown('names a file outside the workspace', 0);
  const text = given.context.files?.read(clean);
  if (text === undefined) return given.unknown('names a file that is not read', 0);
  // What stands for bytes that are no UTF-8 may have been anything.
  return text.includes('\ufffd') ? given.unknown('names a file that is not text', 0) : text;
}

/** The path without detours; `undefined` when it leaves from the root or the user's home. */
function readablePath(path: string): string | undefined {
  if (/^[/\\~]|^[A-Za-z]:/.test(path)) return undefined;
  return cleanPath(path);
}

/** Go's `path.Clean`. */
function cleanPath(path: string): string {
  const parts: string[] = [];
  const rooted = path.startsWith('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!rooted) parts.push('..');
  }
  const joined = parts.join('/');
  return rooted ? `/${joined}` : joined === '' ? '.' : joined;
}

function baseName(path: string): string {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

function dirName(path: string): string {
  return cleanPath(path.slice(0, path.lastIndexOf('/') + 1));
}

function fileSet(given: Arguments): Value {
  const folder = readablePath(given.text(0));
  if (folder === undefined) return given.unknown('names a folder outside the workspace', 0);
  // Terraform takes both arguments together for the pattern.
  if (/[*?[{\\]/.test(folder)) return given.unknown('has characters of a pattern in the name of a folder', 0);
  const written = cleanPath(given.text(1));
  const up = /^(?:\.\.(?:\/|$))*/.exec(written)?.[0] ?? '';
  const pattern = written.slice(up.length);
  const base = cleanPath(`${folder}/${up}`);
  const listing = given.context.files?.list?.(base);
  if (listing === undefined)
    return given.unknown('names a folder whose files are not known', up === '' ? 0 : 1);
  const fromFolder = (name: string): string =>
    up === '' ? name : pathBetween(joinPaths('', folder), joinPaths(base, name)).replace(/^\.\//, '');
  const found: string[] = [];
  for (const name of listing.files) {
    if (!given.spend(name.length)) return given.tooLarge();
    const matches = matchesGlob(name, pattern);
    if (matches === 'no-pattern') return given.error('is not a pattern of file names', 1);
    if (matches === 'too-large') return given.tooLarge();
    if (matches) found.push(fromFolder(name));
  }
  const more = listing.unlisted.find((inner) => mayMatchIn(inner, pattern));
  if (more !== undefined)
    return given.unknown(`may match files in ${fromFolder(more)}, which are not known`, 1);
  const items = found.map((name) => given.property(stringValue(name)));
  return makeSet(items, stringType, given.call, given.context);
}
