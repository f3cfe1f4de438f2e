/**
 * Files from the disk: dropped or picked, read in this tab.
 *
 * @import { Strings } from '../strings.js'
 * @typedef {{ name: string, bytes: Uint8Array, text: string }} ReadFile
 */

/** One byte more than the core reads: it then says so itself, and no larger file has to fit into memory. */
const MOST_BYTES = (64 << 20) + 1;

/** @param {File} file @returns {Promise<ReadFile>} */
export async function readFile(file) {
  const bytes = new Uint8Array(await file.slice(0, MOST_BYTES).arrayBuffer());
  return { name: file.name, bytes, text: file.size < MOST_BYTES ? decoder(bytes).decode(bytes) : '' };
}

/** For showing it; the check reads the bytes themselves. @param {Uint8Array} bytes */
function decoder([first, second]) {
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be');
  return new TextDecoder();
}

/**
 * Takes files that are dropped on an element, and shows while one hangs above it.
 *
 * @param {HTMLElement} element
 * @param {(files: FileList) => void} onFiles
 */
export function acceptDrops(element, onFiles) {
  const carriesFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') ?? false;
  const hover = (/** @type {boolean} */ on) => element.classList.toggle('dropping', on);
  element.addEventListener('dragover', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    hover(true);
  });
  element.addEventListener('dragleave', (event) => {
    if (!element.contains(/** @type {Node | null} */ (event.relatedTarget))) hover(false);
  });
  element.addEventListener('drop', (event) => {
    hover(false);
    if (!carriesFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    onFiles(event.dataTransfer.files);
  });
}
