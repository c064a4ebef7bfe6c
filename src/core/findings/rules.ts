/** Every rule there is. A rule is a file of its own; here it gets its place. */
import { blackholeRoute } from './blackholeRoute.ts';
import { cidrHostBits } from './cidrHostBits.ts';
import { commentNoEffect } from './commentNoEffect.ts';
import { ignoreUnused } from './ignoreUnused.ts';
import { ipv6Forgotten } from './ipv6Forgotten.ts';
import { naclAssociationConflict } from './naclAssociationConflict.ts';
import { naclDenyAfterAllow } from './naclDenyAfterAllow.ts';
import { naclDuplicateNumber } from './naclDuplicateNumber.ts';
import { naclEphemeralExposes } from './naclEphemeralExposes.ts';
import { naclIcmpZero } from './naclIcmpZero.ts';
import { naclInlineAndSeparate } from './naclInlineAndSeparate.ts';
import { naclNumberRange } from './naclNumberRange.ts';
import { naclPortZero } from './naclPortZero.ts';
import { naclProtocolName } from './naclProtocolName.ts';
import { naclReplyBlocked } from './naclReplyBlocked.ts';
import { naclReplyIntermittent } from './naclReplyIntermittent.ts';
import { naclRulePartlyShadowed } from './naclRulePartlyShadowed.ts';
import { naclRuleRedundant } from './naclRuleRedundant.ts';
import { naclRuleShadowed } from './naclRuleShadowed.ts';
import { naclUnassociated } from './naclUnassociated.ts';
import { natInPrivateSubnet } from './natInPrivateSubnet.ts';
import { noInternetRoute } from './noInternetRoute.ts';
import { pmtudBlocked } from './pmtudBlocked.ts';
import { portsIgnored } from './portsIgnored.ts';
import { publicIpWithoutRoute } from './publicIpWithoutRoute.ts';
import { quotaNaclRules } from './quotaNaclRules.ts';
import { quotaSgRules } from './quotaSgRules.ts';
import type { Rule } from './rule.ts';
import { ruleRefused } from './ruleRefused.ts';
import { sgDefaultAdopted } from './sgDefaultAdopted.ts';
import { sgDuplicateRule } from './sgDuplicateRule.ts';
import { sgEgressStripped } from './sgEgressStripped.ts';
import { sgExposed } from './sgExposed.ts';
import { sgInlineAndSeparate } from './sgInlineAndSeparate.ts';
import { sgNoEgress } from './sgNoEgress.ts';
import { sgReferenceEmpty } from './sgReferenceEmpty.ts';
import { sgReferencePublic } from './sgReferencePublic.ts';
import { sgRuleNoEffect } from './sgRuleNoEffect.ts';
import { unresolved } from './unresolved.ts';

export const rules: readonly Rule[] = [
  naclReplyBlocked,
  naclReplyIntermittent,
  naclEphemeralExposes,
  naclRuleShadowed,
  naclRulePartlyShadowed,
  naclRuleRedundant,
  naclDuplicateNumber,
  naclNumberRange,
  naclDenyAfterAllow,
  naclInlineAndSeparate,
  naclIcmpZero,
  naclPortZero,
  naclProtocolName,
  portsIgnored,
  cidrHostBits,
  ipv6Forgotten,
  pmtudBlocked,
  ruleRefused,
  naclAssociationConflict,
  naclUnassociated,
  sgExposed,
  sgRuleNoEffect,
  sgNoEgress,
  sgEgressStripped,
  sgInlineAndSeparate,
  sgDuplicateRule,
  sgReferencePublic,
  sgReferenceEmpty,
  sgDefaultAdopted,
  noInternetRoute,
  publicIpWithoutRoute,
  natInPrivateSubnet,
  blackholeRoute,
  quotaNaclRules,
  quotaSgRules,
  commentNoEffect,
  unresolved,
  // Asks what the others found.
  ignoreUnused,
];
