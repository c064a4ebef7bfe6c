/**
 * Passages between places with their filters sorted by what judges them: worked out once for all ends that routes do not
 * tell apart, and for all protocols that share one.
 */
import type { Direction, Subnet } from '../aws/network.ts';
import type { PortSet } from '../net/portSet.ts';
import type { Endpoint } from './endpoint.ts';
import type { Variant } from './ends.ts';
import type { Certainty } from './hop.ts';
import { endOf, passageBetween, type LegEnd, type Passage, type PassageLeg, type Step } from './passage.ts';
import type { Place } from './places.ts';
import { Table } from './profiles.ts';
import type { ProtocolClass } from './protocols.ts';
import { referencesKey, type References } from './references.ts';
import type { Topology } from './topology.ts';

/** A network ACL on the way. */
export interface AclStep {
  /** Whose subnet it stands before: an end's, or one between them. `undefined` when that is not known. */
  readonly before: 'from' | 'to' | Subnet | undefined;
  readonly direction: Direction;
  readonly remote: Step['remote'];
  readonly nat: boolean;
}

/** The groups of an interface on the way. */
export interface GroupStep {
  readonly at: string;
  readonly direction: Direction;
  readonly remote: Step['remote'];
  /** Whether rules that name a group still know its members. */
  readonly references: References;
}

export interface SharedPassage {
  readonly requestAcls: readonly AclStep[];
  readonly requestGroups: readonly GroupStep[];
  readonly requestEnd: LegEnd;
  readonly certainty: Certainty;
  /** The ports a load balancer listens on: what it does on others is not known. */
  readonly listeners: PortSet | undefined;
  /** `undefined` when of a reply nothing is known, or none is sent. */
  readonly reply: SharedReply | undefined;
  /** Between the groups of both ends, which keep track of it: nothing but network ACLs and routes judges the reply. */
  readonly plain: boolean;
  /** Its network ACLs are those before its ends, and each looks at the end it does not stand before. */
  readonly direct: boolean;
}

export interface SharedReply {
  /** Those that see the initiator's port. */
  readonly acls: readonly AclStep[];
  /** Those that see the port a NAT gateway sent from. */
  readonly nat: readonly AclStep[];
  readonly groups: readonly GroupStep[];
  readonly end: LegEnd;
  readonly certainty: Certainty;
}

export class SharedPassages {
  readonly #topology: Topology;
  readonly #protocols: readonly ProtocolClass[];
  readonly #all: (readonly SharedPassage[])[] = [];
  /** By the routings of both ends, of those that share a subnet and of all others. */
  readonly #together = new Table();
  readonly #apart = new Table();

  constructor(topology: Topology, protocols: readonly ProtocolClass[]) {
    this.#topology = topology;
    this.#protocols = protocols;
  }

  /** The number of the passages between two ends. @param together whether they share a subnet. */
  between(start: Endpoint, source: Variant, end: Endpoint, target: Variant, together: boolean): number {
    const numbers = together ? this.#together : this.#apart;
    const [row, column] = [source.place.routing, target.place.routing];
    return (
      numbers.get(row, column) ??
      numbers.set(row, column, this.#all.push(this.#find(start, source, end, target)) - 1)
    );
  }

  /** The same by the places, if it was asked for before. */
  known(source: Place, target: Place, together: boolean): number | undefined {
    return (together ? this.#together : this.#apart).get(source.routing, target.routing);
  }

  /** One for all protocols, or one for each. */
  of(number: number): readonly SharedPassage[] {
    return this.#all[number] ?? [];
  }

  #find(start: Endpoint, source: Variant, end: Endpoint, target: Variant): readonly SharedPassage[] {
    const passages = this.#protocols.map(({ protocol }) =>
      passageBetween(this.#topology, start, end, source.address, target.address, protocol),
    );
    const alike = new Set(passages.map(textOf)).size === 1;
    return (alike ? passages.slice(0, 1) : passages).map(sharedBy);
  }
}

function sharedBy({ request, reply }: Passage): SharedPassage {
  const requestAcls = aclsOf(request);
  const back = reply === undefined ? undefined : replyBy(reply);
  return {
    requestAcls,
    requestGroups: groupsOf(request),
    requestEnd: endOf(request),
    certainty: request.certainty,
    listeners: request.listeners,
    reply: back,
    plain: back?.groups.length === 0 && groupsOf(request).map(groupText).join() === plainGroups,
    direct: [...requestAcls, ...(back?.acls ?? []), ...(back?.nat ?? [])].every(
      ({ before, remote }) =>
        (before === 'from' && remote === 'to') || (before === 'to' && remote === 'from'),
    ),
  };
}

function replyBy(reply: PassageLeg): SharedReply {
  const acls = aclsOf(reply);
  return {
    acls: acls.filter(({ nat }) => !nat),
    nat: acls.filter(({ nat }) => nat),
    groups: groupsOf(reply),
    end: endOf(reply),
    certainty: reply.certainty,
  };
}

function aclsOf({ steps }: PassageLeg): readonly AclStep[] {
  return steps
    .filter(({ filter }) => filter === 'network-acl')
    .map(({ at, subnet, direction, remote, nat }) => ({
      before: at === 'from' || at === 'to' ? at : subnet,
      direction,
      remote,
      nat,
    }));
}

function groupsOf({ steps }: PassageLeg): readonly GroupStep[] {
  return steps
    .filter(({ filter }) => filter === 'security-group')
    .map(({ at, direction, remote, references }) => ({ at, direction, remote, references }));
}

const plainGroups = 'from outbound to yes,to inbound from yes';

function groupText({ at, direction, remote, references }: GroupStep): string {
  return [at, direction, remoteText(remote), referencesKey(references)].join(' ');
}

/** All that judges a passage, and how it ends, as text: the same for protocols that share one. */
function textOf({ request, reply }: Passage): string {
  return `${legText(request)} | ${reply === undefined ? '' : legText(reply)}`;
}

function legText(leg: PassageLeg): string {
  return [endOf(leg), leg.certainty, leg.listeners?.toString() ?? '', ...leg.steps.map(stepText)].join('; ');
}

function stepText({ filter, direction, at, subnet, remote, nat, references }: Step): string {
  const seen = remoteText(remote);
  return [filter, direction, at, subnet?.address ?? '', seen, nat, referencesKey(references)].join(' ');
}

function remoteText(remote: Step['remote']): string {
  return typeof remote === 'string' ? remote : `${remote.family} ${remote.value} ${remote.holder ?? ''}`;
}
