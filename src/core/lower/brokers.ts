/**
 * The ports of message brokers, by how the code sets them up (SEMANTICS S44c). A port is named only where the code says that
 * its clients are served; whether one it does not speak of listens stays open.
 */
import type { Listening } from '../aws/loadBalancer.ts';
import type { Resource } from '../value/resource.ts';
import { known, type ObjectValue } from '../value/value.ts';
import { blocks, boolean, text } from './fields.ts';
import { listensOn } from './services.ts';

/** Where one language keeps what a Kafka cluster's clients may do, each by the names of the blocks around it. */
export interface KafkaNames {
  /** `TLS`, `TLS_PLAINTEXT` or `PLAINTEXT`. */
  readonly encryption: readonly string[];
  readonly authentication: string;
  readonly iam: readonly string[];
  readonly scram: readonly string[];
  readonly unauthenticated: readonly string[];
  /** The block of clients with certificates. */
  readonly tls: readonly string[];
}

/** What the brokers of an MSK cluster listen on. Left alone they take anybody over TLS. */
export function kafkaListens(resource: Resource, names: KafkaNames): readonly Listening[] {
  const { properties } = resource;
  const encryption = encryptionOf(properties, names);
  const authentication = blocks(properties, names.authentication);
  const isLeftAlone = authentication.blocks.length === 0 && authentication.open === undefined;
  const takesAnybody = isLeftAlone || isOn(properties, names.unauthenticated);
  const takesTls = takesAnybody || isOn(properties, names.tls) || hasBlock(properties, names.tls);
  const ports = [
    ...(encryption.includes('PLAINTEXT') && takesAnybody ? [9092] : []),
    ...(encryption.startsWith('TLS') && takesTls ? [9094] : []),
    ...(isOn(properties, names.scram) ? [9096] : []),
    ...(isOn(properties, names.iam) ? [9098] : []),
  ];
  return ports.flatMap((port) => listensOn(resource, known(port), 'is a Kafka cluster set up so'));
}

/** AWS documents two defaults, and TLS is in both; nothing where it is not known. */
function encryptionOf(properties: ObjectValue, { encryption }: KafkaNames): string {
  const written = within(properties, encryption);
  if (written === 'unknown') return '';
  const read = written === undefined ? undefined : text(written.object, written.name);
  if (read === undefined) return 'TLS';
  return read.kind === 'known' ? read.value : '';
}

interface Within {
  readonly object: ObjectValue;
  readonly name: string;
}

/** The object that holds the last of some nested names; `undefined` where a block around it is absent. */
function within(properties: ObjectValue, path: readonly string[]): Within | undefined | 'unknown' {
  let object = properties;
  for (const name of path.slice(0, -1)) {
    const found = blocks(object, name);
    const [block] = found.blocks;
    if (block === undefined) return found.open === undefined ? undefined : 'unknown';
    ({ object } = block);
  }
  return { object, name: path.at(-1) ?? '' };
}

/** Whether a flag is set, for sure. */
function isOn(properties: ObjectValue, path: readonly string[]): boolean {
  const found = within(properties, path);
  if (found === undefined || found === 'unknown') return false;
  const read = boolean(found.object, found.name);
  return read?.kind === 'known' && read.value;
}

/** In Terraform a block of its own says that clients may have certificates. */
function hasBlock(properties: ObjectValue, path: readonly string[]): boolean {
  const found = within(properties, path);
  return found !== undefined && found !== 'unknown' && blocks(found.object, found.name).blocks.length > 0;
}

/** By engine, in lower case. */
const brokerPorts: ReadonlyMap<string, readonly number[]> = new Map([
  ['activemq', [5671, 8162, 8883, 61614, 61617, 61619]],
  ['rabbitmq', [443, 5671, 15671]],
]);

/** What a broker of Amazon MQ listens on. @param engine the property that names its engine. */
export function brokerListens(resource: Resource, engine: string): readonly Listening[] {
  const written = text(resource.properties, engine);
  if (written?.kind !== 'known') return [];
  const ports = brokerPorts.get(written.value.toLowerCase()) ?? [];
  return ports.flatMap((port) => listensOn(resource, known(port), `is a ${written.value} broker`));
}
