/** The ports scanners and clients send from, by the names probes have for them (SEMANTICS N41, N42). */
import { ephemeralPorts } from '../net/ephemeralPorts.ts';

/** nmap's raw scans: one a run, picked at random (SEMANTICS N42, T15). */
export const nmapSourcePorts = ephemeralPorts.nmap;

/** A Linux kernel: another one for each connection (SEMANTICS N41). */
export const linuxEphemeralPorts = ephemeralPorts.linux;
