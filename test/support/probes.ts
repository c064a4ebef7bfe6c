/** Probes to draw, walked by the engine: an ACK scan's unless a test asks for another. */
import { sendProbe, type Probe } from '../../src/core/probe/packets.ts';
import type { PortScanType } from '../../src/core/probe/scanResult.ts';
import type { Topology } from '../../src/core/reach/topology.ts';
import { ip } from './networks.ts';

/** A probe between hosts of a network, from 198.51.100.7 where no source is named, or to an address outside. */
export function probe(
  topology: Topology,
  target: string,
  port = 22,
  source?: string,
  type: PortScanType = 'ack',
): Probe {
  return sendProbe(topology, {
    type,
    target: topology.interface(target) ?? ip(target),
    from:
      source === undefined
        ? { kind: 'address', address: ip('198.51.100.7') }
        : { kind: 'interface', interface: topology.interface(source)! },
    port,
  });
}
