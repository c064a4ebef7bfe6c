/**
 * `nacl-port-zero`: a TCP or UDP rule for port 0, which nothing uses, where all ports were meant (SEMANTICS N13, P3, S9).
 */
import { protocolName } from '../net/protocol.ts';
import type { Rule } from './rule.ts';
import { ruleFinding, ruleInWords, writtenRules } from './writtenRules.ts';

export const naclPortZero: Rule = {
  id: 'nacl-port-zero',
  check: ({ topology }) =>
    writtenRules(topology.network).flatMap((written) => {
      const { protocol, ports, refused, remarks = [] } = written.rule;
      if (refused !== undefined || protocol.kind === 'unknown' || ports.kind === 'unknown') return [];
      if (ports.value === 'all' || ports.value.last !== 0) return [];
      const why = remarks.some(({ code }) => code === 'ports-left-out')
        ? 'from_port and to_port are left out, and 0 is sent for them'
        : `0 to 0 is a range like any other where the protocol is ${protocolName(protocol.value)}`;
      const message = `${ruleInWords(written)} matches ${protocolName(protocol.value)} port 0 alone, which nothing uses: ${why}. Write 0 to 65535 for all ports.`;
      return [ruleFinding('nacl-port-zero', 'warning', written, message)];
    }),
};
