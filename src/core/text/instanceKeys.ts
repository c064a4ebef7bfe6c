/**
 * The keys that tell the instances of one block apart in the addresses of Terraform: `[0]`, `["blue"]`. Texts in them
 * are quoted as HCL quotes them, so that a `]`, a dot or a quote in a key ends nothing.
 */

/** A regular expression's part for one key; it has no group that captures. */
export const instanceKey = String.raw`\[(?:\d+|"(?:[^"\\]|\\.)*")\]`;

const everyKey = new RegExp(instanceKey, 'g');
const lastKey = new RegExp(`${instanceKey}$`);

/** `module.a.aws_subnet.b` for `module.a["x"].aws_subnet.b[0]`: what all instances have in common. Works on any text. */
export function withoutKeys(text: string): string {
  return replaceKeys(text, () => '');
}

/** `aws_subnet.b` for `aws_subnet.b[0]`; keys of the modules around it stay. */
export function withoutLastKey(address: string): string {
  return address.replace(lastKey, '');
}

/** @param by what is to stand in place of a key, brackets included. */
export function replaceKeys(text: string, by: (key: string) => string): string {
  return text.includes('[') ? text.replace(everyKey, by) : text;
}

/** The text that the last key of an address stands for: `blue` for `aws_subnet.b["blue"]`; `undefined` for a number. */
export function textOfLastKey(address: string): string | undefined {
  const quoted = lastKey.exec(address)?.[0].slice(1, -1);
  return quoted?.startsWith('"') === true ? unquoted(quoted) : undefined;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function unquoted(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(/\\(.)|([$%])\2\{/g, (_, escaped: string | undefined, sign: string | undefined) =>
      escaped === undefined ? `${sign ?? ''}{` : (escapes.get(escaped) ?? escaped),
    );
}
