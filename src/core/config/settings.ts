/**
 * The values users set, each by its name: what may be written, and what it means. The same for the configuration file and
 * the editor's settings, which differ only in where a value stands.
 */
import type { Severity } from '../findings/finding.ts';
import { ruleIds, type RuleId } from '../text/ruleIds.ts';
import { portsIn, type SaidListening } from '../lower/listening.ts';
import { PortSet } from '../net/portSet.ts';
import { tcp } from '../net/protocol.ts';
import { systems, type System } from './config.ts';

/** In the order of their weight. */
export const levels = ['error', 'warning', 'information', 'hint', 'off'] as const;

/** What is wrong with a name or a value, as a sentence without a full stop. */
export interface Wrong {
  readonly wrong: string;
}

export function isWrong(result: unknown): result is Wrong {
  return typeof result === 'object' && result !== null && 'wrong' in result;
}

export function ruleIn(name: string): RuleId | Wrong {
  return ruleIds.find((id) => id === name) ?? wrong(`there is no rule ${quote(name)}`);
}

export function levelIn(text: string): Severity | 'off' | Wrong {
  const level = levels.find((known) => known === text);
  return level ?? wrong(`${quote(text)} is no severity: ${levels.join(', ')} are`);
}

export function systemIn(name: string): System | Wrong {
  const system = systems.find((known) => known === name);
  return system ?? wrong(`${quote(name)} is none of the systems, which are ${systems.join(', ')}`);
}

/** TCP ports and ranges between commas, or `off`. */
export function tcpPortsIn(text: string): PortSet | 'off' | Wrong {
  if (text === 'off') return 'off';
  const parts = portsIn(text);
  if (parts?.every(({ protocol }) => protocol === tcp) !== true)
    return wrong(`${quote(text)} are no TCP ports; write them as in 80,8000-8080, or off`);
  return PortSet.of(...parts.map(({ range }) => range));
}

/** Ports of TCP and UDP, as a `listening` comment has them; `off` when nothing listens. */
export function listeningIn(text: string): Pick<SaidListening, 'ports'> | Wrong {
  if (text === 'off') return { ports: [] };
  const ports = portsIn(text);
  return ports === undefined
    ? wrong(`${quote(text)} are no ports; write them as in 80,443,53/udp, or off`)
    : { ports };
}

function wrong(message: string): Wrong {
  return { wrong: message };
}

/** Shortened, as it may be anything. */
export function quote(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
