/** Every intrinsic function by its full name, and how a node calls one. Functions only AWS can run are unknown with the reason. */
import type { Span } from '../../text/span.ts';
import { unknown } from '../../value/value.ts';
import { isForEach } from '../forEach.ts';
import { withoutTag, type Node } from '../node.ts';
import { shorten } from '../syntax.ts';
import { ifElse, tests } from './conditions.ts';
import type { Intrinsic } from './intrinsic.ts';
import { importValue } from './exports.ts';
import { toJsonString } from './json.ts';
import { cidr, findInMap, getAzs, length, select } from './lists.ts';
import { getAtt, ref } from './references.ts';
import { sub } from './sub.ts';
import { base64, join, split } from './text.ts';

const evaluated: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', ref],
  ['Fn::Base64', base64],
  ['Fn::Cidr', cidr],
  ['Fn::FindInMap', findInMap],
  ['Fn::GetAZs', getAzs],
  ['Fn::GetAtt', getAtt],
  ['Fn::If', ifElse],
  ['Fn::ImportValue', importValue],
  ['Fn::Join', join],
  ['Fn::Length', length],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::Sub', sub],
  ['Fn::ToJsonString', toJsonString],
]);

/** Why the other functions are not evaluated. */
const unevaluated: ReadonlyMap<string, string> = new Map([
  ['Fn::Transform', 'runs a macro when the stack is created'],
  ['Fn::GetStackOutput', 'reads an output of another stack'],
  ...['Contains', 'EachMemberEquals', 'EachMemberIn', 'RefAll', 'ValueOf', 'ValueOfAll'].map(
    (name) => [`Fn::${name}`, 'works only inside of Rules'] as const,
  ),
]);

/** A call of a function: `!Sub text`, or a map whose only key is the function's name. */
export interface Call {
  /** The full name: `Ref`, `Fn::Sub`. */
  readonly name: string;
  readonly argument: Node;
  readonly span: Span;
}

/** The call a node makes; `undefined` when it is a plain value. */
export function callOf(node: Node): Call | undefined {
  if (node.tag !== undefined) {
    const name = node.tag.slice(1);
    return {
      name: name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`,
      argument: withoutTag(node),
      span: node.span,
    };
  }
  if (node.kind !== 'map' || node.entries.length !== 1) return undefined;
  const [entry] = node.entries;
  if (entry === undefined || !isFunctionName(entry.key) || isForEach(entry.key)) return undefined;
  return { name: entry.key, argument: entry.value, span: node.span };
}

/** `Condition` is left out: the key is a function only inside of conditions, and a property elsewhere. */
export function isFunctionName(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

/** The function of a name; of a name that is none, one that says so. */
export function intrinsic(name: string): Intrinsic {
  const found = evaluated.get(name);
  if (found !== undefined) return found;
  return (_argument, scope, span) => unknown(shorten(name), reason(name), scope.origin(span));
}

function reason(name: string): string {
  if (tests.has(name)) return 'works only inside of conditions';
  if (name === 'Fn::ForEach') return 'takes the name of the loop behind two more colons';
  return unevaluated.get(name) ?? 'is no function that is known here';
}
