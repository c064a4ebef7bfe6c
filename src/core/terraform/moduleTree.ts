/**
 * A root module and the child modules it calls, as far as their files are there. Which files a call means is known
 * without evaluating anything: `source` is always a literal.
 */
import type { Problem } from '../text/problem.ts';
import { collectDeclarations, textOfLiteral, type Declarations, type ModuleCall } from './declarations.ts';
import type { TerraformFile } from './terraformFile.ts';

/** The files of a called module. */
export interface ModuleSource {
  /** As the host names it. */
  readonly folder: string;
  /** The same from the root module, with `/` between folders: what `path.module` is. */
  readonly path: string;
  /** The same list as long as no file of it changes. */
  readonly files: readonly TerraformFile[];
}

/** A module where a call may stand. */
export interface Caller {
  readonly folder: string;
  readonly path: string;
  /** Names of the calls that lead to it, from the root module. */
  readonly calls: readonly string[];
}

/** Finds the files of a call, or says why there are none, as the end of a sentence: `comes from a registry …`. */
export type FindModule = (source: string, name: string, caller: Caller) => ModuleSource | string;

/** A module at one place of the tree. */
export interface ModuleNode extends Caller {
  /** `module.vpc.module.subnets`: the calls without instance keys; empty for the root module. */
  readonly address: string;
  readonly parent: { readonly node: ModuleNode; readonly call: ModuleCall } | undefined;
  readonly files: readonly TerraformFile[];
  readonly declarations: Declarations;
  /** By the name of the call; a text says why the module was not read. */
  readonly children: ReadonlyMap<string, ModuleNode | string>;
}

export interface ModuleTree {
  readonly root: ModuleNode;
  /** All modules, each after its caller. */
  readonly nodes: readonly ModuleNode[];
  readonly problems: readonly Problem[];
}

interface GrowingNode extends ModuleNode {
  readonly children: Map<string, ModuleNode | string>;
}

/** Calls in one tree; a tree that doubles at every level would have no end. */
const MAX_CALLS = 2000;

/** Follows all calls from a root module. Modules that call themselves are problems, and called no further. */
export function buildModuleTree(
  folder: string,
  files: readonly TerraformFile[],
  find: FindModule,
): ModuleTree {
  const nodes: GrowingNode[] = [];
  const problems: Problem[] = [];
  const root = addNode({ folder, path: '.', calls: [] }, '', undefined, files);
  // The list grows while it is gone through.
  for (const node of nodes) {
    for (const call of node.declarations.calls.values()) node.children.set(call.name, enter(call, node));
  }
  return { root, nodes, problems: [...uniqueProblems(nodes), ...problems] };

  function addNode(
    place: Caller,
    address: string,
    parent: ModuleNode['parent'],
    moduleFiles: readonly TerraformFile[],
  ): ModuleNode {
    const node: GrowingNode = {
      ...place,
      address,
      parent,
      files: moduleFiles,
      declarations: collectDeclarations(moduleFiles),
      children: new Map(),
    };
    nodes.push(node);
    return node;
  }

  function enter(call: ModuleCall, node: ModuleNode): ModuleNode | string {
    const { source } = call;
    if (source === undefined) return 'has no source';
    const text = textOfLiteral(source.value);
    if (text === undefined) return 'has a source that is not a plain string';
    const found = find(text, call.name, node);
    if (typeof found === 'string') return found;
    const circle = circleTo(found.folder, node);
    if (circle !== undefined) {
      const through = circle.length === 0 ? '' : ` through ${circle.slice(0, 3).join(', ')}`;
      problems.push({
        file: source.file,
        span: { start: source.value.start, end: source.value.end },
        code: 'terraform-module-circle',
        message: `${call.address} calls a module it is itself part of${through}; it is left out`,
      });
      return 'calls a module it is itself part of';
    }
    if (nodes.length >= MAX_CALLS) return `is one of more than ${MAX_CALLS} module calls`;
    const address = node.address === '' ? call.address : `${node.address}.${call.address}`;
    const { folder: at, path, files: moduleFiles } = found;
    return addNode(
      { folder: at, path, calls: [...node.calls, call.name] },
      address,
      { node, call },
      moduleFiles,
    );
  }
}

/** The calls from a module of that folder down to `node`; `undefined` when it is not inside one. */
function circleTo(folder: string, node: ModuleNode): readonly string[] | undefined {
  const calls: string[] = [];
  for (let at: ModuleNode | undefined = node; at !== undefined; at = at.parent?.node) {
    if (at.folder === folder) return calls.reverse();
    if (at.parent !== undefined) calls.push(at.parent.call.address);
  }
  return undefined;
}

/** The problems of every module's files, once for modules that are called several times. */
function uniqueProblems(nodes: readonly ModuleNode[]): readonly Problem[] {
  return [...new Set(nodes.flatMap(({ declarations }) => declarations.problems))];
}
