/**
 * `terraform.workspace` as the key of an object that holds something for each workspace. Where there is nothing for the
 * one that was chosen, or for `default` where none was, the reason says which there are and how one is chosen.
 */
import type { Span } from '../text/span.ts';
import { stringValue, unknown, type ObjectValue, type StringValue, type Value } from '../value/value.ts';
import type { Context } from './context.ts';
import { originOf, snippet, type Invalid } from './values.ts';

/** The name of the workspace, which stays one through locals, variables and conditionals. */
interface WorkspaceName extends StringValue {
  readonly isWorkspace: true;
}

/** As many keys as a reader wants named. */
const mostNamed = 3;

export function workspaceName(name: string): Value {
  const value: WorkspaceName = { ...stringValue(name), isWorkspace: true };
  return value;
}

/**
 * Why `source[key]` is nothing, where the key is the workspace's name; `undefined` where it is another or there is one.
 * It is the error Terraform stops with in this workspace.
 */
export function missingWorkspace(
  { properties, open }: ObjectValue,
  key: Value,
  span: Span,
  context: Context,
): Invalid | undefined {
  if (key.kind !== 'string' || !('isWorkspace' in key)) return undefined;
  if (open !== undefined || properties.has(key.text)) return undefined;
  const others = [...properties.keys()].map((name) => `"${name}"`);
  const shown = others.length > mostNamed + 1 ? [...others.slice(0, mostNamed), 'another key'] : others;
  const last = shown.pop();
  const choice = last === undefined ? 'another one' : [shown.join(', '), last].filter(Boolean).join(' or ');
  const why = `is "${key.text}", for which ${snippet(span, context)} has nothing: choose ${choice} with --workspace or the setting ackscope.terraform.workspace`;
  return { ...unknown('terraform.workspace', why, originOf(context, span)), invalid: true };
}
