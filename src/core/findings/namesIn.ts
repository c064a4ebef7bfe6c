/** What a value of the code names, wherever in it: resources, and attributes that AWS fills in. */
import type { Value } from '../value/value.ts';

/** `aws_instance.db` and `aws_instance.db.public_ip` for a reference to that attribute, also where it became part of a text. */
export function namesIn(values: readonly Value[]): ReadonlySet<string> {
  const names = new Set<string>();
  const waiting = [...values];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    switch (value.kind) {
      case 'reference':
        names.add(value.resource);
        names.add(`${value.resource}.${value.attribute}`);
        break;
      case 'list':
        for (const item of value.items) waiting.push(item.value);
        if (value.open !== undefined) waiting.push(value.open);
        break;
      case 'object':
        for (const property of value.properties.values()) waiting.push(property.value);
        if (value.open !== undefined) waiting.push(value.open);
        break;
      case 'unknown':
        // An id that became part of a text: the reason names the attribute.
        for (const { what } of value.because) {
          names.add(what);
          names.add(what.slice(0, Math.max(0, what.lastIndexOf('.'))));
        }
        break;
      default:
        break;
    }
  }
  return names;
}
