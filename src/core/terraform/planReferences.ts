/**
 * Which resource a value of a plan comes from that is known after apply only. A plan lists the names an expression is
 * made of, not the expression: where more than one could be meant, or a local stands between, nothing is told.
 */
import { memberOf, type JsonNode } from '../json/tree.ts';
import { instanceKey, replaceKeys, withoutKeys } from '../text/instanceKeys.ts';
import { itemsIn, membersIn, textOfNode, type PlanFile } from './planFile.ts';

/** The attribute of one resource. */
export interface PlanReference {
  readonly resource: string;
  readonly attribute: string;
}

const attributeOfResource = new RegExp(String.raw`^([A-Za-z][\w-]*\.[\w-]+(?:${instanceKey})?)\.([\w-]+)$`);
/** Followed from module to module at most so often; a plan has no circles. */
const longestWay = 50;

export class PlanReferences {
  readonly #root: JsonNode | undefined;
  readonly #addresses: ReadonlySet<string>;

  /** @param addresses of all resources of the plan. */
  constructor({ root }: PlanFile, addresses: ReadonlySet<string>) {
    this.#root = memberOf(memberOf(root, 'configuration'), 'root_module');
    this.#addresses = addresses;
  }

  /** Names of the arguments that are configured for a resource; `undefined` when the file does not say. */
  configured(module: string, address: string): ReadonlySet<string> | undefined {
    const expressions = this.#expressionsOf(module, address);
    return expressions && new Set(membersIn(expressions).map((member) => member.key));
  }

  /**
   * What an argument refers to.
   * @param address of the resource, with its module's.
   */
  of(module: string, address: string, argument: string): readonly PlanReference[] | undefined {
    const expression = memberOf(this.#expressionsOf(module, address), argument);
    return expression && this.#follow(expression, module, longestWay);
  }

  #expressionsOf(module: string, address: string): JsonNode | undefined {
    const own = withoutKeys(address.slice(module === '' ? 0 : module.length + 1));
    const resources = itemsIn(memberOf(this.#moduleAt(module), 'resources'));
    const found = resources.find((resource) => textOfNode(memberOf(resource, 'address')) === own);
    return memberOf(found, 'expressions');
  }

  #moduleAt(module: string): JsonNode | undefined {
    return callsOf(module).reduce<JsonNode | undefined>(
      (node, call) => memberOf(memberOf(memberOf(node, 'module_calls'), call), 'module'),
      this.#root,
    );
  }

  #follow(expression: JsonNode, module: string, left: number): readonly PlanReference[] | undefined {
    if (left === 0) return undefined;
    const names = referencesIn(expression);
    const longest = names.filter((name) => !names.some((other) => isLonger(other, name)));
    const found = longest.map((name) => this.#resolve(name, module, left));
    const references = found.flatMap((one) => one ?? []);
    // A variable beside several resources may choose between them.
    const chooses = references.length > 1 && found.some((one) => one?.length === 0);
    return chooses || found.includes(undefined) ? undefined : references;
  }

  #resolve(name: string, module: string, left: number): readonly PlanReference[] | undefined {
    const [root = '', second = '', third] = withoutKeys(name).split('.');
    if (root === 'var') {
      const calls = callsOf(module);
      const last = calls.at(-1);
      if (last === undefined) return [];
      const outer = outerOf(module);
      const call = memberOf(memberOf(this.#moduleAt(outer), 'module_calls'), last);
      const expression = memberOf(memberOf(call, 'expressions'), second);
      return expression === undefined ? [] : this.#follow(expression, outer, left - 1);
    }
    if (root === 'module') {
      if (third === undefined) return undefined;
      const inner = `${module === '' ? '' : `${module}.`}${name.slice(0, name.lastIndexOf('.'))}`;
      const output = memberOf(memberOf(this.#moduleAt(inner), 'outputs'), third);
      const expression = memberOf(output, 'expression');
      return expression && this.#follow(expression, inner, left - 1);
    }
    const [, own, attribute] = attributeOfResource.exec(name) ?? [];
    if (own === undefined || attribute === undefined) return undefined;
    const resource = module === '' ? own : `${module}.${own}`;
    return this.#addresses.has(resource) ? [{ resource, attribute }] : undefined;
  }
}

/** The names of the calls in a module's address. */
function callsOf(module: string): readonly string[] {
  return withoutKeys(module)
    .split('.')
    .filter((_, index) => index % 2 === 1);
}

/** The module around a module. */
function outerOf(module: string): string {
  const at = replaceKeys(module, (key) => ' '.repeat(key.length)).lastIndexOf('module.');
  return module.slice(0, Math.max(0, at - 1));
}

/** All names in an expression, those of the blocks in a block too. */
function referencesIn(expression: JsonNode): readonly string[] {
  const found: string[] = [];
  const waiting: JsonNode[] = [expression];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const { key: name, value } of membersIn(node)) {
      if (value === undefined) continue;
      if (name === 'references') found.push(...itemsIn(value).flatMap((item) => textOfNode(item) ?? []));
      else if (name !== 'constant_value') waiting.push(value);
    }
    waiting.push(...itemsIn(node));
  }
  return [...new Set(found)];
}

function isLonger(other: string, name: string): boolean {
  return other.length > name.length && other.startsWith(name) && /^[.[]/.test(other.slice(name.length));
}
