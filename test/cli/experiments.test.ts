/** The nine folders of examples/stateless-vs-stateful: three experiments in three spellings, one table of answers. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutMeasurements } from '../conformance/reference.ts';
import { cli } from './cli.ts';
import { mismatches } from './schema.ts';

const spellings = [
  { folder: 'terraform', instance: 'aws_instance.web' },
  { folder: 'cloudformation-yaml', instance: 'WebInstance' },
  { folder: 'cloudformation-json', instance: 'WebInstance' },
] as const;

interface Experiment {
  readonly name: string;
  /** What real nmap printed for such rules. */
  readonly reference: string;
  readonly states: readonly string[];
  /** Component and rule that the first filtered port's probe died at. */
  readonly drop: readonly [checkpoint: string, rule: string | null, leg: string];
  readonly ncat: readonly string[];
  readonly findings: readonly string[];
}

const connected = [
  'Ncat: Connected to google.com (IPv4):80.',
  'Ncat: 0 bytes sent, 0 bytes received in 0.07 seconds.',
];

const experiments: readonly Experiment[] = [
  {
    name: 'nacl-closed',
    reference: 's1-nacl-in-none',
    states: ['1-65535 filtered'],
    drop: ['network-acl', '*', 'request'],
    ncat: [
      'Ncat: Connection to google.com (IPv4) failed: TIMEOUT.',
      'Ncat: Trying next address...',
      'Ncat: Network is unreachable.',
    ],
    findings: ['nacl-reply-blocked', 'sg-exposed', 'sg-rule-no-effect'],
  },
  {
    name: 'nacl-ephemeral',
    reference: 's2-nacl-in-ephemeral',
    states: ['1-1023 filtered', '1024-65535 unfiltered'],
    drop: ['network-acl', '*', 'request'],
    ncat: connected,
    findings: ['nacl-ephemeral-exposes', 'pmtud-blocked', 'sg-exposed'],
  },
  {
    name: 'sg-closed',
    reference: 's3-sg-in-none',
    states: ['1-65535 filtered'],
    drop: ['security-group', null, 'request'],
    ncat: connected,
    findings: [],
  },
];

interface ScanJson {
  readonly targets: readonly {
    readonly address: string;
    readonly ip: string;
    readonly publicIp: string | null;
    readonly ports: readonly {
      readonly ports: string;
      readonly state: string;
      readonly certainty: string;
      readonly because: readonly {
        readonly leg: string;
        readonly checkpoint: string;
        readonly direction: string;
        readonly rule: string | null;
        readonly verdict: string;
      }[];
    }[];
  }[];
}

for (const { folder, instance } of spellings) {
  for (const experiment of experiments) {
    const path = `examples/stateless-vs-stateful/${folder}/${experiment.name}`;

    describe(`${folder}/${experiment.name}`, () => {
      const run = (argv: readonly string[]): ReturnType<typeof cli> => cli(argv, '.');

      it('prints what real nmap printed for the same rules', () => {
        const { code, stdout, stderr } = run(['scan', path, '-sA', '-Pn', '--from', 'internet', '-T4']);
        assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
        const reference = readFileSync(
          join('test/conformance/reference', `${experiment.reference}.nmap-7.93.sA-plain.txt`),
          'utf8',
        );
        const label = new RegExp(`${instance.replace('.', '\\.')} \\(54\\.221\\.77\\.100\\)`, 'g');
        assert.match(stdout, label);
        assert.equal(withoutMeasurements(stdout.replace(label, '10.0.1.20')), withoutMeasurements(reference));
      });

      it('answers for every port, and says what dropped the probe', () => {
        const { stdout } = run(['scan', path, '-sA', '-Pn', '-p-', '--format', 'json', instance]);
        const value = JSON.parse(stdout) as ScanJson;
        assert.deepEqual(mismatches(value, 'scan'), []);
        const [target] = value.targets;
        assert.deepEqual(
          [value.targets.length, target!.address, target!.ip, target!.publicIp],
          [1, instance, '10.0.12.197', '54.221.77.100'],
        );
        assert.deepEqual(
          target!.ports.map(({ ports, state }) => `${ports} ${state}`),
          experiment.states,
        );
        assert.ok(target!.ports.every(({ certainty }) => certainty === 'proved'));
        const drop = target!.ports[0]!.because.at(-1)!;
        assert.deepEqual([drop.checkpoint, drop.rule, drop.leg], experiment.drop);
        assert.deepEqual([drop.direction, drop.verdict], ['inbound', 'deny']);
      });

      it('connects, or not, as nc does', () => {
        const { code, stdout } = run(['connect', path, '--from', instance, '--to', 'google.com', '80']);
        assert.equal(code, 0);
        const lines = stdout.slice(0, stdout.indexOf('\n\n')).split('\n');
        assert.deepEqual(lines, ['Ncat: Version 7.93 ( https://nmap.org/ncat )', ...experiment.ncat]);
      });

      it('has the findings it is meant to have', () => {
        const { code, stdout } = run(['check', path, '--format', 'json']);
        const value = JSON.parse(stdout) as {
          findings: readonly { rule: string }[];
          unresolved: readonly unknown[];
        };
        assert.deepEqual(mismatches(value, 'check'), []);
        assert.deepEqual(value.findings.map(({ rule }) => rule).sort(), experiment.findings);
        assert.deepEqual(value.unresolved, []);
        assert.equal(code, experiment.findings.length > 0 ? 1 : 0);
      });
    });
  }
}
