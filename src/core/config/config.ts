/**
 * What users set about their code: in `.ackscope.yaml` beside it, which is the team's and counts for the editor and the
 * command line alike, and in the editor's settings, which are one person's and fill in what the file leaves open.
 */
import type { Severity } from '../findings/finding.ts';
import type { RuleId } from '../text/ruleIds.ts';
import { defaultSettings, type RuleSettings } from '../findings/rule.ts';
import type { SaidListening } from '../lower/listening.ts';
import { ephemeralPorts } from '../net/ephemeralPorts.ts';
import { PortSet } from '../net/portSet.ts';
import type { Glob } from './glob.ts';

/** Systems whose ports a team can choose; what AWS' services pick is AWS' to say (SEMANTICS N41). */
export const systems = ['linux', 'windows', 'macos'] as const;

export type System = (typeof systems)[number];

export interface Config {
  readonly rules: ReadonlyMap<RuleId, Severity | 'off'>;
  /** By the name of a service: its TCP ports, or `off` for one that may be reached from the internet. */
  readonly sensitivePorts: ReadonlyMap<string, PortSet | 'off'>;
  /** Where clients of each system pick their ports from; `off` for a system nobody runs. */
  readonly ephemeralPorts: ReadonlyMap<System, PortSet | 'off'>;
  /** By the address of a resource: all that listens there. */
  readonly listening: ReadonlyMap<string, SaidListening>;
  /** Files and folders that are not judged, by their paths from the folder of the file. */
  readonly ignore: readonly Glob[];
}

/** Of a user who set nothing. */
export const emptyConfig: Config = {
  rules: new Map(),
  sensitivePorts: new Map(),
  ephemeralPorts: new Map(),
  listening: new Map(),
  ignore: [],
};

/** Both, name by name; where both say something of the same name, what the team says. */
export function withDefaults(team: Config, person: Config): Config {
  return {
    rules: new Map([...person.rules, ...team.rules]),
    sensitivePorts: new Map([...person.sensitivePorts, ...team.sensitivePorts]),
    ephemeralPorts: new Map([...person.ephemeralPorts, ...team.ephemeralPorts]),
    listening: new Map([...person.listening, ...team.listening]),
    ignore: [...person.ignore, ...team.ignore],
  };
}

/** What the rules are told, over what they know by themselves; which files are ignored hangs on the folder too. */
export function ruleSettingsOf(config: Config): Omit<RuleSettings, 'isIgnored'> {
  const kept = defaultSettings.sensitivePorts.filter(({ service }) => !config.sensitivePorts.has(service));
  const own = [...config.sensitivePorts].flatMap(([service, ports]) =>
    ports === 'off' ? [] : ports.ranges.map((range) => ({ service, ports: range })),
  );
  const clients = [...config.ephemeralPorts].map(
    ([system, ports]) => [system, ports === 'off' ? PortSet.none : ports] as const,
  );
  return {
    severities: config.rules,
    sensitivePorts: [...own, ...kept],
    ephemeralPorts: { ...ephemeralPorts, ...Object.fromEntries(clients) },
  };
}
