/** Network ACLs in CloudFormation: every entry is a resource of its own, and `Egress` left out means inbound (SEMANTICS 5.2). */
import { icmpv6 } from '../../net/protocol.ts';
import type { Origin } from '../../text/origin.ts';
import { known, type ObjectValue } from '../../value/value.ts';
import { allExist } from '../associations.ts';
import { required, type Family } from '../family.ts';
import { boolean, cidr, clearedHostBits, nested, quote, refusal, text, type Field } from '../fields.ts';
import { networkAclNumber } from '../protocols.ts';
import {
  icmpMatch,
  ignoredPorts,
  networkAclEntry,
  onePeer,
  portRange,
  ruleNumber,
  traffic,
  type EntryFields,
  type Pair,
} from '../rules.ts';

export const networkAcl: Family = {
  'AWS::EC2::NetworkAcl'(resource, draft, references) {
    const { address, header: origin, exists } = resource;
    const vpc = required(references, resource, 'VpcId');
    draft.networkAcls.push({ address, origin, vpc, adopted: false, exists, open: [] });
  },

  'AWS::EC2::NetworkAclEntry'(resource, draft, references) {
    const acl = required(references, resource, 'NetworkAclId');
    const { address, header: origin, exists, properties } = resource;
    const egress = boolean(properties, 'Egress') ?? known(false);
    const fields = entryFields(properties, origin, egress);
    if (egress.kind !== 'unknown') {
      const outbound = egress.kind === 'known' && egress.value;
      const entry = networkAclEntry(fields, { resource: address, origin, exists });
      draft.entries.push({ networkAcl: acl, direction: outbound ? 'outbound' : 'inbound', entry });
      return;
    }
    const doubtful = allExist(egress, exists);
    for (const direction of ['inbound', 'outbound'] as const) {
      const entry = networkAclEntry(fields, { resource: address, origin, exists: doubtful });
      draft.entries.push({ networkAcl: acl, direction, entry });
    }
  },

  'AWS::EC2::SubnetNetworkAclAssociation'(resource, draft, references) {
    draft.networkAclAssociations.push({
      of: required(references, resource, 'SubnetId'),
      to: required(references, resource, 'NetworkAclId'),
      exists: resource.exists,
      by: resource.address,
      origin: resource.header,
    });
  },
};

/** A port range is required for TCP and UDP, an ICMP type for ICMP, and for ICMPv6 with an IPv6 block (N13–N15). */
function entryFields(object: ObjectValue, origin: Origin, egress: Field<boolean>): EntryFields {
  const peer = onePeer(
    cidr(object, 'CidrBlock', 'ipv4', 'cleared'),
    cidr(object, 'Ipv6CidrBlock', 'ipv6', 'cleared'),
    ['CidrBlock', 'Ipv6CidrBlock'],
    origin,
  );
  const protocol = networkAclNumber(object, 'Protocol', origin);
  const matched = traffic(
    protocol,
    () =>
      inside(object, 'PortRange', origin, (range) =>
        portRange({ object: range, first: 'From', last: 'To', origin }, 'refused'),
      ),
    () =>
      protocol.kind === 'known' && protocol.value === icmpv6 && peer.family === 'ipv4'
        ? known('all')
        : inside(object, 'Icmp', origin, (types) =>
            icmpMatch({ object: types, first: 'Type', last: 'Code', origin }, 'refused'),
          ),
  );
  return {
    ruleNumber: ruleNumber(object, 'RuleNumber', origin),
    action: action(object, origin),
    ...matched,
    peer,
    also: egress,
    remarks: [
      ...ignoredPorts(pairIn(object, origin), protocol),
      ...clearedHostBits(object, ['CidrBlock', 'Ipv6CidrBlock']),
    ],
  };
}

function action(object: ObjectValue, origin: Origin): Field<'allow' | 'deny'> {
  const written = text(object, 'RuleAction') ?? refusal('missing', 'RuleAction', 'is missing', origin);
  if (written.kind !== 'known') return written;
  if (written.value === 'allow' || written.value === 'deny') return known(written.value);
  const at = object.properties.get('RuleAction')?.origin ?? origin;
  return refusal('action', `RuleAction ${quote(written.value)}`, 'is neither allow nor deny', at);
}

function pairIn(object: ObjectValue, origin: Origin): Pair | undefined {
  const range = nested(object, 'PortRange');
  return range?.kind === 'known' ? { object: range.value, first: 'From', last: 'To', origin } : undefined;
}

function inside<T>(
  object: ObjectValue,
  name: string,
  origin: Origin,
  read: (inner: ObjectValue) => Field<T>,
): Field<T> {
  const inner =
    nested(object, name) ?? refusal('missing', name, 'is missing, which this protocol needs', origin);
  return inner.kind === 'known' ? read(inner.value) : inner;
}
