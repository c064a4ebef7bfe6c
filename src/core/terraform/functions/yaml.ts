/** `yamldecode` and `yamlencode`, as go-cty-yaml has them: YAML 1.1 with decimal numbers. */
import { RecentTexts } from '../../text/recentTexts.ts';
import { parseYaml, type YamlDocuments, type YamlError, type YamlNode } from '../../yaml/readYaml.ts';
import { booleanValue, nullValue, type Property, type Unknown, type Value } from '../../value/value.ts';
import { exactNumber, numberText } from '../conversions.ts';
import { oddKey, someStandIn } from '../standIns.ts';
import { compareText } from '../textOrder.ts';
import type { Arguments } from './arguments.ts';
import { ofKnown, type Family } from './function.ts';

export const yamlFunctions: Family = {
  yamldecode: ofKnown('(src: string) any', yamlDecode),
  yamlencode: ofKnown('(value?: any) string', yamlEncode),
};

/** A module that is called often reads the same files each time. */
const trees = new RecentTexts<YamlDocuments | YamlError>(500_000);

function yamlDecode(given: Arguments): Value {
  const text = given.text(0);
  // Reading YAML takes a microsecond a character.
  if (!given.spend(4 * text.length)) return given.tooLarge();
  const parsed = trees.get(text, parseYaml);
  if ('error' in parsed)
    return parsed.isLimit ? given.unknown(parsed.error, 0) : given.error(parsed.error, 0);
  const [document, second] = parsed.documents;
  const isBlank = /^(?:\s|#.*)*$/.test(text);
  if (document === undefined || isBlank) return given.error('is empty', 0);
  if (second !== undefined) return given.error('has more than one document', 0);
  return fromNode(document, given);
}

function fromNode(node: YamlNode, given: Arguments): Value {
  if (!given.spend(1)) return given.tooLarge();
  switch (node.kind) {
    case 'scalar':
      return fromScalar(node, given);
    case 'sequence': {
      if (isForeign(node.tag)) return given.error(`has the tag ${node.tag ?? ''}, which is not known`, 0);
      const items: Property[] = [];
      for (const item of node.items) {
        const value = fromNode(item, given);
        if (value.kind === 'unknown') return value;
        items.push(given.property(value));
      }
      return given.tuple(items);
    }
    case 'map': {
      if (isForeign(node.tag)) return given.error(`has the tag ${node.tag ?? ''}, which is not known`, 0);
      const properties = new Map<string, Property>();
      const failed = addEntries(node.entries, properties, given);
      if (someStandIn(properties.keys())) return given.unknown(oddKey, 0);
      return failed ?? given.newObject(properties);
    }
  }
}

function isForeign(tag: string | undefined): boolean {
  return tag !== undefined && !tag.startsWith('tag:yaml.org,2002:') && !tag.startsWith('!!');
}

/** Keys written in the map win over those it merges with `<<`. */
function addEntries(
  entries: Extract<YamlNode, { kind: 'map' }>['entries'],
  properties: Map<string, Property>,
  given: Arguments,
): Unknown | undefined {
  const merged = new Map<string, Property>();
  for (const [key, value] of entries) {
    if (key.kind === 'scalar' && key.plain && key.text === '<<') {
      const failed = addMerged(value, merged, given);
      if (failed !== undefined) return failed;
      continue;
    }
    const name = fromNode(key, given);
    if (name.kind === 'unknown') return name;
    if (name.kind === 'null' || name.kind === 'list' || name.kind === 'object' || name.kind === 'reference') {
      return given.error('has a key that is no text', 0);
    }
    const text =
      name.kind === 'string'
        ? name.text
        : name.kind === 'number'
          ? numberText(name.number)
          : String(name.boolean);
    const converted = fromNode(value, given);
    if (converted.kind === 'unknown') return converted;
    properties.set(text, given.property(converted));
  }
  for (const [name, item] of merged) if (!properties.has(name)) properties.set(name, item);
  return undefined;
}

function addMerged(node: YamlNode, merged: Map<string, Property>, given: Arguments): Unknown | undefined {
  if (node.kind === 'map') return addEntries(node.entries, merged, given);
  if (node.kind !== 'sequence') return given.error('merges what is no map', 0);
  for (const item of [...node.items].reverse()) {
    if (item.kind !== 'map') return given.error('merges what is no map', 0);
    const failed = addEntries(item.entries, merged, given);
    if (failed !== undefined) return failed;
  }
  return undefined;
}

function fromScalar(node: Extract<YamlNode, { kind: 'scalar' }>, given: Arguments): Value {
  const { text, plain, tag } = node;
  if (isForeign(tag)) return given.error(`has the tag ${tag ?? ''}, which is not known`, 0);
  if (tag !== undefined && !/(?:str|binary)$/.test(tag)) {
    return given.unknown('has a tag that is not evaluated', 0);
  }
  if (!plain || tag !== undefined) return given.string(text);
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return nullValue;
  if (/^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/.test(text)) return booleanValue(true);
  if (/^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/.test(text)) return booleanValue(false);
  const prefixed = /^0(?:x[0-9a-fA-F]+|o[0-7]+)$/.test(text);
  if (prefixed || /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text)) {
    return exactNumber(Number(text), given.call, given.context);
  }
  if (/^[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)$/.test(text))
    return given.unknown('holds a number without end', 0);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return given.string(`${text}T00:00:00Z`);
  if (/^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt ])/.test(text)) return given.unknown('holds a timestamp', 0);
  return given.string(text);
}

/** Characters of a line before it is broken, and of a key before it is written with `?`. */
const MAX_LINE = 80;
const MAX_KEY = 100;

class Emitter {
  readonly lines: string[] = [];
  readonly given: Arguments;

  constructor(given: Arguments) {
    this.given = given;
  }

  /** Writes a value behind `head`, which has been begun; what follows it is indented by `indent`. */
  write(head: string, value: Value, indent: number, inMap: boolean): Unknown | undefined {
    if (!this.given.spend(1)) return this.given.tooLarge();
    const space = head === '' || head.endsWith(' ') ? '' : ' ';
    if (value.kind === 'list' && value.items.length > 0) return this.#sequence(head, value, indent, inMap);
    if (value.kind === 'object' && value.properties.size > 0) return this.#map(head, value, indent, inMap);
    const text = this.#scalar(value, indent, inMap);
    if (typeof text !== 'string') return text;
    const line = `${head}${space}${text}`;
    // Longer lines are broken at a blank.
    if (!text.startsWith('|') && line.length > MAX_LINE && text.includes(' ')) return this.#notWritten();
    this.lines.push(line);
    return undefined;
  }

  #notWritten(): Unknown {
    return this.given.unknown('has a text that is not written as YAML here', 0);
  }

  #sequence(
    head: string,
    value: Extract<Value, { kind: 'list' }>,
    indent: number,
    inMap: boolean,
  ): Unknown | undefined {
    if (inMap) this.lines.push(head);
    const pad = ' '.repeat(indent);
    for (const [index, item] of value.items.entries()) {
      const start = inMap || index > 0 ? pad : head;
      const failed = this.write(`${start}- `, item.value, indent + 2, false);
      if (failed !== undefined) return failed;
    }
    return undefined;
  }

  #map(
    head: string,
    value: Extract<Value, { kind: 'object' }>,
    indent: number,
    inMap: boolean,
  ): Unknown | undefined {
    if (inMap) this.lines.push(head);
    const inner = inMap ? indent + 2 : indent;
    const sorted = [...value.properties].sort(([a], [b]) => compareText(a, b));
    for (const [index, [name, item]] of sorted.entries()) {
      const start = inMap || index > 0 ? ' '.repeat(inner) : head;
      const key = quoted(name);
      if (key === undefined || key.length > MAX_KEY) return this.#notWritten();
      const failed = this.write(`${start}${key}:`, item.value, inner, true);
      if (failed !== undefined) return failed;
    }
    return undefined;
  }

  #scalar(value: Value, indent: number, inMap: boolean): string | Unknown {
    switch (value.kind) {
      case 'list':
        return '[]';
      case 'object':
        return '{}';
      case 'null':
        return 'null';
      case 'boolean':
        return String(value.boolean);
      case 'number':
        return numberText(value.number);
      case 'string':
        return (
          (value.text.includes('\n')
            ? block(value.text, inMap ? indent + 2 : Math.max(indent, 2))
            : quoted(value.text)) ?? this.#notWritten()
        );
      default:
        return this.given.unknown('is not known', 0);
    }
  }
}

function yamlEncode(given: Arguments): Value {
  const emitter = new Emitter(given);
  const failed = emitter.write('', given.at(0), 0, false);
  if (failed !== undefined) return failed;
  // What is written plainly and alone ends the document, so that nothing can be taken for more of it.
  const isPlain = ['null', 'boolean', 'number'].includes(given.at(0).kind);
  return given.string(`${emitter.lines.join('\n')}\n${isPlain ? '...\n' : ''}`);
}

/** In double quotes; `undefined` for what the emitter would escape in a way of its own. */
function quoted(text: string): string | undefined {
  if (/[^\t\n -~\u00a1-\ufefe\uff00-\ufffd]/.test(text)) return undefined;
  const escaped = text.replace(/["\\]/g, '\\$&').replace(/\t/g, '\\t').replace(/\n/g, '\\n');
  return `"${escaped.replace(/[\ud800-\udbff][\udc00-\udfff]/g, (pair) => `\\U${(pair.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(8, '0')}`)}"`;
}

/** Lines behind `|`; `undefined` where the emitter would write them otherwise. */
function block(text: string, indent: number): string | undefined {
  if (/^[ \n]|[ \t]\n|\t|[ \t]$/.test(text) || /[\ud800-\udfff]/.test(text) || quoted(text) === undefined) {
    return undefined;
  }
  const end = /\n*$/.exec(text)?.[0].length ?? 0;
  if (end > 1) return undefined;
  const pad = ' '.repeat(indent);
  const lines = (end === 1 ? text.slice(0, -1) : text).split('\n');
  return `|${end === 1 ? '' : '-'}\n${lines.map((line) => (line === '' ? '' : pad + line)).join('\n')}`;
}
