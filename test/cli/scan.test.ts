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
const open = ephemeral!.text.replace(
  /cidr_block = "0\.0\.0\.0\/0"(?=\n {2}\}\n {2}egress)/,
  'cidr_block = var.clients',
);

interface ScanJson {
  readonly from: { readonly kind: string; readonly ip: string };
  readonly targets: readonly {
    readonly address: string;
    readonly ports: readonly {
      readonly ports: string;
      readonly state: string;
      readonly because: readonly Readonly<Record<string, unknown>>[];
    }[];
  }[];
}

describe('ackscope scan', () => {
  const at = folder({
    'ephemeral/main.tf': ephemeral!.text,
    'mixed/main.tf': mixed!.text,
    'office/main.tf': office.text,
    'open/main.tf': `variable "clients" {}\n${open}`,
    'two/main.tf': `${ephemeral!.text}\nresource "aws_instance" "db" {\n  subnet_id = aws_subnet.main.id\n  private_ip = "10.0.1.30"\n  vpc_security_group_ids = [aws_security_group.main.id]\n}\n`,
    'broken/main.tf': `${ephemeral!.text}\nresource "aws_instance" {{{\n`,
    'hostile/main.tf': ephemeral!.text.replaceAll('"web"', '"we\\u001b[31mb"'),
  });

  const scan = (line: string): ReturnType<typeof cli> => cli(['scan', ...line.split(' ')], at.path);
  const json = (line: string): ScanJson => {
    const result = scan(`${line} --format json`);
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
    assert.match(stderr, /^ackscope: aws_instance\.web: the answer for 22 assumes [^\n]+\n$/);
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
      /^# Nmap 7\.93 scan initiated .* as: ackscope scan ephemeral -p 2000 -oN scan\.nmap\nNmap scan report for aws_instance\.web/,
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
});
