/** Short ways to write down what a scan found. */
import assert from 'node:assert/strict';
import { parsePorts } from '../../../src/core/probe/ports.ts';
import type {
  HostStatus,
  PortReason,
  PortResult,
  PortState,
  Scan,
  ScannedTarget,
  ScanType,
} from '../../../src/core/probe/scanResult.ts';

/** `22 unfiltered reset`, or `22 unknown` with the value that would settle it. */
export function row(text: string, protocol: 'tcp' | 'udp' = 'tcp'): PortResult {
  const [ports = '', state, reason] = text.split(' ');
  const parsed = parsePorts(ports);
  assert(!('kind' in parsed));
  return {
    protocol,
    ports: parsed[protocol],
    state: state as PortState,
    reason: reason as PortReason | undefined,
    certainty: 'proved',
    because: [],
    unresolved: state === 'unknown' ? [{ what: 'var.cidr', why: 'has no default', origin: undefined }] : [],
  };
}

export function target(results: readonly PortResult[], other: Partial<ScannedTarget> = {}): ScannedTarget {
  return {
    address: 'aws_instance.web',
    interface: 'aws_instance.web',
    ip: '10.0.1.20',
    publicIp: undefined,
    results,
    ...other,
  };
}

/** What host discovery found: `up reset`, `down no-response`, `unknown`. */
export function host(text: string): HostStatus {
  const [status, reason] = text.split(' ');
  return {
    status: status as HostStatus['status'],
    reason: reason as HostStatus['reason'],
    certainty: 'proved',
    because: [],
    unresolved: status === 'unknown' ? [{ what: 'var.ping', why: 'has no default', origin: undefined }] : [],
  };
}

export interface ScanSetting {
  readonly type?: ScanType;
  readonly withUdp?: true;
  readonly from?: Scan['from'];
}

export function scan(targets: readonly ScannedTarget[], setting: ScanSetting = {}): Scan {
  const { type = 'ack', withUdp, from = { kind: 'internet', ip: '198.51.100.7' } } = setting;
  return { scan: type, ...(withUdp === undefined ? {} : { withUdp }), from, targets };
}
