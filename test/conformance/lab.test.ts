/** The engine against real nmap, ncat and a real kernel: every recorded case, from code in both languages to the answer. */
import assert from 'node:assert/strict';
import { parseAddress } from '../../src/core/net/address.ts';
import { PortSet } from '../../src/core/net/portSet.ts';
import { connect } from '../../src/core/probe/connect.ts';
import { formatNc } from '../../src/core/probe/report/nc.ts';
import { formatNcat } from '../../src/core/probe/report/ncat.ts';
import { scan, type ScanOptions } from '../../src/core/probe/scan.ts';
import type { PortResult, ScannedTarget } from '../../src/core/probe/scanResult.ts';
import type { Endpoint } from '../../src/core/reach/walk.ts';
import { Workspace } from '../../src/core/workspace.ts';
import {
  cases,
  listenersOf,
  portsIn,
  type Drop,
  type LabCase,
  type LabProbe,
  type LabResult,
  type LabRow,
} from './lab.ts';
import { codeOf, isInside, type Code } from './scenario.ts';

/** How much was compared, in one language. */
interface Tally {
  ports: number;
  /** Of these, probes that were compared for each source port nmap used. */
  bySourcePort: number;
  connections: number;
  hosts: number;
  skipped: Record<string, number>;
}

/** What a case says against what we say; empty when they agree. */
type Disagreements = string[];

const languages = ['Terraform', 'CloudFormation YAML'];

for (const language of languages) {
  describe(`recorded runs of nmap and ncat, from ${language}`, () => {
    const tally: Tally = { ports: 0, bySourcePort: 0, connections: 0, hosts: 0, skipped: {} };
    for (const labCase of cases) {
      it(`agrees with ${labCase.id}: ${labCase.note}`, () => {
        const code = codeOf(labCase.spec).find((candidate) => candidate.language === language)!;
        assert.deepEqual(disagreements(labCase, code, tally), []);
      });
    }

    it('has left out only what chance decided', () => {
      assert.deepEqual(tally, {
        ports: 4813,
        bySourcePort: 163,
        connections: 86,
        hosts: 263,
        skipped: { 'ICMP errors held back': 26, 'answered on the scanner’s side': 3 },
      });
    });
  });
}

function disagreements(labCase: LabCase, code: Code, tally: Tally): Disagreements {
  const workspace = new Workspace();
  workspace.update(code.file, code.text);
  assert.deepEqual(workspace.problems(), []);
  const { topology } = workspace.analysisOf(code.file)!;
  const end = (name: string): Endpoint => ({ kind: 'interface', interface: topology.resolve(name)! });
  const bench: Bench = {
    labCase,
    code,
    topology,
    instance: end(code.names.instance) as Bench['instance'],
    scanner: isInside(labCase.spec)
      ? end(code.names.scanner)
      : { kind: 'outside', address: parseAddress(labCase.spec.scanner_ip)! },
    tally,
  };
  return labCase.spec.probes.flatMap((probe, index) => {
    const recorded = labCase.results[index]!;
    const found =
      recorded.connections === undefined
        ? scanned(bench, probe, recorded, labCase.depends_on_source_port.includes(index))
        : connected(bench, probe, recorded);
    return found.map((text) => `probe ${index} (${probe.type}): ${text}`);
  });
}

interface Bench {
  readonly labCase: LabCase;
  readonly code: Code;
  readonly topology: Parameters<typeof scan>[0];
  readonly instance: Extract<Endpoint, { readonly kind: 'interface' }>;
  readonly scanner: Endpoint;
  readonly tally: Tally;
}

function scanned(bench: Bench, probe: LabProbe, recorded: LabResult, byChance: boolean): Disagreements {
  const found: Disagreements = [];
  const target = runScan(bench, probe, probe.source_port);
  found.push(...comparedHost(bench, target, recorded));
  const runs = byChance
    ? recorded.source_ports!.map((sourcePort) => runScan(bench, probe, sourcePort))
    : [];
  for (const row of recorded.ports ?? []) {
    for (const port of portsOf(row.ports)) {
      const why = skipReason(bench, probe, port);
      if (why !== undefined) {
        bench.tally.skipped[why] = (bench.tally.skipped[why] ?? 0) + 1;
        continue;
      }
      const result = resultFor(target, port);
      const expected = fateOf(row);
      if (byChance) {
        // Without a source port, no more may be claimed than holds for every one of them.
        bench.tally.bySourcePort++;
        if (result.state !== 'unknown' && result.state !== row.state)
          found.push(`${port}: sure of ${result.state}, nmap said ${row.state}`);
        const possible = runs.map((run) => fateFor(bench, resultFor(run, port), port));
        if (!possible.includes(expected)) found.push(`${port}: ${possible.join(' or ')}, not ${expected}`);
        continue;
      }
      bench.tally.ports++;
      const actual = fateFor(bench, result, port);
      if (actual !== expected) found.push(`${port}: ${actual}, not ${expected}`);
    }
  }
  return found;
}

function runScan(bench: Bench, probe: LabProbe, sourcePort: number | undefined): ScannedTarget {
  const { spec } = bench.labCase;
  const options: ScanOptions = {
    type: probe.type as ScanOptions['type'],
    targets: [bench.instance.interface],
    from:
      probe.v6 === true
        ? { kind: 'address', address: parseAddress(spec.scanner_ip6!)! }
        : bench.scanner.kind === 'outside'
          ? { kind: 'address', address: bench.scanner.address }
          : bench.scanner,
    ports: portsIn(probe.ports),
    listeners: listenersOf(spec.listeners),
    discovery: probe.pn === false,
    ...(sourcePort === undefined ? {} : { sourcePort }),
  };
  return scan(bench.topology, options).targets[0]!;
}

function comparedHost({ tally }: Bench, { host }: ScannedTarget, recorded: LabResult): Disagreements {
  tally.hosts++;
  const status = host?.status ?? 'up';
  const expected = recorded.host?.up === true ? 'up' : 'down';
  if (status !== expected) return [`host ${status}, not ${expected}`];
  const reason = expected === 'down' ? undefined : (host?.reason ?? 'user-set');
  return reason === recorded.host?.reason ? [] : [`host up by ${reason}, not ${recorded.host?.reason}`];
}

/** What no rule decided. */
function skipReason({ labCase: { spec } }: Bench, probe: LabProbe, port: number): string | undefined {
  if (spec.options?.middlebox_reset_ports?.includes(port) === true) return 'answered on the scanner’s side';
  if (probe.type === 'udp' && (spec.options?.icmp_ratelimit ?? 0) > 0) return 'ICMP errors held back';
  return undefined;
}

function resultFor(target: ScannedTarget, port: number): PortResult {
  const results = target.results.filter((result) => result.ports.has(port));
  assert.equal(results.length, 1);
  return results[0]!;
}

/** State, reason, where the packet was dropped and which rules of the network ACL decided, in one line. */
function fateOf(row: LabRow): string {
  return fate(row.state, row.reason, row.dropped_at[0], row.nacl_in_rule[0], row.nacl_out_rule[0]);
}

function fateFor({ code, labCase }: Bench, result: PortResult, port: number): string {
  const { udp, silentUdp } = listenersOf(labCase.spec.listeners);
  const acl = (direction: string, leg: string): string | undefined =>
    result.because.find(
      (hop) => hop.component === code.names.networkAcl && hop.direction === direction && hop.leg === leg,
    )?.rule;
  const last = result.because.at(-1);
  const isError = result.protocol === 'udp' && !udp.has(port) && !silentUdp!.has(port);
  const side = last?.checkpoint === 'network-acl' ? 'nacl' : 'sg';
  // What the scanner's own filters dropped, the kernel of the recorded run did not count.
  const drop =
    last?.verdict === 'deny' && !/scanner/i.test(last.component)
      ? `${side}_${last.leg === 'request' ? 'in' : `out${isError ? ':icmp' : ''}`}`
      : undefined;
  const state = `${result.state}${result.unresolved.map(({ what }) => ` (${what})`).join('')}`;
  return fate(state, result.reason, drop as Drop, acl('inbound', 'request'), acl('outbound', 'reply'));
}

function fate(
  state: string,
  reason: string | undefined,
  drop: Drop | undefined,
  inbound: number | string | undefined,
  outbound: number | string | undefined,
): string {
  return `${state} ${reason}, dropped at ${drop}, inbound rule ${inbound}, outbound rule ${outbound}`;
}

function connected(bench: Bench, probe: LabProbe, recorded: LabResult): Disagreements {
  const { spec } = bench.labCase;
  const out = probe.type === 'connect-out';
  const from = out ? bench.instance : bench.scanner;
  const ephemeral = out ? spec.options?.instance_ephemeral : undefined;
  const sourcePorts =
    probe.source_port !== undefined
      ? PortSet.of({ first: probe.source_port, last: probe.source_port })
      : ephemeral && PortSet.of({ first: ephemeral[0], last: ephemeral[1] });
  const host = (out ? [spec.scanner_ip, spec.scanner_ip6] : [spec.instance_ip, spec.instance_ip6])[
    probe.v6 === true ? 1 : 0
  ]!;
  return Object.entries(recorded.connections!).flatMap(([port, expected]) => {
    const result = connect(bench.topology, {
      from,
      host,
      port: Number(port),
      listening: listenersOf(out ? spec.scanner_listeners : spec.listeners).tcp,
      ...(sourcePorts === undefined ? {} : { sourcePorts }),
    });
    bench.tally.connections++;
    const found: Disagreements = [];
    const compare = (actual: string, recordedText: string): void => {
      if (withoutTime(actual) !== withoutTime(recordedText)) found.push(`${port}: ${actual}, not ${recordedText}`);
    };
    compare(result.attempts.map(({ outcome }) => outcome).join(), expected.outcome.join());
    compare(formatNcat(result, '7.93'), expected.ncat);
    if (expected.nc !== undefined) compare(formatNc(result), expected.nc);
    return found;
  });
}

/** The time is a measurement, and nc calls itself what it was called by. */
function withoutTime(text: string): string {
  return text.replace(/ in \d+\.\d\d seconds/, '').replace(/^nc\.openbsd:/, 'nc:');
}

function portsOf(text: string): readonly number[] {
  return portsIn(text).ranges.flatMap(({ first, last }) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  );
}
