/** For `nat-in-private-subnet`: the NAT gateway put into the one public subnet of its VPC. */
import type { Subnet } from '../../aws/network.ts';
import { writtenAt } from '../../rewrite/writtenAt.ts';
import { isPublic, routesToInternet } from '../internetRoute.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';
import { isBeside, referenceTo } from './references.ts';

export function natInPrivateSubnet(context: FixContext): readonly Alternatives[] {
  const { finding, code } = context;
  const [only, ...others] = publicSubnets(context);
  if (only === undefined || others.length > 0) return [];
  const move = (): Proposal | undefined => {
    const gateway = writtenAt(code, finding.origin);
    const subnet = writtenAt(code, only.origin);
    if (gateway === undefined || subnet === undefined || !isBeside(gateway, subnet)) return undefined;
    // One of several has no name of its own.
    if (subnet.names.includes('count') || subnet.names.includes('for_each')) return undefined;
    const field = gateway.code.kind === 'terraform' ? 'subnet_id' : 'SubnetId';
    const edits = gateway.refer(field, referenceTo(subnet));
    return edits && { title: `Put the NAT gateway into ${only.address}`, edits, needsReview: true };
  };
  return [[move]];
}

/** Those of the gateway's VPC whose packets for the internet all leave by an internet gateway. */
function publicSubnets({ finding, topology }: FixContext): readonly Subnet[] {
  const at = topology.interfaces.find(({ address }) => address === finding.resource);
  const own = at && topology.subnetOf(at);
  const vpc = own?.kind === 'known' ? own.value.vpc : undefined;
  if (vpc?.kind !== 'known') return [];
  return topology.network.subnets.filter((subnet) => {
    if (subnet.vpc.kind === 'unknown' || subnet.vpc.value !== vpc.value) return false;
    return routesToInternet(topology, subnet, 'ipv4')?.every(isPublic) === true;
  });
}
