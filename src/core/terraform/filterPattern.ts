/** The values of AWS' filters: `*` stands for any text, `?` for one character, and `\` takes the meaning from the next. */

/** Whether a text is one that the value of a filter stands for. Takes at most the product of their lengths. */
export function matchesFilter(text: string, pattern: string): boolean {
  let at = 0;
  let next = 0;
  /** Where to go on when it does not fit: behind the last `*`, which then stands for one character more. */
  let star: { next: number; at: number } | undefined;
  for (;;) {
    const character = pattern[next];
    if (character === '*') {
      star = { next: ++next, at };
      continue;
    }
    const literal = character === '\\' ? pattern[next + 1] : character;
    const fits = at < text.length && (character === '?' || (literal !== undefined && literal === text[at]));
    if (fits) {
      at++;
      next += character === '\\' ? 2 : 1;
    } else if (character === undefined && at === text.length) return true;
    else if (star === undefined || star.at >= text.length) return false;
    else ({ next, at } = { next: star.next, at: ++star.at });
  }
}
