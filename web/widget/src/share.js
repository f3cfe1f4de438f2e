/**
 * Texts as the fragment of a link, and back. A fragment is not sent to any server. Loaded when it is needed.
 *
 * @typedef {{ name?: string | undefined, format?: string | undefined, text: string }} Shared
 */

const START = '#mcp-vet=';
/** The most that a link may unfold to. */
const MOST_BYTES = 64 << 20;

/** A link to this page that holds the texts. @param {readonly Shared[]} texts */
export async function linkTo(texts) {
  const json = JSON.stringify(texts.map(({ name, format, text }) => ({ name, format, text })));
  const packed = await through(new Blob([json]), new CompressionStream('deflate-raw'));
  const [page] = location.href.split('#');
  return page + START + toBase64Url(packed);
}

/** The texts in a fragment. @param {string} fragment @returns {Promise<Shared[]>} */
export async function textsIn(fragment) {
  const packed = fromBase64Url(fragment.slice(START.length));
  const bytes = await through(new Blob([/** @type {BlobPart} */ (packed)]), new DecompressionStream('deflate-raw'));
  const texts = JSON.parse(new TextDecoder().decode(bytes));
  if (!Array.isArray(texts) || !texts.every(isShared)) throw new TypeError('the link holds something else than texts');
  return texts;
}

/** @param {any} shared */
const isShared = (shared) =>
  typeof shared?.text === 'string' && [shared.name, shared.format].every((one) => one === undefined || typeof one === 'string');

/** @param {Blob} blob @param {CompressionStream | DecompressionStream} stream */
async function through(blob, stream) {
  const parts = [];
  let size = 0;
  const reader = blob.stream().pipeThrough(/** @type {any} */ (stream)).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > MOST_BYTES) throw new RangeError('the link holds more than can be checked');
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** @param {Uint8Array} bytes */
function toBase64Url(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** @param {string} text */
function fromBase64Url(text) {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
}
