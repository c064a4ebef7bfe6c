/** Which ports those who begin a connection send from, and so where replies must get back to (SEMANTICS N41, N42). */
import { PortSet } from './portSet.ts';

/** Who picks the port: an operating system, a service of AWS that connects by itself, or a scan by nmap. */
export type Initiator = 'linux' | 'windows' | 'macos' | 'nat-gateway' | 'load-balancer' | 'lambda' | 'nmap';

const serviceOfAws = PortSet.of({ first: 1024, last: 65535 });
const iana = PortSet.of({ first: 49152, last: 65535 });

/** All but nmap take another port for each connection; nmap's raw scans keep one for a whole run. */
export const ephemeralPorts: Readonly<Record<Initiator, PortSet>> = {
  'linux': PortSet.of({ first: 32768, last: 60999 }),
  'windows': iana,
  'macos': iana,
  'nat-gateway': serviceOfAws,
  'load-balancer': serviceOfAws,
  'lambda': serviceOfAws,
  'nmap': PortSet.of({ first: 33000, last: 65260 }),
};

/** A share of runs or connections, 0 to 1, in per cent. Never rounded to none or all of them: `86.8 %`, `0.003 %`. */
export function percent(share: number): string {
  for (let digits = 1; digits < 6; digits++) {
    const text = (share * 100).toFixed(digits);
    if (Number(text) > 0 && Number(text) < 100) return `${text} %`;
  }
  return share > 0.5 ? 'almost 100 %' : 'almost 0 %';
}
