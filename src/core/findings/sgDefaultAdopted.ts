/**
 * `sg-default-adopted`: Terraform adopts the default group of a VPC by taking all its rules away (SEMANTICS S52), and
 * somebody who carries it is cut off: it lets in and out only what was written since.
 */
import type { NetworkInterface, SecurityGroup } from '../aws/network.ts';
import { field } from '../lower/fields.ts';
import type { Resource } from '../value/resource.ts';
import type { Finding } from './finding.ts';
import { hasNoRules, namesInWords, opensConnections } from './members.ts';
import type { Rule } from './rule.ts';

export const sgDefaultAdopted: Rule = {
  id: 'sg-default-adopted',
  check: ({ configuration, topology }) => {
    const adopted = new Map(
      configuration.resources.flatMap((resource) =>
        resource.type === 'aws_default_security_group' && resource.exists.kind === 'known'
          ? [[resource.address, resource] as const]
          : [],
      ),
    );
    return topology.network.securityGroups.flatMap((group): readonly Finding[] => {
      const resource = adopted.get(group.address);
      if (resource === undefined) return [];
      const mute = topology.membersOf(group.address).filter((at) => hasNoRules(topology, at, 'outbound'));
      const cutOff = mute.filter((at) => hasNoRules(topology, at, 'inbound'));
      if (cutOff.length > 0) return [toFinding(group, cutOff, 'Nothing gets to or from', 'all its rules')];
      const silent = saysEgress(resource) ? [] : mute.filter(opensConnections);
      if (silent.length === 0) return [];
      return [toFinding(group, silent, 'No connection can be opened from', 'its allow-all egress')];
    });
  },
};

/** Whether egress is spoken of: `egress = []` means none. */
function saysEgress({ properties }: Resource): boolean {
  return field(properties, 'egress') !== undefined;
}

function toFinding(
  { address, origin, vpc }: SecurityGroup,
  members: readonly NetworkInterface[],
  effect: string,
  taken: string,
): Finding {
  const whose = vpc.kind === 'known' ? ` of ${vpc.value}` : '';
  return {
    rule: 'sg-default-adopted',
    severity: 'warning',
    certainty: 'proved',
    message: `${effect} ${namesInWords(members)}: no other group lets it, and Terraform takes ${taken} from the default group${whose} when it adopts it here. Name another group there, or write the rules that are needed here.`,
    resource: address,
    origin,
    related: members.slice(0, 3).map((at) => ({
      message: `${at.owner} carries the default group`,
      origin: at.origin,
    })),
    proof: undefined,
    because: [],
  };
}
