/**
 * A CloudFormation template as it is written: its sections by name, nothing evaluated. Told from other YAML and JSON
 * by content, and cheaply: text without CloudFormation's own words is not parsed at all.
 */
import { findAnnotations, type Annotation } from '../text/annotation.ts';
import type { Problem } from '../text/problem.ts';
import { cover, type Span } from '../text/span.ts';
import { placesNotUtf8 } from '../text/utf8.ts';
import { parseJson } from './jsonTemplate.ts';
import { literalText, valueOf, type Entry, type MapNode, type Node } from './node.ts';
import type { SliceCache } from './slices.ts';
import { maxProblems, shorten, type ParsedText, type TextProblem } from './syntax.ts';
import { parseYaml, readAhead } from './yamlTemplate.ts';

/** A named thing of a section. */
export interface Declared {
  readonly name: string;
  /** The name with its quotes, without the colon. */
  readonly nameSpan: Span;
  /** From the name to the end of what is declared. */
  readonly span: Span;
}

export interface Parameter extends Declared {
  /** `String`, `CommaDelimitedList`, `AWS::EC2::VPC::Id` …; `String` where none is written. */
  readonly type: string;
  /** `undefined` when the parameter has no default. */
  readonly default: Node | undefined;
  readonly allowedValues: Node | undefined;
}

export interface TemplateResource extends Declared {
  /** `AWS::EC2::Subnet`. */
  readonly type: string;
  /** The name of the condition that decides whether it exists. */
  readonly condition: Node | undefined;
  readonly properties: Node | undefined;
  readonly metadata: Node | undefined;
  /** Whether a syntax error lies in it: properties may be missing. */
  readonly damaged: boolean;
}

export interface Output extends Declared {
  readonly value: Node | undefined;
  readonly condition: Node | undefined;
  /** The name it is exported under, for `Fn::ImportValue` in other stacks. */
  readonly exportName: Node | undefined;
}

/** A macro or another construct that only CloudFormation can expand, which may add or change resources. */
export interface Unexpanded {
  /** `Transform MyMacro`, `Fn::Transform`. */
  readonly name: string;
  readonly span: Span;
}

export interface Loops {
  readonly conditions: readonly Entry[];
  readonly resources: readonly Entry[];
  readonly outputs: readonly Entry[];
}

export interface Template {
  readonly file: string;
  readonly format: 'yaml' | 'json';
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly mappings: ReadonlyMap<string, Node>;
  readonly conditions: ReadonlyMap<string, Node>;
  readonly resources: ReadonlyMap<string, TemplateResource>;
  readonly outputs: ReadonlyMap<string, Output>;
  readonly unexpanded: readonly Unexpanded[];
  /** The `Fn::ForEach` loops of each section: what they make depends on parameters. */
  readonly loops: Loops;
  /** The section `Globals` of the Serverless Application Model. */
  readonly globals: Node | undefined;
  /** Codes: `yaml-syntax`, `json-syntax`, `template-encoding`, `template-duplicate-key`, `template-alias`, `template-too-deep`, `template-too-large`, `template-section`. */
  readonly problems: readonly Problem[];
  /** What authors say in comments; JSON has none. */
  readonly annotations: readonly Annotation[];
}

/** UTF-16 code units. CloudFormation takes 1 MB; what is several times as large is not read. */
const sizeLimit = 5_000_000;

/** UTF-16 code units. A shorter template is read at a stretch. */
const worthSteps = 30_000;

/** The transform of the Serverless Application Model. */
const serverless = 'AWS::Serverless-2016-10-31';

const versionLine = /^[\uFEFF \t{]*["']?AWSTemplateFormatVersion["']?[ \t]*:/m;

/**
 * Reads a template.
 * @param file the host's name for it, which the problems carry.
 * @param cache what was read of the file's text before it was edited.
 * @returns `undefined` when the text is not a CloudFormation template: it has neither `AWSTemplateFormatVersion` nor a
 * resource whose type starts with `AWS::`, nor a loop that makes resources. Never throws.
 */
export function parseTemplate(file: string, text: string, cache?: SliceCache): Template | undefined {
  if (!mayBeTemplate(text)) return undefined;
  const format = isJson(text) ? 'json' : 'yaml';
  if (text.length > sizeLimit) {
    const problem: TextProblem = {
      span: { start: 0, end: 0 },
      code: 'template-too-large',
      message: `The template is longer than ${sizeLimit} characters, so it is not read`,
    };
    const parsed = { root: undefined, problems: [problem] };
    return versionLine.test(text) ? read(file, format, parsed, []) : undefined;
  }
  const parsed = format === 'json' ? parseJson(text, cache) : parseYaml(text, cache);
  const isTemplate = parsed.root === undefined ? versionLine.test(text) : describesStack(parsed.root);
  const annotations = isTemplate && format === 'yaml' ? annotationsIn(text) : [];
  return isTemplate ? read(file, format, parsed, annotations, encodingProblems(text)) : undefined;
}

function encodingProblems(text: string): readonly TextProblem[] {
  const message = 'This is not UTF-8, and CloudFormation takes no other encoding; save the file in UTF-8';
  return placesNotUtf8(text, maxProblems).map((span) => ({ span, code: 'template-encoding', message }));
}

/** Reads a large YAML template into its cache step by step, before {@link parseTemplate} does the rest at once. */
export function* readTemplateAhead(text: string, cache: SliceCache): Generator<void, void, void> {
  if (text.length > worthSteps && text.length <= sizeLimit && mayBeTemplate(text) && !isJson(text)) {
    yield* readAhead(text, cache);
  }
}

const said = /(?<=^|[ \t])#[ \t]*ackscope:.*$/gm;

/**
 * What comments tell Ackscope. They are found by their words, as the parser keeps no comments by their places; in a text that
 * only looks like one, such as a script, nobody writes them.
 */
function annotationsIn(text: string): readonly Annotation[] {
  if (!text.includes('ackscope:')) return [];
  const comments = [...text.matchAll(said)].map(({ 0: comment, index }) => ({
    text: comment,
    start: index,
    end: index + comment.length,
  }));
  return findAnnotations(text, comments);
}

function isJson(text: string): boolean {
  return /^[\uFEFF\s]*\{\s*["}/]/.test(text);
}

function mayBeTemplate(text: string): boolean {
  return text.includes('AWSTemplateFormatVersion') || (text.includes('AWS::') && text.includes('Resources'));
}

function describesStack(root: Node): boolean {
  if (valueOf(root, 'AWSTemplateFormatVersion') !== undefined) return true;
  const resources = valueOf(root, 'Resources');
  if (resources?.kind !== 'map') return false;
  return resources.entries.some(
    (entry) => isLoop(entry) || literalText(valueOf(entry.value, 'Type'))?.startsWith('AWS::') === true,
  );
}

function read(
  file: string,
  format: Template['format'],
  parsed: ParsedText,
  annotations: readonly Annotation[],
  encoding: readonly TextProblem[] = [],
): Template {
  const { root } = parsed;
  const problems = [...parsed.problems, ...encoding];
  const section = (name: string): MapNode['entries'] => sectionEntries(root, name, problems);
  const conditions = section('Conditions');
  const resources = section('Resources');
  const outputs = section('Outputs');
  return {
    file,
    format,
    parameters: byName(section('Parameters'), parameterOf),
    mappings: byName(section('Mappings'), (entry) => entry.value),
    conditions: conditionsOf(conditions),
    resources: resourcesOf(resources),
    outputs: outputsOf(outputs),
    unexpanded: [...transforms(valueOf(root, 'Transform')), ...macros(resources)],
    loops: {
      conditions: conditions.filter(isLoop),
      resources: resources.filter(isLoop),
      outputs: outputs.filter(isLoop),
    },
    globals: valueOf(root, 'Globals'),
    annotations,
    problems: problems.slice(0, maxProblems).map((problem) => ({ file, ...problem })),
  };
}

/** The conditions among the entries of a section. */
export function conditionsOf(entries: readonly Entry[]): ReadonlyMap<string, Node> {
  return byName(entries, (entry) => entry.value);
}

/** The resources among the entries of a section: those that say of which type they are. */
export function resourcesOf(entries: readonly Entry[]): ReadonlyMap<string, TemplateResource> {
  const resources = new Map<string, TemplateResource>();
  for (const entry of entries) {
    const type = literalText(valueOf(entry.value, 'Type'));
    if (type !== undefined) resources.set(entry.key, resourceOf(entry, type));
  }
  return resources;
}

/** The outputs among the entries of a section. */
export function outputsOf(entries: readonly Entry[]): ReadonlyMap<string, Output> {
  return byName(entries, outputOf);
}

function isLoop({ key }: Entry): boolean {
  return key.startsWith('Fn::ForEach::');
}

function sectionEntries(root: Node | undefined, name: string, problems: TextProblem[]): MapNode['entries'] {
  const node = valueOf(root, name);
  if (node?.kind === 'map' && node.tag === undefined) return node.entries;
  const isEmpty = node?.kind === 'scalar' && node.value === null;
  if (node !== undefined && !isEmpty && !node.damaged) {
    problems.push({
      span: node.span,
      code: 'template-section',
      message: `${name} must be a map of names`,
    });
  }
  return [];
}

function byName<T>(entries: readonly Entry[], read: (entry: Entry) => T): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.key, read(entry)]));
}

function declared(entry: Entry): Declared {
  return { name: entry.key, nameSpan: entry.keySpan, span: cover(entry.keySpan, entry.value.span) };
}

function resourceOf(entry: Entry, type: string): TemplateResource {
  const { key, keySpan, value } = entry;
  // Spelled out, as a template may have hundreds and is read at every keystroke.
  return {
    name: key,
    nameSpan: keySpan,
    span: cover(keySpan, value.span),
    type,
    condition: valueOf(value, 'Condition'),
    properties: valueOf(value, 'Properties'),
    metadata: valueOf(value, 'Metadata'),
    damaged: value.damaged,
  };
}

function parameterOf(entry: Entry): Parameter {
  return {
    ...declared(entry),
    type: literalText(valueOf(entry.value, 'Type')) ?? 'String',
    default: valueOf(entry.value, 'Default'),
    allowedValues: valueOf(entry.value, 'AllowedValues'),
  };
}

function outputOf(entry: Entry): Output {
  return {
    ...declared(entry),
    value: valueOf(entry.value, 'Value'),
    condition: valueOf(entry.value, 'Condition'),
    exportName: valueOf(valueOf(entry.value, 'Export'), 'Name'),
  };
}

function transforms(node: Node | undefined): Unexpanded[] {
  const items = node === undefined ? [] : node.kind === 'sequence' ? node.items : [node];
  return items.flatMap((item): Unexpanded[] => {
    const name = literalText(item) ?? literalText(valueOf(item, 'Name'));
    // Language extensions and the Serverless Application Model are expanded here.
    if (name === undefined || name === 'AWS::LanguageExtensions' || name === serverless) return [];
    return [{ name: `Transform ${shorten(name)}`, span: item.span }];
  });
}

/** Macros that stand among the resources and make some of them. */
function macros(entries: readonly Entry[]): readonly Unexpanded[] {
  return entries.flatMap((entry) =>
    entry.key.startsWith('Fn::') && !isLoop(entry) ? [{ name: shorten(entry.key), span: entry.keySpan }] : [],
  );
}
