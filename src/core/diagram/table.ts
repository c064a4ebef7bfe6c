/** The same facts as the picture in words, for people who do not see it: boxes, edges, and the probe hop by hop. */
import type { Box, Drawing, DrawingTable, Edge, ProbeDrawing, TableRow } from './drawing.ts';
import { edgeInWords, kindInWords } from './words.ts';

/** The table of everything that is drawn. */
export function tableOf({ boxes, edges, probe }: Pick<Drawing, 'boxes' | 'edges' | 'probe'>): DrawingTable {
  const levels = new Map<string, number>();
  const byId = new Map(boxes.map((box) => [box.id, box]));
  for (const { id, parent } of boxes)
    levels.set(id, 1 + (parent === undefined ? 0 : (levels.get(parent) ?? 0)));
  return {
    boxes: boxes.map((box) => boxRow(box, levels.get(box.id) ?? 1, byId, probe)),
    edges: edges.map(edgeRow),
    hops: probe === undefined ? [] : hopRows(probe),
  };
}

function boxRow(
  box: Box,
  level: number,
  byId: ReadonlyMap<string, Box>,
  probe: ProbeDrawing | undefined,
): TableRow {
  const parent = box.parent === undefined ? undefined : byId.get(box.parent);
  const { id, kind, name, label, detail, fold, isUnknown, unknown, verdicts, fate, isRevealable } = box;
  const flows = probe?.trackedFlows.filter(({ boxId }) => boxId === id) ?? [];
  return {
    boxId: id,
    level,
    what: kindInWords[kind],
    name,
    facts: [
      label === name ? '' : label,
      detail,
      parent === undefined
        ? ''
        : `in ${parent.kind === 'vpc' ? 'VPC' : kindInWords[parent.kind].toLowerCase()} ${parent.name}`,
      fold === undefined ? '' : `${fold.count} interfaces, ${fold.isFolded ? 'folded' : 'one by one'}`,
      isUnknown && unknown.length === 0 ? 'not known' : '',
      ...unknown.map(({ text }) => `not known: ${text}`),
      ...verdicts,
      ...flows.map(
        ({ text, isAssumed }) => `remembers ${text}${isAssumed ? ' (AWS does not document this)' : ''}`,
      ),
    ].filter((fact) => fact !== ''),
    fate,
    revealId: isRevealable ? id : undefined,
  };
}

function edgeRow({ kind, from, label, isUnknown, text }: Edge): TableRow {
  return {
    boxId: from,
    level: 1,
    what: edgeInWords[kind],
    name: text,
    facts: [label, isUnknown ? 'cannot be told from the code' : ''].filter((fact) => fact !== ''),
    fate: isUnknown ? 'unknown' : 'untouched',
    revealId: undefined,
  };
}

function hopRows({ packets, assumed }: ProbeDrawing): readonly TableRow[] {
  return packets.flatMap(({ label, title, hops, endLabel }) =>
    hops.map((hop, index): TableRow => ({
      boxId: hop.boxId,
      level: 1,
      what: label,
      name: title,
      facts: [
        hop.text,
        /^(?:\d+|\*)$/.test(hop.rule) ? `rule ${hop.rule}` : hop.rule,
        hop.isAssumed ? 'AWS does not document this' : '',
        ...hop.unknown.map(({ text }) => `not known: ${text}`),
        index === hops.length - 1 ? endLabel : '',
        ...(index === hops.length - 1 ? assumed.map(({ text }) => `assumed: ${text}`) : []),
      ].filter((fact) => fact !== ''),
      fate: hop.fate,
      revealId: hop.revealId,
    })),
  );
}
