/** What a stack gives away: the values it exports for other stacks, and the resources its outputs name. */
import type { Value } from '../value/value.ts';
import { referencesIn } from './intrinsics/parts.ts';
import type { StackScope } from './scope.ts';

/** Addresses of the resources that outputs refer to: who reads those can reach these. */
export function handedOutBy(scope: StackScope): ReadonlySet<string> {
  const values = [...scope.template.outputs].map(([name, { nameSpan }]) =>
    scope.putOut(name, scope.origin(nameSpan)),
  );
  return new Set(values.flatMap(referencesIn).map(({ resource }) => resource));
}

/** The values by the names they are exported under; only names that are known. */
export function exportsOf(scope: StackScope): ReadonlyMap<string, Value> {
  const exports = new Map<string, Value>();
  for (const [name, output] of scope.template.outputs) {
    if (output.exportName === undefined) continue;
    const exportName = scope.evaluate(output.exportName);
    if (exportName?.kind !== 'string') continue;
    const value = scope.putOut(name, scope.origin(output.nameSpan));
    exports.set(exportName.text, seenFromOutside(value, scope.template.file));
  }
  return exports;
}

/** A value as another stack sees it, where the same address may mean a resource of its own. */
function seenFromOutside(value: Value, file: string): Value {
  if (value.kind === 'reference') return { ...value, resource: `${file}:${value.resource}` };
  if (value.kind !== 'list') return value;
  const items = value.items.map((item) => ({ ...item, value: seenFromOutside(item.value, file) }));
  return { ...value, items };
}
