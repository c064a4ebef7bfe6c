/** Holds a value against one of the schemas in docs/schema, as far as those use JSON Schema. */
import { readFileSync } from 'node:fs';

type Schema = Readonly<Record<string, unknown>>;

/** Everything that does not fit, each with its path; keys out of the schema's order count too. */
export function mismatches(
  value: unknown,
  name: 'scan' | 'connect' | 'check' | 'reach' | 'model',
): readonly string[] {
  const root = JSON.parse(readFileSync(`docs/schema/${name}.json`, 'utf8')) as Schema;
  const definitions = root['$defs'] as Readonly<Record<string, Schema>>;

  const hold = (at: string, found: unknown, schema: Schema): readonly string[] => {
    const reference = schema['$ref'];
    if (typeof reference === 'string') return hold(at, found, definitions[reference.split('/').at(-1)!]!);
    const alternatives = schema['anyOf'] as readonly Schema[] | undefined;
    if (alternatives !== undefined) {
      const tried = alternatives.map((alternative) => hold(at, found, alternative));
      return tried.some((wrong) => wrong.length === 0) ? [] : tried.flat();
    }
    if ('const' in schema) return found === schema['const'] ? [] : [`${at}: ${String(found)}`];
    if (Array.isArray(schema['enum']))
      return schema['enum'].includes(found) ? [] : [`${at}: ${String(found)}`];
    const types = [schema['type']].flat();
    if (!types.includes(typeOf(found))) return [`${at}: ${typeOf(found)}`];
    if (typeof found === 'number' && typeof schema['minimum'] === 'number' && found < schema['minimum'])
      return [`${at}: ${found}`];
    if (Array.isArray(found)) {
      return found.flatMap((item, index) => hold(`${at}[${index}]`, item, schema['items'] as Schema));
    }
    return typeof found === 'object' && found !== null ? holdObject(at, found, schema) : [];
  };

  const holdObject = (at: string, found: object, schema: Schema): readonly string[] => {
    const properties = schema['properties'] as Readonly<Record<string, Schema>>;
    const required = schema['required'] as readonly string[];
    const keys = Object.keys(found);
    const order = Object.keys(properties).filter((key) => keys.includes(key));
    return [
      ...required.filter((key) => !keys.includes(key)).map((key) => `${at}.${key}: missing`),
      ...keys.filter((key) => !(key in properties)).map((key) => `${at}.${key}: not in the schema`),
      ...(order.join() === keys.filter((key) => key in properties).join()
        ? []
        : [`${at}: keys ${keys.join()}`]),
      ...Object.entries(found).flatMap(([key, item]) => {
        const schemaOfKey = properties[key];
        return schemaOfKey === undefined ? [] : hold(`${at}.${key}`, item, schemaOfKey);
      }),
    ];
  };

  return hold('$', value, root);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
