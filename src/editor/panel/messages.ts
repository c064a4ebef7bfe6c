/**
 * Reads what the webview sends. Whatever runs in there is not trusted: a message of any other shape is dropped, and one
 * that is read can only name ids of ours, which the panel looks up.
 */
import type { ViewChange } from '../../core/diagram/view.ts';
import type { FromWebview, ProbeChange } from '../../protocol.ts';

/** Longer than any address of a resource. */
const longestId = 4096;

/** The message, or `undefined` when it is none. */
export function decodeMessage(data: unknown): FromWebview | undefined {
  if (!isRecord(data)) return undefined;
  switch (data['kind']) {
    case 'ready':
    case 'scan':
      return { kind: data['kind'] };
    case 'copy-scan': {
      const { format } = data;
      return format === 'text' || format === 'xml' ? { kind: 'copy-scan', format } : undefined;
    }
    case 'export':
      return exportOf(data);
    case 'view': {
      const change = isRecord(data['change']) ? viewChangeOf(data['change']) : undefined;
      return change === undefined ? undefined : { kind: 'view', change };
    }
    case 'reveal':
      return isId(data['id']) ? { kind: 'reveal', id: data['id'] } : undefined;
    case 'choose': {
      const change = isRecord(data['change']) ? probeChangeOf(data['change']) : undefined;
      return change === undefined ? undefined : { kind: 'choose', change };
    }
    default:
      return undefined;
  }
}

/** A picture of 8,192 pixels each way is smaller. */
const longestPicture = 100_000_000;
/** How the signature of a PNG begins in base64. */
const signature = 'iVBORw0KGgo';

function exportOf({ format, data }: Readonly<Record<string, unknown>>): FromWebview | undefined {
  if (format === 'svg') return { kind: 'export', format };
  const isPicture =
    format === 'png' &&
    typeof data === 'string' &&
    data.length <= longestPicture &&
    data.startsWith(signature) &&
    /^[A-Za-z0-9+/]+={0,2}$/.test(data);
  return isPicture ? { kind: 'export', format, data } : undefined;
}

function probeChangeOf({
  target,
  source,
  type,
  port,
}: Readonly<Record<string, unknown>>): ProbeChange | undefined {
  if (![target, source, type].every((id) => id === undefined || isId(id))) return undefined;
  if (port !== undefined && !isPort(port)) return undefined;
  return {
    ...(isId(target) ? { target } : {}),
    ...(isId(source) ? { source } : {}),
    ...(isId(type) ? { type } : {}),
    ...(isPort(port) ? { port } : {}),
  };
}

function viewChangeOf(data: Readonly<Record<string, unknown>>): ViewChange | undefined {
  const { fold, query, onlyFound, focus } = data;
  if (fold !== undefined && !isFold(fold)) return undefined;
  if (query !== undefined && !isId(query)) return undefined;
  if (onlyFound !== undefined && typeof onlyFound !== 'boolean') return undefined;
  if (focus !== undefined && focus !== null && !isId(focus)) return undefined;
  return {
    ...(fold === undefined ? {} : { fold: { id: fold.id, isFolded: fold.isFolded } }),
    ...(query === undefined ? {} : { query }),
    ...(onlyFound === undefined ? {} : { onlyFound }),
    ...(focus === undefined ? {} : { focus }),
  };
}

function isFold(value: unknown): value is { readonly id: string; readonly isFolded: boolean } {
  return isRecord(value) && isId(value['id']) && typeof value['isFolded'] === 'boolean';
}

export function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

export function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestId;
}

export function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65535;
}
