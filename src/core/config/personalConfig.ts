/**
 * The editor's settings as a configuration. They are JSON of any shape; what has no meaning is left out, as the editor
 * marks it by the manifest's schema where it is written.
 */
import { emptyConfig, type Config } from './config.ts';
import { isWrong, levelIn, ruleIn, systemIn, tcpPortsIn, type Wrong } from './settings.ts';

/** By their names in the configuration file, which are those of the settings. */
export interface PersonalSettings {
  readonly rules: unknown;
  readonly sensitivePorts: unknown;
  readonly ephemeralPorts: unknown;
}

/** Never fails. */
export function personalConfig({ rules, sensitivePorts, ephemeralPorts }: PersonalSettings): Config {
  return {
    ...emptyConfig,
    rules: named(rules, ruleIn, levelIn),
    sensitivePorts: named(sensitivePorts, String, tcpPortsIn),
    ephemeralPorts: named(ephemeralPorts, systemIn, tcpPortsIn),
  };
}

function named<K, V>(
  settings: unknown,
  nameIn: (text: string) => K | Wrong,
  valueIn: (text: string) => V | Wrong,
): ReadonlyMap<K, V> {
  const found = new Map<K, V>();
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) return found;
  for (const [name, value] of Object.entries(settings)) {
    // A single port may be written as a number.
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const known = nameIn(name);
    const worth = valueIn(String(value));
    if (!isWrong(known) && !isWrong(worth)) found.set(known, worth);
  }
  return found;
}
