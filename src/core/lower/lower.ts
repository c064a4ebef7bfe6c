/**
 * From resources to the network AWS makes of them. Each resource of code adds its part to a draft by the table of its
 * language; the draft is then assembled, with everything AWS adds by itself written out. Describe output has it all
 * already and needs no draft.
 */
import type { Network } from '../aws/network.ts';
import { atOnce, type Steps } from '../text/steps.ts';
import type { Configuration, Language } from '../value/resource.ts';
import { associationConflicts } from './associationConflicts.ts';
import { interfaces } from './assembleInterfaces.ts';
import { loadBalancers, targetGroups, withListening } from './assembleLoadBalancers.ts';
import { networkAcls, strayEntries } from './assembleNetworkAcls.ts';
import {
  blockPublicAccess,
  egressOnlyInternetGateways,
  gatewayEndpoints,
  internetGateways,
  vpcPeeringConnections,
} from './assembleGateways.ts';
import { routeTables } from './assembleRouteTables.ts';
import { prefixLists, securityGroups, strayRules } from './assembleSecurityGroups.ts';
import { transitGateways } from './assembleTransitGateways.ts';
import { mainRouteTables, subnets as assembleSubnets, Vpcs } from './assembleVpcs.ts';
import { cloudformation } from './cloudformation/cloudformation.ts';
import { lowerFolder } from './describe/describe.ts';
import { emptyDraft, type Draft } from './draft.ts';
import type { Family, Lower } from './family.ts';
import { withAnnotations, withSaidListening, type SaidListening } from './listening.ts';
import { References } from './references.ts';
import { terraform } from './terraform/terraform.ts';
import { addUnread } from './unread.ts';
import { unresolvedOf, type Parts } from './unresolved.ts';

const tables: Readonly<Record<Exclude<Language, 'describe'>, ReadonlyMap<string, Lower>>> = {
  terraform: tableOf(terraform),
  cloudformation: tableOf(cloudformation),
};

const resourcesPerStep = 20;

/**
 * The network a configuration declares. Never fails: what cannot be told is unknown with its reasons, what AWS would
 * refuse stands among the refused rules. Components stand in order of declaration, AWS' own ones last; nothing else
 * depends on the order of the resources.
 * @param listening what is said of resources beside the code, by address.
 */
export function lowerConfiguration(
  configuration: Configuration,
  listening: ReadonlyMap<string, SaidListening> = new Map(),
): Network {
  return atOnce(lowerInSteps(configuration, listening));
}

/** The same in short steps, a few resources in each. */
export function* lowerInSteps(
  configuration: Configuration,
  listening: ReadonlyMap<string, SaidListening>,
): Steps<Network> {
  const { root, language } = configuration;
  const parts =
    language === 'describe' ? lowerFolder(configuration) : yield* lowerCode(configuration, tables[language]);
  const interfaces = withSaidListening(parts.interfaces, listening);
  return { root, language, ...parts, interfaces, unresolved: unresolvedOf(parts) };
}

function* lowerCode(configuration: Configuration, table: ReadonlyMap<string, Lower>): Steps<Parts> {
  const references = new References(configuration);
  yield;
  const draft = emptyDraft();
  for (const [index, resource] of configuration.resources.entries()) {
    table.get(resource.type)?.(resource, draft, references);
    if (index % resourcesPerStep === 0) yield;
  }
  addUnread(configuration, draft, references);
  yield;
  const parts = yield* assemble(draft, references);
  yield;
  return { ...parts, interfaces: withAnnotations(parts.interfaces, configuration) };
}

function* assemble(draft: Draft, references: References): Steps<Parts> {
  const vpcs = new Vpcs(draft, references);
  const mainTable = mainRouteTables(draft, vpcs);
  const subnets = assembleSubnets(draft, vpcs, mainTable);
  const lists = prefixLists(draft);
  yield;
  const members = interfaces(draft, vpcs, subnets);
  const balancers = loadBalancers(draft);
  const groups = targetGroups(draft, members);
  const publicAccess = blockPublicAccess(draft);
  const acls = networkAcls(draft, vpcs);
  yield;
  const filters = securityGroups(draft, vpcs);
  yield;
  return {
    vpcs: vpcs.all,
    subnets,
    networkAcls: acls,
    securityGroups: filters,
    prefixLists: lists,
    routeTables: routeTables(draft, vpcs, lists, mainTable),
    internetGateways: internetGateways(draft),
    egressOnlyInternetGateways: egressOnlyInternetGateways(draft),
    vpcPeeringConnections: vpcPeeringConnections(draft),
    gatewayEndpoints: gatewayEndpoints(draft),
    ...transitGateways(draft, lists),
    loadBalancers: balancers,
    targetGroups: groups,
    ...(publicAccess === undefined ? {} : { blockPublicAccess: publicAccess }),
    interfaces: withListening(members, balancers, groups),
    ...associationConflicts(draft),
    ...strayEntries(draft, acls),
    ...strayRules(draft, filters),
  };
}

/** A Map, so that a type named `constructor` finds nothing. */
function tableOf(family: Family): ReadonlyMap<string, Lower> {
  return new Map(Object.entries(family));
}
