/**
 * `ports-ignored`: a rule names ports, and its protocol has none or is all of them, so the rule is for more than it says
 * (SEMANTICS N11, N12, N16, S6). Where Terraform's provider refuses that (P4, P7), it is an error.
 */
import { allProtocols, hasIcmpType, protocolName } from '../net/protocol.ts';
import { refusalFinding } from './refusals.ts';
import type { Rule } from './rule.ts';
import { refusedRules, remarkedRules, ruleFinding, ruleInWords } from './writtenRules.ts';

const id = 'ports-ignored';

export const portsIgnored: Rule = {
  id,
  check: ({ topology }) => [
    ...refusedRules(topology.network, ['ports-of-all']).map((refused) =>
      refusalFinding(id, refused, 'Write 0 for both ports, or name the protocol the ports are of.'),
    ),
    ...remarkedRules(topology.network, 'ports-ignored').map(({ written, remark }) => {
      const { protocol } = written.rule;
      const all = protocol.kind === 'known' && protocol.value === allProtocols;
      const name = protocol.kind === 'known' ? protocolName(protocol.value) : 'its protocol';
      const why = all
        ? `is for every protocol and every port: AWS ignores ${remark.what} where the protocol is -1, all of them`
        : protocol.kind === 'known' && hasIcmpType(protocol.value)
          ? `is for the type and code of ${name} it names: AWS ignores ${remark.what}, as ${name} has no ports`
          : `is for all of ${name}: AWS ignores ${remark.what}, as ${name} has no ports`;
      const message = `${ruleInWords(written)} ${why}. Name the protocol the ports are of, or leave them out.`;
      return ruleFinding(id, all ? 'warning' : 'information', written, message, remark.origin);
    }),
  ],
};
