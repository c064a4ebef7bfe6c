/** What the files of a module declare, by name, and the problems of declaring it. Nothing is evaluated here. */
import type { Block, Expression } from '../hcl/nodes.ts';
import type { Problem } from '../text/problem.ts';
import type { Unread } from '../value/resource.ts';
import { attributeOf, membersOf, type Member } from './members.ts';
import type { TerraformFile } from './terraformFile.ts';

export interface VariableDeclaration {
  readonly name: string;
  readonly file: TerraformFile;
  readonly block: Block;
}

export interface LocalDeclaration {
  readonly name: string;
  readonly file: TerraformFile;
  readonly value: Expression;
}

export interface ResourceDeclaration {
  /** `aws_vpc.main`: type and name, without an instance's key. */
  readonly address: string;
  readonly type: string;
  readonly file: TerraformFile;
  readonly block: Block;
  readonly count: Expression | undefined;
  readonly forEach: Expression | undefined;
  /** What becomes a property, by name, in the order written; meta-arguments are left out. */
  readonly members: ReadonlyMap<string, Member>;
}

export interface Declarations {
  readonly variables: ReadonlyMap<string, VariableDeclaration>;
  readonly locals: ReadonlyMap<string, LocalDeclaration>;
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  /** Calls of child modules, one reason each. */
  readonly modules: readonly Unread[];
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

/** Reads all files as one module, in the order given; of two declarations of one name the first counts. */
export function collectDeclarations(files: readonly TerraformFile[]): Declarations {
  const collector = new Collector();
  for (const file of files) {
    for (const error of file.tree.errors) {
      collector.report(file, { start: error.start, end: error.end }, 'hcl-syntax', error.message);
    }
    for (const item of file.tree.body.items) {
      if (item.kind === 'block') collector.add(file, item);
    }
  }
  return collector;
}

class Collector implements Declarations {
  readonly variables = new Map<string, VariableDeclaration>();
  readonly locals = new Map<string, LocalDeclaration>();
  readonly resources = new Map<string, ResourceDeclaration>();
  readonly modules: Unread[] = [];
  readonly problems: Problem[] = [];

  add(file: TerraformFile, block: Block): void {
    switch (block.type.text) {
      case 'variable':
        this.#addVariable(file, block);
        break;
      case 'locals':
        this.#addLocals(file, block);
        break;
      case 'resource':
        this.#addResource(file, block);
        break;
      case 'module':
        this.#addModule(file, block);
        break;
      default:
        break;
    }
  }

  report(file: TerraformFile, span: Problem['span'], code: string, message: string): void {
    this.problems.push({ file: file.file, span, code, message });
  }

  #addVariable(file: TerraformFile, block: Block): void {
    const name = block.labels[0]?.text;
    if (name === undefined || name === '') return;
    const first = this.variables.get(name);
    if (first === undefined) this.variables.set(name, { name, file, block });
    else this.#reportDuplicate(`var.${name}`, file, block.header, first.file);
  }

  #addLocals(file: TerraformFile, block: Block): void {
    for (const item of block.body.items) {
      if (item.kind !== 'attribute') continue;
      const name = item.name.text;
      const first = this.locals.get(name);
      if (first === undefined) this.locals.set(name, { name, file, value: item.value });
      else this.#reportDuplicate(`local.${name}`, file, item.name, first.file);
    }
  }

  #addResource(file: TerraformFile, block: Block): void {
    const [type, name] = block.labels;
    if (type === undefined || name === undefined || type.text === '' || name.text === '') {
      const message = 'A resource block needs a type and a name, as in resource "aws_vpc" "main"';
      this.report(file, { start: block.header.start, end: block.header.end }, 'terraform-labels', message);
      return;
    }
    const address = `${type.text}.${name.text}`;
    const first = this.resources.get(address);
    if (first !== undefined) {
      this.#reportDuplicate(address, file, block.header, first.file);
      return;
    }
    this.resources.set(address, {
      address,
      type: type.text,
      file,
      block,
      count: attributeOf(block.body, 'count')?.value,
      forEach: attributeOf(block.body, 'for_each')?.value,
      members: membersOf(block.body, metaArguments),
    });
  }

  #addModule(file: TerraformFile, block: Block): void {
    const span = { start: block.header.start, end: block.header.end };
    const name = block.labels[0]?.text ?? '';
    if (name !== '') {
      this.modules.push({
        what: `module.${name}`,
        why: 'is not read yet',
        origin: { file: file.file, span },
        given: [],
      });
    }
  }

  #reportDuplicate(what: string, file: TerraformFile, span: Problem['span'], first: TerraformFile): void {
    const message = `${what} is already declared in ${first.file}; this second declaration is left out`;
    this.report(file, { start: span.start, end: span.end }, 'terraform-duplicate', message);
  }
}
