/** For `sg-no-egress`: the allow-all egress that AWS gives a group and Terraform takes, or the word that none is meant. */
import type { NewField } from '../../rewrite/newValue.ts';
import type { Written } from '../../rewrite/written.ts';
import { writtenAt } from '../../rewrite/writtenAt.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';
import { referenceTo } from './references.ts';

export function sgNoEgress(context: FixContext): readonly Alternatives[] {
  const { finding, code, topology } = context;
  const group = writtenAt(code, finding.origin);
  if (group === undefined) return [];
  const rules =
    topology.network.securityGroups.find(({ address }) => address === finding.resource)?.rules ?? [];
  const models = rules.flatMap(({ origin }) => writtenAt(code, origin) ?? []);
  const allowAll = (): Proposal | undefined => {
    const edits = addEgress(group, models);
    return edits && { title: 'Allow all egress, as AWS does by itself', edits };
  };
  const none = (): Proposal | undefined => {
    const edits = group.set('egress', []);
    return edits && { title: 'Say that no egress is meant: egress = []', edits };
  };
  // Beside rules that are resources of their own an empty list would remove what others add later.
  return models.some(({ form }) => form === 'resource') ? [[allowAll]] : [[allowAll], [none]];
}

/** As a block, or as a resource where the group's rules are resources. */
function addEgress(group: Written, models: readonly Written[]): ReturnType<Written['addPart']> {
  const model = models.find(({ form }) => form === 'resource');
  const everything: readonly NewField[] = [
    { name: 'from_port', value: 0 },
    { name: 'to_port', value: 0 },
    { name: 'protocol', value: '-1' },
    { name: 'cidr_blocks', value: ['0.0.0.0/0'] },
  ];
  if (model === undefined) return group.addPart('egress', everything);
  const field = 'security_group_id';
  const text = model.textOf(field);
  const id: NewField = { name: field, value: text === undefined ? referenceTo(group) : { verbatim: text } };
  const name = `${group.name}_egress`;
  if (model.type === 'aws_security_group_rule')
    return model.addAlike([id, { name: 'type', value: 'egress' }, ...everything], name);
  return model.addResource(
    'aws_vpc_security_group_egress_rule',
    [id, { name: 'ip_protocol', value: '-1' }, { name: 'cidr_ipv4', value: '0.0.0.0/0' }],
    name,
  );
}
