/**
 * Reads what the webview sends. Whatever runs in there is not trusted: a message of any other shape is dropped, and one
 * that is read can only name ids of ours, which the panel looks up.
 */
import type { FromWebview } from '../../protocol.ts';

/** Longer than any address of a resource. */
const longestId = 4096;

/** The message, or `undefined` when it is none. */
export function decodeMessage(data: unknown): FromWebview | undefined {
  if (!isRecord(data)) return undefined;
  switch (data['kind']) {
    case 'ready':
    case 'scan':
    case 'copy-scan':
      return { kind: data['kind'] };
    case 'reveal':
      return isId(data['id']) ? { kind: 'reveal', id: data['id'] } : undefined;
    case 'choose': {
      const { target, source, port } = data;
      return isId(target) && isId(source) && isPort(port)
        ? { kind: 'choose', target, source, port }
        : undefined;
    }
    default:
      return undefined;
  }
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestId;
}

function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65535;
}
