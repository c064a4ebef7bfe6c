/**
 * `terraform.workspace`, and what functions make of it, as the key of an object that holds something for each workspace.
 * Where there is nothing for the one that was chosen, or for `default` where none was, the reason says what there is and
 * how another one is chosen.
 */
import type { Span } from '../text/span.ts';
import { stringValue, unknown, type ObjectValue, type StringValue, type Value } from '../value/value.ts';
import type { Context } from './context.ts';
import { maybeUnder } from './keys.ts';
import { quotedText } from './standIns.ts';
import { originOf, snippet, type Invalid } from './values.ts';

/** A text made of the workspace's name. */
interface WorkspaceText extends StringValue {
  /** `terraform.workspace`. */
  readonly workspace: string;
}

/** As many keys as a reader wants named. */
const mostNamed = 4;

export function workspaceName(name: string): StringValue {
  return madeOf(stringValue(name), name);
}

/** What a function made of its arguments, which hangs on the workspace if one of them does: a string or a list of them. */
export function keepWorkspace(result: Value, made: readonly Value[]): Value {
  if (result.kind !== 'string' && result.kind !== 'list') return result;
  const source = made.find(isWorkspaceText);
  if (source === undefined) return result;
  if (result.kind === 'string') return madeOf(result, source.workspace);
  const items = result.items.map(({ value, origin }) => ({
    value: value.kind === 'string' ? madeOf(value, source.workspace) : value,
    origin,
  }));
  return { ...result, items };
}

/**
 * Why `source[key]` is nothing, where the key hangs on the workspace; `undefined` where it does not or there is one.
 * It is the error Terraform stops with in this workspace.
 */
export function missingWorkspace(
  { properties, open }: ObjectValue,
  key: Value,
  span: Span,
  context: Context,
): Invalid | undefined {
  if (!isWorkspaceText(key) || open !== undefined || properties.has(key.text)) return undefined;
  if (maybeUnder(properties, key.text, undefined) !== undefined) return undefined;
  const keys = [...properties.keys()].map(quotedText);
  const shown = keys.length > mostNamed ? [...keys.slice(0, mostNamed - 1), 'others'] : keys;
  const last = shown.pop();
  const only =
    last === undefined ? '' : `, only for ${[shown.join(', '), last].filter(Boolean).join(' and ')}`;
  const why = `is "${key.workspace}", for which ${snippet(span, context)} has nothing${only}: choose another with --workspace or the setting ackscope.terraform.workspace`;
  return { ...unknown('terraform.workspace', why, originOf(context, span)), invalid: true };
}

function madeOf(text: StringValue, workspace: string): WorkspaceText {
  return { ...text, workspace };
}

function isWorkspaceText(value: Value): value is WorkspaceText {
  return value.kind === 'string' && 'workspace' in value;
}
