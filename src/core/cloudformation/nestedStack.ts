/**
 * Nested stacks: `AWS::CloudFormation::Stack` and `AWS::Serverless::Application` with the path of a local template, as
 * `aws cloudformation package` takes it, and the CDK's assets. Where the template lies, and what it is given.
 */
import { known, unknown, type Maybe, type Value } from '../value/value.ts';
import { textOf } from '../value/read.ts';
import { literalText, valueOf } from './node.ts';
import type { StackScope } from './scope.ts';
import { shorten } from './syntax.ts';
import type { TemplateResource } from './template.ts';

/** The property that says where the template lies, by resource type. */
const locations: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
]);

export function isNestedStack({ type }: TemplateResource): boolean {
  return locations.has(type);
}

/** The path of a nested stack's template as far as it is written out; `undefined` when it is not, or lies elsewhere. */
export function writtenPathOf(resource: TemplateResource): string | undefined {
  const property = locations.get(resource.type);
  if (property === undefined) return undefined;
  const asset = literalText(valueOf(resource.metadata, 'aws:asset:path'));
  if (asset !== undefined && literalText(valueOf(resource.metadata, 'aws:asset:property')) === property) {
    return asset;
  }
  const text = literalText(valueOf(resource.properties, property));
  return text === undefined || text === '' || isUrl(text) ? undefined : text;
}

/** The path of a nested stack's template, from the folder of the file that nests it; unknown when it lies elsewhere. */
export function pathOf(resource: TemplateResource, scope: StackScope): Maybe<string> {
  const written = writtenPathOf(resource);
  if (written !== undefined) return known(written);
  const property = locations.get(resource.type) ?? '';
  const name = `${scope.address(resource.name)}.${property}`;
  const origin = scope.origin(resource.nameSpan);
  const value = scope.configured(resource.name, property);
  if (value?.kind === 'unknown') return value;
  const text = value === undefined ? undefined : textOf(value);
  if (text === undefined || text === '') return unknown(name, 'is no path of a template', origin);
  return isUrl(text) ? unknown(name, `is ${shorten(text)}, which is not fetched`, origin) : known(text);
}

function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(text);
}

/** What a nested stack is given for one of its parameters; `undefined` when it is left to its default. */
export function givenTo(resource: TemplateResource, scope: StackScope, name: string): Value | undefined {
  const given = scope.configured(resource.name, 'Parameters');
  if (given?.kind !== 'object') return given?.kind === 'unknown' ? given : undefined;
  return given.properties.get(name)?.value ?? given.open;
}
