/** nmap's flags for the scans of ports, for the commands that send such probes. */
import type { PortScanType } from '../core/probe/scanResult.ts';
import type { Option } from './arguments.ts';

export const portScanFlags = {
  ack: { names: ['-sA'] },
  syn: { names: ['-sS'] },
  connect: { names: ['-sT'] },
  window: { names: ['-sW'] },
  fin: { names: ['-sF'] },
  null: { names: ['-sN'] },
  xmas: { names: ['-sX'] },
  maimon: { names: ['-sM'] },
  udp: { names: ['-sU'] },
} as const satisfies Record<PortScanType, Option>;
