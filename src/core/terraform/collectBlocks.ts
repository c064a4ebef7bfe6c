/**
 * The top-level blocks of a module's files, override files merged into them: an argument or a kind of nested block
 * named there takes the place of the one the block had (Terraform's documentation, "Override Files").
 */
import type { Block, Expression } from '../hcl/nodes.ts';
import type { Problem } from '../text/problem.ts';
import { membersOf, type DeclaredMember } from './members.ts';
import { inReadingOrder, isOverrideFile } from './readingOrder.ts';
import { syntaxCode, type TerraformFile } from './terraformFile.ts';

/** An expression and the name of the file it is written in. */
export interface Located {
  readonly file: string;
  readonly value: Expression;
}

type Kind = 'variable' | 'output' | 'resource' | 'data' | 'module' | 'provider';

export interface CollectedBlock {
  readonly kind: Kind;
  /** Resources and data sources: the type. Providers: which. Otherwise empty. */
  readonly type: string;
  readonly name: string;
  /** What reasons and addresses call it: `var.a`, `aws_vpc.main`, `data.aws_vpc.main`, `module.vpc`, `output.id`. */
  readonly address: string;
  readonly file: string;
  readonly block: Block;
  readonly members: ReadonlyMap<string, DeclaredMember>;
}

/** What blocks say. Blocks outlive an edit below them, and what is made of them goes with them. */
const known = new WeakMap<Block, CollectedBlock>();

export interface Collected {
  readonly blocks: Iterable<CollectedBlock>;
  readonly locals: ReadonlyMap<string, Located>;
  readonly problems: readonly Problem[];
}

/** Reads the files in Terraform's order. */
export function collectBlocks(files: readonly TerraformFile[]): Collected {
  const collector = new Collector();
  const inOrder = inReadingOrder(files);
  for (const { file, tree } of inOrder) {
    for (const error of tree.errors) collector.report(file, error, syntaxCode(error), error.message);
  }
  for (const { file, tree } of inOrder) {
    const isOverride = isOverrideFile(file);
    for (const item of tree.body.items) {
      if (item.kind === 'block') collector.add(file, item, isOverride);
    }
  }
  return { blocks: collector.blocks.values(), locals: collector.locals, problems: collector.problems };
}

class Collector {
  readonly blocks = new Map<string, CollectedBlock>();
  readonly locals = new Map<string, Located>();
  readonly problems: Problem[] = [];

  add(file: string, block: Block, isOverride: boolean): void {
    const [first, second] = block.labels.map(({ text }) => text);
    switch (block.type.text) {
      case 'locals':
        this.#addLocals(file, block, isOverride);
        return;
      case 'variable':
        this.#addNamed('variable', `var.${first ?? ''}`, first, file, block, isOverride);
        return;
      case 'output':
        this.#addNamed('output', `output.${first ?? ''}`, first, file, block, isOverride);
        return;
      case 'module':
        this.#addNamed('module', `module.${first ?? ''}`, first, file, block, isOverride);
        return;
      case 'provider':
        if (first !== undefined) this.#addProvider(first, file, block, isOverride);
        return;
      case 'resource':
      case 'data':
        this.#addResource(block.type.text, first, second, file, block, isOverride);
        return;
      default:
        return;
    }
  }

  report(file: string, span: Problem['span'], code: string, message: string): void {
    this.problems.push({ file, span: { start: span.start, end: span.end }, code, message });
  }

  #addLocals(file: string, block: Block, isOverride: boolean): void {
    for (const item of block.body.items) {
      if (item.kind !== 'attribute') continue;
      const name = item.name.text;
      const first = this.locals.get(name);
      if (isOverride && first === undefined) this.#reportMissing(`local.${name}`, file, item.name);
      if (isOverride || first === undefined) this.locals.set(name, { file, value: item.value });
      else this.#reportDuplicate(`local.${name}`, file, item.name, first.file);
    }
  }

  #addNamed(
    kind: Kind,
    address: string,
    name: string | undefined,
    file: string,
    block: Block,
    isOverride: boolean,
  ): void {
    if (name === undefined || name === '') return;
    this.#put(collected(kind, '', name, address, file, block), isOverride);
  }

  #addResource(
    kind: 'resource' | 'data',
    type: string | undefined,
    name: string | undefined,
    file: string,
    block: Block,
    isOverride: boolean,
  ): void {
    if (type === undefined || name === undefined || type === '' || name === '') {
      const message = `A ${kind} block needs a type and a name, as in ${kind} "aws_vpc" "main"`;
      this.report(file, block.header, 'terraform-labels', message);
      return;
    }
    const address = kind === 'data' ? `data.${type}.${name}` : `${type}.${name}`;
    this.#put(collected(kind, type, name, address, file, block), isOverride);
  }

  /** Configurations of one provider are told apart by their alias, so none is a duplicate of another. */
  #addProvider(type: string, file: string, block: Block, isOverride: boolean): void {
    if (isOverride) return;
    const address = `provider.${type} ${file}:${block.start}`;
    this.blocks.set(address, collected('provider', type, type, address, file, block));
  }

  #put(block: CollectedBlock, isOverride: boolean): void {
    const { address } = block;
    const first = this.blocks.get(address);
    if (first === undefined) {
      if (isOverride) this.#reportMissing(address, block.file, block.block.header);
      this.blocks.set(address, block);
    } else if (isOverride) {
      this.blocks.set(address, { ...first, members: new Map([...first.members, ...block.members]) });
    } else {
      this.#reportDuplicate(address, block.file, block.block.header, first.file);
    }
  }

  #reportDuplicate(what: string, file: string, span: Problem['span'], first: string): void {
    const message = `${what} is already declared in ${first}; this second declaration is left out`;
    this.report(file, span, 'terraform-duplicate', message);
  }

  #reportMissing(what: string, file: string, span: Problem['span']): void {
    const message = `${what} is declared in no other file, so there is nothing to override`;
    this.report(file, span, 'terraform-override', message);
  }
}

function collected(
  kind: Kind,
  type: string,
  name: string,
  address: string,
  file: string,
  block: Block,
): CollectedBlock {
  const before = known.get(block);
  if (before?.file === file && before.address === address) return before;
  const found = { kind, type, name, address, file, block, members: membersOf(block.body, file) };
  known.set(block, found);
  return found;
}
