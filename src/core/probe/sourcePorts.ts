/** The ports clients send from: the ones a reply must be able to reach (SEMANTICS N41, N42). */
import { PortSet } from '../net/portSet.ts';

/** nmap's raw scans: one a run, picked at random (SEMANTICS N42, T15). */
export const nmapSourcePorts = PortSet.of({ first: 33000, last: 65260 });

/** A Linux kernel: another one for each connection (SEMANTICS N41). */
export const linuxEphemeralPorts = PortSet.of({ first: 32768, last: 60999 });

/** A share of runs or connections, 0 to 1, in per cent. Never rounded to none or all of them: `86.8 %`, `0.003 %`. */
export function percent(share: number): string {
  for (let digits = 1; digits < 6; digits++) {
    const text = (share * 100).toFixed(digits);
    if (Number(text) > 0 && Number(text) < 100) return `${text} %`;
  }
  return share > 0.5 ? 'almost 100 %' : 'almost 0 %';
}
