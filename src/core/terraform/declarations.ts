/** What the files of a module declare, by name, and the problems of declaring it. Nothing is evaluated here. */
import type { Block, Expression } from '../hcl/nodes.ts';
import type { Problem } from '../text/problem.ts';
import type { Resource } from '../value/resource.ts';
import { accountArguments } from './account.ts';
import { collectBlocks, type CollectedBlock, type Located } from './collectBlocks.ts';
import { attributeOf, type DeclaredMember, type Member } from './members.ts';
import type { TerraformFile } from './terraformFile.ts';

export interface VariableDeclaration {
  readonly name: string;
  /** Files go by their names, as what is declared above an edit outlives the file it is read from. */
  readonly file: string;
  readonly block: Block;
  readonly type: Located | undefined;
  readonly default: Located | undefined;
  readonly nullable: Located | undefined;
}

export interface LocalDeclaration extends Located {
  readonly name: string;
}

export interface OutputDeclaration {
  readonly name: string;
  readonly file: string;
  readonly block: Block;
  readonly value: Located | undefined;
}

/** What `count` and `for_each` can multiply. */
export interface ExpandableDeclaration {
  /** `aws_vpc.main`, `data.aws_vpc.main`, `module.vpc`: without the module around it and without an instance's key. */
  readonly address: string;
  readonly file: string;
  readonly block: Block;
  readonly count: Located | undefined;
  readonly forEach: Located | undefined;
  /** What becomes a property or an input variable, by name, in the order written; meta-arguments are left out. */
  readonly members: ReadonlyMap<string, DeclaredMember>;
}

export interface ResourceDeclaration extends ExpandableDeclaration {
  readonly type: string;
  readonly mode: 'managed' | 'data';
  /** `aws.west`, where it is not the default configuration of its provider. */
  readonly provider: string | undefined;
  /** What `lifecycle` tells Terraform to leave as it is, whoever changed it. */
  readonly ignoresChanges: Resource['ignoresChanges'];
}

export interface ModuleCall extends ExpandableDeclaration {
  readonly name: string;
  readonly source: Located | undefined;
  /** The configurations of providers it is given: by their names in the module, those in the caller. */
  readonly providers: ReadonlyMap<string, string> | undefined;
}

/** What a `provider` block says that data sources depend on. */
export interface ProviderDeclaration {
  readonly region: Located | undefined;
  /** The blocks `default_tags`. */
  readonly defaultTags: DeclaredMember | undefined;
  /** What chooses the account. */
  readonly account: readonly DeclaredMember[];
}

export interface Declarations {
  /** What is read, by name. */
  readonly files: ReadonlyMap<string, TerraformFile>;
  readonly variables: ReadonlyMap<string, VariableDeclaration>;
  readonly locals: ReadonlyMap<string, LocalDeclaration>;
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
  /** Managed resources and data sources, by address. */
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  readonly calls: ReadonlyMap<string, ModuleCall>;
  /** Each configuration of a provider: by `aws` and, with an alias, `aws.west`. */
  readonly providers: ReadonlyMap<string, ProviderDeclaration>;
  readonly problems: readonly Problem[];
}

/** Arguments and blocks that steer Terraform itself instead of describing the resource. */
const metaArguments = new Set([
  'count',
  'for_each',
  'provider',
  'lifecycle',
  'depends_on',
  'provisioner',
  'connection',
]);
const callMetaArguments = new Set(['source', 'version', 'providers', 'count', 'for_each', 'depends_on']);

const collected = new WeakMap<readonly TerraformFile[], Declarations>();
const declared = new WeakMap<CollectedBlock, object>();

/**
 * Reads all files as one module. Of two declarations of one name the first counts, by the names of the files; what
 * override files say about it takes the place of what it says itself. The same list of files is read once.
 */
export function collectDeclarations(files: readonly TerraformFile[]): Declarations {
  const known = collected.get(files);
  if (known !== undefined) return known;
  const { blocks, locals, problems } = collectBlocks(files);
  const variables = new Map<string, VariableDeclaration>();
  const outputs = new Map<string, OutputDeclaration>();
  const resources = new Map<string, ResourceDeclaration>();
  const calls = new Map<string, ModuleCall>();
  const providers = new Map<string, ProviderDeclaration>();
  for (const block of blocks) {
    switch (block.kind) {
      case 'variable':
        variables.set(block.name, once(block, toVariable));
        break;
      case 'output':
        outputs.set(block.name, once(block, toOutput));
        break;
      case 'resource':
      case 'data':
        resources.set(block.address, once(block, toResource));
        break;
      case 'module':
        calls.set(block.name, once(block, toCall));
        break;
      case 'provider':
        providers.set(providerName(block), once(block, toProvider));
        break;
    }
  }
  const named = new Map<string, LocalDeclaration>();
  for (const [name, { file, value }] of locals) named.set(name, { file, value, name });
  const byName = new Map(files.map((file) => [file.file, file]));
  const declarations = {
    files: byName,
    variables,
    locals: named,
    outputs,
    resources,
    calls,
    providers,
    problems,
  };
  collected.set(files, declarations);
  return declarations;
}

/** What a block declares. It stays the same object as long as the block does: whatever is kept beside it stays too. */
function once<T extends object>(block: CollectedBlock, read: (block: CollectedBlock) => T): T {
  const known = declared.get(block);
  if (known !== undefined) return known as T;
  const found = read(block);
  declared.set(block, found);
  return found;
}

/** An attribute of the block, and where it is written. */
function located({ members }: CollectedBlock, name: string): Located | undefined {
  const member = members.get(name);
  return member?.attribute === undefined ? undefined : { file: member.file, value: member.attribute.value };
}

function placeOf({ file, block }: CollectedBlock): { file: string; block: Block } {
  return { file, block };
}

function toVariable(block: CollectedBlock): VariableDeclaration {
  return {
    ...placeOf(block),
    name: block.name,
    type: located(block, 'type'),
    default: located(block, 'default'),
    nullable: located(block, 'nullable'),
  };
}

function toOutput(block: CollectedBlock): OutputDeclaration {
  return { ...placeOf(block), name: block.name, value: located(block, 'value') };
}

function toExpandable(block: CollectedBlock, excluded: ReadonlySet<string>): ExpandableDeclaration {
  return {
    ...placeOf(block),
    address: block.address,
    count: located(block, 'count'),
    forEach: located(block, 'for_each'),
    members: without(block.members, excluded),
  };
}

function without(
  members: ReadonlyMap<string, DeclaredMember>,
  excluded: ReadonlySet<string>,
): ReadonlyMap<string, DeclaredMember> {
  const isNone = [...excluded].every((name) => !members.has(name));
  return isNone ? members : new Map([...members].filter(([name]) => !excluded.has(name)));
}

function toResource(block: CollectedBlock): ResourceDeclaration {
  const mode = block.kind === 'data' ? 'data' : 'managed';
  const provider = referenceText(located(block, 'provider')?.value);
  const ignoresChanges = ignoredChanges(block.members.get('lifecycle'));
  return { ...toExpandable(block, metaArguments), type: block.type, mode, provider, ignoresChanges };
}

/** The arguments that `ignore_changes` names; `all` where it says so, or where it cannot be read. */
function ignoredChanges(lifecycle: Member | undefined): Resource['ignoresChanges'] {
  const written = lifecycle?.blocks.flatMap(({ body }) => attributeOf(body, 'ignore_changes')?.value ?? []);
  if (written === undefined || written.length === 0) return undefined;
  const names = new Set<string>();
  for (const list of written) {
    if (list.kind !== 'tuple') return 'all';
    for (const item of list.items) {
      const name = rootOf(item);
      if (name === undefined) return 'all';
      names.add(name);
    }
  }
  return names;
}

/** `tags` of `tags["Name"]`; in JSON, names stand in quotes. */
function rootOf(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'variable':
      return expression.name;
    case 'get-attribute':
    case 'get-index':
      return rootOf(expression.source);
    default:
      return textOfLiteral(expression)?.split(/[.[]/)[0];
  }
}

function toCall(block: CollectedBlock): ModuleCall {
  return {
    ...toExpandable(block, callMetaArguments),
    name: block.name,
    source: located(block, 'source'),
    providers: providersIn(located(block, 'providers')?.value),
  };
}

function toProvider(block: CollectedBlock): ProviderDeclaration {
  return {
    region: located(block, 'region'),
    defaultTags: block.members.get('default_tags'),
    account: [...block.members.values()].filter(({ name }) => accountArguments.has(name)),
  };
}

/** `{ aws.peer = aws.west }`: the keys are references too. */
function providersIn(given: Expression | undefined): ReadonlyMap<string, string> | undefined {
  if (given === undefined) return undefined;
  const found = new Map<string, string>();
  for (const { key, value } of given.kind === 'object' ? given.items : []) {
    const name = referenceText(key) ?? textOfLiteral(key);
    const other = referenceText(value);
    if (name !== undefined && other !== undefined) found.set(name, other);
  }
  return found;
}

function providerName(block: CollectedBlock): string {
  const alias = textOfLiteral(located(block, 'alias')?.value);
  return alias === undefined ? block.type : `${block.type}.${alias}`;
}

/** The text of a string without interpolations; `undefined` for anything else. */
export function textOfLiteral(expression: Expression | undefined): string | undefined {
  if (expression?.kind !== 'template') return undefined;
  const [part, more] = expression.parts;
  if (part === undefined) return '';
  return part.kind === 'literal' && more === undefined ? part.text : undefined;
}

function referenceText(expression: Expression | undefined): string | undefined {
  if (expression?.kind === 'variable') return expression.name;
  if (expression?.kind !== 'get-attribute' || expression.source.kind !== 'variable') return undefined;
  return `${expression.source.name}.${expression.name.text}`;
}
