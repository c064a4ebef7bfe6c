/** The budgets of the design, measured. */
import { readFileSync } from 'node:fs';
import { drawDiagram } from '../src/core/diagram/diagram.ts';
import { PortSet } from '../src/core/net/portSet.ts';
import { scan } from '../src/core/probe/scan.ts';
import { Workspace } from '../src/core/workspace.ts';
import { diagramRows } from './diagram.ts';
import { cloudformationRows } from './cloudformation.ts';
import { evaluationRows } from './evaluation.ts';
import { explainRows } from './explain.ts';
import { engineRows } from './engine.ts';
import { fixRows } from './fixes.ts';
import { hclRows } from './hcl.ts';
import { measure, printTable, type Row } from './measure.ts';
import { moduleOf } from './modules.ts';
import { paintRows } from './paint.ts';
import { coldProject, editInChildModule, longestStepOfProject } from './terraform.ts';

const file = 'module/main.tf';

function edit(): Row {
  const text = moduleOf(2000);
  const workspace = new Workspace();
  workspace.update(file, text);
  const half = text.indexOf('to_port    = 65535', text.length / 2);
  return measure('one edit in a 2,000-line module → findings', 16, 200, (run) => {
    workspace.update(file, `${text.slice(0, half)}to_port    = ${40000 + run}${text.slice(half + 18)}`);
    workspace.analysisOf(file)?.findings.length.toString();
  });
}

function editExperiment(): Row {
  const text = readFileSync('examples/stateless-vs-stateful/terraform/nacl-closed/main.tf', 'utf8');
  const rule =
    '\n  ingress {\n    rule_no = 100\n    protocol = "tcp"\n    action = "allow"\n    cidr_block = "0.0.0.0/0"\n    from_port = 1024\n    to_port = 65535\n  }\n';
  const at = text.indexOf('{', text.indexOf('"aws_network_acl"')) + 1;
  const cured = text.slice(0, at) + rule + text.slice(at);
  const workspace = new Workspace();
  return measure('the ephemeral rule added or removed → findings and drawing', 16, 200, (run) => {
    workspace.update(file, run % 2 === 0 ? cured : text);
    const analysis = workspace.analysisOf(file);
    const blocked = analysis?.findings.some(({ rule }) => rule === 'nacl-reply-blocked');
    if (analysis === undefined || blocked !== (run % 2 === 1))
      throw new Error('the edit did not change the finding');
    drawDiagram(analysis.topology);
  });
}

function scanEveryPort(): Row {
  const workspace = new Workspace();
  workspace.update(file, moduleOf(2000));
  const topology = workspace.analysisOf(file)?.topology;
  const [target] = topology?.interfaces ?? [];
  if (topology === undefined || target === undefined) throw new Error('the module has no instance');
  const options = { type: 'ack', targets: [target], from: { kind: 'internet' }, ports: PortSet.all } as const;
  return measure('ACK scan, 65,536 ports, one target', 0.3, 200, () => {
    scan(topology, options);
  });
}

/** 100 modules of ten files, 5 MB in all, as a large workspace opens. */
function coldStart(): Row {
  const files: [string, string][] = [];
  for (let module = 0; module < 100; module++) {
    files.push([`m${module}/main.tf`, moduleOf(700)]);
    for (let part = 1; part < 10; part++) {
      const text = Array.from(
        { length: 40 },
        (_, n) =>
          `resource "aws_s3_bucket" "b${part}_${n}" {\n  bucket = "\${var.name}-${part}-${n}"\n  tags = {\n    Name = local.name\n  }\n}\n`,
      );
      files.push([`m${module}/part${part}.tf`, text.join('\n')]);
    }
  }
  const size = files.reduce((sum, [, text]) => sum + text.length, 0) / 1e6;
  return measure(`cold start: ${files.length} files, ${size.toFixed(1)} MB → all findings`, 2000, 5, () => {
    const workspace = new Workspace();
    for (const [name, text] of files) workspace.update(name, text);
    if (workspace.analyses().length !== 100) throw new Error('a module is missing');
  });
}

printTable([
  editExperiment(),
  edit(),
  scanEveryPort(),
  ...engineRows(),
  ...diagramRows(),
  ...(await paintRows()),
  coldStart(),
  ...coldProject(),
  longestStepOfProject(),
  editInChildModule(),
  ...cloudformationRows(),
  ...hclRows(),
  ...evaluationRows(),
  ...fixRows(),
  ...explainRows(),
]);
