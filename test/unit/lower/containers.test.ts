/** Containers and EKS clusters: interfaces and groups that services make of what is asked of them. */
import assert from 'node:assert/strict';
import { at, ref, resource, ruleLine, told, unset, type Fields, type Plain } from './build.ts';
import { both, defaultGroup, inBoth, line, lines, lowered, sg } from './serviceLines.ts';

describe('containers in Terraform', () => {
  const task = (definitions: Plain) =>
    resource('aws_ecs_task_definition.t', { container_definitions: definitions });
  const service = (properties: Fields = {}) =>
    resource('aws_ecs_service.s', {
      task_definition: ref('aws_ecs_task_definition.t', 'arn'),
      network_configuration: [{ subnets: both, security_groups: sg }],
      ...properties,
    });

  it('S45: have an interface in each subnet, and listen on their ports', () => {
    const ports = JSON.stringify([
      { portMappings: [{ containerPort: 80 }, { containerPort: 53, protocol: 'udp' }] },
      { portMappings: 'none' },
      null,
    ]);
    assert.deepEqual(
      lines(task(ports), service()),
      inBoth('aws_ecs_service.s', 'aws_security_group.sg, 6/80 17/53'),
    );
    const open = { network_configuration: [{ subnets: both, assign_public_ip: true }] };
    assert.deepEqual(
      lines(task('{'), service(open)),
      inBoth('aws_ecs_service.s', `${defaultGroup}, public ?`),
    );
    assert.deepEqual(lines(task(unset()), service()), inBoth('aws_ecs_service.s', 'aws_security_group.sg'));
    assert.deepEqual(lines(service({ network_configuration: null })), []);
  });

  it('are targets on the port of one of them; without an interface of their own nobody knows which', () => {
    const balanced = {
      load_balancer: [{ target_group_arn: ref('aws_lb_target_group.g', 'arn'), container_port: 8080 }],
    };
    const targetGroup = resource('aws_lb_target_group.g', { port: 80, protocol: 'HTTP', target_type: 'ip' });
    const targets = (properties: Fields) =>
      lowered(targetGroup, service({ ...balanced, ...properties })).targetGroups[0]!.targets.map(
        (target) => `${told(target.interface)} ${told(target.port)}`,
      );
    assert.deepEqual(targets({}), [
      'aws_ecs_service.s[aws_subnet.a] 8080',
      'aws_ecs_service.s[aws_subnet.b] 8080',
    ]);
    const why_ = '(aws_ecs_service.s runs on instances that AWS chooses)';
    assert.deepEqual(targets({ network_configuration: null }), [`${why_} ${why_}`]);
  });
});

describe('EKS clusters in Terraform', () => {
  const cluster = resource('aws_eks_cluster.c', {
    name: 'c',
    vpc_config: [{ subnet_ids: both, security_group_ids: sg }],
  });
  const own = 'aws_eks_cluster.c.cluster_security_group_id';
  const nodes = (properties: Fields = {}) =>
    resource('aws_eks_node_group.n', {
      cluster_name: ref('aws_eks_cluster.c', 'name'),
      subnet_ids: [ref('aws_subnet.a')],
      ...properties,
    });

  it('S46: have a group whose members reach each other, with the control plane and the nodes in it', () => {
    const network = lowered(cluster, nodes());
    assert.deepEqual(network.interfaces.map(line), [
      ...inBoth('aws_eks_cluster.c', `${own} aws_security_group.sg, 6/443`),
      `aws_eks_node_group.n[aws_subnet.a] in aws_subnet.a, ${own}`,
    ]);
    const made = at(network.securityGroups, own);
    assert.deepEqual(made.rules.map(ruleLine), [`inbound -1 * ${own}`, 'outbound -1 * 0.0.0.0/0']);
    assert.deepEqual([told(made.vpc), made.origin.awsDefault], ['aws_vpc.main', true]);
  });

  it('are found by the name they are given', () => {
    assert.deepEqual(
      lines(cluster, nodes({ cluster_name: 'c' })).at(-1),
      `aws_eks_node_group.n[aws_subnet.a] in aws_subnet.a, ${own}`,
    );
    const outside = 'aws_eks_node_group.n[aws_subnet.a] in aws_subnet.a, d.cluster_security_group_id';
    assert.deepEqual(lines(cluster, nodes({ cluster_name: 'd' })).at(-1), outside);
  });

  it('put nodes into the groups of their launch template where it names some', () => {
    const template = resource('aws_launch_template.t', { vpc_security_group_ids: sg });
    const byTemplate = nodes({ launch_template: [{ id: ref('aws_launch_template.t') }] });
    assert.deepEqual(
      lines(template, cluster, byTemplate).at(-1),
      'aws_eks_node_group.n[aws_subnet.a] in aws_subnet.a, aws_security_group.sg',
    );
    const without = resource('aws_launch_template.t', {});
    assert.deepEqual(
      lines(without, cluster, byTemplate).at(-1),
      `aws_eks_node_group.n[aws_subnet.a] in aws_subnet.a, ${own}`,
    );
  });

  it('give their group to rules that name it by the block it is an attribute of', () => {
    const rule = resource('aws_vpc_security_group_ingress_rule.r', {
      security_group_id: ref('aws_security_group.sg'),
      ip_protocol: '-1',
      referenced_security_group_id: unset('aws_eks_cluster.c.vpc_config.cluster_security_group_id'),
    });
    assert.deepEqual(at(lowered(cluster, rule).securityGroups, 'aws_security_group.sg').rules.map(ruleLine), [
      `inbound -1 * ${own}`,
    ]);
  });
});
