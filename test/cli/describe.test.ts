import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { eni, print } from '../support/describeFolder.ts';
import { cli, refuses } from './cli.ts';
import { folder } from './folder.ts';

const experiment = new URL(
  '../../examples/stateless-vs-stateful/terraform/nacl-ephemeral/main.tf',
  import.meta.url,
);
interface Place {
  readonly rule: string;
  readonly resource: string;
  readonly origin: { readonly file: string };
}

interface ScanAnswer {
  readonly targets: readonly {
    readonly ports: readonly {
      readonly ports: string;
      readonly state: string;
      readonly certainty: string;
      readonly because: readonly Readonly<Record<string, string | undefined>>[];
    }[];
  }[];
}

const everywhere = [{ CidrIp: '0.0.0.0/0' }];
const ports = (From: number) => ({ Protocol: '6', PortRange: { From, To: 65535 } });
const deny = { RuleNumber: 32767, RuleAction: 'deny', CidrBlock: '0.0.0.0/0', Protocol: '-1' };
const entry = { RuleNumber: 100, RuleAction: 'allow', CidrBlock: '0.0.0.0/0' };

/** The second experiment, as AWS describes it when it is deployed. */
const live: Readonly<Record<string, readonly object[]>> = {
  Vpcs: [{ VpcId: 'vpc-1', CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16' }] }],
  Subnets: [{ SubnetId: 'subnet-1', VpcId: 'vpc-1', CidrBlock: '10.0.12.0/24' }],
  NetworkAcls: [
    {
      NetworkAclId: 'acl-1',
      VpcId: 'vpc-1',
      Associations: [{ NetworkAclId: 'acl-1', SubnetId: 'subnet-1' }],
      Entries: [
        { ...entry, Egress: true, ...ports(0) },
        { ...deny, Egress: true },
        { ...entry, Egress: false, ...ports(1024) },
        { ...deny, Egress: false },
      ],
    },
  ],
  SecurityGroups: [
    {
      GroupId: 'sg-1',
      VpcId: 'vpc-1',
      IpPermissions: [{ IpProtocol: '-1', IpRanges: everywhere }],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: everywhere }],
    },
  ],
  RouteTables: [
    {
      RouteTableId: 'rtb-1',
      VpcId: 'vpc-1',
      Associations: [{ SubnetId: 'subnet-1' }],
      Routes: [
        { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' },
        { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'active' },
      ],
    },
  ],
  InternetGateways: [{ InternetGatewayId: 'igw-1', Attachments: [{ State: 'available', VpcId: 'vpc-1' }] }],
  Reservations: [
    { Instances: [{ InstanceId: 'i-1', Tags: [{ Key: 'Name', Value: 'web' }], NetworkInterfaces: [] }] },
  ],
  NetworkInterfaces: [
    eni({
      Attachment: { InstanceId: 'i-1', DeviceIndex: 0 },
      PrivateIpAddresses: [
        { Primary: true, PrivateIpAddress: '10.0.12.197', Association: { PublicIp: '54.221.77.100' } },
      ],
    }),
  ],
};

const files = (folderName: string, outputs = live): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(outputs).map(([key, items], i) => [`${folderName}/${i}.json`, print({ [key]: items })]),
  );

describe('a folder of describe output on the command line', () => {
  const without = (keys: readonly string[], outputs = live) =>
    Object.fromEntries(Object.entries(outputs).filter(([key]) => !keys.includes(key)));
  const withoutGroups = without(['SecurityGroups']);
  const withEntries = (Entries: readonly object[]) =>
    live['NetworkAcls']!.map((acl) => ({ ...acl, Entries }));
  const away = {
    ...live,
    RouteTables: live['RouteTables']!.map((table) => ({
      ...table,
      Routes: [{ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' }],
    })),
  };
  const at = folder({
    'code/main.tf': readFileSync(experiment, 'utf8'),
    ...files('live'),
    ...files('partial', withoutGroups),
    ...files('closed', {
      ...live,
      NetworkAcls: live['NetworkAcls']!.map((acl) => ({
        ...acl,
        Entries: [{ ...entry, Egress: true, ...ports(0) }],
      })),
    }),
    ...files('shut', { ...live, NetworkAcls: withEntries([]) }),
    ...files('shut-unlisted', without(['InternetGateways'], { ...away, NetworkAcls: withEntries([]) })),
    ...files('open-unlisted', without(['InternetGateways'], away)),
    ...files('twins', {
      ...live,
      NetworkInterfaces: ['1', '2'].map((n) =>
        eni({
          NetworkInterfaceId: `eni-${n}`,
          PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: `10.0.12.${n}` }],
          TagSet: [{ Key: 'Name', Value: 'twin' }],
        }),
      ),
    }),
  });
  const run = (line: string): ReturnType<typeof cli> => cli(line.split(' '), at.path);

  it('is scanned like the code it was deployed from', () => {
    const scan = 'scan PATH -sA -Pn --from internet 54.221.77.100';
    const [deployed, code] = ['live', 'code'].map((path) => run(scan.replace('PATH', path)));
    assert.match(code!.stdout, /Not shown: 846 unfiltered tcp ports \(reset\), 154 filtered tcp ports/);
    assert.deepEqual(deployed, code);
  });

  it('has its instances by id and by the tag Name', () => {
    for (const name of ['i-1', 'eni-1', '10.0.12.197', 'web']) {
      const result = run(`scan live -sA -Pn -p 22,8080 ${name}`);
      assert.equal(result.code, 0, result.stderr);
      assert.match(result.stdout, /22\/tcp +filtered/);
      assert.match(result.stdout, /8080\/tcp +unfiltered/);
    }
    assert.match(run('connect live --from web --to 192.0.2.1 80').stdout, /acl-1/);
    assert.match(run('reach live --from internet --to web').stdout, /tcp 1024-65535/);
  });

  it('is asked for an id where several have the name', () => {
    const both = run('scan twins -sA -Pn -p 22 twin').stdout;
    assert.match(both, /10\.0\.12\.1[^]*10\.0\.12\.2/);
    refuses(
      run('connect twins --from twin --to 192.0.2.1 80'),
      /twin is the name of 2 interfaces: use an id, such as eni-1/,
    );
    refuses(run('scan twins --from twin eni-2'), /is the name of 2 interfaces/);
  });

  it('is checked, with findings at its own lines', () => {
    const findings = (path: string) =>
      (JSON.parse(run(`check ${path} --format json`).stdout) as { findings: readonly Place[] }).findings.map(
        ({ rule, resource, origin }) => [rule, resource, origin.file],
      );
    const has = (path: string, ...wanted: readonly string[]) =>
      assert.ok(
        findings(path).some((found) => found.join() === wanted.join()),
        `${JSON.stringify(findings(path))} lacks ${wanted.join()}`,
      );
    has('live', 'sg-exposed', 'sg-1', 'live/3.json');
    has('closed', 'nacl-reply-blocked', 'acl-1', 'closed/2.json');
    assert.ok(findings('live').every(([rule]) => rule !== 'nacl-reply-blocked'));
  });

  it('says what it lacks instead of an answer', () => {
    const { stdout, code } = run('scan partial -sA -Pn -p 22,8080 web');
    assert.equal(code, 0);
    assert.match(stdout, /8080\/tcp unknown/);
    assert.match(stdout, /describe-security-groups output is not in the folder/);
  });

  it('is sure of what another output decides in any case', () => {
    // Nothing leads out, so a gateway could only be one that is not listed.
    const scan = (path: string) =>
      run(`scan ${path} -sA -Pn -p 22,8080 --from 203.0.113.9 --format json web`);
    for (const path of ['shut', 'shut-unlisted']) {
      const { targets } = JSON.parse(scan(path).stdout) as ScanAnswer;
      assert.deepEqual(
        targets[0]!.ports.map(({ ports, state, certainty }) => [ports, state, certainty]),
        [['22,8080', 'filtered', 'proved']],
      );
      const { because } = targets[0]!.ports[0]!;
      const { component, rule, verdict } = because.at(-1)!;
      assert.deepEqual([component, rule, verdict], ['acl-1', '*', 'deny']);
      assert.ok(because.every((hop) => hop['what'] === undefined));
    }
    assert.match(scan('open-unlisted').stdout, /describe-internet-gateways output/);
  });
});
