/** Projects of many Terraform modules: opening one, and an edit in a module that others call. */
import { TerraformProjects } from '../src/core/terraform/projects.ts';
import { joinPaths } from '../src/core/text/paths.ts';
import { Workspace } from '../src/core/workspace.ts';
import { measure, measureLongestStep, type Row } from './measure.ts';
import { moduleOf } from './modules.ts';

const filesOfModule = 10;

/** A file that has nothing to do with networks: about 5 KB. */
function bucketsOf(part: number): string {
  const buckets = Array.from(
    { length: 40 },
    (_, n) =>
      `resource "aws_s3_bucket" "b${part}_${n}" {\n  bucket = "\${var.name}-${part}-${n}"\n  tags = {\n    Name = local.name\n  }\n}\n`,
  );
  return buckets.join('\n');
}

function moduleFiles(folder: string): readonly (readonly [string, string])[] {
  const files: [string, string][] = [[`${folder}/main.tf`, moduleOf(700)]];
  for (let part = 1; part < filesOfModule - 1; part++)
    files.push([`${folder}/part${part}.tf`, bucketsOf(part)]);
  return files;
}

/** Twenty root modules that call four child modules each. */
export function project(): readonly (readonly [string, string])[] {
  const files: (readonly [string, string])[] = [];
  for (let root = 0; root < 20; root++) {
    const calls = [0, 1, 2, 3].map((child) => {
      const folder = `modules/m${root}-${child}`;
      files.push(...moduleFiles(folder), [
        `${folder}/outputs.tf`,
        'output "vpc" {\n  value = aws_vpc.main.id\n}\n',
      ]);
      return `module "c${child}" {\n  source = "../../${folder}"\n  name   = "root${root}-${child}"\n}\n`;
    });
    files.push(...moduleFiles(`live/r${root}`), [`live/r${root}/calls.tf`, calls.join('\n')]);
  }
  return files;
}

/** Until all resources are known, and until all is judged. */
export function coldProject(): readonly Row[] {
  const files = project();
  const size = files.reduce((sum, [, text]) => sum + text.length, 0) / 1e6;
  const name = `cold start: ${files.length} files, ${size.toFixed(1)} MB, 20 roots with 4 modules each`;
  return [
    measure(`${name} → all resources`, 1500, 5, () => {
      const projects = new TerraformProjects(joinPaths);
      for (const [file, text] of files) projects.update(file, text);
      for (const root of projects.roots())
        if ((projects.evaluate(root)?.configuration.resources.length ?? 0) < 1000)
          throw new Error('resources are missing');
    }),
    measure(`${name} → all findings`, 2000, 5, () => {
      const workspace = new Workspace();
      for (const [file, text] of files) workspace.update(file, text);
      if (workspace.analyses().length !== 20) throw new Error('a root module is missing');
    }),
  ];
}

/** What an editor does when it opens the project, between two moments at which others have their turn. */
export function longestStepOfProject(): Row {
  const files = project();
  return measureLongestStep('the longest step of the same in an editor', 50, 5, function* () {
    const workspace = new Workspace();
    for (const [name, text] of files) {
      workspace.update(name, text);
      yield;
    }
    yield* workspace.declareAhead();
    if (workspace.missingFolders().length > 0) throw new Error('a module is missing');
    for (const root of workspace.roots()) yield* workspace.prepareAhead(root);
    for (const root of workspace.roots()) yield* workspace.analyseAhead(root);
  });
}

export function editInChildModule(): Row {
  const workspace = new Workspace();
  for (const [name, text] of project()) workspace.update(name, text);
  workspace.analyses();
  const file = 'modules/m7-2/outputs.tf';
  return measure('one edit in a module that is called → all findings', 100, 50, (run) => {
    workspace.update(file, `output "vpc" {\n  value = aws_vpc.main.id # ${run}\n}\n`);
    if (workspace.analyses().length !== 20) throw new Error('a root module is missing');
  });
}
