/** Plans and states as `terraform show -json` prints them: alone, and beside their sources. */
import assert from 'node:assert/strict';
import { Workspace } from '../../../src/core/workspace.ts';
import { plain, propertyOf, resourceOf } from './support.ts';

const references = (...names: readonly string[]): unknown => ({ references: names });
const whole = (name: string): unknown => references(`${name}.id`, name);

const plan = {
  format_version: '1.2',
  variables: { admin: { value: '192.0.2.0/24' }, ports: { value: [22, 443] } },
  planned_values: {
    root_module: {
      resources: [
        planned('aws_vpc.main', { cidr_block: '10.0.0.0/16' }),
        planned('aws_subnet.a[0]', { cidr_block: '10.0.0.0/24' }, 0),
        planned('aws_network_acl.main', { ingress: [{ cidr_block: '192.0.2.0/24', rule_no: 100 }] }),
        planned('aws_network_acl.two', {}),
        planned('aws_security_group.g', { ingress: [{ to_port: 1 }, { to_port: 2 }] }),
      ],
      child_modules: [
        {
          address: 'module.m["k.l"]',
          resources: [
            {
              ...planned('aws_security_group_rule.r', { cidr_blocks: ['10.0.0.0/8'] }),
              address: 'module.m["k.l"].aws_security_group_rule.r',
            },
          ],
        },
      ],
    },
  },
  resource_changes: [
    change('aws_vpc.main', { id: true, default_network_acl_id: true }),
    change('aws_subnet.a[0]', { id: true, vpc_id: true }),
    change('aws_network_acl.main', { id: true, subnet_ids: true, egress: true, vpc_id: true, ingress: [{}] }),
    change('aws_network_acl.two', { id: true, subnet_ids: true, vpc_id: true }),
    change('aws_security_group.g', {
      vpc_id: true,
      ingress: [{ security_groups: true }, { security_groups: true }],
    }),
    change('module.m["k.l"].aws_security_group_rule.r', { id: true, security_group_id: true }),
  ],
  configuration: {
    root_module: {
      resources: [
        configured('aws_vpc.main', {}),
        configured('aws_subnet.a', { vpc_id: whole('aws_vpc.main') }),
        configured('aws_network_acl.main', {
          vpc_id: whole('aws_vpc.main'),
          subnet_ids: references('aws_subnet.a[0].id', 'aws_subnet.a[0]', 'aws_subnet.a'),
          ingress: references('var.admin'),
        }),
        configured('aws_network_acl.two', {
          vpc_id: references('local.vpc'),
          subnet_ids: references('aws_subnet.a', 'count.index'),
        }),
        configured('aws_security_group.g', {
          vpc_id: references('aws_vpc.main.id', 'aws_vpc.main', 'aws_vpc.b.id', 'aws_vpc.b', 'var.admin'),
          ingress: references('aws_vpc.main.id', 'aws_vpc.main', 'aws_network_acl.two.id'),
        }),
      ],
      module_calls: {
        m: {
          expressions: { acl: whole('aws_network_acl.main') },
          module: {
            resources: [
              configured('aws_security_group_rule.r', { security_group_id: references('var.acl') }),
            ],
          },
        },
      },
    },
  },
};

function planned(address: string, values: object, index?: number): object {
  const [type = '', name = ''] = address.replace(/\[.*$/, '').split('.');
  return { address, mode: 'managed', type, name, values, ...(index === undefined ? {} : { index }) };
}

function change(address: string, after_unknown: object): object {
  return { address, change: { actions: ['create'], after_unknown } };
}

function configured(address: string, expressions: object): object {
  return { address, mode: 'managed', expressions };
}

function configurationOf(files: Readonly<Record<string, string>>) {
  const workspace = new Workspace();
  for (const [file, text] of Object.entries(files)) workspace.update(file, text);
  const analyses = workspace.analyses();
  assert.equal(analyses.length, 1);
  return analyses[0]!.configuration;
}

describe('a terraform plan alone', () => {
  const configuration = configurationOf({ 'plan.json': JSON.stringify(plan, undefined, 2) });
  const values = (address: string): Readonly<Record<string, unknown>> =>
    plain(resourceOf(configuration, address).properties) as Record<string, unknown>;

  it('has the resources that will be, with what is known of them', () => {
    assert.equal(configuration.root, 'plan.json');
    assert.deepEqual(
      configuration.resources.map(({ address, type }) => [address, type]),
      [
        ['aws_vpc.main', 'aws_vpc'],
        ['aws_subnet.a[0]', 'aws_subnet'],
        ['aws_network_acl.main', 'aws_network_acl'],
        ['aws_network_acl.two', 'aws_network_acl'],
        ['aws_security_group.g', 'aws_security_group'],
        ['module.m["k.l"].aws_security_group_rule.r', 'aws_security_group_rule'],
      ],
    );
    assert.deepEqual(values('aws_vpc.main'), { cidr_block: '10.0.0.0/16' });
  });

  it('refers to what only one resource can give', () => {
    assert.deepEqual(values('aws_subnet.a[0]')['vpc_id'], { reference: 'aws_vpc.main.id' });
    assert.deepEqual(values('aws_network_acl.main'), {
      ingress: [{ cidr_block: '192.0.2.0/24', rule_no: 100 }],
      subnet_ids: [{ reference: 'aws_subnet.a[0].id' }],
      vpc_id: { reference: 'aws_vpc.main.id' },
    });
    assert.deepEqual(values('module.m["k.l"].aws_security_group_rule.r')['security_group_id'], {
      reference: 'aws_network_acl.main.id',
    });
  });

  it('leaves open what a plan does not tell', () => {
    assert.deepEqual(values('aws_network_acl.two'), {
      subnet_ids: { unknown: 'aws_network_acl.two.subnet_ids is known after apply' },
      vpc_id: { unknown: 'aws_network_acl.two.vpc_id is known after apply' },
    });
    const group = (index: number): object => ({
      to_port: index + 1,
      security_groups: {
        unknown: `aws_security_group.g.ingress[${index}].security_groups is known after apply`,
      },
    });
    assert.deepEqual(values('aws_security_group.g'), {
      ingress: [group(0), group(1)],
      vpc_id: { unknown: 'aws_security_group.g.vpc_id is known after apply' },
    });
  });

  it('has its places in the file', () => {
    const { header } = resourceOf(configuration, 'aws_vpc.main');
    const text = JSON.stringify(plan, undefined, 2);
    assert.equal(text.slice(header.span.start, header.span.end), '"aws_vpc.main"');
  });
});

describe('a terraform state', () => {
  it('refers by the ids that AWS gave', () => {
    const state = {
      format_version: '1.0',
      values: {
        root_module: {
          resources: [
            planned('aws_vpc.main', { id: 'vpc-1', default_network_acl_id: 'acl-1' }),
            planned('aws_subnet.a', { id: 'subnet-1', vpc_id: 'vpc-1' }),
            planned('aws_default_network_acl.main', { id: 'acl-1', default_network_acl_id: 'acl-1' }),
            planned('aws_subnet.b', { id: 'subnet-2', vpc_id: 'vpc-other' }),
          ],
        },
      },
    };
    const configuration = configurationOf({ 'state.json': JSON.stringify(state) });
    const value = (address: string, name: string): unknown =>
      propertyOf(resourceOf(configuration, address), name);
    assert.deepEqual(value('aws_subnet.a', 'vpc_id'), { reference: 'aws_vpc.main.id' });
    assert.deepEqual(value('aws_default_network_acl.main', 'default_network_acl_id'), {
      reference: 'aws_vpc.main.default_network_acl_id',
    });
    assert.equal(value('aws_subnet.b', 'vpc_id'), 'vpc-other');
  });
});

describe('a terraform plan beside its sources', () => {
  const main =
    'variable "admin" {}\nvariable "ports" {\n type = list(number)\n}\ndata "aws_ami" "x" {}\nresource "t" "a" {\n it = var.admin\n ports = var.ports\n ami = data.aws_ami.x.image_id\n}\n';
  const data = {
    prior_state: {
      values: {
        root_module: {
          resources: [
            { address: 'data.aws_ami.x', mode: 'data', type: 'aws_ami', values: { image_id: 'ami-1' } },
          ],
        },
      },
    },
  };

  it('tells the variables and what data sources were read as', () => {
    const configuration = configurationOf({
      'main.tf': main,
      'plan.json': JSON.stringify({ ...plan, ...data }),
    });
    assert.equal(configuration.root, '');
    const resource = resourceOf(configuration, 't.a');
    assert.deepEqual(
      ['it', 'ports', 'ami'].map((name) => propertyOf(resource, name)),
      ['192.0.2.0/24', [22, 443], 'ami-1'],
    );
    assert.equal(resource.header.file, 'main.tf');
  });

  it('gives way to values that are given', () => {
    const configuration = configurationOf({
      'main.tf': main,
      'terraform.tfvars': 'admin = "198.51.100.0/24"\n',
      'plan.json': JSON.stringify(plan),
    });
    assert.equal(propertyOf(resourceOf(configuration, 't.a'), 'it'), '198.51.100.0/24');
  });

  it('is forgotten with its file', () => {
    const workspace = new Workspace();
    workspace.update('main.tf', main);
    workspace.update('plan.json', JSON.stringify(plan));
    assert.deepEqual(
      workspace.analysesOf('plan.json').map(({ network }) => network.root),
      [''],
    );
    workspace.remove('plan.json');
    const [analysis] = workspace.analyses();
    assert.ok(analysis);
    assert.deepEqual(propertyOf(resourceOf(analysis.configuration, 't.a'), 'it'), {
      unknown: 'var.admin has no default',
    });
  });
});

describe('JSON that is no plan', () => {
  for (const text of [
    '{"format_version": 1}',
    '{"format_version": "1.2", "planned_values": {}}',
    '{"format_version"',
    '[]',
  ]) {
    it(text, () => {
      const workspace = new Workspace();
      workspace.update('x.json', text);
      assert.deepEqual(workspace.roots(), []);
    });
  }
});
