/** The two directions of a filter. */
import type { Direction } from '../../aws/network.ts';

export function opposite(direction: Direction): Direction {
  return direction === 'inbound' ? 'outbound' : 'inbound';
}
