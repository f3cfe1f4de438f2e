/**
 * Files and folders from the disk: dropped or picked, read in this tab.
 *
 * @import { FormatInfo } from '../../../mcpvet/index.d.ts'
 * @import { Source } from './inputs.js'
 * @typedef {{ sources: Source[], unreadable: string[], seen: number, more: boolean }} Found
 *   `seen`: how many files the folders hold; `more`: whether some were left out for their number
 */

/** Larger files are not read by the core, and shown by their name alone. */
const MOST_BYTES = 64 << 20;
const MOST_FILES = 500;
/** What holds copies of others, or nothing to read. */
const PASSED_BY = new Set(['.git', '.hg', '.svn', 'node_modules', 'bower_components', '.venv', 'venv', '__pycache__', '.tox']);
const WORKFLOW = /(^|\/)\.(github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/;

/** The text of a file, for showing it; the check reads the bytes themselves. @param {Blob} file */
export async function textOf(file) {
  if (file.size > MOST_BYTES) return '';
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0xff || first === 0xfe ? decode(await file.arrayBuffer(), first, second) : file.text();
}

/** @param {ArrayBuffer} bytes @param {number} first @param {number | undefined} second */
function decode(bytes, first, second) {
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

/** @param {Iterable<File>} files @returns {Promise<Found>} */
export function picked(files) {
  return sort([...files].map((file) => ({ file, name: file.name, loose: false })), 0);
}

/**
 * What was dropped. The browser forgets it when the event is over, so entries are taken before anything is awaited.
 *
 * @param {DataTransfer} transfer
 * @param {readonly FormatInfo[]} formats
 * @returns {Promise<Found>}
 */
export async function dropped(transfer, formats) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.());
  const folders = entries.filter((entry) => entry?.isDirectory);
  const files = [...transfer.files].filter((_, at) => !entries[at]?.isDirectory);
  const found = files.map((file) => ({ file, name: file.name, loose: false }));
  const isMeant = namesOf(formats);
  let seen = 0;
  for (const folder of folders) {
    for await (const { entry, name } of walk(/** @type {FileSystemDirectoryEntry} */ (folder), '')) {
      seen += 1;
      if (isMeant(name)) found.push({ file: await fileOf(entry), name, loose: true });
      if (found.length > MOST_FILES) return sort(found, seen);
    }
  }
  return sort(found, seen);
}

/** @param {{ file: File, name: string, loose: boolean }[]} files @param {number} seen @returns {Promise<Found>} */
async function sort(files, seen) {
  const taken = files.slice(0, MOST_FILES);
  const readable = await Promise.all(taken.map(({ file }) => isReadable(file)));
  return {
    sources: taken.filter((_, at) => readable[at]),
    unreadable: taken.filter((_, at) => !readable[at]).map(({ name }) => name),
    seen,
    more: files.length > MOST_FILES,
  };
}

/** @param {File} file */
const isReadable = (file) =>
  file.slice(0, 1).arrayBuffer().then(
    () => true,
    () => false,
  );

/** @param {FileSystemFileEntry} entry @returns {Promise<File>} */
const fileOf = (entry) =>
  new Promise((resolve) => entry.file(resolve, () => resolve(new File([], entry.name))));

/**
 * @param {FileSystemDirectoryEntry} folder
 * @param {string} path what stands before the names of its files
 * @returns {AsyncGenerator<{ entry: FileSystemFileEntry, name: string }>}
 */
async function* walk(folder, path) {
  const reader = folder.createReader();
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (some.length === 0) return;
    for (const entry of some.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = path + entry.name;
      if (entry.isFile) yield { entry: /** @type {FileSystemFileEntry} */ (entry), name };
      else if (!PASSED_BY.has(entry.name)) yield* walk(/** @type {FileSystemDirectoryEntry} */ (entry), `${name}/`);
    }
  }
}

/** Whether a file is a list or a configuration by its path. @param {readonly FormatInfo[]} formats */
export function namesOf(formats) {
  const escaped = (/** @type {string} */ name) => name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^/]*');
  const names = formats.flatMap(({ fileNames }) => fileNames).map(escaped);
  const own = new RegExp(`(^|/)(${names.join('|')})$`);
  return (/** @type {string} */ path) => own.test(path.toLowerCase()) || WORKFLOW.test(path);
}

/**
 * Takes what is dropped on an element, and shows while something hangs above it.
 *
 * @param {HTMLElement} element
 * @param {(transfer: DataTransfer) => void} onDrop
 */
export function acceptDrops(element, onDrop) {
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
    onDrop(event.dataTransfer);
  });
}
