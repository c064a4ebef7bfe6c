import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scenarios } from '../conformance/reference.ts';
import { codeOf } from '../conformance/scenario.ts';
import { cli } from './cli.ts';
import { folder } from './folder.ts';
import { mismatches } from './schema.ts';

const [ephemeral] = codeOf(scenarios['s2-nacl-in-ephemeral']!);
const [mixed] = codeOf(scenarios['mixed3']!);
const office = codeOf({
  ...scenarios['sg-web']!,
  sg: {
    ingress: [{ protocol: 'tcp', from: 22, to: 22, cidr: '203.0.113.0/24' }],
    egress: [{ protocol: '-1', cidr: '0.0.0.0/0' }],
  },
})[0]!;
const udp = codeOf(scenarios['open']!)[0]!;
const group = codeOf({
  ...scenarios['open']!,
  sg: { ingress: [{ protocol: 'udp', from: 124, to: 124, cidr: '0.0.0.0/0' }], egress: [] },
})[0]!;
const open = ephemeral!.text.replace(
  /cidr_block = "0\.0\.0\.0\/0"(?=\n {2}\}\n {2}egress)/,
  'cidr_block = var.clients',
);

interface ScanJson {
  readonly scan: string;
  readonly from: { readonly kind: string; readonly ip: string };
  readonly targets: readonly {
    readonly address: string;
    readonly host: {
      readonly status: string;
      readonly reason: string | null;
      readonly because: readonly Readonly<Record<string, unknown>>[];
    };
    readonly ports: readonly {
      readonly protocol: string;
      readonly ports: string;
      readonly state: string;
      readonly reason: string | null;
      readonly because: readonly Readonly<Record<string, unknown>>[];
    }[];
  }[];
}

describe('ackscope scan', () => {
  const at = folder({
    'ephemeral/main.tf': ephemeral!.text,
    'mixed/main.tf': mixed!.text,
    'office/main.tf': office.text,
    'udp/main.tf': udp.text,
    'group/main.tf': group.text,
    'open/main.tf': `variable "clients" {}\n${open}`,
    'two/main.tf': `${ephemeral!.text}\nresource "aws_instance" "db" {\n  subnet_id = aws_subnet.main.id\n  private_ip = "10.0.1.30"\n  vpc_security_group_ids = [aws_security_group.main.id]\n}\n`,
    'broken/main.tf': `${ephemeral!.text}\nresource "aws_instance" {{{\n`,
    'hostile/main.tf': ephemeral!.text.replaceAll('"web"', '"we\\u001b[31mb"'),
  });

  const looking = (line: string): ReturnType<typeof cli> => cli(['scan', ...line.split(' ')], at.path);
  const scan = (line: string): ReturnType<typeof cli> => looking(`-Pn ${line}`);
  const json = (line: string, run = scan): ScanJson => {
    const result = run(`${line} --format json`);
    assert.equal(result.code, 0, result.stderr);
    const value = JSON.parse(result.stdout) as ScanJson;
    assert.deepEqual(mismatches(value, 'scan'), []);
    return value;
  };
  const states = (line: string): readonly string[] =>
    json(line).targets.flatMap((target) => target.ports.map(({ ports, state }) => `${ports} ${state}`));

  it('scans every instance when no target is named', () => {
    assert.deepEqual(
      json('two -p 1-2000').targets.map(({ address }) => address),
      ['aws_instance.web', 'aws_instance.db'],
    );
  });

  it('scans from an instance: the other ones, and never past its own subnet', () => {
    assert.deepEqual(states('two -p 1-2000 --from aws_instance.web'), ['1-2000 unfiltered']);
  });

  it('answers in ranges, with every checkpoint of both packets', () => {
    const [target] = json('ephemeral -p- aws_instance.web').targets;
    assert.deepEqual(
      target!.ports.map(({ ports, state }) => `${ports} ${state}`),
      ['1-1023 filtered', '1024-65535 unfiltered'],
    );
    const last = target!.ports[0]!.because.at(-1)!;
    assert.deepEqual(
      { ...last, origin: undefined },
      {
        leg: 'request',
        checkpoint: 'network-acl',
        direction: 'inbound',
        component: 'aws_network_acl.main',
        rule: '*',
        verdict: 'deny',
        code: 'SUBNET_ACL_RESTRICTION',
        origin: undefined,
      },
    );
    const line = ephemeral!.text.split('\n').findIndex((text) => text.includes('"aws_network_acl"')) + 1;
    assert.deepEqual(last['origin'], { file: 'ephemeral/main.tf', line, column: 1 });
  });

  it('scans IPv6 with -6', () => {
    assert.deepEqual(states('mixed -6 -p 1-2000'), ['1-19,1501-2000 filtered', '20-1500 unfiltered']);
  });

  it('tells addresses apart with --from', () => {
    assert.deepEqual(states('office -p 22 --from 203.0.113.9'), ['22 unfiltered']);
    assert.deepEqual(states('office -p 22 --from 198.51.100.7'), ['22 filtered']);
    assert.deepEqual(states('office -p 22'), ['22 filtered']);
    assert.deepEqual(states('office -p 22 --from 0.0.0.0/0'), ['22 filtered']);
  });

  it('answers for a whole block when all of it gets the same answer', () => {
    const { from } = json('office -p 22 --from 203.0.113.128/25');
    assert.deepEqual(from, { kind: 'address', ip: '203.0.113.128/25' });
    const result = scan('office -p 22 --from 203.0.112.0/23');
    assert.equal(result.code, 2);
    assert.match(
      result.stderr,
      /do not all get the same answer: compare --from 203\.0\.112\.0 with --from 203\.0\.113\.0/,
    );
  });

  it('says on stderr which answers rest on an assumption', () => {
    const { stdout, stderr } = scan('office -p 22,80 --from 203.0.113.9 aws_instance.web');
    assert.match(stdout, /^22\/tcp unfiltered ssh$/m);
    assert.match(stderr, /^ackscope: aws_instance\.web: the answer for tcp 22 assumes [^\n]+\n$/);
  });

  it('says unknown where a variable decides, and which', () => {
    const [target] = json('open -p 1024-2000').targets;
    const [row] = target!.ports;
    assert.equal(row!.state, 'unknown');
    assert.equal(row!.because.at(-1)!['what'], 'var.clients');
    assert.match(
      scan('open -p 1024-2000').stdout,
      /^Not shown: 977 unknown tcp ports \(unresolved\)\nNot known: var\.clients /m,
    );
  });

  it('looks at each network of its paths', () => {
    assert.deepEqual(states('ephemeral office -p 22,2000'), [
      '22 filtered',
      '2000 unfiltered',
      '22,2000 filtered',
    ]);
  });

  it('keeps the good blocks of a broken file and says where it broke', () => {
    const { code, stdout, stderr } = scan('broken -p 2000');
    assert.equal(code, 0);
    assert.match(stdout, /^2000\/tcp unfiltered /m);
    assert.match(stderr, /^broken\/main\.tf:\d+:\d+: /m);
  });

  it('writes the -oN file beside the usual output', () => {
    const { code, stdout } = scan('ephemeral -p 2000 -oN scan.nmap');
    assert.equal(code, 0);
    assert.match(stdout, /^Starting Nmap 7\.93 /);
    const file = readFileSync(join(at.path, 'scan.nmap'), 'utf8');
    assert.match(
      file,
      /^# Nmap 7\.93 scan initiated .* as: ackscope scan -Pn ephemeral -p 2000 -oN scan\.nmap\nNmap scan report for aws_instance\.web/,
    );
  });

  it('lets no name steer the terminal', () => {
    for (const format of ['text', 'json']) {
      const { stdout, stderr } = scan(`hostile -p 2000 --format ${format}`);
      // eslint's rule against control characters in patterns is about typing errors; here they are the point.
      assert.ok(!(stdout + stderr).includes('\u001b'));
    }
  });

  it('takes nmap’s harmless flags', () => {
    assert.equal(scan('ephemeral -sA -Pn -n -T4 -p 2000').stdout.includes('2000/tcp unfiltered'), true);
  });

  it('makes each of nmap’s scans, and says which', () => {
    const flags = ['-sA', '-sS', '-sT', '-sW', '-sF', '-sN', '-sX', '-sM', '-sU', '-sSU'];
    const found = flags.map((flag) => {
      const { scan: name, targets } = json(`ephemeral ${flag} -p 2000,2001 --listening 2000`);
      const states = targets[0]!.ports.map(
        ({ protocol, ports, state, reason }) => `${protocol} ${ports} ${state} ${reason}`,
      );
      return `${name}: ${states.join('; ')}`;
    });
    const stealth = 'tcp 2000 open|filtered no-response; tcp 2001 closed reset';
    const udp = 'udp 2000-2001 open|filtered no-response';
    assert.deepEqual(found, [
      'ack: tcp 2000-2001 unfiltered reset',
      'syn: tcp 2000 open syn-ack; tcp 2001 closed reset',
      'connect: tcp 2000 open syn-ack; tcp 2001 closed conn-refused',
      'window: tcp 2000-2001 closed reset',
      `fin: ${stealth}`,
      `null: ${stealth}`,
      `xmas: ${stealth}`,
      'maimon: tcp 2000-2001 closed reset',
      `udp: ${udp}`,
      `syn,udp: tcp 2000 open syn-ack; tcp 2001 closed reset; ${udp}`,
    ]);
  });

  it('scans the ports of each protocol', () => {
    const { targets } = json('open -sSU -p T:22,U:53 --listening 22,53');
    assert.deepEqual(
      targets[0]!.ports.map(({ protocol, ports }) => `${protocol} ${ports}`),
      ['tcp 22', 'udp 53'],
    );
  });

  it('takes UDP ports that never answer from --silent', () => {
    const { targets } = json('udp -sU -p 53,123,124 --listening U:53 --silent U:123');
    assert.deepEqual(
      targets[0]!.ports.map(({ ports, state, reason }) => `${ports} ${state} ${reason}`),
      ['53 open udp-response', '123 open|filtered no-response', '124 closed port-unreach'],
    );
  });

  it('says what hangs on a listener nobody named', () => {
    const [row] = json('ephemeral -sS -p 2000').targets[0]!.ports;
    assert.equal(row!.state, 'unknown');
    assert.equal(row!.because.at(-1)!['what'], 'whether aws_instance.web listens on tcp 2000');
    assert.match(
      scan('ephemeral -sS -p 2000').stdout,
      /^Not known: whether aws_instance\.web listens on tcp 2000 is not in the code \(closed or open\); /m,
    );
  });

  it('looks for the host first, unless told -Pn', () => {
    const { host, ports } = json('ephemeral -p 2000', looking).targets[0]!;
    assert.deepEqual([host.status, host.reason, ports], ['down', 'no-response', []]);
    assert.deepEqual(
      host.because.filter(({ verdict }) => verdict === 'deny').map(({ component }) => component),
      Array<string>(4).fill('aws_network_acl.main'),
    );
    const { host: pinned } = json('ephemeral -p 2000').targets[0]!;
    assert.deepEqual([pinned.status, pinned.reason], ['up', 'user-set']);
    assert.match(
      looking('ephemeral -p 2000').stdout,
      /^Note: Host seems down\. If it is really up, but blocking our ping probes, try -Pn\nNmap done: 1 IP address \(0 hosts up\)/m,
    );
  });

  it('says on stderr that -g is nothing for the connect scan', () => {
    const { stderr } = scan('ephemeral -sT -g 53 -p 2000 --listening 2000');
    assert.match(stderr, /^ackscope: -g changes nothing for -sT/);
  });

  it('says on stderr that an ICMP error out of a group is assumed', () => {
    const { stderr } = scan('group -sU -p 124 --listening 22');
    assert.match(stderr, /^ackscope: aws_instance\.web: the answer for udp 124 assumes [^\n]+\n$/);
  });
});
