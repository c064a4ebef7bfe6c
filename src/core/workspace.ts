/**
 * The engine's public face: files in, networks and findings out. It owns the caches: a file is parsed when its text
 * changes, a module evaluated when one of its files does. Everything it returns is immutable. One instance serves an
 * editor window or one run of the command line.
 */
import type { Network } from './aws/network.ts';
import { parseTemplate, type Template } from './cloudformation/template.ts';
import { evaluateTemplate } from './cloudformation/stack.ts';
import { explainRule, type RuleExplanation } from './findings/explainRule.ts';
import type { Finding } from './findings/finding.ts';
import { findAll } from './findings/findings.ts';
import { lowerConfiguration } from './lower/lower.ts';
import { Topology } from './reach/topology.ts';
import { evaluateModule } from './terraform/module.ts';
import { parseTerraformFile, type TerraformFile } from './terraform/terraformFile.ts';
import type { Problem } from './text/problem.ts';
import type { Configuration } from './value/resource.ts';

/** Everything known about one root module or template. */
export interface Analysis {
  readonly configuration: Configuration;
  readonly network: Network;
  readonly topology: Topology;
  readonly findings: readonly Finding[];
}

type Source =
  | { readonly kind: 'terraform'; readonly file: TerraformFile }
  | { readonly kind: 'template'; readonly template: Template };

const terraformFile = /\.(tf|tofu)(\.json)?$/i;
const templateFile = /\.(ya?ml|json|template|cfn)$/i;

export class Workspace {
  readonly #texts = new Map<string, string>();
  readonly #sources = new Map<string, Source>();
  /** By root: a module's folder or a template's file. */
  readonly #analyses = new Map<string, Analysis>();

  /**
   * Adds a file or replaces its text. Files that are neither Terraform nor a CloudFormation template are ignored, told
   * by content for YAML and JSON.
   * @param file the host's name for it, with `/` between folders; the same name always means the same file.
   */
  update(file: string, text: string): void {
    if (this.#texts.get(file) === text) return;
    this.#forget(file);
    this.#texts.set(file, text);
    const source = parse(file, text);
    if (source !== undefined) this.#sources.set(file, source);
  }

  remove(file: string): void {
    this.#forget(file);
    this.#texts.delete(file);
    this.#sources.delete(file);
  }

  /** Every module and template, in the order of their roots. */
  analyses(): readonly Analysis[] {
    const roots = new Set([...this.#sources].map(([file, source]) => rootOf(file, source)));
    return [...roots].sort().flatMap((root) => this.#analyse(root) ?? []);
  }

  /** The module or template a file belongs to; `undefined` when it is none of ours. */
  analysisOf(file: string): Analysis | undefined {
    const source = this.#sources.get(file);
    return source === undefined ? undefined : this.#analyse(rootOf(file, source));
  }

  /** The text a file was last given, for turning spans into lines. */
  textOf(file: string): string | undefined {
    return this.#texts.get(file);
  }

  /** What is wrong with the files themselves. */
  problems(): readonly Problem[] {
    return this.analyses().flatMap((analysis) => analysis.configuration.problems);
  }

  #forget(file: string): void {
    const source = this.#sources.get(file);
    this.#analyses.delete(source === undefined ? folderOf(file) : rootOf(file, source));
    if (terraformFile.test(file)) this.#analyses.delete(folderOf(file));
  }

  #analyse(root: string): Analysis | undefined {
    const cached = this.#analyses.get(root);
    if (cached !== undefined) return cached;
    const configuration = this.#configure(root);
    if (configuration === undefined) return undefined;
    const network = lowerConfiguration(configuration);
    const topology = new Topology(network);
    const analysis = { configuration, network, topology, findings: findAll(configuration, topology) };
    this.#analyses.set(root, analysis);
    return analysis;
  }

  #configure(root: string): Configuration | undefined {
    const own = this.#sources.get(root);
    if (own?.kind === 'template') return evaluateTemplate(own.template);
    const files: TerraformFile[] = [];
    for (const [file, source] of this.#sources) {
      if (source.kind === 'terraform' && folderOf(file) === root) files.push(source.file);
    }
    files.sort((a, b) => (a.file < b.file ? -1 : 1));
    return files.length === 0 ? undefined : evaluateModule(root, files);
  }
}

/** What the rule at an offset does in the company of the others; `undefined` when there is no rule. */
export function explainAt(analysis: Analysis, file: string, offset: number): RuleExplanation | undefined {
  return explainRule(analysis.topology, file, offset);
}

function parse(file: string, text: string): Source | undefined {
  if (terraformFile.test(file)) return { kind: 'terraform', file: parseTerraformFile(file, text) };
  if (!templateFile.test(file)) return undefined;
  const template = parseTemplate(file, text);
  return template === undefined ? undefined : { kind: 'template', template };
}

function rootOf(file: string, source: Source): string {
  return source.kind === 'template' ? file : folderOf(file);
}

function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash < 0 ? '' : file.slice(0, slash);
}
