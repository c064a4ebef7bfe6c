/** `nacl-unassociated`: a network ACL that no subnet uses filters nothing (SEMANTICS N22). */
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';

export const naclUnassociated: Rule = {
  id: 'nacl-unassociated',
  check: ({ configuration, topology }) => {
    const { networkAcls, subnets } = topology.network;
    // A subnet whose network ACL is not known may use any of them; without subnets the code is a part of something.
    if (subnets.length === 0 || subnets.some(({ networkAcl }) => networkAcl.kind === 'unknown')) return [];
    const used = new Set(
      subnets.flatMap(({ networkAcl }) => (networkAcl.kind === 'known' ? [networkAcl.value] : [])),
    );
    return (
      networkAcls
        .filter(({ address, isDefault, open }) => !isDefault && open === undefined && !used.has(address))
        // Whoever is handed it may have subnets of their own for it.
        .filter(({ address }) => configuration.handedOut?.has(address) !== true)
        .map(({ address, origin }): Finding => ({
          rule: 'nacl-unassociated',
          severity: 'information',
          certainty: 'proved',
          message: `${address} filters nothing: no subnet uses it. Associate it with the subnets it is meant for, or remove it.`,
          resource: address,
          origin,
          related: [],
          proof: undefined,
          because: [],
          unnecessary: true,
        }))
    );
  },
};
