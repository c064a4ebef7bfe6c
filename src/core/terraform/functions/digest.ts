/**
 * Message digests: MD5 (RFC 1321), SHA-1 and the SHA-2 family (FIPS 180-4). Bytes in, bytes out. Terraform offers
 * them as functions; nothing here guards a secret.
 */

/** The message padded to whole blocks: a one bit, zeros, and the length in bits at the end. */
function padded(message: readonly number[], block: number, littleEndian: boolean): number[] {
  const bytes = [...message, 0x80];
  const lengthBytes = block / 8;
  while (bytes.length % block !== block - lengthBytes) bytes.push(0);
  const bits = BigInt(message.length) * 8n;
  for (let index = 0; index < lengthBytes; index++) {
    const place = BigInt(littleEndian ? index : lengthBytes - 1 - index);
    bytes.push(Number((bits >> (8n * place)) & 0xffn));
  }
  return bytes;
}

const md5Shifts = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];
const md5Sines = Array.from(
  { length: 64 },
  (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32) | 0,
);

export function md5(message: readonly number[]): number[] {
  const bytes = padded(message, 64, true);
  let state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let at = 0; at < bytes.length; at += 64) {
    const words = Array.from({ length: 16 }, (_, index) => word(bytes, at + 4 * index, true));
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (let step = 0; step < 64; step++) {
      const round = step >> 4;
      const mixed =
        round === 0
          ? (b & c) | (~b & d)
          : round === 1
            ? (d & b) | (~d & c)
            : round === 2
              ? b ^ c ^ d
              : c ^ (b | ~d);
      const index = [step, 5 * step + 1, 3 * step + 5, 7 * step][round] ?? 0;
      const sum = (a + mixed + (md5Sines[step] ?? 0) + (words[index % 16] ?? 0)) | 0;
      [a, d, c, b] = [d, c, b, (b + rotateLeft(sum, md5Shifts[round]?.[step % 4] ?? 0)) | 0];
    }
    state = add(state, [a, b, c, d]);
  }
  return state.flatMap((value) => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff));
}

export function sha1(message: readonly number[]): number[] {
  const bytes = padded(message, 64, false);
  let state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0];
  for (let at = 0; at < bytes.length; at += 64) {
    const words = Array.from({ length: 16 }, (_, index) => word(bytes, at + 4 * index, false));
    for (let index = 16; index < 80; index++) {
      const mixed =
        (words[index - 3] ?? 0) ^
        (words[index - 8] ?? 0) ^
        (words[index - 14] ?? 0) ^
        (words[index - 16] ?? 0);
      words.push(rotateLeft(mixed, 1));
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
    for (const [step, value] of words.entries()) {
      const round = Math.floor(step / 20);
      const mixed = round === 0 ? (b & c) | (~b & d) : round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
      const constant = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6][round] ?? 0;
      const sum = (rotateLeft(a, 5) + mixed + e + constant + value) | 0;
      [e, d, c, b, a] = [d, c, rotateLeft(b, 30), a, sum];
    }
    state = add(state, [a, b, c, d, e]);
  }
  return bigEndian(state);
}

/** The first primes, whose roots the constants of SHA-2 are made of. */
const primes = Array.from({ length: 410 }, (_, index) => index).filter((number) => {
  if (number < 2) return false;
  for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false;
  return true;
});

/** The first 64 bits behind the point of the square or cube root of a number. */
function rootFraction(number: number, power: 2n | 3n): bigint {
  const scaled = BigInt(number) << (64n * power);
  let low = 0n;
  let high = 1n << 72n;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** power <= scaled) low = middle;
    else high = middle - 1n;
  }
  return low & ((1n << 64n) - 1n);
}

let constants: { readonly round: readonly bigint[]; readonly initial: readonly bigint[] } | undefined;

function sha2Constants() {
  constants ??= {
    round: primes.slice(0, 80).map((prime) => rootFraction(prime, 3n)),
    initial: primes.slice(0, 8).map((prime) => rootFraction(prime, 2n)),
  };
  return constants;
}

function upper(value: bigint): number {
  return Number(value >> 32n) | 0;
}

export function sha256(message: readonly number[]): number[] {
  const { round, initial } = sha2Constants();
  const bytes = padded(message, 64, false);
  let state = initial.map(upper);
  for (let at = 0; at < bytes.length; at += 64) {
    const words = Array.from({ length: 16 }, (_, index) => word(bytes, at + 4 * index, false));
    for (let index = 16; index < 64; index++) {
      const [x = 0, y = 0] = [words[index - 15], words[index - 2]];
      const small = rotateRight(x, 7) ^ rotateRight(x, 18) ^ (x >>> 3);
      const large = rotateRight(y, 17) ^ rotateRight(y, 19) ^ (y >>> 10);
      words.push(((words[index - 16] ?? 0) + small + (words[index - 7] ?? 0) + large) | 0);
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (const [step, value] of words.entries()) {
      const sum = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
      const first = (h + sum + ((e & f) ^ (~e & g)) + upper(round[step] ?? 0n) + value) | 0;
      const other = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
      const second = (other + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    state = add(state, [a, b, c, d, e, f, g, h]);
  }
  return bigEndian(state);
}

const mask = (1n << 64n) - 1n;

export function sha512(message: readonly number[]): number[] {
  const { round, initial } = sha2Constants();
  const bytes = padded(message, 128, false);
  let state = [...initial];
  for (let at = 0; at < bytes.length; at += 128) {
    const words = Array.from({ length: 16 }, (_, index) => longWord(bytes, at + 8 * index));
    for (let index = 16; index < 80; index++) {
      const [x = 0n, y = 0n] = [words[index - 15], words[index - 2]];
      const small = rotateLong(x, 1n) ^ rotateLong(x, 8n) ^ (x >> 7n);
      const large = rotateLong(y, 19n) ^ rotateLong(y, 61n) ^ (y >> 6n);
      words.push(((words[index - 16] ?? 0n) + small + (words[index - 7] ?? 0n) + large) & mask);
    }
    let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
    for (const [step, value] of words.entries()) {
      const sum = rotateLong(e, 14n) ^ rotateLong(e, 18n) ^ rotateLong(e, 41n);
      const first = (h + sum + ((e & f) ^ (~e & mask & g)) + (round[step] ?? 0n) + value) & mask;
      const other = rotateLong(a, 28n) ^ rotateLong(a, 34n) ^ rotateLong(a, 39n);
      const second = (other + ((a & b) ^ (a & c) ^ (b & c))) & mask;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) & mask, c, b, a, (first + second) & mask];
    }
    const mixed = [a, b, c, d, e, f, g, h];
    state = state.map((value, index) => (value + (mixed[index] ?? 0n)) & mask);
  }
  return state.flatMap((value) =>
    [56n, 48n, 40n, 32n, 24n, 16n, 8n, 0n].map((shift) => Number((value >> shift) & 0xffn)),
  );
}

function word(bytes: readonly number[], at: number, littleEndian: boolean): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(at, at + 4);
  return littleEndian ? a | (b << 8) | (c << 16) | (d << 24) : (a << 24) | (b << 16) | (c << 8) | d;
}

function longWord(bytes: readonly number[], at: number): bigint {
  return bytes.slice(at, at + 8).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function add(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, index) => (value + (b[index] ?? 0)) | 0);
}

function bigEndian(words: readonly number[]): number[] {
  return words.flatMap((value) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff));
}

function rotateLeft(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function rotateRight(value: number, by: number): number {
  return (value >>> by) | (value << (32 - by));
}

function rotateLong(value: bigint, by: bigint): bigint {
  return (value >> by) | ((value << (64n - by)) & mask);
}
