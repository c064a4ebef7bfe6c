/** Data sources: what is known of them from the code alone. */
import assert from 'node:assert/strict';
import { project } from './project.ts';
import { mainTf, propertyOf, resourceOf } from './support.ts';

const network = `
provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "far"
  region = var.region
}
variable "region" {}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "main" }
}
resource "aws_vpc" "other" {
  cidr_block = "10.1.0.0/16"
}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
  tags       = { Tier = "web" }
}
resource "aws_subnet" "b" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
  tags       = { Tier = "web" }
}
resource "aws_security_group" "g" {
  name   = "g"
  vpc_id = aws_vpc.main.id
}
`;

/** The list that AWS keeps of the addresses of S3. */
const s3 = { reference: 'com.amazonaws.eu-west-1.s3.id' };

const nameFilter = (values: string): string =>
  `filter {\n  name = "prefix-list-name"\n  values = [${values}]\n }`;

/** The data source, what is read of it, and what that is. */
const cases: readonly (readonly [string, string, unknown])[] = [
  ['"aws_region" "d" {}', 'name', 'eu-west-1'],
  ['"aws_region" "d" {\n provider = aws.far\n}', 'name', { unknown: 'var.region has no default' }],
  ['"aws_caller_identity" "d" {}', 'account_id', { unknown: 'data.aws_caller_identity.d is read from AWS' }],
  [
    '"http" "d" {\n url = "https://example.net"\n}',
    'body',
    { unknown: 'data.http.d is read when Terraform runs' },
  ],
  ['"aws_vpc" "d" {\n tags = { Name = "main" }\n}', 'id', { reference: 'aws_vpc.main.id' }],
  ['"aws_vpc" "d" {\n tags = { Name = "main" }\n}', 'cidr_block', '10.0.0.0/16'],
  ['"aws_vpc" "d" {\n cidr_block = "10.1.0.0/16"\n}', 'id', { reference: 'aws_vpc.other.id' }],
  ['"aws_vpc" "d" {\n id = aws_vpc.other.id\n}', 'cidr_block', '10.1.0.0/16'],
  ['"aws_vpc" "d" {\n tags = { Name = "none" }\n}', 'id', { unknown: 'data.aws_vpc.d is read from AWS' }],
  ['"aws_vpc" "d" {\n default = true\n}', 'id', { unknown: 'data.aws_vpc.d is read from AWS' }],
  ['"aws_vpc" "d" {\n cidr_block = var.region\n}', 'id', { unknown: 'data.aws_vpc.d is read from AWS' }],
  [
    '"aws_subnet" "d" {\n filter {\n  name = "cidr-block"\n  values = ["10.0.1.0/24"]\n }\n}',
    'id',
    { reference: 'aws_subnet.b.id' },
  ],
  [
    '"aws_subnet" "d" {\n tags = { Tier = "web" }\n}',
    'id',
    { unknown: 'data.aws_subnet.d is read from AWS and may be aws_subnet.a or aws_subnet.b' },
  ],
  [
    '"aws_subnet" "d" {\n vpc_id = "vpc-1"\n cidr_block = "10.0.1.0/24"\n}',
    'id',
    { unknown: 'data.aws_subnet.d is read from AWS and may be aws_subnet.b' },
  ],
  ['"aws_vpc" "d" {\n tags = { Name = "m??n" }\n}', 'id', { reference: 'aws_vpc.main.id' }],
  ['"aws_vpc" "d" {\n tags = { Name = "*a*n*" }\n}', 'id', { reference: 'aws_vpc.main.id' }],
  ['"aws_vpc" "d" {\n tags = { Name = "m\\\\*" }\n}', 'id', { unknown: 'data.aws_vpc.d is read from AWS' }],
  ['"aws_vpc" "d" {\n tags = { Name = "*x" }\n}', 'id', { unknown: 'data.aws_vpc.d is read from AWS' }],
  [
    '"aws_vpc" "d" {\n provider = aws.far\n tags = { Name = "main" }\n}',
    'id',
    { unknown: 'data.aws_vpc.d is read from AWS and may be aws_vpc.main' },
  ],
  [
    '"aws_subnets" "d" {\n filter {\n  name = "vpc-id"\n  values = [aws_vpc.main.id]\n }\n tags = { Tier = "web" }\n}',
    'ids',
    {
      items: [{ reference: 'aws_subnet.a.id' }, { reference: 'aws_subnet.b.id' }],
      open: 'data.aws_subnets.d is read from AWS',
    },
  ],
  ['"aws_security_group" "d" {\n name = "g"\n}', 'id', { reference: 'aws_security_group.g.id' }],
  [
    '"aws_security_group" "d" {\n name = "default"\n vpc_id = aws_vpc.main.id\n}',
    'id',
    { reference: 'aws_vpc.main.default_security_group_id' },
  ],
  [
    '"aws_prefix_list" "d" {\n prefix_list_id = aws_vpc_endpoint.s3.prefix_list_id\n}\nresource "aws_vpc_endpoint" "s3" {}',
    'id',
    { reference: 'aws_vpc_endpoint.s3.prefix_list_id' },
  ],
  ['"aws_route_table" "d" {\n route_table_id = "rtb-1"\n}', 'id', 'rtb-1'],
  ['"aws_internet_gateway" "d" {\n internet_gateway_id = "igw-1"\n}', 'id', 'igw-1'],
  ['"aws_instance" "d" {\n instance_id = var.region\n}', 'id', { unknown: 'var.region has no default' }],
  [
    '"aws_prefix_list" "d" {\n prefix_list_id = null\n}',
    'id',
    { unknown: 'data.aws_prefix_list.d is read from AWS' },
  ],
  ['"aws_availability_zone" "d" {\n name = "eu-west-1b"\n}', 'name_suffix', 'b'],
  ['"aws_availability_zone" "d" {\n name = "us-gov-west-1a"\n}', 'region', 'us-gov-west-1'],
  [
    '"aws_availability_zone" "d" {\n name = "us-west-2-lax-1a"\n}',
    'name_suffix',
    { unknown: 'data.aws_availability_zone.d is read from AWS' },
  ],
  [
    '"aws_availability_zone" "d" {\n zone_id = "euw1-az1"\n}',
    'name_suffix',
    { unknown: 'data.aws_availability_zone.d is read from AWS' },
  ],
  ['"aws_prefix_list" "d" {\n name = "com.amazonaws.eu-west-1.s3"\n}', 'id', s3],
  [`"aws_prefix_list" "d" {\n ${nameFilter('"com.amazonaws.eu-west-1.s3"')}\n}`, 'id', s3],
  [
    `"aws_ec2_managed_prefix_list" "d" {\n filter {\n  name = "owner-id"\n  values = ["AWS"]\n }\n ${nameFilter('"com.amazonaws.eu-west-1.s3"')}\n}`,
    'id',
    s3,
  ],
  [
    `"aws_prefix_list" "d" {\n ${nameFilter('"com.amazonaws.*.s3"')}\n}`,
    'id',
    { unknown: 'data.aws_prefix_list.d is read from AWS' },
  ],
  [
    `"aws_prefix_list" "d" {\n ${nameFilter('"com.amazonaws.eu-west-1.s3", "com.amazonaws.eu-west-1.dynamodb"')}\n}`,
    'id',
    { unknown: 'data.aws_prefix_list.d is read from AWS' },
  ],
  [
    `"aws_prefix_list" "d" {\n ${nameFilter('var.region')}\n}`,
    'id',
    { unknown: 'data.aws_prefix_list.d is read from AWS' },
  ],
  [
    '"aws_prefix_list" "d" {\n filter {\n  name = "prefix-list-id"\n  values = ["com.amazonaws.eu-west-1.s3"]\n }\n}',
    'id',
    { unknown: 'data.aws_prefix_list.d is read from AWS' },
  ],
];

describe('terraform data sources', () => {
  for (const [source, attribute, expected] of cases) {
    it(`${source.replaceAll('\n', '')} has ${attribute} ${JSON.stringify(expected)}`, () => {
      const [type = ''] = source.split('"').filter((_, index) => index === 1);
      const code = `${network}data ${source}\nresource "t" "it" {\n it = data.${type}.d.${attribute}\n}\n`;
      assert.deepEqual(propertyOf(resourceOf(mainTf(code), 't.it'), 'it'), expected);
    });
  }

  it('may tell the Region of the provider', () => {
    const code = `
      data "terraform_remote_state" "net" {
        backend = "s3"
      }
      data "aws_ssm_parameter" "region" {
        provider = aws.far
        name     = "region"
      }
      provider "aws" {
        region = data.terraform_remote_state.net.outputs.region
      }
      provider "aws" {
        alias  = "far"
        region = "eu-west-1"
      }
      provider "aws" {
        alias  = "told"
        region = data.aws_ssm_parameter.region.value
      }
      resource "t" "it" {
        a = data.terraform_remote_state.net.outputs.vpc
        b = data.aws_ssm_parameter.region.value
      }
    `;
    const it = resourceOf(mainTf(code), 't.it');
    assert.deepEqual(
      [propertyOf(it, 'a'), propertyOf(it, 'b')],
      [
        { unknown: 'data.terraform_remote_state.net is read when Terraform runs' },
        { unknown: 'data.aws_ssm_parameter.region is read from AWS' },
      ],
    );
  });

  /** What the provider adds, the tags of two VPCs, and what the data source that asks for `Name = "x"` finds. */
  const tagged: readonly (readonly [string, string, string, unknown])[] = [
    ['{ Name = "x" }', '{}', '{ Name = "y" }', { reference: 'aws_vpc.a.id' }],
    ['{ Env = "dev" }', '{ Name = "x" }', '{}', { reference: 'aws_vpc.a.id' }],
    [
      '{ Name = "x" }',
      '{ Name = "x" }',
      '{}',
      { unknown: 'data.aws_vpc.d is read from AWS and may be aws_vpc.a or aws_vpc.b' },
    ],
    ['{ Env = var.env }', '{ Name = "x" }', '{ Name = "y" }', { reference: 'aws_vpc.a.id' }],
    [
      'var.env',
      '{ Name = "x" }',
      '{}',
      { unknown: 'data.aws_vpc.d is read from AWS and may be aws_vpc.a or aws_vpc.b' },
    ],
    ['var.env', '{ Name = "x" }', '{ Name = "y" }', { reference: 'aws_vpc.a.id' }],
    ['{ Name = "x" }', 'var.env', '{ Name = "y" }', { unknown: 'data.aws_vpc.d is read from AWS' }],
    [
      '{ Account = data.aws_caller_identity.me.account_id }',
      '{ Name = "x" }',
      '{}',
      { reference: 'aws_vpc.a.id' },
    ],
  ];
  for (const [added, a, b, expected] of tagged) {
    it(`finds ${JSON.stringify(expected)} by a tag where the provider adds ${added} to ${a} and ${b}`, () => {
      const code = `variable "env" {}\ndata "aws_caller_identity" "me" {}\nprovider "aws" {\n default_tags {\n  tags = ${added}\n }\n}\nresource "aws_vpc" "a" {\n tags = ${a}\n}\nresource "aws_vpc" "b" {\n tags = ${b}\n}\ndata "aws_vpc" "d" {\n tags = { Name = "x" }\n}\nresource "t" "it" {\n it = data.aws_vpc.d.id\n}\n`;
      assert.deepEqual(propertyOf(resourceOf(mainTf(code), 't.it'), 'it'), expected);
    });
  }

  /** Another configuration in the same root module, that of the VPC, and what a data source with the former finds. */
  const configurations: readonly (readonly [string, string, unknown])[] = [
    ['region = "eu-west-1"', 'region = "eu-west-1"', { reference: 'aws_vpc.v.id' }],
    ['', 'region = "eu-west-1"', { unknown: 'data.aws_vpc.d is read from AWS and may be aws_vpc.v' }],
    ['region = "us-east-1"', 'region = "eu-west-1"', { unknown: 'data.aws_vpc.d is read from AWS' }],
    [
      'region = "eu-west-1"\nprofile = "far"',
      'region = "eu-west-1"',
      { unknown: 'data.aws_vpc.d is read from AWS and may be aws_vpc.v (maybe in another account)' },
    ],
  ];
  for (const [far, near, expected] of configurations) {
    it(`finds ${JSON.stringify(expected)} by a provider with ${far} beside one with ${near}`, () => {
      const code = `provider "aws" {\n${near}\n}\nprovider "aws" {\nalias = "far"\n${far}\n}\nresource "aws_vpc" "v" {\n tags = { Name = "x" }\n}\ndata "aws_vpc" "d" {\n provider = aws.far\n tags = { Name = "x" }\n}\nresource "t" "it" {\n it = data.aws_vpc.d.id\n}\n`;
      assert.deepEqual(propertyOf(resourceOf(mainTf(code), 't.it'), 'it'), expected);
    });
  }

  it('adds the tags of the provider a module is given', () => {
    const root = `provider "aws" {\n alias = "tagged"\n region = "eu-west-1"\n default_tags {\n  tags = { Name = "x" }\n }\n}\nmodule "m" {\n source = "./m"\n providers = { aws = aws.tagged }\n}\n`;
    const child = `resource "aws_vpc" "v" {\n cidr_block = "10.0.0.0/16"\n}\ndata "aws_vpc" "d" {\n tags = { Name = "x" }\n}\ndata "aws_region" "r" {}\nresource "t" "it" {\n it = data.aws_vpc.d.id\n region = data.aws_region.r.name\n}\n`;
    const resource = resourceOf(project({ 'main.tf': root, 'm/main.tf': child }), 'module.m.t.it');
    assert.deepEqual(propertyOf(resource, 'it'), { reference: 'module.m.aws_vpc.v.id' });
    assert.equal(propertyOf(resource, 'region'), 'eu-west-1');
  });

  it('takes three zones for granted, without their names, and says so', () => {
    const configuration = mainTf(
      'data "aws_availability_zones" "z" {}\nresource "t" "it" {\n it = length(data.aws_availability_zones.z.names)\n first = data.aws_availability_zones.z.names[0]\n}\n',
    );
    const resource = resourceOf(configuration, 't.it');
    assert.equal(propertyOf(resource, 'it'), 3);
    assert.deepEqual(propertyOf(resource, 'first'), {
      unknown: 'data.aws_availability_zones.z.names[0] is read from AWS',
    });
    assert.deepEqual(
      configuration.assumptions?.map(({ what, why }) => `${what} ${why}`),
      ['data.aws_availability_zones.z is read from AWS and taken to have 3 zones'],
    );
  });
});
