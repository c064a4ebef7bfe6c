/**
 * `check --format sarif` against what SARIF 2.1.0 demands of each object that is written, section by section, and what code
 * scanning services need beyond it. The standard's own schema may not be copied, so its rules stand here in our words.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scenarios } from '../conformance/reference.ts';
import { codeOf } from '../conformance/scenario.ts';
import { cli } from './cli.ts';
import { folder } from './folder.ts';

type Json = Readonly<Record<string, unknown>>;

/** The properties an object has, each with what holds for it; one that ends in `?` may be left out, others may not be there. */
type Shape = Readonly<Record<string, (value: unknown, at: string) => readonly string[]>>;

const isText = (value: unknown, at: string): readonly string[] =>
  typeof value === 'string' && value !== '' ? [] : [`${at}: no text`];
const isOneOf =
  (...allowed: readonly unknown[]) =>
  (value: unknown, at: string): readonly string[] =>
    allowed.includes(value) ? [] : [`${at}: ${String(value)}`];
const isFrom =
  (least: number) =>
  (value: unknown, at: string): readonly string[] =>
    Number.isInteger(value) && (value as number) >= least ? [] : [`${at}: ${String(value)}`];
const isUri = (value: unknown, at: string): readonly string[] =>
  typeof value === 'string' && URL.canParse(value) && !/[\s"<>\\^`{|}]/.test(value)
    ? []
    : [`${at}: ${String(value)}`];
/** RFC 3986's URI reference: what is no character of it must be encoded. */
const isUriReference = (value: unknown, at: string): readonly string[] =>
  typeof value === 'string' && /^(?:[\w\-.~!$&'()*+,;=:@/?#[\]]|%[0-9A-F]{2})+$/.test(value)
    ? []
    : [`${at}: ${String(value)}`];
const isAny = (): readonly string[] => [];
const each =
  (hold: (value: unknown, at: string) => readonly string[], least = 0) =>
  (value: unknown, at: string): readonly string[] => {
    if (!Array.isArray(value) || value.length < least) return [`${at}: no list of ${least} or more`];
    return value.flatMap((item, index) => hold(item, `${at}[${index}]`));
  };
const object =
  (shape: Shape) =>
  (value: unknown, at: string): readonly string[] => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at}: no object`];
    const names = Object.keys(shape).map((name) => name.replace('?', ''));
    return [
      ...Object.keys(value)
        .filter((name) => !names.includes(name))
        .map((name) => `${at}.${name}: not of the standard`),
      ...Object.entries(shape).flatMap(([name, hold]) => {
        const own = name.replace('?', '');
        const found = (value as Json)[own];
        if (found === undefined) return name.endsWith('?') ? [] : [`${at}.${own}: missing`];
        return hold(found, `${at}.${own}`);
      }),
    ];
  };

/** §3.11, §3.12. */
const message = object({ 'text': isText, 'markdown?': isText });
/** §3.30: lines and columns count from 1. */
const region = object({
  startLine: isFrom(1),
  startColumn: isFrom(1),
  endLine: isFrom(1),
  endColumn: isFrom(1),
});
/** §3.4, §3.29. */
const artifactLocation = object({ 'uri': isUriReference, 'uriBaseId?': isText });
const physicalLocation = object({ artifactLocation, region });
/** §3.55–§3.57: a replacement without content takes out; what it puts in may be any text. */
const fix = object({
  description: message,
  artifactChanges: each(
    object({
      artifactLocation,
      replacements: each(
        object({
          'deletedRegion': region,
          'insertedContent?': object({ text: (text, at) => (typeof text === 'string' ? [] : [at]) }),
        }),
        1,
      ),
    }),
    1,
  ),
  properties: object({ needsReview: isOneOf(true, false) }),
});
/** §3.28: an id counts from 0 and is told where a message refers to it. */
const location = object({
  'id?': isFrom(0),
  physicalLocation,
  'logicalLocations?': each(object({ fullyQualifiedName: isText })),
  'message?': message,
});
/** §3.13, §3.14, §3.18, §3.19, §3.27, §3.49. */
const log = object({
  $schema: isUri,
  version: isOneOf('2.1.0'),
  runs: each(
    object({
      tool: object({
        driver: object({
          name: isText,
          version: isText,
          semanticVersion: (value, at) => (/^\d+\.\d+\.\d+/.test(String(value)) ? [] : [at]),
          informationUri: isUri,
          rules: each(
            object({
              id: isText,
              helpUri: isUri,
              shortDescription: message,
              help: message,
              properties: isAny,
            }),
          ),
        }),
      }),
      columnKind: isOneOf('utf16CodeUnits'),
      originalUriBaseIds: (value, at) =>
        Object.entries(value as Json).flatMap(([name, base]) =>
          object({ uri: isUri })(base, `${at}.${name}`),
        ),
      results: each(
        object({
          'ruleId': isText,
          'ruleIndex': isFrom(0),
          'level': isOneOf('error', 'warning', 'note', 'none'),
          message,
          'locations': each(location, 1),
          'relatedLocations': each(location),
          'fixes?': each(fix, 1),
          'partialFingerprints': (value, at) =>
            Object.entries(value as Json).flatMap(([name, print]) => isText(print, `${at}.${name}`)),
          'properties': isAny,
        }),
      ),
    }),
    1,
  ),
});

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}
interface Place {
  readonly id?: number;
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region: Region;
  };
}
interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly originalUriBaseIds: Readonly<Record<string, { readonly uri: string }>>;
  readonly results: readonly {
    readonly ruleId: string;
    readonly ruleIndex: number;
    readonly locations: readonly Place[];
    readonly relatedLocations: readonly Place[];
    readonly partialFingerprints: Readonly<Record<string, string>>;
    readonly fixes?: readonly Fix[];
  }[];
}
interface Fix {
  readonly description: { readonly text: string };
  readonly artifactChanges: readonly {
    readonly artifactLocation: { readonly uri: string };
    readonly replacements: readonly {
      readonly deletedRegion: Region;
      readonly insertedContent?: { readonly text: string };
    }[];
  }[];
  readonly properties: { readonly needsReview: boolean };
}

/** A text as somebody leaves it who makes a fix by what the standard says of it. */
function fixed(text: string, { artifactChanges }: Fix): string {
  const lines = text.split(/(?<=\n)/);
  const offset = (line: number, column: number): number =>
    lines.slice(0, line - 1).reduce((sum, { length }) => sum + length, 0) + column - 1;
  const edits = artifactChanges.flatMap(({ replacements }) =>
    replacements.map(({ deletedRegion: at, insertedContent }) => ({
      start: offset(at.startLine, at.startColumn),
      end: offset(at.endLine, at.endColumn),
      text: insertedContent?.text ?? '',
    })),
  );
  return edits.reduceRight(
    (left, { start, end, text: put }) => left.slice(0, start) + put + left.slice(end),
    text,
  );
}

describe('ackscope check --format sarif', () => {
  const closed = codeOf(scenarios['s1-nacl-in-none']!)[0]!.text;
  const vpc = 'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n';
  const rule = (number: number, protocol: string, port: number): string =>
    `  ingress {\n    rule_no    = ${number}\n    protocol   = "${protocol}"\n    action     = "allow"\n    cidr_block = "0.0.0.0/0"\n    from_port  = ${port}\n    to_port    = ${port}\n  }\n`;
  const acl = (id: string, ...rules: readonly string[]): string =>
    `resource "aws_network_acl" "web" {\n  vpc_id = ${id}\n${rules.join('')}}\n`;
  const at = folder({
    'ä folder/100% #1?.tf': closed,
    'name/main.tf': closed.replaceAll('"main"', '"m\u202ain"'),
    'ports/main.tf': `${vpc}${acl('aws_vpc.main.id', rule(100, 'udp', 53), rule(110, '-1', 443))}`,
    'module/main.tf': `variable "vpc" {}\n${acl('var.vpc', rule(100, '-1', 0), rule(200, 'tcp', 443))}`,
    'caller/main.tf': `${vpc}module "acl" {\n  source = "../module"\n  vpc    = aws_vpc.main.id\n}\n`,
    'fine/main.tf': 'resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/16"\n}\n',
  });
  const sources: readonly (readonly [name: string, cwd: () => string, path: string])[] = [
    ['the examples', () => process.cwd(), 'examples'],
    ['names of files that need encoding', () => at.path, 'ä folder'],
    ['names with characters nobody sees', () => at.path, 'name'],
    ['code with nothing to tell', () => at.path, 'fine'],
    ['files outside of the working folder', () => path.join(at.path, 'fine'), '../name'],
  ];

  for (const [name, cwd, where] of sources) {
    it(`is as the standard has it: ${name}`, () => {
      const { stdout } = cli(['check', where, '--format', 'sarif'], cwd());
      const found = JSON.parse(stdout) as { readonly runs: readonly Run[] };
      assert.deepEqual(log(found, '$'), []);
      assert.ok(!stdout.includes('\u202a'), 'a character nobody sees is left in');
      const [run] = found.runs as [Run];
      const ids = run.tool.driver.rules.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, 'a rule is described twice');
      const prints = run.results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
      assert.equal(new Set(prints).size, prints.length, 'two results have one fingerprint');
      for (const base of Object.values(run.originalUriBaseIds)) assert.ok(base.uri.endsWith('/'));
      for (const { ruleId, ruleIndex, locations, relatedLocations } of run.results) {
        assert.equal(ids[ruleIndex], ruleId);
        const related = relatedLocations.map(({ id }) => id);
        assert.equal(new Set(related).size, related.length, 'two related places have one id');
        for (const { physicalLocation: place } of [...locations, ...relatedLocations]) {
          const { startLine, startColumn, endLine, endColumn } = place.region;
          assert.ok(endLine > startLine || (endLine === startLine && endColumn >= startColumn));
          const { uri, uriBaseId } = place.artifactLocation;
          // Code scanning shows what lies in the repository, and that by a relative path.
          if (uriBaseId === undefined) assert.ok(URL.canParse(uri), uri);
          else {
            assert.ok(uriBaseId in run.originalUriBaseIds);
            assert.ok(!URL.canParse(uri) && !uri.startsWith('/') && !uri.startsWith('..'), uri);
          }
        }
      }
    });
  }

  const resultsOf = (where: string): Run['results'] =>
    (
      JSON.parse(cli(['check', where, '--format', 'sarif'], at.path).stdout) as {
        readonly runs: readonly [Run];
      }
    ).runs[0].results;

  it('has fixes that make the finding go away where they are made', () => {
    const [fix] = resultsOf('ä folder').find(({ ruleId }) => ruleId === 'nacl-reply-blocked')!.fixes!;
    assert.match(fix!.description.text, /^Allow the replies/);
    assert.equal(fix!.properties.needsReview, false);
    assert.deepEqual(
      fix!.artifactChanges.map(({ artifactLocation: { uri } }) => uri),
      ['%C3%A4%20folder/100%25%20%231%3F.tf'],
    );
    const file = path.join(at.path, 'ä folder/100% #1?.tf');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, fixed(before, fix!));
    const left = resultsOf('ä folder').map(({ ruleId }) => ruleId);
    writeFileSync(file, before);
    assert.ok(!left.includes('nacl-reply-blocked'), left.join());
  });

  it('has no fix that only a person may choose, and none of a file that was only read', () => {
    const fixesOf = (where: string, rule: string): readonly Fix[] =>
      resultsOf(where).find(({ ruleId }) => ruleId === rule)!.fixes ?? [];
    assert.deepEqual(fixesOf('ports', 'ports-ignored'), []);
    assert.deepEqual(fixesOf('caller', 'nacl-rule-shadowed'), []);
    const [fix] = fixesOf('module', 'nacl-rule-shadowed');
    assert.equal(fix!.properties.needsReview, true);
  });
});
