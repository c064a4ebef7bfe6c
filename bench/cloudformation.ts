/** What reading CloudFormation templates may take. */
import { parseTemplate } from '../src/core/cloudformation/template.ts';
import { Workspace } from '../src/core/workspace.ts';
import { measure, type Row } from './measure.ts';
import { jsonTemplateOf, yamlTemplateOf } from './templates.ts';

const file = 'stack/template.yaml';

function cold(size: number, budget: number, runs: number): Row {
  const text = yamlTemplateOf(size);
  return measure(`template of ${size / 1000} KB, cold → network and findings`, budget, runs, () => {
    const workspace = new Workspace();
    workspace.update(file, text);
    if (workspace.analysisOf(file)?.network.vpcs.length !== 1) throw new Error('the template is not read');
  });
}

/** Every other edit makes the text longer, so that what follows the edit stands elsewhere. */
function edit(size: number): Row {
  const text = yamlTemplateOf(size);
  const workspace = new Workspace();
  workspace.update(file, text);
  const half = text.indexOf('To: 65535', text.length / 20);
  return measure(`one edit in a template of ${size / 1000} KB → network and findings`, 20, 100, (run) => {
    const written = `To: ${run % 2 === 0 ? '' : ' '}${40_000 + run}`;
    workspace.update(file, `${text.slice(0, half)}${written}${text.slice(half + 9)}`);
    if (workspace.analysisOf(file)?.network.vpcs.length !== 1) throw new Error('the template is not read');
  });
}

function editJson(size: number): Row {
  const text = jsonTemplateOf(size);
  const workspace = new Workspace();
  const half = text.indexOf('"ToPort": 443', text.length / 20);
  return measure(
    `one edit in a JSON template of ${size / 1000} KB → network and findings`,
    20,
    100,
    (run) => {
      const written = `"ToPort": ${run % 2 === 0 ? '' : ' '}${500 + run}`;
      workspace.update('a.json', `${text.slice(0, half)}${written}${text.slice(half + 13)}`);
      if (workspace.analysisOf('a.json')?.network.vpcs.length !== 1)
        throw new Error('the template is not read');
    },
  );
}

function json(size: number): Row {
  const text = jsonTemplateOf(size);
  return measure(`JSON template of ${(text.length / 1e6).toFixed(1)} MB, read`, 120, 20, () => {
    if (parseTemplate('template.json', text)?.resources.size !== 501)
      throw new Error('the template is not read');
  });
}

/** YAML that is none of ours is not parsed at all. */
function foreign(): Row {
  const text = 'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    text\n'.repeat(10_000);
  return measure('500 KB of YAML that is no template', 1, 100, () => {
    if (parseTemplate('config.yaml', text) !== undefined) throw new Error('it was taken for a template');
  });
}

export function cloudformationRows(): readonly Row[] {
  return [
    cold(50_000, 60, 20),
    cold(500_000, 1000, 5),
    edit(500_000),
    editJson(500_000),
    json(1_000_000),
    foreign(),
  ];
}
