/** Resources of a CloudFormation template and maps in lists of theirs, as {@link Written}. */
import {
  literalText,
  type Entry,
  type MapNode,
  type Node,
  type SequenceNode,
} from '../cloudformation/node.ts';
import type { TemplateResource } from '../cloudformation/template.ts';
import type { Span } from '../text/span.ts';
import type { TextEdit } from '../text/textEdit.ts';
import { inFile, type TemplateCode } from './code.ts';
import type { NewField } from './newValue.ts';
import { insertEntry, insertItem, removeEntry, removeItem, replaceValue } from './templateEdit.ts';
import { insertResource, removeResource } from './templateResource.ts';
import { freeName, inOrderOf, type Literal, type Written } from './written.ts';

export function writtenInTemplate(code: TemplateCode, span: Span): Written | undefined {
  for (const resource of code.template.resources.values()) {
    if (resource.span.end < span.start || resource.span.start > span.start) continue;
    if (resource.damaged) return undefined;
    if (resource.nameSpan.start === span.start) return writtenResource(code, resource);
    return inProperties(code, resource, resource.properties, '', span);
  }
  return undefined;
}

/** A map in a list that is a property, or in one of its properties. */
function inProperties(
  code: TemplateCode,
  resource: TemplateResource,
  node: Node | undefined,
  under: string,
  span: Span,
): Written | undefined {
  if (node?.kind === 'map') {
    const entry = node.entries.find(
      ({ value }) => value.span.start <= span.start && span.end <= value.span.end,
    );
    return entry === undefined ? undefined : inProperties(code, resource, entry.value, entry.key, span);
  }
  if (node?.kind !== 'sequence') return undefined;
  const index = node.items.findIndex((item) => item.span.start <= span.start && span.end <= item.span.end);
  const item = node.items[index];
  if (item?.kind !== 'map') return undefined;
  if (item.span.start === span.start && item.span.end === span.end)
    return writtenItem(code, resource, node, index, item, under);
  return inProperties(code, resource, item, under, span);
}

function writtenResource(code: TemplateCode, resource: TemplateResource): Written {
  const { text, template } = code;
  const properties = resource.properties?.kind === 'map' ? resource.properties : undefined;
  const add: Written['addResource'] = (type, fields, name) => {
    const isTaken = (candidate: string): boolean => template.resources.has(candidate);
    return inFile(
      code,
      insertResource(text, template.format, resource, {
        name: freeName(name, isTaken, ''),
        type,
        properties: fields,
      }),
    );
  };
  return {
    ...fieldsOf(code, properties),
    form: 'resource',
    type: resource.type,
    name: resource.name,
    span: resource.span,
    remove: () => {
      // The logical id stands in the template once: where it is declared.
      const named = new RegExp(`(?<![A-Za-z0-9])${resource.name}(?![A-Za-z0-9])`, 'g');
      const count = /^[A-Za-z0-9]+$/.test(resource.name) ? [...text.matchAll(named)].length : 2;
      return count === 1 ? inFile(code, removeResource(text, template.format, resource)) : undefined;
    },
    addAlike: (fields, name) => add(resource.type, inOrderOf(namesOf(properties), fields), name),
    addResource: add,
    addPart: () => undefined,
  };
}

function writtenItem(
  code: TemplateCode,
  resource: TemplateResource,
  list: SequenceNode,
  index: number,
  item: MapNode,
  under: string,
): Written {
  const { text } = code;
  return {
    ...fieldsOf(code, item),
    form: 'part',
    type: under,
    name: resource.name,
    span: item.span,
    remove: () => inFile(code, removeItem(text, list, index)),
    addAlike: (fields) => inFile(code, insertItem(text, list, index, inOrderOf(namesOf(item), fields))),
    addResource: () => undefined,
    addPart: () => undefined,
  };
}

function fieldsOf(
  code: TemplateCode,
  map: MapNode | undefined,
): Pick<
  Written,
  'code' | 'names' | 'textOf' | 'literalOf' | 'set' | 'refer' | 'unset' | 'elementsOf' | 'removeElement'
> {
  const { text, template } = code;
  const change = (edits: readonly TextEdit[] | undefined) => inFile(code, edits);
  return {
    code,
    names: namesOf(map),
    textOf: (name) => {
      const found = entryAt(map, name);
      return found === undefined ? undefined : text.slice(found.value.span.start, found.value.span.end);
    },
    literalOf: (name) => literalOf(entryAt(map, name)?.value),
    set: (name, value) => {
      const found = entryAt(map, name);
      if (found !== undefined)
        return literalOf(found.value) === undefined
          ? undefined
          : change(replaceValue(text, found.value, value, template.format === 'json'));
      const { owner, key } = ownerOf(map, name);
      if (owner === undefined) return undefined;
      const field: NewField = { name: key, value };
      return change(insertEntry(text, owner, owner.entries.length - 1, field));
    },
    refer: (name, reference) => {
      const found = entryAt(map, name);
      return found && change(replaceValue(text, found.value, reference, template.format === 'json'));
    },
    unset: (name) => {
      const { owner, key } = ownerOf(map, name);
      const index = owner?.entries.findIndex((entry) => entry.key === key) ?? -1;
      return owner === undefined || index < 0 ? undefined : change(removeEntry(text, owner, index));
    },
    // A rule of a template has one peer.
    elementsOf: () => [],
    removeElement: () => undefined,
  };
}

function namesOf(map: MapNode | undefined): readonly string[] {
  return map?.entries.map(({ key }) => key) ?? [];
}

/** The map that has the last part of a name with dots, and that part. */
function ownerOf(
  map: MapNode | undefined,
  name: string,
): { readonly owner: MapNode | undefined; readonly key: string } {
  const [key = '', ...outer] = name.split('.').reverse();
  let owner = map;
  for (const part of outer.reverse()) {
    const inner = owner?.entries.find((entry) => entry.key === part)?.value;
    owner = inner?.kind === 'map' && inner.tag === undefined ? inner : undefined;
  }
  return { owner, key };
}

function entryAt(map: MapNode | undefined, name: string): Entry | undefined {
  const { owner, key } = ownerOf(map, name);
  return owner?.entries.find((entry) => entry.key === key);
}

/** Of YAML every scalar is text: what reads as a number is one to CloudFormation too. */
function literalOf(node: Node | undefined): Literal | undefined {
  const text = literalText(node);
  if (text === undefined || node?.kind !== 'scalar') return undefined;
  if (typeof node.value !== 'string') return node.value ?? undefined;
  return /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}
