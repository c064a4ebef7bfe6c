/**
 * The component library tries a style element while it loads, and takes the page's nonce for it from a `meta` element.
 * The policy of the page would refuse the element without. Imported before the library, cleared away after it.
 */
const nonce = document.currentScript?.nonce ?? '';
const meta = document.createElement('meta');
meta.setAttribute('property', 'csp-nonce');
meta.setAttribute('content', nonce);
if (nonce !== '') document.head.append(meta);

/** Takes the nonce out of the page's reach again. */
export function hideNonce(): void {
  meta.remove();
}
