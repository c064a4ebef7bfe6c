/** NAT gateways as the interfaces they are in their subnet (SEMANTICS N25); those being deleted carry nothing. */
import type { NetworkInterface, PublicAddress } from '../../aws/network.ts';
import type { Resource } from '../../value/resource.ts';
import { known, unknown, type ObjectValue } from '../../value/value.ts';
import { blocks, boolean } from '../fields.ts';
import { regionalPlace } from '../natGateways.ts';
import { componentOf, idOf, type Folder } from './folder.ts';
import { addressIn, publicAddress } from './interfaceAddresses.ts';

export function natGateways(folder: Folder): readonly NetworkInterface[] {
  return folder.all('NatGateway').filter(isThere).map(natGatewayOf);
}

/** Ids of the interfaces that NAT gateways stand for. */
export function natInterfaceIds(folder: Folder): ReadonlySet<string> {
  return new Set(
    folder
      .all('NatGateway')
      .flatMap((gateway) => addressesOf(gateway).flatMap((one) => idOf(one, 'NetworkInterfaceId') ?? [])),
  );
}

function isThere({ properties }: Resource): boolean {
  const state = idOf(properties, 'State');
  return state === undefined || state === 'available' || state === 'pending';
}

function natGatewayOf(resource: Resource): NetworkInterface {
  const { address, header, properties } = resource;
  const subnet = idOf(properties, 'SubnetId');
  const vpc = idOf(properties, 'VpcId');
  const listed = addressesOf(resource);
  const privateIps = listed.flatMap((one) => addressIn(one, 'PrivateIp', address));
  return {
    ...componentOf(resource),
    kind: 'nat-gateway',
    owner: address,
    ...(subnet === undefined
      ? regionalPlace(
          resource,
          vpc === undefined ? unknown(`${address}.VpcId`, 'is missing', header) : known(vpc),
        )
      : { subnet: known(subnet) }),
    securityGroups: [],
    privateIps: privateIps.length > 0 ? privateIps : [unknown(`${address}.PrivateIp`, 'is missing', header)],
    ipv6: known([]),
    publicIps: known(
      listed.flatMap((one) => {
        const [privateIp] = addressIn(one, 'PrivateIp', address);
        return addressIn(one, 'PublicIp', address).map((ip): PublicAddress =>
          publicAddress(ip, header, privateIp, privateIps[0]),
        );
      }),
    ),
    sourceDestCheck: known(false),
  };
}

/** The primary address first. */
function addressesOf({ properties }: Resource): readonly ObjectValue[] {
  const listed = blocks(properties, 'NatGatewayAddresses').blocks.map(({ object }) => object);
  return [...listed.filter(isPrimary), ...listed.filter((one) => !isPrimary(one))];
}

function isPrimary(object: ObjectValue): boolean {
  const primary = boolean(object, 'IsPrimary');
  return primary?.kind === 'known' && primary.value;
}
