import assert from 'node:assert/strict';
import type { Resource } from '../../../src/core/value/resource.ts';
import { at, cfn, lower, ref, resource, ruleLine, unset, why, type Fields, type Plain } from './build.ts';

const vpc = resource('aws_vpc.main', { cidr_block: '10.0.0.0/16' });
const group = resource('aws_security_group.web', { vpc_id: ref('aws_vpc.main'), name: 'web' });

describe('security groups in further VPCs (S35)', () => {
  const associate = (properties: Fields = {}, exists?: Resource['exists']) =>
    resource(
      'aws_vpc_security_group_vpc_association.a',
      { security_group_id: ref('aws_security_group.web'), vpc_id: ref('aws_vpc.other'), ...properties },
      exists === undefined ? {} : { exists },
    );
  const alsoIn = (of: string, ...resources: readonly Resource[]) =>
    at(lower(...resources).securityGroups, of).alsoIn?.map((one) =>
      one.kind === 'known' ? one.value : why(one),
    );

  it('are named by associations', () => {
    const name = 'aws_security_group.web';
    assert.equal(alsoIn(name, vpc, group), undefined);
    assert.deepEqual(alsoIn(name, vpc, group, associate()), ['aws_vpc.other']);
    assert.deepEqual(alsoIn(name, vpc, group, associate({ vpc_id: unset() })), ['var.x has no default']);
    assert.deepEqual(alsoIn(name, vpc, group, associate({}, unset())), ['var.x has no default']);
    const stray = associate({ security_group_id: unset('var.group') });
    assert.deepEqual(alsoIn(name, vpc, group, stray), ['var.group has no default']);
    // A default group can be used nowhere else.
    assert.equal(alsoIn('aws_vpc.main.default_security_group_id', vpc, stray), undefined);
  });

  it('are named by associations in CloudFormation', () => {
    const found = alsoIn(
      'Web',
      cfn('Web', 'SecurityGroup', { VpcId: ref('Vpc') }),
      cfn('Also', 'SecurityGroupVpcAssociation', { GroupId: ref('Web', 'GroupId'), VpcId: ref('Other') }),
    );
    assert.deepEqual(found, ['Other']);
  });
});

describe('security groups by name', () => {
  it('are the groups of instances, by the name the code gives them', () => {
    const named = (groups: Plain) =>
      lower(vpc, group, resource('aws_instance.web', { security_groups: groups })).interfaces[0]!
        .securityGroups;
    assert.deepEqual(named(['web']), [{ kind: 'known', value: 'aws_security_group.web' }]);
    assert.deepEqual(named(['other']), [{ kind: 'known', value: 'other' }]);
    assert.deepEqual(named([ref('aws_security_group.web', 'name')]), [
      { kind: 'known', value: 'aws_security_group.web' },
    ]);
  });

  it('are the peers of CloudFormation rules', () => {
    const rule = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, SourceSecurityGroupName: 'lb' };
    const network = lower(
      cfn('Lb', 'SecurityGroup', { GroupName: 'lb' }),
      cfn('Web', 'SecurityGroup', { GroupName: 'web', SecurityGroupIngress: [rule] }),
      cfn('Also', 'SecurityGroupIngress', { ...rule, GroupName: 'web', FromPort: 21 }),
    );
    const inbound = at(network.securityGroups, 'Web').rules.filter(
      ({ direction }) => direction === 'inbound',
    );
    assert.deepEqual(inbound.map(ruleLine), ['inbound 6 22-22 Lb', 'inbound 6 21-22 Lb']);
  });
});
