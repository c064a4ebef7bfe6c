/** What an editor asks while somebody points and reads: hovers in a long module. */
import { explainAt } from '../src/core/explain/explainAt.ts';
import { Workspace } from '../src/core/workspace.ts';
import { measure, type Row } from './measure.ts';
import { moduleOf } from './modules.ts';

const file = 'module/main.tf';

/** Rows for the table. */
export function explainRows(): readonly Row[] {
  const text = moduleOf(2000);
  const workspace = new Workspace();
  workspace.update(file, text);
  return [
    hover(workspace, text, 'rule of a network ACL', 'rule_no'),
    hover(workspace, text, 'range of ports', '65535'),
    hover(workspace, text, 'instance', 'resource "aws_instance"'),
    firstHover(text),
  ];
}

/** A hover in code whose analysis is there, at another place each time. */
function hover(workspace: Workspace, text: string, name: string, words: string): Row {
  const places = placesOf(text, words);
  return measure(`hover in a 2,000-line module: ${name}`, 5, 200, (run) => {
    const analysis = workspace.analysisOf(file);
    const at = (places[run % places.length] ?? 0) + 1;
    if (analysis === undefined || explainAt(analysis.topology, analysis.configuration, file, at).length === 0)
      throw new Error(`nothing is told about: ${name}`);
  });
}

/** The first after an edit, which finds nothing remembered; reading and judging the code is measured elsewhere. */
function firstHover(text: string): Row {
  const [at = 0] = placesOf(text, 'resource "aws_instance"');
  const analyses = Array.from({ length: 60 }, () => {
    const workspace = new Workspace();
    workspace.update(file, text);
    return workspace.analysisOf(file);
  });
  return measure('the first hover after an edit there: instance', 5, 40, (run) => {
    const analysis = analyses[run % analyses.length];
    if (analysis !== undefined) explainAt(analysis.topology, analysis.configuration, file, at + 1);
  });
}

function placesOf(text: string, words: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) places.push(at);
  if (places.length === 0) throw new Error(`${words} is not in the module`);
  return places;
}
