/**
 * Reads what the webview sends. Whatever runs in there is not trusted: a message of any other shape is dropped, and one
 * that is read can only name ids of ours, which the panel looks up.
 */
import type { View } from '../../core/diagram/view.ts';
import type { FromWebview } from '../../protocol.ts';

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
      const view = viewOf(data['view']);
      return view === undefined ? undefined : { kind: 'view', view };
    }
    case 'reveal':
      return isId(data['id']) ? { kind: 'reveal', id: data['id'] } : undefined;
    case 'choose': {
      const { target, source, type, port } = data;
      return isId(target) && isId(source) && isId(type) && isPort(port)
        ? { kind: 'choose', target, source, type, port }
        : undefined;
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

/** More folds than anybody opens by hand. */
const mostFolds = 10_000;

function viewOf(data: unknown): View | undefined {
  if (!isRecord(data)) return undefined;
  const { unfolded, folded, query, onlyFound, focus } = data;
  const isWhole =
    isIds(unfolded) &&
    isIds(folded) &&
    isId(query) &&
    typeof onlyFound === 'boolean' &&
    (focus === undefined || isId(focus));
  return isWhole ? { unfolded, folded, query, onlyFound, focus } : undefined;
}

function isIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= mostFolds && value.every(isId);
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
