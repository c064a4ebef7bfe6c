/** The diagram in words, for people who do not see the picture: the probe hop by hop, else what contains what. */
import { formatPacket } from '../net/packet.ts';
import { printable } from '../probe/report/printable.ts';
import type { Hop, Verdict, Walk } from '../reach/hop.ts';
import type { Box, Fate, Step } from './drawing.ts';
import type { Layout } from './layout.ts';
import type { Trace } from './trace.ts';

const fates: Record<Verdict, Fate> = { allow: 'passed', deny: 'dropped', unknown: 'unknown' };

/** What a verdict means for the packet. */
export function fateOf(verdict: Verdict): Fate {
  return fates[verdict];
}

/** One step a hop. `revealIdOf` names the line that decided it. */
export function hopSteps(walk: Walk, { boxes }: Trace, revealIdOf: (hop: Hop) => string): Step[] {
  const packet = formatPacket(walk.packet);
  return walk.hops.map((hop, index) => ({
    boxId: boxes[index]?.id,
    revealId: revealIdOf(hop),
    packet,
    text: printable(hop.text),
    fate: fateOf(hop.verdict),
  }));
}

const words: Record<Box['kind'], string> = {
  'internet': 'Internet',
  'internet-gateway': 'Internet gateway',
  'vpc': 'VPC',
  'subnet': 'Subnet',
  'network-acl': 'Network ACL',
  'security-group': 'Security group',
  'instance': 'Instance',
  'network-interface': 'Network interface',
};

/** One step a box, with what it stands in: `Subnet aws_subnet.a, 10.0.1.0/24, in VPC aws_vpc.main`. */
export function containmentSteps(layout: Layout): Step[] {
  const byId = new Map(layout.placed.map((box) => [box.id, box]));
  return layout.placed
    .filter((box) => box.kind !== 'internet')
    .map((box) => {
      const parent = box.parent === undefined ? undefined : byId.get(box.parent);
      const place =
        parent === undefined ? '' : `in ${parent.kind === 'vpc' ? 'VPC' : 'subnet'} ${parent.name}`;
      return {
        boxId: box.id,
        revealId: box.origin === undefined ? undefined : box.id,
        packet: undefined,
        text: printable(
          [`${words[box.kind]} ${box.name}`, box.detail, place].filter((part) => part !== '').join(', '),
        ),
        fate: box.known ? 'untouched' : 'unknown',
      };
    });
}
