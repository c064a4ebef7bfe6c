import assert from 'node:assert/strict';
import { cli, refuses } from './cli.ts';
import { folder } from './folder.ts';

const network = `Parameters:
  Cidr: {Type: String}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Cidr}}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: {VpcId: !Ref Vpc, SecurityGroupIngress: {IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: !Ref Cidr}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: !Ref Cidr}}
  Server: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group]}}
`;

const root = `Parameters:
  Block: {Type: String}
Resources:
  Net: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ../net/network.yaml, Parameters: {Cidr: !Ref Block}}}
`;

/** What `check` could not tell. */
function unresolved(stdout: string): readonly string[] {
  const answer = JSON.parse(stdout) as { unresolved: readonly { what: string }[] };
  return answer.unresolved.map(({ what }) => what);
}

describe('CloudFormation on the command line', () => {
  const at = folder({
    'app/root.yaml': root,
    'net/network.yaml': network,
    'values/prod.json': '[{"ParameterKey": "Block", "ParameterValue": "10.0.0.0/16"}]',
    'values/other.yaml': 'Block: 10.1.0.0/16\n',
    'samconfig.toml': '[default.deploy.parameters]\nparameter_overrides = "Block=10.2.0.0/16"\n',
    'values/broken.json': '{"Block": {"a": "b"}}',
  });

  it('reads the templates that a template nests, wherever they lie', () => {
    const { code, stdout } = cli(['check', 'app/root.yaml', '--format', 'json'], at.path);
    assert.equal(code, 0);
    assert.deepEqual(
      unresolved(stdout).filter((what) => what.startsWith('Parameter')),
      ['Parameter Block'],
    );
    assert.equal((JSON.parse(stdout) as { files: number }).files, 2);
  });

  it('names what a nested stack declares by the stack and its own name', () => {
    const given = ['--parameters', 'values/prod.json'];
    const { stdout } = cli(['scan', 'app/root.yaml', 'Net/Server', '-Pn', '-p', '80', ...given], at.path);
    assert.match(stdout, /Nmap scan report for Net\/Server/);
  });

  for (const [file, peer] of [
    ['values/prod.json', '10.0.0.0/16'],
    ['values/other.yaml', '10.1.0.0/16'],
    ['samconfig.toml', '10.2.0.0/16'],
  ] as const) {
    it(`takes values of parameters from ${file}`, () => {
      const { stdout } = cli(['check', 'app', '--parameters', file, '--format', 'json'], at.path);
      assert.deepEqual(
        unresolved(stdout).filter((what) => what.startsWith('Parameter')),
        [],
        peer,
      );
    });
  }

  it('says what is wrong with a file of values, and goes on', () => {
    const { code, stderr } = cli(['check', 'app', '--parameters', 'values/broken.json'], at.path);
    assert.equal(code, 0);
    assert.match(stderr, /^values\/broken\.json:1:1: This holds no parameters: write a list/);
  });

  it('refuses a file of values that is not there', () => {
    refuses(
      cli(['check', 'app', '--parameters', 'values/none.json'], at.path),
      /cannot read values\/none\.json/,
    );
  });
});
