/** Classic Load Balancers in Terraform. */
import { mapMaybe } from '../../value/value.ts';
import { classicLoadBalancer, registerWithClassic, type ClassicNames } from '../classicLoadBalancers.ts';
import { required, type Family } from '../family.ts';
import { blocks, flag, text } from '../fields.ts';

const names: ClassicNames = {
  subnets: 'subnets',
  groups: 'security_groups',
  instances: 'instances',
  listeners: 'listener',
  port: 'lb_port',
  protocol: 'lb_protocol',
  instancePort: 'instance_port',
  instanceProtocol: 'instance_protocol',
  healthTarget({ properties }) {
    const [block] = blocks(properties, 'health_check').blocks;
    return block === undefined ? undefined : text(block.object, 'target');
  },
};

export const classic: Family = {
  aws_elb(resource, draft, references) {
    const scheme = mapMaybe(flag(resource, 'internal', false), (internal) =>
      internal ? ('internal' as const) : ('internet-facing' as const),
    );
    classicLoadBalancer(resource, scheme, names, draft, references);
  },

  aws_elb_attachment(resource, draft, references) {
    const balancer =
      references.named(resource.properties, 'elb', 'aws_elb') ?? required(references, resource, 'elb');
    registerWithClassic(resource, balancer, required(references, resource, 'instance'), draft);
  },
};
