/** `Ref` and `Fn::GetAtt`: what a name or an attribute of a resource stands for. */
import type { Span } from '../../text/span.ts';
import { unknown, type Value } from '../../value/value.ts';
import { literalText, type Node } from '../node.ts';
import {
  argumentsOf,
  listValue,
  misused,
  textArgument,
  textValue,
  unknownFrom,
  type Scope,
} from './intrinsic.ts';

const pseudoParameters: ReadonlySet<string> = new Set([
  'AWS::AccountId',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]);

/** Attributes that repeat a property of another name. */
const configuredAs: Readonly<Record<string, string>> = {
  'AWS::EC2::EIP.PublicIp': 'Address',
  'AWS::EC2::Instance.PrivateIp': 'PrivateIpAddress',
  'AWS::EC2::NetworkInterface.PrimaryPrivateIpAddress': 'PrivateIpAddress',
};

/** Before the name of what a nested stack puts out. */
const outputs = 'Outputs.';

export function ref(argument: Node, scope: Scope, span: Span): Value | undefined {
  const name = literalText(argument);
  if (name === undefined || name === '') {
    return misused('Ref', 'takes the name of a parameter or resource', scope, span);
  }
  return named(name, scope, span);
}

export function getAtt(argument: Node, scope: Scope, span: Span): Value {
  const wrong = (): Value => misused('Fn::GetAtt', 'takes a resource and one of its attributes', scope, span);
  const items = argumentsOf(argument);
  if (items === undefined) {
    const [resource, attribute] = splitAtDot(literalText(argument) ?? '');
    return attribute === '' ? wrong() : attributeOf(resource, attribute, scope, span);
  }
  const resource = literalText(items[0]);
  const last = items[1];
  if (resource === undefined || last === undefined || items.length > 2) return wrong();
  const attribute = textArgument(last, 'Fn::GetAtt', scope);
  return attribute.kind === 'unknown'
    ? unknownFrom([attribute])
    : attributeOf(resource, attribute.value, scope, span);
}

/** What `Ref` of a name is worth; `undefined` for `AWS::NoValue`. */
export function named(name: string, scope: Scope, span: Span): Value | undefined {
  if (name === 'AWS::NoValue') return undefined;
  if (scope.template.parameters.has(name)) {
    const value = scope.parameter(name, span);
    if (value.kind === 'texts') return listValue(value.texts, `Parameter ${name}`, scope, span);
    return value.kind === 'string' ? textValue(value.text, scope, span) : value;
  }
  if (scope.template.resources.has(name)) {
    return (
      existing(name, scope, span) ?? { kind: 'reference', resource: scope.address(name), attribute: 'Ref' }
    );
  }
  if (pseudoParameters.has(name)) return scope.pseudoParameter(name, span);
  return unknown(name, 'is neither a parameter nor a resource of this template', scope.origin(span));
}

/** What `Fn::GetAtt` is worth: the property it repeats where that is configured, else what AWS will choose. */
export function attributeOf(resource: string, attribute: string, scope: Scope, span: Span): Value {
  const declared = scope.template.resources.get(resource);
  if (declared === undefined) {
    return unknown(resource, 'is not a resource of this template', scope.origin(span));
  }
  const absent = existing(resource, scope, span);
  if (absent !== undefined) return absent;
  if (attribute.startsWith(outputs)) {
    const output = scope.output(resource, attribute.slice(outputs.length), span);
    if (output !== undefined) return output;
  }
  const property = Object.hasOwn(configuredAs, `${declared.type}.${attribute}`)
    ? configuredAs[`${declared.type}.${attribute}`]
    : attribute;
  const value = scope.configured(resource, property ?? attribute);
  return value !== undefined && isPlain(value)
    ? value
    : { kind: 'reference', resource: scope.address(resource), attribute };
}

/** `Vpc.CidrBlock` as resource and attribute; the attribute is empty where there is no dot. */
export function splitAtDot(text: string): readonly [resource: string, attribute: string] {
  const dot = text.indexOf('.');
  return dot <= 0 ? [text, ''] : [text.slice(0, dot), text.slice(dot + 1)];
}

/** Why a resource cannot be referred to; `undefined` when it can: one that may exist is worth what it is worth if it does. */
function existing(name: string, scope: Scope, span: Span): Value | undefined {
  const exists = scope.exists(name, span);
  if (exists.kind === 'unknown' || exists.value) return undefined;
  return unknown(name, 'is not created, as its condition is false', scope.origin(span));
}

/** Values that stay small however often they are passed on: text and the like, and lists of them. */
function isPlain(value: Value): boolean {
  if (value.kind === 'null' || value.kind === 'object') return false;
  if (value.kind !== 'list') return true;
  return value.items.every((item) => item.value.kind !== 'list' && item.value.kind !== 'object');
}
