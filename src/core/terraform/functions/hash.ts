/** Functions of digests and keys. What needs chance, a private key or Go's own compressor is unknown. */
import { stringValue, type Value } from '../../value/value.ts';
import type { Arguments } from './arguments.ts';
import { base64Text, hexText, utf8Bytes } from './bytes.ts';
import { md5, sha1, sha256, sha512 } from './digest.ts';
import { ofKnown, type Family, type TerraformFunction } from './function.ts';

export type Digest = (message: readonly number[]) => number[];

export const hashFunctions: Family = {
  base64sha256: hashing(sha256, base64Text),
  base64sha512: hashing(sha512, base64Text),
  bcrypt: ofKnown('(str: string, ...cost: number) string', (given) => given.unknown('is salted by chance')),
  md5: hashing(md5, hexText),
  rsadecrypt: ofKnown('(ciphertext: string, privatekey: string) string', (given) =>
    given.unknown('is decrypted only by Terraform'),
  ),
  sha1: hashing(sha1, hexText),
  sha256: hashing(sha256, hexText),
  sha512: hashing(sha512, hexText),
  uuid: ofKnown('() string', (given) => given.unknown('is made by chance')),
  uuidv5: ofKnown('(namespace: string, name: string) string', uuidV5),
};

/** Longer texts are not hashed: a template's user data is a few kilobytes. UTF-16 code units. */
const MAX_HASHED = 200_000;

/** The digest of a text as its function shows it; unknown when the text is too long. */
export function digestText(
  given: Arguments,
  text: string,
  digest: Digest,
  show: (bytes: readonly number[]) => string,
): Value {
  if (text.length > MAX_HASHED || !given.spend(text.length)) return given.tooLarge();
  return stringValue(show(digest(utf8Bytes(text))));
}

function hashing(digest: Digest, show: (bytes: readonly number[]) => string): TerraformFunction {
  return ofKnown('(str: string) string', (given) => digestText(given, given.text(0), digest, show));
}

/** RFC 4122's own namespaces. */
const namespaces: ReadonlyMap<string, string> = new Map([
  ['dns', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
  ['url', '6ba7b811-9dad-11d1-80b4-00c04fd430c8'],
  ['oid', '6ba7b812-9dad-11d1-80b4-00c04fd430c8'],
  ['x500', '6ba7b814-9dad-11d1-80b4-00c04fd430c8'],
]);

function uuidV5(given: Arguments): Value {
  const text = namespaces.get(given.text(0)) ?? given.text(0);
  const digits =
    /^(?:urn:uuid:)?\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?$/i
      .exec(text)
      ?.slice(1)
      .join('');
  if (digits === undefined) return given.error('is neither a UUID nor dns, url, oid or x500', 0);
  const name = given.text(1);
  if (name.length > MAX_HASHED || !given.spend(name.length)) return given.tooLarge();
  const space = Array.from({ length: 16 }, (_, index) =>
    parseInt(digits.slice(2 * index, 2 * index + 2), 16),
  );
  const bytes = sha1([...space, ...utf8Bytes(name)]).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = hexText(bytes);
  return stringValue(
    [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
  );
}
