/** What a light bulb costs: proposing a fix, trying it on a copy of the workspace, and judging everything again. */
import { fixesOf } from '../src/core/verifiedFixes.ts';
import { Workspace } from '../src/core/workspace.ts';
import { measure, type Row } from './measure.ts';
import { moduleOf } from './modules.ts';

export function fixRows(): readonly Row[] {
  return [lightBulb('alone', 0), lightBulb('among 1,000 files', 99)];
}

/** @param others modules beside the one with the fault. */
function lightBulb(where: string, others: number): Row {
  const workspace = new Workspace();
  for (let module = 0; module < others; module++) {
    workspace.update(`m${module}/main.tf`, moduleOf(700));
    for (let part = 1; part < 10; part++)
      workspace.update(`m${module}/part${part}.tf`, 'locals {\n  a = 1\n}\n');
  }
  const text = moduleOf(2000);
  const half = text.indexOf('from_port  = 1024', text.length / 2);
  // The network ACL in the middle lets half of the replies in.
  workspace.update('module/main.tf', `${text.slice(0, half)}from_port  = 49152${text.slice(half + 17)}`);
  workspace.analyses();
  const finding = workspace
    .analysisOf('module/main.tf')
    ?.findings.find(({ rule }) => rule === 'nacl-reply-intermittent');
  if (finding === undefined) throw new Error('the planted fault is not found');
  return measure(`fixes of a finding in a 2,000-line module, ${where}`, 100, 50, () => {
    if (fixesOf(workspace, finding).length === 0) throw new Error('there is no fix');
  });
}
