/** A strict reader of the little XML that reports are made of: throws at anything that is not well-formed. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const prologues = {
  nmap: /<\?xml version="1\.0" encoding="UTF-8"\?>\n<!DOCTYPE nmaprun>\n<\?xml-stylesheet [^?]*\?>\n/,
  junit: /<\?xml version="1\.0" encoding="UTF-8"\?>\n/,
};

/**
 * The root element; comments are left out. Text between elements may only be line breaks in nmap's reports; in JUnit's it
 * may be anything, and is left out too.
 */
export function readXml(text: string, kind: keyof typeof prologues = 'nmap'): XmlElement {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const sticky = new RegExp(pattern.source, 'yu');
    sticky.lastIndex = at;
    const found = sticky.exec(text) ?? undefined;
    if (found !== undefined) at = sticky.lastIndex;
    return found;
  };
  const fail = (what: string): never => {
    throw new Error(`${what} at ${JSON.stringify(text.slice(at, at + 60))}`);
  };
  const skip = (): void => {
    const between = kind === 'nmap' ? /\n+/ : /(?:[^<&]|&(?:amp|lt|gt|quot|apos);)+/;
    while (take(between) !== undefined || take(/<!--(?:(?!--)[^])*-->/) !== undefined);
  };
  const element = (): XmlElement => {
    const name = take(/<([a-z]+(?:-[a-z]+)*)/)?.[1] ?? fail('no element');
    const attributes: Record<string, string> = {};
    for (
      let found = take(/ ([a-z_]+)="([^"<]*)"/);
      found !== undefined;
      found = take(/ ([a-z_]+)="([^"<]*)"/)
    ) {
      const [, key = '', value = ''] = found;
      if (key in attributes) fail(`${key} is given twice`);
      if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(value)) fail('no XML character');
      attributes[key] = value.replace(/&([^;]*);?/g, (_, entity: string) =>
        entity.startsWith('#')
          ? String.fromCodePoint(Number(entity.slice(1)))
          : (entities[entity] ?? fail(`no entity &${entity}`)),
      );
    }
    if (take(/\/>/) !== undefined) return { name, attributes, children: [] };
    if (take(/>/) === undefined) fail('no end of the tag');
    const children: XmlElement[] = [];
    skip();
    while (take(new RegExp(`</${name}>`)) === undefined) {
      children.push(element());
      skip();
    }
    return { name, attributes, children };
  };
  if (take(prologues[kind]) === undefined) fail('no prologue');
  skip();
  const root = element();
  skip();
  if (at < text.length) fail('something behind the root');
  return root;
}

/** All elements of a name, in the order of the text. */
export function allOf(root: XmlElement, name: string): readonly XmlElement[] {
  return [...(root.name === name ? [root] : []), ...root.children.flatMap((child) => allOf(child, name))];
}
