/** Numbers and times as nmap writes them. All times are UTC. */

/** `960B`, `40.000KB`. */
export function bytes(count: number): string {
  if (count < 1000) return `${count}B`;
  return count < 1_000_000 ? `${(count / 1000).toFixed(3)}KB` : `${(count / 1_000_000).toFixed(3)}MB`;
}

/** Two significant digits without an exponent: `0.0020`, `0.050`, `12`, `120`. */
export function significant(value: number): string {
  if (!(value > 0)) return '0.00';
  const shift = Math.floor(Math.log10(value)) - 1;
  if (shift >= 0) return String(Math.floor(value / 10 ** shift + 0.5) * 10 ** shift);
  return value.toFixed(Math.min(100, -shift));
}

/** `1 IP address`, `2 IP addresses`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** The time `seconds` after `date`. */
export function later(date: Date, seconds: number): Date {
  return new Date(date.getTime() + seconds * 1000);
}

/** Whole seconds since 1970. */
export function epoch(date: Date): number {
  return Math.floor(date.getTime() / 1000);
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
