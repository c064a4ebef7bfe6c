/** Load balancers with their listeners, target groups with the interfaces registered, and who therefore listens. */
import type { Listener, Listening, LoadBalancer, Target, TargetGroup } from '../aws/loadBalancer.ts';
import type { NetworkInterface } from '../aws/network.ts';
import { formatAddress, type Address } from '../net/address.ts';
import { tcp, type Protocol } from '../net/protocol.ts';
import type { Origin } from '../text/origin.ts';
import { known, unknown, type Because, type Maybe } from '../value/value.ts';
import { eachOnce, indexBy } from './associations.ts';
import type { Draft } from './draft.ts';
import type { DraftTarget, DraftTargetGroup } from './draft/loadBalancer.ts';
import { primaryInterfaces } from './primaryInterfaces.ts';
import { openPart } from './reasons.ts';

export function loadBalancers(draft: Draft): readonly LoadBalancer[] {
  const listeners = indexBy(draft.listeners, ({ loadBalancer }) => loadBalancer);
  const rules = indexBy(draft.listenerRules, ({ listener }) => listener);
  const further = rules.whyOpen === undefined ? [] : [rules.whyOpen];
  return draft.loadBalancers.map(({ open, ...balancer }) => {
    const { address } = balancer;
    const found: Listener[] = [];
    const unread: Because[] = [...open];
    for (const listener of listeners.at(address)) {
      const { protocols, port, exists } = listener;
      if (exists.kind === 'unknown') unread.push(...exists.because);
      else if (protocols.kind === 'unknown') unread.push(...protocols.because);
      else {
        const added = rules
          .at(listener.address)
          .flatMap((rule) => (rule.exists.kind === 'known' ? rule.targetGroups : [rule.exists]));
        const targetGroups = eachOnce([...listener.targetGroups, ...added, ...further]);
        for (const protocol of protocols.value)
          found.push({ protocol, port, targetGroups, origin: listener.origin });
      }
    }
    return {
      ...balancer,
      listeners: found,
      ...openPart(unread, undefined, listeners.whyOpen),
    };
  });
}

/** @param members the interfaces of the network, whom targets are looked up among. */
export function targetGroups(draft: Draft, members: readonly NetworkInterface[]): readonly TargetGroup[] {
  const targets = indexBy(draft.targets, ({ group }) => group);
  const lookUp = new Targets(draft, members);
  return draft.targetGroups.map((group) => {
    const { targetsOf, withoutInterfaces, ...rest } = group;
    if (withoutInterfaces) return { ...rest, targets: [] };
    const found = targets.at(targetsOf ?? group.address).flatMap((target) => lookUp.of(target, group));
    const none = found.length === 0 && targets.whyOpen === undefined ? [nothingRegistered(group)] : [];
    return { ...rest, targets: found, ...openPart(none, undefined, targets.whyOpen) };
  });
}

class Targets {
  readonly #primaryOf: ReadonlyMap<string, string>;
  readonly #byAddress = new Map<string, NetworkInterface>();
  readonly #byOwner = new Map<string, NetworkInterface[]>();
  readonly #byIp = new Map<string, NetworkInterface[]>();

  constructor(draft: Draft, members: readonly NetworkInterface[]) {
    this.#primaryOf = primaryInterfaces(draft.interfaceAttachments);
    for (const member of members) {
      this.#byAddress.set(member.address, member);
      if (this.#byOwner.get(member.owner)?.push(member) === undefined)
        this.#byOwner.set(member.owner, [member]);
      const ipv6 = member.ipv6.kind === 'known' ? member.ipv6.value : [];
      for (const ip of [...member.privateIps, ...ipv6]) {
        if (ip.kind === 'unknown') continue;
        const text = formatAddress(ip.value);
        if (this.#byIp.get(text)?.push(member) === undefined) this.#byIp.set(text, [member]);
      }
    }
  }

  of({ target, port, exists, origin }: DraftTarget, group: DraftTargetGroup): readonly Target[] {
    const at = port ?? group.port;
    const to = (one: Maybe<string>): Target => ({ interface: one, port: at, origin });
    if (exists.kind === 'unknown') return [to(exists)];
    if (target.kind === 'ip') return this.#whoHas(target.ip, origin).map(to);
    const { component } = target;
    if (component.kind === 'unknown') return [to(component)];
    return this.#interfacesOf(component.value).map((one) => to(known(one)));
  }

  /** The primary interface of an instance, every interface of anything else. */
  #interfacesOf(component: string): readonly string[] {
    const primary = this.#primaryOf.get(component);
    if (primary !== undefined) return [primary];
    if (this.#byAddress.has(component)) return [component];
    const owned = this.#byOwner.get(component);
    return owned === undefined ? [component] : owned.map(({ address }) => address);
  }

  #whoHas(ip: Address, origin: Origin): readonly Maybe<string>[] {
    const text = formatAddress(ip);
    const found = this.#byIp.get(text) ?? [];
    return found.length === 0
      ? [unknown(text, 'is an address of no interface of the code', origin)]
      : found.map(({ address }) => known(address));
  }
}

/** The interfaces with what their being targets, or nodes with listeners, says of what listens on them. */
export function withListening(
  members: readonly NetworkInterface[],
  balancers: readonly LoadBalancer[],
  groups: readonly TargetGroup[],
): readonly NetworkInterface[] {
  const found = new Map<string, Listening[]>();
  const add = (
    address: string,
    protocol: Protocol,
    port: Maybe<number>,
    why: string,
    origin: Origin,
  ): void => {
    if (port.kind === 'unknown' || port.value < 1 || port.value > 65535) return;
    const one: Listening = { protocol, ports: { first: port.value, last: port.value }, why, origin };
    const list = found.get(address);
    if (list === undefined) found.set(address, [one]);
    else if (!list.some((other) => samePort(other, one))) list.push(one);
  };
  for (const { address, nodes, listeners } of balancers) {
    const endpoints = members.filter(({ leadsTo }) => leadsTo?.kind === 'known' && leadsTo.value === address);
    for (const { protocol, port, origin } of listeners) {
      for (const node of nodes) add(node, protocol, port, 'has a listener for this port', origin);
      for (const endpoint of endpoints)
        add(
          endpoint.address,
          protocol,
          port,
          `leads to ${address}, which has a listener for this port`,
          origin,
        );
    }
  }
  for (const { address, protocols, healthCheck, targets } of groups) {
    for (const { interface: one, port, origin } of targets) {
      if (one.kind === 'unknown') continue;
      if (protocols.kind === 'known')
        for (const protocol of protocols.value)
          add(one.value, protocol, port, `is a target of ${address}`, origin);
      const health = healthCheck?.port;
      if (health === undefined || health.kind === 'unknown') continue;
      const checked = health.value === 'traffic-port' ? port : known(health.value);
      add(one.value, tcp, checked, `answers the health checks of ${address}`, origin);
    }
  }
  if (found.size === 0) return members;
  return members.map((member) => {
    const more = found.get(member.address);
    if (more === undefined) return member;
    const own = member.listening ?? [];
    const further = more.filter((one) => !own.some((other) => samePort(other, one)));
    return { ...member, listening: [...own, ...further] };
  });
}

function samePort(a: Listening, b: Listening): boolean {
  return a.protocol === b.protocol && a.ports.first === b.ports.first && a.ports.last === b.ports.last;
}

function nothingRegistered({ address, origin }: DraftTargetGroup): Because {
  return { what: address, why: 'has no targets in the code', origin };
}
