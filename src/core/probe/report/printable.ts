/** Makes names from a user's files safe to print: a terminal obeys control characters, a reader believes hidden ones. */

// C0, DEL and C1; soft hyphen and Arabic letter mark; zero-width and direction marks; line and paragraph separators;
// embeddings, isolates and invisible operators; the byte-order mark; lone surrogates; tag characters.
const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\p{Surrogate}\u{e0000}-\u{e007f}]/gu;

/** The text with every character nobody could see written out, as in `\u{1b}`. One line stays one line. */
export function printable(text: string): string {
  return text.replace(hidden, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
}
