/** What a network is taken to be: answers that are others without are assumed, and name it; the rest stay as they are. */
import assert from 'node:assert/strict';
import { PortSet } from '../../../src/core/net/portSet.ts';
import { connect } from '../../../src/core/probe/connect.ts';
import { connectFromInternet } from '../../../src/core/probe/connectFromInternet.ts';
import { sendProbe } from '../../../src/core/probe/packets.ts';
import { scanProtocols } from '../../../src/core/probe/protocolScan.ts';
import { decisionInWords } from '../../../src/core/probe/report/deciding.ts';
import { scan, type ScanOptions } from '../../../src/core/probe/scan.ts';
import type { ScannedTarget } from '../../../src/core/probe/scanResult.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { ip, network, type GroupRuleText, type NetworkText } from '../../support/networks.ts';

const find = { what: 'data.aws_vpc.d', why: 'is taken to find aws_vpc.main', origin: undefined };
const outside = { kind: 'outside', address: ip('198.51.100.7') } as const;

/** A network that rests on a premise. @param without how its rules are without that. */
function resting(text: NetworkText, without: NetworkText): Topology {
  const other = new Topology(network(without));
  return new Topology(network(text), { because: [find], without: () => other, only: () => undefined });
}

const inbound = (ports: string, peer: string): GroupRuleText => ({
  direction: 'inbound',
  protocol: 6,
  ports,
  peer,
});
const outbound: GroupRuleText = { direction: 'outbound' };
const rules = (...own: readonly GroupRuleText[]): NetworkText => ({ rules: [...own, outbound] });

/** Port 80 is open to everybody, and port 22 to a block that is known only with the premise. */
const closed = resting(
  rules(inbound('80', '0.0.0.0/0'), inbound('22', '10.0.0.0/8')),
  rules(inbound('80', '0.0.0.0/0'), inbound('22', '?')),
);
/** The same, and the block is everybody's. */
const opened = resting(
  rules(inbound('80', '0.0.0.0/0'), inbound('22', '0.0.0.0/0')),
  rules(inbound('80', '0.0.0.0/0'), inbound('22', '?')),
);

const listeners = { tcp: PortSet.of({ first: 22, last: 22 }, { first: 80, last: 80 }), udp: PortSet.none };

function scanned(topology: Topology, more: Partial<ScanOptions> = {}): ScannedTarget {
  return scan(topology, {
    type: 'syn',
    targets: [topology.interface('web')!],
    from: { kind: 'internet' },
    ports: PortSet.of({ first: 21, last: 23 }, { first: 80, last: 80 }),
    listeners,
    ...more,
  }).targets[0]!;
}

const inWords = ({ results }: ScannedTarget): readonly string[] =>
  results.map(
    ({ ports, state, certainty, assumes = [] }) =>
      `${ports.toString()} ${state} ${certainty}${assumes.map(({ what }) => ` ${what}`).join('')}`,
  );

describe('a scan of a network that rests on a premise', () => {
  it('cuts a range where part of it has the same answer without', () => {
    assert.deepEqual(inWords(scanned(closed)), [
      '21,23 filtered proved',
      '22 filtered assumed data.aws_vpc.d',
      '80 open proved',
    ]);
    assert.deepEqual(inWords(scanned(opened)), [
      '21,23 filtered proved',
      '22 open assumed data.aws_vpc.d',
      '80 open proved',
    ]);
  });

  it('leaves an answer that is unknown with it too', () => {
    const open = resting(rules(inbound('80', '?')), rules(inbound('80', '?')));
    assert.deepEqual(inWords(scanned(open)), ['21-23 filtered proved', '80 unknown proved']);
  });

  it('assumes all of a target, or from one, that is not there without', () => {
    const two = { ...rules(inbound('80', '0.0.0.0/0')), hosts: [{ ip: '10.0.12.4' }, { name: 'db' }] };
    const topology = resting(two, { ...two, hosts: [{ ip: '10.0.12.4' }] });
    const targets = [topology.interface('db')!];
    const from = { kind: 'interface', interface: topology.interface('db')! } as const;
    assert.deepEqual(inWords(scanned(topology, { from })), [
      '21-23 filtered assumed data.aws_vpc.d',
      '80 open assumed data.aws_vpc.d',
    ]);
    const there = { kind: 'interface', interface: topology.interface('web')! } as const;
    assert.deepEqual(inWords(scanned(topology, { targets, from: there })), [
      '21-23 filtered assumed data.aws_vpc.d',
      '80 open assumed data.aws_vpc.d',
    ]);
  });

  it('assumes that a host is down, or up, only where that hangs on it', () => {
    const hostOf = (topology: Topology): string => {
      const { host } = scanned(topology, { discovery: true });
      return `${host!.status} ${host!.certainty} ${(host!.assumes ?? []).map(({ what }) => what).join()}`;
    };
    const [everybody, perhaps] = [inbound('443', '0.0.0.0/0'), inbound('443', '?')];
    assert.equal(
      hostOf(resting(rules(inbound('443', '10.0.0.0/8')), rules(perhaps))),
      'down assumed data.aws_vpc.d',
    );
    assert.equal(hostOf(resting(rules(everybody), rules(perhaps))), 'up assumed data.aws_vpc.d');
    assert.equal(hostOf(resting(rules(everybody), rules(everybody))), 'up proved ');
  });

  it('goes for protocols too', () => {
    const [icmp, perhaps] = ['10.0.0.0/8', '?'].map((peer) =>
      rules({ direction: 'inbound', protocol: 1, peer }),
    );
    const topology = resting(icmp!, perhaps!);
    const [target] = scanProtocols(topology, {
      targets: [topology.interface('web')!],
      from: { kind: 'internet' },
      protocols: PortSet.of({ first: 1, last: 1 }, { first: 6, last: 6 }),
    }).targets;
    assert.deepEqual(inWords(target!), ['1 open|filtered assumed data.aws_vpc.d', '6 open|filtered proved']);
  });

  it('names it where the answer is explained', () => {
    const labels = { request: 'SYN', reply: 'SYN-ACK or RST' };
    const [proved, assumed] = scanned(closed).results.map((result) => decisionInWords(result, labels));
    assert.equal(proved, 'SYN: security group sg: no inbound rule matches');
    assert.equal(assumed, `${proved} (data.aws_vpc.d is taken to find aws_vpc.main)`);
  });
});

describe('one probe in a network that rests on a premise', () => {
  const resultOf = (topology: Topology, port: number, target = topology.interface('web')!) =>
    sendProbe(topology, { type: 'syn', target, from: { kind: 'internet' }, port, listeners }).result;

  it('is assumed where its fate is another one without', () => {
    assert.deepEqual(
      [22, 23, 80].map((port) => resultOf(closed, port).certainty),
      ['assumed', 'proved', 'proved'],
    );
  });

  it('is so on its way out', () => {
    const out = (peer: string): NetworkText => ({ rules: [{ direction: 'outbound', protocol: 6, peer }] });
    const fate = (topology: Topology, port = 443): string => {
      const from = { kind: 'interface', interface: topology.interface('web')! } as const;
      const { result } = sendProbe(topology, { type: 'syn', target: outside.address, from, port });
      return `${result.state} ${result.certainty} ${(result.assumes ?? []).map(({ what }) => what).join()}`;
    };
    assert.equal(fate(resting(out('10.0.0.0/8'), out('?'))), 'filtered assumed data.aws_vpc.d');
    assert.equal(fate(resting(out('10.0.0.0/8'), out('10.0.0.0/8'))), 'filtered proved ');
    assert.equal(fate(resting(out('0.0.0.0/0'), out('?'))), 'open assumed 198.51.100.7,data.aws_vpc.d');
  });
});

describe('a connection in a network that rests on a premise', () => {
  const listening = listeners.tcp;
  const told = (topology: Topology, port: number, host = 'web'): readonly string[] =>
    [
      connect(topology, { from: outside, host, port, listening }),
      connectFromInternet(topology, { host, port, listening }),
    ].map(({ attempts: [attempt] }) =>
      [attempt!.outcome, attempt!.certainty, ...attempt!.because.map(({ what }) => what)].join(' '),
    );

  it('is assumed where its outcome is another one without', () => {
    assert.deepEqual(told(closed, 22), Array(2).fill('timeout assumed data.aws_vpc.d'));
    assert.deepEqual(told(opened, 22), Array(2).fill('connected assumed data.aws_vpc.d'));
  });

  it('is proved where it is not', () => {
    assert.deepEqual(told(closed, 23), Array(2).fill('timeout proved'));
    assert.deepEqual(told(closed, 80), Array(2).fill('connected proved'));
    assert.deepEqual(told(closed, 80, '54.221.77.100'), Array(2).fill('connected proved'));
  });

  it('is assumed where an address belongs to nobody without', () => {
    const nowhere = resting(rules(inbound('80', '0.0.0.0/0')), { hosts: [{ ip: '10.0.12.197' }] });
    assert.deepEqual(told(nowhere, 23, '54.221.77.100'), Array(2).fill('timeout assumed data.aws_vpc.d'));
  });

  it('stays unknown where it is', () => {
    const open = resting(rules(inbound('80', '?')), rules(inbound('80', '?')));
    for (const words of told(open, 80)) assert.match(words, /^unknown proved var\.peer/);
  });
});
