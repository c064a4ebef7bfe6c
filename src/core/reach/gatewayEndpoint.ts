/** Gateway endpoints take what a route to a service's addresses gives them: TCP and ICMP echo only (SEMANTICS R14). */
import type { Component } from '../aws/component.ts';
import type { NetworkInterface } from '../aws/network.ts';
import { formatAddress } from '../net/address.ts';
import { icmp, tcp } from '../net/protocol.ts';
import { unknown } from '../value/value.ts';
import type { Journey, Stop } from './journey.ts';

const echo = 8;

/** To the service. */
export function enterGatewayEndpoint(journey: Journey, at: Component, address: string): Stop | undefined {
  const endpoint = journey.topology.network.gatewayEndpoints.find((other) => other.address === address);
  if (endpoint === undefined)
    return journey.open(at, address, unknown(address, 'is an endpoint outside the code'));
  if (journey.leg === 'reply')
    return journey.open(at, address, unknown(address, 'never begins a flow, so it has no use for a reply'));
  const { protocol, icmpType = echo, destination } = journey.packet;
  const passes = protocol === tcp || (protocol === icmp && icmpType === echo);
  const where = `gateway endpoint ${address}`;
  const { origin } = endpoint;
  const site = { checkpoint: 'gateway-endpoint', at: at.address, component: address, origin } as const;
  if (!passes)
    return journey.refuse(
      site,
      'VPCE_GATEWAY_PROTOCOL_RESTRICTION',
      `${where}: takes TCP and ICMP echo only`,
    );
  journey.allow(site, `${where}: takes it to the service`);
  // AWS always tracks flows to DynamoDB's endpoints (SEMANTICS S17).
  if (endpoint.service.kind === 'known' && endpoint.service.value.endsWith('.dynamodb')) journey.tracks();
  journey.gatewayEndpoint = address;
  journey.received(at, formatAddress(destination), 'receives the packet');
  return undefined;
}

/** Back from the service, to the interface that asked. */
export function leaveGatewayEndpoint(journey: Journey, to: NetworkInterface, address: string): Stop {
  const endpoint = journey.topology.network.gatewayEndpoints.find((other) => other.address === address);
  const origin = endpoint?.origin ?? to.origin;
  journey.allow(
    { checkpoint: 'gateway-endpoint', at: to.address, component: address, origin },
    `gateway endpoint ${address}: brings the service's answer`,
  );
  return { kind: 'to-subnet', to };
}
