/** Probes to draw: an ACK and the RST that answers it, walked by the engine. */
import type { Probe } from '../../src/core/diagram/diagram.ts';
import { tcp } from '../../src/core/net/protocol.ts';
import { converse } from '../../src/core/reach/conversation.ts';
import type { Topology } from '../../src/core/reach/topology.ts';
import type { Endpoint } from '../../src/core/reach/walk.ts';
import { ip } from './networks.ts';

const outside: Endpoint = { kind: 'outside', address: ip('198.51.100.7') };

/** A probe of the kind an ACK scan sends, between hosts of a network or from outside. */
export function probe(topology: Topology, target: string, port = 22, source?: string): Probe {
  const end = (address: string): Endpoint => ({ kind: 'interface', interface: topology.interface(address)! });
  return {
    conversation: converse(topology, source === undefined ? outside : end(source), end(target), {
      protocol: tcp,
      sourcePort: 40000,
      destinationPort: port,
      requestFlags: 'ACK',
      replyFlags: 'RST',
    }),
    requestLabel: 'ACK',
    replyLabel: 'RST',
    target,
    ...(source === undefined ? {} : { source }),
    deathLabel: 'no-response → filtered',
  };
}
