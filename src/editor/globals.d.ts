/**
 * What Node's and a web worker's extension hosts both offer besides the language and `vscode`, or may not offer. Nothing
 * else may be used in this folder, so that the same code runs in both.
 */

declare function setTimeout(callback: () => void, milliseconds?: number): object;
declare function clearTimeout(timer: object | undefined): void;
/** Node's alone. */
declare const setImmediate: ((callback: () => void) => object) | undefined;

declare const performance: { now(): number };

declare const crypto: { getRandomValues(array: Uint8Array): Uint8Array };

declare class TextDecoder {
  constructor(encoding?: 'utf-8', options?: { readonly fatal?: boolean });
  /** A byte order mark is left out; what is no UTF-8 becomes U+FFFD, or with `fatal` throws. */
  decode(input: Uint8Array): string;
}

declare class TextEncoder {
  /** UTF-8. */
  encode(input: string): Uint8Array;
}

/** Bytes in base64 as a text of one character a byte. */
declare function atob(data: string): string;
