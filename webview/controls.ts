/**
 * The form controls: the one place that knows which component library draws them. The rest of the webview asks for a
 * button, a dropdown or a text field.
 */
import { hideNonce } from './nonce.ts';
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
  Dropdown,
  type TextField,
} from '@vscode/webview-ui-toolkit';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Choice } from '../src/protocol.ts';

hideNonce();
provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption(), vsCodeTextField());

export interface ButtonOptions {
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  /** The key that does the same in the drawing. */
  readonly key?: string;
}

/** A button with words on it. */
export function button(
  { label, onClick, disabled = false }: ButtonOptions,
  look: 'primary' | 'secondary',
): TemplateResult {
  return html`<vscode-button appearance=${look} ?disabled=${disabled} @click=${onClick}
    >${label}</vscode-button
  >`;
}

/** A button that shows a glyph; `label` is read out and shown as its tooltip. */
export function iconButton(
  { label, onClick, disabled = false, key }: ButtonOptions,
  glyph: TemplateResult,
): TemplateResult {
  return html`<vscode-button
    aria-label=${label}
    title=${key === undefined ? label : `${label} (${key})`}
    appearance="icon"
    ?disabled=${disabled}
    @click=${onClick}
    >${glyph}</vscode-button
  >`;
}

export interface DropdownOptions {
  readonly label: string;
  readonly choices: readonly Choice[];
  /** Id of the choice that is shown. */
  readonly chosen: string;
  /** Whether its choices have short names. */
  readonly isShort?: boolean;
  readonly onChoose: (id: string) => void;
}

/** More choices than this take longer to make than anybody waits, as each is a component of its own. */
const mostComponents = 20;

/** A labelled dropdown. */
export function dropdown(options: DropdownOptions): TemplateResult {
  const { label, choices, chosen, isShort = false, onChoose } = options;
  if (choices.length > mostComponents) return plainDropdown(options);
  const choose = (event: Event): void => {
    onChoose((event.currentTarget as Dropdown).value);
  };
  return html`<div class="field${isShort ? ' field-medium' : ''}">
    <span class="field-label" aria-hidden="true">${label}</span>
    <vscode-dropdown aria-label=${label} @change=${choose} ${showValue(chosen)}
      >${repeat(
        choices,
        // An option takes its name from its text once, when it is made.
        (choice) => `${choice.id}\0${choice.label}`,
        (choice) =>
          html`<vscode-option value=${choice.id} title=${choice.label} ?selected=${choice.id === chosen}
            >${choice.label}</vscode-option
          >`,
      )}</vscode-dropdown
    >
  </div>`;
}

/** The browser's own, for many choices, which are put into it when somebody is about to choose. */
function plainDropdown({ label, choices, chosen, onChoose }: DropdownOptions): TemplateResult {
  const fill = ({ currentTarget }: Event): void => {
    if (currentTarget instanceof HTMLSelectElement) offer(currentTarget, choices);
  };
  const choose = ({ currentTarget }: Event): void => {
    onChoose((currentTarget as HTMLSelectElement).value);
  };
  return html`<div class="field">
    <span class="field-label" aria-hidden="true">${label}</span>
    <span class="plain-dropdown"
      ><select
        aria-label=${label}
        @pointerdown=${fill}
        @focus=${fill}
        @change=${choose}
        ${showChosen(choices, chosen)}
      ></select
    ></span>
  </div>`;
}

/** Puts choices into a dropdown in the place of others; what is chosen stays so. */
function offer(select: HTMLSelectElement, choices: readonly Choice[]): void {
  const { value } = select;
  const isSame =
    select.length === choices.length &&
    choices.every(
      ({ id, label }, index) => select.item(index)?.value === id && select.item(index)?.text === label,
    );
  if (isSame) return;
  select.replaceChildren(...choices.map(({ id, label }) => new Option(label, id)));
  select.value = value;
}

/** Shows what is chosen and, only while somebody is choosing, everything else. */
class ShowChosen extends Directive {
  render(_choices: readonly Choice[], chosen: string): unknown {
    return chosen;
  }

  override update(part: ElementPart, [choices, chosen]: [readonly Choice[], string]): unknown {
    const { element } = part;
    if (!(element instanceof HTMLSelectElement)) return nothing;
    const isChoosing = element === document.activeElement;
    offer(element, isChoosing ? choices : choices.filter(({ id }) => id === chosen));
    element.value = chosen;
    return nothing;
  }
}

const showChosen = directive(ShowChosen);

export interface TextFieldOptions {
  readonly label: string;
  readonly value: string;
  /** What is wrong with the last entry; empty when nothing is. */
  readonly problem: string;
  readonly onChange: (text: string) => void;
}

/** A labelled field for one line of text. */
export function textField({ label, value, problem, onChange }: TextFieldOptions): TemplateResult {
  const change = (event: Event): void => {
    onChange((event.currentTarget as TextField).value);
  };
  return html`<div class="field field-short">
    <vscode-text-field
      class=${problem === '' ? '' : 'invalid'}
      maxlength="5"
      .value=${value}
      aria-invalid=${problem === '' ? nothing : 'true'}
      @change=${change}
      >${label}</vscode-text-field
    >
    ${problem === '' ? nothing : html`<span class="field-problem" role="alert">${problem}</span>`}
  </div>`;
}

export interface SearchFieldOptions {
  readonly label: string;
  /** What can be typed. */
  readonly hint: string;
  readonly value: string;
  /** Called with every letter. */
  readonly onType: (text: string) => void;
  /** Enter was pressed: the next one, or the one before with Shift. */
  readonly onEnter: (by: 1 | -1) => void;
}

/** A field to look for something with. */
export function searchField({ label, hint, value, onType, onEnter }: SearchFieldOptions): TemplateResult {
  const type = (event: Event): void => {
    onType((event.currentTarget as TextField).value);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') onEnter(event.shiftKey ? -1 : 1);
  };
  return html`<vscode-text-field
    class="search"
    placeholder=${hint}
    maxlength="200"
    .value=${value}
    @input=${type}
    @keydown=${press}
    >${label}</vscode-text-field
  >`;
}

/** A dropdown knows its options only some time after they were put into it: its value is set when it does. */
class ShowValue extends Directive {
  render(chosen: string): unknown {
    return chosen;
  }

  override update(part: ElementPart, [chosen]: [string]): unknown {
    const { element } = part;
    requestAnimationFrame(() => {
      if (element instanceof Dropdown && element.isConnected && element.value !== chosen)
        element.value = chosen;
    });
    return nothing;
  }
}

const showValue = directive(ShowValue);
