/**
 * SARIF 2.1.0, as code scanning services read it: each rule with its page, each result with a fingerprint that survives
 * edits elsewhere, places relative to the folder the command runs in.
 */
import { pathToFileURL } from 'node:url';
import type { ArtifactLocation, Fix, Location, Log, Region, ReportingDescriptor, Result } from 'sarif';
import type { Severity } from '../../core/findings/finding.ts';
import type { RuleId } from '../../core/text/ruleIds.ts';
import { pageOf } from '../../core/findings/pages.ts';
import { printable } from '../../core/probe/report/printable.ts';
import { version } from '../version.ts';
import type { Change, Place, Problem } from './problem.ts';

const levels = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
} as const satisfies Record<Severity, Result.level>;

/** @param cwd absolute: what the places are relative to. */
export function sarifLog(problems: readonly Problem[], cwd: string): Log {
  const ids = [...new Set(problems.map(({ finding }) => finding.rule))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Ackscope',
            version,
            semanticVersion: version,
            informationUri: 'https://github.com/ackscope/ackscope',
            rules: ids.map(descriptor),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { uri: `${pathToFileURL(cwd).href.replace(/\/$/, '')}/` } },
        results: problems.map((problem) => result(problem, ids)),
      },
    ],
  };
}

function descriptor(id: RuleId): ReportingDescriptor {
  const helpUri = pageOf(id);
  return {
    id,
    helpUri,
    shortDescription: { text: id },
    help: { text: `See ${helpUri}`, markdown: `See [${id}](${helpUri})` },
    properties: { tags: ['security', 'network'] },
  };
}

function result(
  { finding, place, related, assumes, fingerprint, fixes }: Problem,
  ids: readonly RuleId[],
): Result {
  return {
    ruleId: finding.rule,
    ruleIndex: ids.indexOf(finding.rule),
    level: levels[finding.severity],
    message: { text: printable(finding.message) },
    locations: [
      { ...locationOf(place), logicalLocations: [{ fullyQualifiedName: printable(finding.resource) }] },
    ],
    relatedLocations: related.map((other, id) => ({
      id,
      ...locationOf(other.place),
      message: { text: printable(other.message) },
    })),
    partialFingerprints: { 'ackscope/v1': fingerprint },
    ...(fixes.length === 0 ? {} : { fixes: fixes.map(fixOf) }),
    properties: {
      certainty: finding.certainty,
      ...(assumes.length === 0 ? {} : { assumes: assumes.map(printable) }),
    },
  };
}

/** The edits of one file in the order of its text. */
function fixOf({ title, needsReview, edits }: Change): Fix {
  const byFile = new Map<string, Fix['artifactChanges'][number]>();
  for (const { place, text } of edits) {
    const change = byFile.get(place.file) ?? { artifactLocation: artifactOf(place), replacements: [] };
    byFile.set(place.file, change);
    const insertedContent = text === '' ? {} : { insertedContent: { text } };
    change.replacements.push({ deletedRegion: regionOf(place), ...insertedContent });
  }
  return {
    description: { text: printable(title) },
    artifactChanges: [...byFile.values()],
    properties: { needsReview },
  };
}

function locationOf(place: Place): Location {
  return { physicalLocation: { artifactLocation: artifactOf(place), region: regionOf(place) } };
}

function artifactOf({ file }: Place): ArtifactLocation {
  if (file.startsWith('/')) return { uri: pathToFileURL(file).href };
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

/** A region that is empty stands before its column. */
function regionOf({ line, column, endLine, endColumn }: Place): Region {
  return { startLine: line, startColumn: column, endLine, endColumn };
}
