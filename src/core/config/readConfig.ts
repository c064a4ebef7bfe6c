/**
 * Reads a configuration file. Whatever is wrong in it is told where it stands and leaves out no more than that one line;
 * nothing in it is a reason to fail.
 */
import type { Problem } from '../text/problem.ts';
import type { Span } from '../text/span.ts';
import { parseYaml, type YamlNode } from '../yaml/readYaml.ts';
import { emptyConfig, type Config } from './config.ts';
import { parseGlob, type Glob } from './glob.ts';
import {
  isWrong,
  levelIn,
  listeningIn,
  quote,
  ruleIn,
  systemIn,
  tcpPortsIn,
  type Wrong,
} from './settings.ts';

export interface ConfigReading {
  readonly config: Config;
  readonly problems: readonly Problem[];
}

const keys = ['rules', 'sensitivePorts', 'ephemeralPorts', 'listening', 'ignore'] as const;

/** @param file the host's name for it. */
export function readConfig(file: string, text: string): ConfigReading {
  const reader = new Reader(file);
  const parsed = parseYaml(text);
  if ('error' in parsed) {
    const { error, detail, span } = parsed;
    reader.report(
      span,
      `this ${error}${detail === undefined ? '' : `: ${detail}`}; nothing in the file counts`,
    );
    return { config: emptyConfig, problems: reader.problems };
  }
  const [root, second] = parsed.documents;
  if (second !== undefined) reader.report(second.span, 'only the first document of the file counts');
  const config = root === undefined ? emptyConfig : reader.config(root);
  return { config, problems: reader.problems };
}

class Reader {
  readonly problems: Problem[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  config(root: YamlNode): Config {
    const parts = new Map<string, YamlNode>();
    for (const [key, value] of this.#entries(root, 'the file holds the keys')) {
      if (keys.some((known) => known === key.text)) parts.set(key.text, value);
      else this.report(key.span, `${quote(key.text)} is none of the keys, which are ${keys.join(', ')}`);
    }
    const named = <K, V>(
      key: (typeof keys)[number],
      example: string,
      nameIn: (text: string) => K | Wrong,
      valueIn: (text: string, span: Span) => V | Wrong,
    ): ReadonlyMap<K, V> => {
      const found = new Map<K, V>();
      const part = parts.get(key);
      if (part === undefined) return found;
      for (const [name, value] of this.#entries(part, `${key} holds lines such as "${example}"`)) {
        const known = this.#told(name.span, nameIn(name.text));
        const text = this.#text(value, `a value is missing: "${example}"`);
        const worth = text === undefined ? undefined : this.#told(value.span, valueIn(text, value.span));
        if (known !== undefined && worth !== undefined) found.set(known, worth);
      }
      return found;
    };
    const file = this.#file;
    return {
      rules: named('rules', 'nacl-rule-redundant: off', ruleIn, levelIn),
      sensitivePorts: named('sensitivePorts', 'Consul: 8500', String, tcpPortsIn),
      ephemeralPorts: named('ephemeralPorts', 'linux: 32768-60999', systemIn, tcpPortsIn),
      listening: named('listening', 'aws_instance.web: 80,443', String, (text, span) => {
        const said = listeningIn(text);
        return isWrong(said) ? said : { ...said, origin: { file, span } };
      }),
      ignore: this.#globs(parts.get('ignore')),
    };
  }

  report(span: Span, message: string): void {
    this.problems.push({ file: this.#file, span, code: 'configuration', message });
  }

  /** The entries of a map whose keys are plain words, each key once. */
  #entries(node: YamlNode, what: string): readonly (readonly [{ text: string; span: Span }, YamlNode])[] {
    if (isEmpty(node)) return [];
    if (node.kind !== 'map') {
      this.report(node.span, `${what}, each with its value behind a colon`);
      return [];
    }
    const seen = new Set<string>();
    return node.entries.flatMap(([key, value]) => {
      if (key.kind !== 'scalar') {
        this.report(key.span, 'a name is a word, not a list or a map');
        return [];
      }
      if (seen.has(key.text)) this.report(key.span, `${quote(key.text)} is here twice; the later one counts`);
      seen.add(key.text);
      return [[{ text: key.text, span: key.span }, value] as const];
    });
  }

  #globs(node: YamlNode | undefined): readonly Glob[] {
    if (node === undefined || isEmpty(node)) return [];
    if (node.kind === 'map') {
      this.report(node.span, 'ignore is a list of paths, each on a line that begins with "- "');
      return [];
    }
    return (node.kind === 'scalar' ? [node] : node.items).flatMap((item) => {
      const pattern = this.#text(item, 'a path is missing');
      if (pattern === undefined) return [];
      const glob = parseGlob(pattern);
      if (pattern.startsWith('!')) this.report(item.span, '"!" has no meaning here: list what is ignored');
      else if (glob.parts.length === 0) this.report(item.span, `${quote(pattern)} is no path`);
      else return [glob];
      return [];
    });
  }

  #text(node: YamlNode, missing: string): string | undefined {
    if (node.kind === 'scalar' && node.text !== '') return node.text;
    this.report(
      node.span,
      node.kind === 'scalar' ? missing : 'a value is one word or text, not a list or a map',
    );
    return undefined;
  }

  #told<T>(span: Span, result: T | Wrong): T | undefined {
    if (!isWrong(result)) return result;
    this.report(span, result.wrong);
    return undefined;
  }
}

/** Nothing is written, or only comments. */
function isEmpty(node: YamlNode): boolean {
  return (
    node.kind === 'scalar' && node.plain && (node.text === '' || node.text === '~' || node.text === 'null')
  );
}
