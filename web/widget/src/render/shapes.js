/** One shape for each status, so that colour never has to say anything alone. They are 16 units wide. */

const SVG = 'http://www.w3.org/2000/svg';

const OCTAGON = 'M5 1h6l4 4v6l-4 4H5l-4-4V5z';

/** Filled paths, cut-outs by the even-odd rule. @type {Record<string, string>} */
const FILLED = {
  malware: `${OCTAGON}M4 7v2h8V7z`,
  critical: OCTAGON,
  high: 'M8 1.2 15.4 14.4H.6z',
  medium: 'M8 .8 15.2 8 8 15.2.8 8z',
  error: 'M1.5 1.5h13v13h-13zM7 4v5h2V4zM7 10.4v2h2v-2z',
};

/** Drawn lines, two units thick. @type {Record<string, string>} */
const DRAWN = {
  low: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11z',
  none: 'M3 8h10',
  unknown: 'M8 2 14 8 8 14 2 8z',
  clear: 'm2.5 8.5 3.5 3.5 7.5-8',
  warning: 'M2.5 2.5h11v11h-11z',
  info: 'M8 3v.6M8 7v6',
};

const RING = 'M8 1.2a6.8 6.8 0 1 1 0 13.6a6.8 6.8 0 1 1 0-13.6z';
const QUESTION = 'M6.2 6.4c0-2.4 3.6-2.3 3.6 0 0 1.4-1.8 1.3-1.8 2.8m0 1.5v1.4';

/** @param {string} kind a severity, `undecided`, `clear` or the level of a note */
export function shape(kind) {
  const svg = document.createElementNS(SVG, 'svg');
  set(svg, { viewBox: '0 0 16 16', class: `shape ${kind}`, 'aria-hidden': 'true', focusable: 'false' });
  if (kind in FILLED) svg.append(path(FILLED[kind], { fill: 'currentColor', 'fill-rule': 'evenodd' }));
  else if (kind in DRAWN) svg.append(line(DRAWN[kind], 2));
  else svg.append(line(RING, 1.4, '2.6 1.67'), line(QUESTION, 1.6));
  return svg;
}

/** @param {string} d @param {number} width @param {string} [dashes] */
function line(d, width, dashes) {
  const style = { fill: 'none', stroke: 'currentColor', 'stroke-width': String(width), 'stroke-linejoin': 'round' };
  return path(d, dashes ? { ...style, 'stroke-dasharray': dashes } : { ...style, 'stroke-linecap': 'round' });
}

/** @param {string} d @param {Record<string, string>} attributes */
function path(d, attributes) {
  const element = document.createElementNS(SVG, 'path');
  set(element, { d, ...attributes });
  return element;
}

/** @param {Element} element @param {Record<string, string>} attributes */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
