/**
 * The folders of a workspace that hold describe output, each one network. Files are parsed when their text changes,
 * folders evaluated when somebody asks.
 */
import type { Configuration } from '../value/resource.ts';
import { parseDescribeFile, type DescribeFile } from './describeFile.ts';
import { evaluateFolder } from './folder.ts';

const outputFile = /\.json$/i;

export class DescribeFolders {
  readonly #files = new Map<string, DescribeFile>();

  /** Another one with the same files, which may go its own way. */
  fork(): DescribeFolders {
    const other = new DescribeFolders();
    for (const [name, file] of this.#files) other.#files.set(name, file);
    return other;
  }

  /** Whether a file is known to hold describe output. */
  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** Adds a file or replaces its text. Answers whether it holds describe output. */
  update(file: string, text: string): boolean {
    const parsed = outputFile.test(file) ? parseDescribeFile(file, text) : undefined;
    if (parsed === undefined) this.#files.delete(file);
    else this.#files.set(file, parsed);
    return parsed !== undefined;
  }

  remove(file: string): void {
    this.#files.delete(file);
  }

  /** The roots of all folders that hold some. */
  roots(): readonly string[] {
    return [...new Set([...this.#files.keys()].map(describeRootOf))];
  }

  /** The network of a folder, by its root; `undefined` when its output lists nothing. */
  evaluate(root: string): Configuration | undefined {
    const files = [...this.#files.values()].filter(({ file }) => describeRootOf(file) === root);
    return evaluateFolder(
      root,
      files.sort((a, b) => (a.file < b.file ? -1 : 1)),
    );
  }
}

/**
 * The folder of a file with the slash at its end, so that its network has another name than a Terraform module in the
 * same folder.
 */
export function describeRootOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : './';
}
