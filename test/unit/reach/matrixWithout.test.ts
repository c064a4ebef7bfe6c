/** What a matrix says beside that of the same network without what it is taken to be. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matrix, type MatrixRow } from '../../../src/core/reach/matrix.ts';
import {
  MatrixWithout,
  singleEnds,
  type PremisedProtocol,
  type SingleEnd,
} from '../../../src/core/reach/matrixWithout.ts';
import type { Endpoint } from '../../../src/core/reach/endpoint.ts';
import type { PortBounds } from '../../../src/core/reach/portBounds.ts';
import { Reachability } from '../../../src/core/reach/reachability.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { someEntries, someGroupRules } from '../../support/arbitraryNetworks.ts';
import { network, type GroupRuleText, type NetworkText } from '../../support/networks.ts';

interface Told {
  readonly row: MatrixRow;
  readonly from: SingleEnd;
  readonly to: SingleEnd;
  readonly protocols: readonly PremisedProtocol[];
}

function toldOf(text: NetworkText, without: NetworkText, passing = false) {
  const other = new Topology(network(without));
  const topology = new Topology(network(text));
  const rows = matrix(topology, { passing });
  const beside = new MatrixWithout(other, { passing });
  const all = rows.flatMap((row) =>
    singleEnds(row.from).flatMap((from) =>
      singleEnds(row.to).map((to): Told => ({ row, from, to, protocols: beside.protocolsOf(row, from, to) })),
    ),
  );
  return { all, more: beside.passesBeside(rows) };
}

const bounds = ({ must, may }: PortBounds): string => `${must.toString()}/${may.toString()}`;

/** What of TCP gets from the internet to an interface: with the premise, and without where that differs. */
function tcpTo(name: string, text: NetworkText, without: NetworkText, passing = false): readonly string[] {
  return toldOf(text, without, passing)
    .all.filter(
      ({ row, from, to }) =>
        row.family === 'ipv4' &&
        from.kind === 'internet' &&
        to.kind === 'interface' &&
        to.interface.address === name,
    )
    .map(({ protocols: [tcp] }) => {
      const { reach, without: other } = tcp!;
      return [
        bounds(reach.ports),
        reach.certainty,
        ...(other === undefined ? [] : [bounds(other.ports)]),
      ].join(' ');
    });
}

const outbound: GroupRuleText = { direction: 'outbound' };
const inbound = (ports: string, peer: string): GroupRuleText => ({
  direction: 'inbound',
  protocol: 6,
  ports,
  peer,
});
const rules = (...own: readonly GroupRuleText[]): NetworkText => ({ rules: [...own, outbound] });
const open = inbound('80', '0.0.0.0/0');

describe('a matrix without what the network is taken to be', () => {
  it('takes what passes for proved where only what does not is another', () => {
    const [text, without] = [rules(open, inbound('22', '10.0.0.0/8')), rules(open, inbound('22', '?'))];
    assert.deepEqual(tcpTo('web', text, without), ['80/80 proved 80/22,80']);
  });

  it('assumes what may not pass without', () => {
    const [text, without] = [rules(open, inbound('22', '0.0.0.0/0')), rules(open, inbound('22', '?'))];
    assert.deepEqual(tcpTo('web', text, without), ['22,80/22,80 assumed 80/22,80']);
  });

  it('says nothing where all is the same', () => {
    const text = rules(open, inbound('22', '?'));
    assert.deepEqual(tcpTo('web', text, text), ['80/22,80 proved']);
  });

  it('tells parts of the internet apart that are one without', () => {
    const [text, without] = [rules(open, inbound('22', '203.0.113.0/24')), rules(open, inbound('22', '?'))];
    assert.deepEqual([...tcpTo('web', text, without)].sort(), [
      '22,80/22,80 assumed 80/22,80',
      '80/80 proved 80/22,80',
    ]);
  });

  it('takes a row that is left out for nothing', () => {
    const [text, without] = [rules(open), rules(outbound)];
    assert.deepEqual(tcpTo('web', text, without, true), ['80/80 assumed /']);
  });

  it('knows nothing of an interface that is not there', () => {
    const hosts = [{ ip: '10.0.12.4' }, { name: 'db', ip: '10.0.12.5', publicIp: '54.221.77.100' }];
    const text = { ...rules(open), hosts };
    assert.deepEqual(tcpTo('db', text, { ...text, hosts: hosts.slice(0, 1) }), ['80/80 assumed /0-65535']);
    assert.deepEqual(tcpTo('db', text, text), ['80/80 proved']);
  });

  it('tells that something may pass where there is no row', () => {
    const [nobody, perhaps] = [{ rules: [inbound('22', '10.0.0.0/32')] }, { rules: [inbound('22', '?')] }];
    assert.equal(toldOf(nobody, perhaps, true).more, true);
    assert.equal(toldOf(nobody, nobody, true).more, false);
    assert.equal(toldOf(perhaps, nobody, true).more, false);
    const part: NetworkText = { rules: [inbound('22', '203.0.113.0/24')] };
    const parts: NetworkText = { rules: [...part.rules!, inbound('22', '198.51.100.0/24')] };
    assert.equal(toldOf(part, parts, true).more, true);
    assert.equal(toldOf(parts, part, true).more, false);
  });

  it('answers what was asked of the same ends, and of none that are not there', () => {
    const hosts = [{ ip: '10.0.12.4' }, { name: 'db', ip: '10.0.12.5', publicIp: '54.221.77.100' }];
    const text = { ...rules(open), hosts };
    const topology = new Topology(network(text));
    const asked = (names: readonly string[]): readonly Endpoint[] =>
      names.map((name) => ({ kind: 'interface', interface: topology.interface(name)! }));
    const answer = (without: NetworkText, ...to: readonly string[]): readonly string[] => {
      const options = { from: ['internet' as const], to: asked(to), passing: false };
      const other = new Topology(network(without));
      const beside = new MatrixWithout(other, options);
      return matrix(topology, options).flatMap((row) =>
        singleEnds(row.from).flatMap((from) =>
          singleEnds(row.to).map((end) => {
            const [tcp] = beside.protocolsOf(row, from, end);
            return `${row.family} ${tcp!.without === undefined ? 'same' : bounds(tcp!.without.ports)}`;
          }),
        ),
      );
    };
    assert.deepEqual(new Set(answer(text, 'db')), new Set(['ipv4 same']));
    assert.deepEqual(new Set(answer({ ...rules(outbound), hosts }, 'db')), new Set(['ipv4 /']));
    assert.deepEqual(
      new Set(answer({ ...text, hosts: hosts.slice(0, 1) }, 'db')),
      new Set(['ipv4 /0-65535']),
    );
  });

  it('holds a protocol that one of both does not name against all others there', () => {
    const gre: GroupRuleText = { direction: 'inbound', protocol: 47, peer: '0.0.0.0/0' };
    const all: GroupRuleText = { direction: 'inbound', protocol: -1, peer: '0.0.0.0/0' };
    const saidOf = ({ must, may }: PortBounds): string =>
      may.isEmpty ? 'no' : must.isEmpty ? 'perhaps' : 'yes';
    const differing = (text: NetworkText, without: NetworkText): readonly string[] =>
      toldOf(text, without)
        .all.filter(({ row, from }) => row.family === 'ipv4' && from.kind === 'internet')
        .flatMap(({ protocols }) =>
          protocols.flatMap(({ name, without: other }) =>
            other === undefined ? [] : [`${name} ${saidOf(other.ports)}`],
          ),
        );
    assert.deepEqual(differing(rules(gre), rules(gre)), []);
    assert.deepEqual(differing(rules(gre), rules(open)), ['tcp yes', '47 no']);
    assert.deepEqual(differing(rules(open), rules(gre)), ['tcp no', 'other perhaps']);
    assert.deepEqual(differing(rules(gre), rules(all)), ['tcp yes', 'udp yes', 'icmp yes', 'other yes']);
  });

  it('says of no two ends what their reachability there does not bear out', () => {
    const hosts = {
      hosts: [
        { ip: '10.0.12.4', publicIp: '54.221.77.100' },
        { name: 'db', ip: '10.0.12.5' },
      ],
    };
    let [same, different] = [0, 0];
    fc.assert(
      fc.property(
        someGroupRules,
        someGroupRules,
        someEntries,
        fc.boolean(),
        (own, others, entries, hasAcl) => {
          const text = { ...rules(...own), ...hosts };
          const other = { ...rules(...others), ...hosts, ...(hasAcl ? { inbound: entries } : {}) };
          const reachability = new Reachability(new Topology(network(other)));
          for (const { row, from, to, protocols } of toldOf(text, other).all) {
            const [start, end] = [from, to].map((one) => endpointIn(reachability.topology, one));
            for (const { name, protocol, reach, without: said } of protocols) {
              if (name !== 'tcp' && name !== 'udp') continue;
              const there = reachability.between(start!, end!, protocol, row.family);
              if (said === undefined) same++;
              else different++;
              const sure = said ?? reach;
              assert.ok(sure.ports.must.subtract(there.ports.must).isEmpty);
              assert.ok(there.ports.may.subtract(sure.ports.may).isEmpty);
              if (there.ports.may.isEmpty) continue;
              assert.ok(sure.replyPorts.must.subtract(there.replyPorts.must).isEmpty);
              assert.ok(there.replyPorts.may.subtract(sure.replyPorts.may).isEmpty);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
    assert.ok(same > 0 && different > 0, `${same} and ${different}`);
  });
});

function endpointIn(topology: Topology, end: SingleEnd): Endpoint {
  if (end.kind === 'interface')
    return { kind: 'interface', interface: topology.interface(end.interface.address)! };
  const address =
    end.kind === 'address'
      ? end.address
      : { family: end.members.family, value: end.members.ranges[0]!.first };
  return { kind: 'outside', address };
}
