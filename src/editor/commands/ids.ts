/** The commands' ids, as the manifest has them. */
export const commandIds = {
  simulateAckScan: 'ackscope.simulateAckScan',
  openDiagram: 'ackscope.openDiagram',
  openDiagramInEditor: 'ackscope.openDiagramInEditor',
  copyScan: 'ackscope.copyScan',
  showFullHover: 'ackscope.showFullHover',
} as const;
