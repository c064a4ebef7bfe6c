/** For `ipv6-forgotten`, where a group forgets it: the same rule for `::/0`. */
import type { NewField } from '../../rewrite/newValue.ts';
import type { Change, Written } from '../../rewrite/written.ts';
import type { Alternatives, FixContext, Proposal } from './fix.ts';
import { ruleOfFinding } from './ruleOfFinding.ts';

const everybody = '::/0';

export function ipv6Forgotten(context: FixContext): readonly Alternatives[] {
  const found = ruleOfFinding(context);
  // A network ACL that forgets it needs rules both ways, which only its author can name.
  if (found?.rule.of !== 'security-group') return [];
  const twin = (): Proposal | undefined => {
    const edits = withIpv6(found.written);
    return edits && { title: `Let the rule hold for ${everybody} too`, edits };
  };
  return [[twin]];
}

/** In the rule itself where it takes blocks of both families, else as another one like it. */
function withIpv6(written: Written): Change {
  const { code, names } = written;
  const isList = code.kind === 'terraform' && names.includes('cidr_blocks');
  if (isList) return written.set('ipv6_cidr_blocks', [everybody]);
  const [ipv4, ipv6] = code.kind === 'terraform' ? ['cidr_ipv4', 'cidr_ipv6'] : ['CidrIp', 'CidrIpv6'];
  if (!names.includes(ipv4)) return undefined;
  const fields: NewField[] = [];
  for (const name of names) {
    const text = written.textOf(name);
    // What spans lines cannot be said again on one.
    if (text === undefined || text.includes('\n')) return undefined;
    fields.push(name === ipv4 ? { name: ipv6, value: everybody } : { name, value: { verbatim: text } });
  }
  const suffix = code.kind === 'terraform' ? '_ipv6' : 'Ipv6';
  return written.addAlike(fields, `${written.name}${suffix}`);
}
