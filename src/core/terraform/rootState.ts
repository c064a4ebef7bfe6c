/** The state of a root module: where it is kept, as far as a `backend` block says, and what it holds for others to read. */
import type { Expression } from '../hcl/nodes.ts';
import type { Value } from '../value/value.ts';
import { inReadingOrder, isOverrideFile } from './readingOrder.ts';
import type { TerraformFile } from './terraformFile.ts';

/** What a root module writes into its state for others to read. */
export interface RootState {
  readonly backend: Backend;
  readonly outputs: ReadonlyMap<string, Value>;
}

export interface Backend {
  /** `s3`, `local`; `cloud` for the block of that name. */
  readonly type: string;
  /** What is written as a plain string. The rest is given when Terraform is initialised. */
  readonly settings: ReadonlyMap<string, string>;
}

/** A root module without a `backend` block keeps its state beside its files. */
const withoutBlock: Backend = { type: 'local', settings: new Map() };

/**
 * Where a root module keeps its state: of several blocks, of which Terraform takes one only, the first, unless an override
 * file has one, which always counts instead.
 */
export function backendOf(files: readonly TerraformFile[]): Backend {
  let found: Backend | undefined;
  for (const file of inReadingOrder(files)) {
    const own = backendIn(file);
    if (own !== undefined && (found === undefined || isOverrideFile(file.file))) found = own;
  }
  return found ?? withoutBlock;
}

function backendIn({ tree }: TerraformFile): Backend | undefined {
  for (const block of tree.body.items) {
    if (block.kind !== 'block' || block.type.text !== 'terraform') continue;
    for (const item of block.body.items) {
      if (item.kind !== 'block') continue;
      if (item.type.text === 'cloud') return { type: 'cloud', settings: new Map() };
      const [label] = item.labels;
      if (item.type.text !== 'backend' || label === undefined) continue;
      const settings = item.body.items.flatMap((setting): readonly (readonly [string, string])[] => {
        const text = setting.kind === 'attribute' ? plainText(setting.value) : undefined;
        return setting.kind !== 'attribute' || text === undefined ? [] : [[setting.name.text, text]];
      });
      return { type: label.text, settings: new Map(settings) };
    }
  }
  return undefined;
}

/** A string without `${…}`; `undefined` for every other expression. */
function plainText(expression: Expression): string | undefined {
  if (expression.kind !== 'template') return undefined;
  let text = '';
  for (const part of expression.parts) {
    if (part.kind !== 'literal') return undefined;
    text += part.text;
  }
  return text;
}
