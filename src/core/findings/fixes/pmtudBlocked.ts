/** For `pmtud-blocked`: the rule by which routers can ask for smaller packets (SEMANTICS N38). */
import { parseCidr } from '../../net/address.ts';
import { icmp, icmpv6 } from '../../net/protocol.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';
import { addEntry } from './networkAclEntries.ts';
import { numberBefore, numberBehind } from './ruleNumbers.ts';

/** Fragmentation needed, and packet too big. */
const messages = [
  { protocol: icmp, everybody: '0.0.0.0/0', match: { type: 3, code: 4 }, words: 'icmp type 3 code 4' },
  { protocol: icmpv6, everybody: '::/0', match: { type: 2, code: 0 }, words: 'ICMPv6 type 2 code 0' },
] as const;

export function pmtudBlocked(context: FixContext): readonly Alternatives[] {
  const acl = context.topology.networkAcl(context.finding.resource);
  if (acl === undefined) return [];
  const firstDeny = acl.inbound.find(({ action }) => action.kind === 'known' && action.value === 'deny');
  const numbers = [
    numberBehind(acl, 'inbound'),
    firstDeny === undefined ? undefined : numberBefore(acl, 'inbound', firstDeny),
  ];
  return [
    messages.flatMap(({ protocol, everybody, match, words }) =>
      numbers.map((number) => (): Proposal | undefined => {
        const cidr = parseCidr(everybody)?.cidr;
        if (number === undefined || cidr === undefined) return undefined;
        const entry = { number, action: 'allow', protocol, cidr, match, name: 'pmtud' } as const;
        const edits = addEntry(context, acl, 'inbound', entry);
        return edits && { title: `Allow inbound ${words} from ${everybody} (rule ${number})`, edits };
      }),
    ),
  ];
}
