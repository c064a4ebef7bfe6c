/** Text in XML: attributes and the characters that may not stand bare. */

/** ` name="value"` for each, in their order. */
export function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** For attributes, text and comments: two dashes may not stand side by side in a comment, and XML has no U+FFFE and U+FFFF. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
    .replace(/(?<=-)-/g, '&#45;');
}
