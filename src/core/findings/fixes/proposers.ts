/** Which rules have fixes. A rule whose right edit only its author can know has none. */
import type { RuleId } from '../../text/ruleIds.ts';
import { commentNoEffect } from './commentNoEffect.ts';
import type { Proposer } from './fix.ts';
import { freeNumber, validNumber } from './naclNumbers.ts';
import { ignoreUnused } from './ignoreUnused.ts';
import { ipv6Forgotten } from './ipv6Forgotten.ts';
import { naclIcmpZero } from './naclIcmpZero.ts';
import { naclPortZero } from './naclPortZero.ts';
import { naclReply } from './naclReply.ts';
import { moveRule, removeRule } from './naclRuleOrder.ts';
import { natInPrivateSubnet } from './natInPrivateSubnet.ts';
import { pmtudBlocked } from './pmtudBlocked.ts';
import { portsIgnored } from './portsIgnored.ts';
import { attachGateway, defaultRoute } from './routesToInternet.ts';
import { ruleRefused } from './ruleRefused.ts';
import { sgDuplicateRule } from './sgDuplicateRule.ts';
import { sgNoEgress } from './sgNoEgress.ts';
import { valueInstead } from './valueInstead.ts';

export const proposers: ReadonlyMap<RuleId, Proposer> = new Map<RuleId, Proposer>([
  ['nacl-reply-blocked', naclReply],
  ['nacl-reply-intermittent', naclReply],
  ['nacl-rule-shadowed', removeRule],
  ['nacl-rule-redundant', removeRule],
  ['nacl-deny-after-allow', moveRule],
  ['nacl-rule-partly-shadowed', moveRule],
  ['nacl-duplicate-number', freeNumber],
  ['nacl-number-range', validNumber],
  ['nacl-icmp-zero', naclIcmpZero],
  ['nacl-port-zero', naclPortZero],
  ['nacl-protocol-name', valueInstead],
  ['cidr-host-bits', valueInstead],
  ['ports-ignored', portsIgnored],
  ['rule-refused', ruleRefused],
  ['sg-no-egress', sgNoEgress],
  ['sg-duplicate-rule', sgDuplicateRule],
  ['ipv6-forgotten', ipv6Forgotten],
  ['pmtud-blocked', pmtudBlocked],
  ['nat-in-private-subnet', natInPrivateSubnet],
  ['public-ip-without-route', defaultRoute],
  ['no-internet-route', attachGateway],
  ['comment-no-effect', commentNoEffect],
  ['ignore-unused', ignoreUnused],
]);
