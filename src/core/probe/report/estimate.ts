/** How long real nmap would take. No packet is sent here, so every figure is a model of measured runs, never a measurement. */

/** nmap's timing templates, `-T0` to `-T5`. */
export type Timing = 0 | 1 | 2 | 3 | 4 | 5;

/** Seconds nmap waits for an answer before it has seen any. */
const firstTimeout: Record<3 | 4 | 5, number> = { 3: 1, 4: 0.5, 5: 0.25 };

/** Seconds between two probes where a template sends one at a time. */
const pause: Record<0 | 1 | 2, number> = { 0: 300, 1: 15, 2: 0.4 };

/**
 * Seconds for one scan of one target. From a target that never answers nmap learns nothing about the way there: two tries
 * for each port, ten in flight, its first timeout each. One answer makes it about eighteen times faster.
 */
export function estimateSeconds(silent: number, answered: number, timing: Timing): number {
  if (timing <= 2) return (2 * silent + answered) * pause[timing === 0 ? 0 : timing === 1 ? 1 : 2];
  if (answered === 0)
    return Math.ceil(silent / 10) * 2 * firstTimeout[timing === 3 ? 3 : timing === 4 ? 4 : 5];
  return 0.1 + answered * 0.00003 + (silent > 0 ? 1.1 + silent * 0.004 : 0);
}

/** Seconds host discovery takes: two tries of a second each where nothing answers. */
export function estimateDiscovery(everyoneAnswers: boolean): number {
  return everyoneAnswers ? 0.02 : 2.02;
}
