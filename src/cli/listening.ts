/** The value of `--listening` and its kin: ports in nmap's form, or `none`, where nothing listens at all. */
import { PortSet } from '../core/net/portSet.ts';
import { parsePorts, type PortChoice } from '../core/probe/ports.ts';
import { failure, type Failure } from './io.ts';

export const noPorts: PortChoice = { tcp: PortSet.none, udp: PortSet.none };

/** @param flag as it is written, for the message. */
export function readListening(flag: string, text: string): PortChoice | Failure {
  if (text === 'none') return noPorts;
  const parsed = parsePorts(text);
  return 'kind' in parsed ? failure(`${flag}: ${parsed.message}, or none where nothing listens`) : parsed;
}
