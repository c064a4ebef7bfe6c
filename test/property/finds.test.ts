/**
 * Root modules whose data sources find several things in another one: an answer that rests on some of them is the same
 * when the others find nothing, and is not when any of them does.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Analysis } from '../../src/core/analysis.ts';
import { keyOf, type Finding } from '../../src/core/findings/finding.ts';
import { PortSet } from '../../src/core/net/portSet.ts';
import { scan } from '../../src/core/probe/scan.ts';
import type { Because } from '../../src/core/value/value.ts';
import { Workspace } from '../../src/core/workspace.ts';
import { webInOwnVpc } from '../support/webInOwnVpc.ts';

const vpcs = ['10.0.0.0/8', '10.1.0.0/16', '0.0.0.0/0'].map(
  (block, index) => `
resource "aws_vpc" "v${index}" {
  cidr_block = "${block}"
  tags       = { Name = "v${index}" }
}
`,
);
const network = `${vpcs.join('')}
resource "aws_subnet" "s" {
  vpc_id     = aws_vpc.v0.id
  cidr_block = "10.1.0.0/16"
  tags       = { Name = "s1" }
}
`;

/** The last one looks in the VPC of the first. */
const sources = ['aws_vpc.d0', 'aws_vpc.d1', 'aws_vpc.d2', 'aws_subnet.d3'];

/** @param finding the data sources that find something. All have the same length either way, so findings keep their places. */
function sourcesIn(finding: readonly string[]): string {
  return sources
    .map((source, index) => {
      const name = !finding.includes(source) ? 'no' : index === 3 ? 's1' : `v${index}`;
      const within = index === 3 ? ' vpc_id = data.aws_vpc.d0.id\n' : '';
      return `data "${source.replace('.', '" "')}" {\n${within} tags = { Name = "${name}" }\n}\n`;
    })
    .join('');
}

const block = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...sources).map((source) => `data.${source}.cidr_block`) },
  { weight: 1, arbitrary: fc.constantFrom('"10.1.0.0/16"', '"0.0.0.0/0"', '"192.0.2.0/25"') },
);
const blocks = fc.array(block, { minLength: 1, maxLength: 3 }).map((all) => all.join());

const entries = fc.array(
  fc.record({ block, action: fc.constantFrom('allow', 'deny'), port: fc.constantFrom(22, 80) }),
  { maxLength: 4 },
);

/** All that stands below the data sources. */
const below = fc.tuple(blocks, blocks, entries).map(([port80, port22, all]) => {
  const ingress = all.map(
    (entry, index) => `
  ingress {
    rule_no    = ${index + 1}
    action     = "${entry.action}"
    protocol   = "tcp"
    from_port  = ${entry.port}
    to_port    = ${entry.port}
    cidr_block = ${entry.block}
  }`,
  );
  const rest = 'protocol = "-1"\n action = "allow"\n from_port = 0\n to_port = 0\n cidr_block = "0.0.0.0/0"';
  return `${webInOwnVpc({ port80, port22 })}
resource "aws_network_acl" "own" {
  vpc_id     = aws_vpc.own.id
  subnet_ids = [aws_subnet.own.id]${ingress.join('')}
  ingress {
    rule_no = 100
    ${rest}
  }
  egress {
    rule_no = 100
    ${rest}
  }
}
`;
});

interface Answer {
  readonly name: string;
  readonly said: string;
  readonly certainty: string;
  readonly restsOn: readonly string[];
}

/** What a scan says of each port by itself, and all findings. */
function answersOf({ topology, findings }: Analysis): readonly Answer[] {
  const web = topology.interface('aws_instance.web');
  assert.ok(web !== undefined);
  const { targets } = scan(topology, {
    type: 'syn',
    targets: [web],
    from: { kind: 'internet' },
    ports: PortSet.of(...[22, 23, 80].map((port) => ({ first: port, last: port }))),
  });
  const results = targets.flatMap((target) => target.results);
  const ports = results.flatMap(({ ports: own, state, reason, certainty, assumes = [] }) =>
    own.ranges.flatMap(({ first, last }) =>
      Array.from({ length: last - first + 1 }, (_, index): Answer => {
        const said = `${state} ${reason ?? ''}`;
        return { name: `port ${first + index}`, said, certainty, restsOn: namedIn(assumes) };
      }),
    ),
  );
  const told = findings.filter(({ rule }) => rule !== 'unresolved');
  const found = told.map((finding: Finding) => {
    const { certainty, assumes } = finding;
    return { name: keyOf(finding), said: 'found', certainty, restsOn: namedIn(assumes?.() ?? []) };
  });
  return [...ports, ...found];
}

function namedIn(because: readonly Because[]): readonly string[] {
  return because.flatMap(({ what }) => sources.filter((source) => what === `data.${source}`));
}

describe('answers that rest on what data sources find', () => {
  it('name no more and no less than what makes them so', () => {
    const seen = { some: 0, several: 0, notAll: 0, findings: 0, chained: 0 };
    fc.assert(
      fc.property(below, (code) => {
        const workspace = new Workspace();
        workspace.update('network/main.tf', network);
        const kept = new Map<string, readonly Answer[]>();
        const answersWith = (finding: readonly string[]): readonly Answer[] => {
          const known = kept.get(finding.join());
          if (known !== undefined) return known;
          workspace.update('app/main.tf', `${sourcesIn(finding)}${code}`);
          const answers = answersOf(workspace.analysisAt('app')!);
          kept.set(finding.join(), answers);
          return answers;
        };
        const saysSame = (answer: Answer, finding: readonly string[]): Answer | undefined =>
          answersWith(finding).find(({ name, said }) => name === answer.name && said === answer.said);
        for (const answer of answersWith(sources)) {
          const { restsOn } = answer;
          if (restsOn.length === 0) {
            if (answer.certainty === 'proved' && !answer.said.startsWith('unknown'))
              assert.equal(saysSame(answer, [])?.certainty, 'proved', answer.name);
            continue;
          }
          assert.equal(answer.certainty, 'assumed');
          assert.deepEqual(saysSame(answer, restsOn), answer);
          for (const one of restsOn)
            assert.equal(
              saysSame(
                answer,
                restsOn.filter((other) => other !== one),
              ),
              undefined,
              answer.name,
            );
          seen.some++;
          if (restsOn.length > 1) seen.several++;
          if (restsOn.length < sources.length) seen.notAll++;
          if (answer.said === 'found') seen.findings++;
          if (restsOn.includes('aws_subnet.d3')) seen.chained++;
        }
      }),
      { numRuns: 40 },
    );
    for (const [kind, count] of Object.entries(seen)) assert.ok(count > 0, kind);
  });
});
