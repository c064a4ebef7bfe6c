/**
 * What authors say listens: `# ackscope: listening 80,443,53/udp` on or above the resource an interface belongs to, or the
 * same by its address in a file for all the code. It names everything that listens there, so it takes the place of what
 * could be inferred.
 */
import type { Listening } from '../aws/loadBalancer.ts';
import type { NetworkInterface } from '../aws/network.ts';
import { lastPort, type PortRange } from '../net/portSet.ts';
import { tcp, udp, type Protocol } from '../net/protocol.ts';
import type { ListeningAnnotation } from '../text/annotation.ts';
import { withoutKeys } from '../text/instanceKeys.ts';
import type { Origin } from '../text/origin.ts';
import type { Configuration } from '../value/resource.ts';

/** The interfaces with what their authors say of them. Of one that cannot be read nothing is taken. */
export function withAnnotations(
  members: readonly NetworkInterface[],
  { annotations }: Configuration,
): readonly NetworkInterface[] {
  if (annotations === undefined || annotations.size === 0) return members;
  return members.map((member) => {
    const { file } = member.origin;
    const said = (annotations.get(file) ?? []).filter(
      (one): one is ListeningAnnotation => one.kind === 'listening' && speaksOf(one, member.origin),
    );
    const read = said.map((one) => listeningIn(one, file));
    const known = read.filter((one) => one !== undefined);
    return known.length === 0 || known.length < read.length
      ? member
      : { ...member, listening: known.flat(), listensToNothingElse: true };
  });
}

/** What is said of the resource of an address, and where. */
export interface SaidListening {
  readonly ports: NonNullable<ReturnType<typeof portsIn>>;
  readonly origin: Origin;
}

/**
 * The interfaces with what is said of them by address. One without keys is said of all instances: `aws_instance.web` of
 * `aws_instance.web[0]`. A comment stands nearer, so it wins.
 */
export function withSaidListening(
  members: readonly NetworkInterface[],
  said: ReadonlyMap<string, SaidListening>,
): readonly NetworkInterface[] {
  if (said.size === 0) return members;
  return members.map((member) => {
    const names = [member.owner, member.address];
    const name = [...names, ...names.map(withoutKeys)].find((one) => said.has(one));
    const found = name === undefined ? undefined : said.get(name);
    if (found === undefined || member.listensToNothingElse === true) return member;
    const listening = found.ports.map(({ protocol, range }): Listening => ({
      protocol,
      ports: range,
      why: 'is said to in the configuration',
      origin: found.origin,
    }));
    return { ...member, listening, listensToNothingElse: true };
  });
}

/** Whether the line a comment is for is that of a resource's header. */
function speaksOf({ line }: ListeningAnnotation, { span }: Origin): boolean {
  return line !== undefined && line.start <= span.start && span.start < line.end;
}

/** The ports of an annotation; `undefined` when they cannot be read. */
function listeningIn({ ports, span }: ListeningAnnotation, file: string): readonly Listening[] | undefined {
  const found = portsIn(ports);
  return found?.map(({ protocol, range }) => ({
    protocol,
    ports: range,
    why: 'has a comment that says so',
    origin: { file, span },
  }));
}

const transports: ReadonlyMap<string, Protocol> = new Map([
  ['T', tcp],
  ['tcp', tcp],
  ['U', udp],
  ['udp', udp],
]);

/**
 * Ports and ranges between commas, of TCP unless they say otherwise: by `/udp` behind one of them, or as nmap has it by
 * `U:` in front of it and all that follow.
 */
export function portsIn(
  text: string,
): readonly { readonly protocol: Protocol; readonly range: PortRange }[] | undefined {
  const found: { protocol: Protocol; range: PortRange }[] = [];
  let current: Protocol = tcp;
  for (const part of text.split(',')) {
    const match = /^\s*(?:([TU]):)?\s*(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp))?\s*$/.exec(part);
    if (match === null) return undefined;
    const [, prefix = '', first = '', last = first, suffix = ''] = match;
    current = transports.get(prefix) ?? current;
    const range = { first: Number(first), last: Number(last) };
    if (range.first > range.last || range.last > lastPort) return undefined;
    found.push({ protocol: transports.get(suffix) ?? current, range });
  }
  return found;
}
