/** Numbers and times as nmap writes them. All times are UTC. */

/** `960B`, `40.000KB`. */
export function bytes(count: number): string {
  if (count < 1000) return `${count}B`;
  return count < 1_000_000 ? `${(count / 1000).toFixed(3)}KB` : `${(count / 1_000_000).toFixed(3)}MB`;
}

/** Two significant digits without an exponent: `0.0020`, `0.050`, `12`. */
export function significant(value: number): string {
  const decimals = value > 0 ? Math.max(0, 2 - Math.ceil(Math.log10(value))) : 0;
  return value.toFixed(decimals);
}

/** The time `seconds` after `date`. */
export function later(date: Date, seconds: number): Date {
  return new Date(date.getTime() + seconds * 1000);
}

/** `2026-11-22 07:43:50`. */
export function second(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}

/** `2026-11-22 07:43`. */
export function minute(date: Date): string {
  return second(date).slice(0, 16);
}

/** `07:43`. */
export function clock(date: Date): string {
  return second(date).slice(11, 16);
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Sun Nov 22 08:01:20 2026`, as C's ctime writes it. */
export function longDate(date: Date): string {
  const day = String(date.getUTCDate()).padStart(2);
  return `${days[date.getUTCDay()] ?? ''} ${months[date.getUTCMonth()] ?? ''} ${day} ${second(date).slice(11)} ${date.getUTCFullYear()}`;
}
