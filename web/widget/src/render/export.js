/**
 * The answer to take along: as a file or copied in every form of the core, printed, or as a link. Loaded when opened.
 *
 * @import { OutputInfo } from '../../../mcpvet/index.d.ts'
 * @import { Context } from './context.js'
 * @typedef {{ name?: string | undefined, format?: string | undefined, text: string }} Shared
 * @typedef {{ render: (output: string) => Promise<string>, texts: () => Promise<Shared[]> }} Source
 */
import { linkTo } from '../share.js';
import { copyButton } from './copy.js';
import { fill, h } from './dom.js';

/** From here on some programs cut off links. */
const LONG = 8_000;
/** Browsers refuse or cut off longer ones. */
const LONGEST = 1_000_000;

/** @param {readonly OutputInfo[]} outputs @param {Context} context @param {Source} source */
export function exportPanel(outputs, context, { render, texts }) {
  const { exporting: words } = context.strings;
  const problem = h('p', { class: 'problem' });
  /** @param {OutputInfo} output */
  const write = async (output) => {
    fill(problem);
    try {
      return await render(output.id);
    } catch {
      fill(problem, words.failed);
      throw new Error(words.failed);
    }
  };
  const row = (/** @type {OutputInfo} */ output) =>
    h(
      'li',
      {},
      h('span', { class: 'output' }, output.title),
      button(words.save, async () => save(output, await write(output)), words.saveAs(output.title)),
      copyButton(() => write(output), context, words.copyAs(output.title)),
    );
  return h(
    'div',
    { role: 'group', 'aria-label': words.label },
    h('ul', { class: 'outputs' }, ...outputs.map(row)),
    problem,
    share(context, texts),
  );
}

/** @param {string} text @param {() => unknown} act @param {string} [label] */
const button = (text, act, label) =>
  h('button', { type: 'button', class: 'button', part: 'button', 'aria-label': label, click: () => void act() }, text);

/** @param {OutputInfo} output @param {string} text */
function save({ extension, mediaType }, text) {
  const href = URL.createObjectURL(new Blob([text], { type: mediaType }));
  h('a', { href, download: `mcpvet-report.${extension}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** A link is made only when somebody has read what it holds. @param {Context} context @param {Source['texts']} texts */
function share(context, texts) {
  const { exporting: words } = context.strings;
  const box = h('div', { class: 'share' });
  const start = () => {
    const first = button(words.share, ask);
    fill(box, first, button(words.print, () => print()));
    return first;
  };
  const ask = () => {
    const make = button(words.make, async () => fill(box, ...(await made(context, texts))));
    fill(box, h('p', { class: 'warning' }, words.warning), make, button(words.cancel, () => start().focus()));
    make.focus();
  };
  start();
  return box;
}

/** @param {Context} context @param {Source['texts']} texts */
async function made(context, texts) {
  const { exporting: words } = context.strings;
  const link = await linkTo(await texts());
  if (link.length > LONGEST) return [h('p', {}, words.tooLarge)];
  const field = h('input', { class: 'link', readonly: true, value: link, 'aria-label': words.link, part: 'link' });
  field.addEventListener('focus', () => field.select());
  return [h('div', { class: 'take' }, field, copyButton(link, context)), link.length > LONG && h('p', {}, words.long(link.length))];
}
