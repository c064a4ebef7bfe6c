/** What is probed: from where, to whom, with which scan, at which port. */
import { html, type TemplateResult } from 'lit/html.js';
import type { PanelDrawing, ProbeChange } from '../../src/protocol.ts';
import { button, dropdown, textField } from '../controls.ts';

export interface ProbeActions {
  readonly scan: () => void;
  readonly choose: (change: ProbeChange) => void;
  readonly typePort: (text: string) => void;
}

/** @param portProblem what is wrong with the port that was typed; empty when nothing is */
export function probeForm(
  { probe }: PanelDrawing,
  portProblem: string,
  { choose, typePort, scan }: ProbeActions,
): TemplateResult {
  const { targets, target, sources, source, types, type, port } = probe;
  const scanName = types.find(({ id }) => id === type)?.label ?? 'scan';
  return html`<form
    class="controls"
    aria-label="Probe"
    @submit=${(event: Event) => {
      event.preventDefault();
    }}
  >
    ${dropdown({
      label: 'From',
      choices: sources,
      chosen: source,
      onChoose: (id) => {
        choose({ source: id });
      },
    })}
    ${dropdown({
      label: 'Target',
      choices: targets,
      chosen: target,
      onChoose: (id) => {
        choose({ target: id });
      },
    })}
    ${dropdown({
      label: 'Scan',
      choices: types,
      chosen: type,
      isShort: true,
      onChoose: (id) => {
        choose({ type: id });
      },
    })}
    ${textField({
      label: type === 'udp' ? 'UDP port' : 'TCP port',
      value: String(port),
      problem: portProblem,
      onChange: typePort,
    })}
    <div class="field field-button">
      ${button({ label: `Simulate ${scanName}`, onClick: scan, disabled: targets.length === 0 }, 'primary')}
    </div>
  </form>`;
}
