/**
 * "Your version" on the pages of advisories and packages: says whether it is affected, and marks it on the line.
 * The check runs here; the version is never part of a request. It may also stand in the address, as `#v=1.2.3`.
 */
const MODULE = new URL('../vendor/mcpvet/src/web.js', import.meta.url);
const SVG = 'http://www.w3.org/2000/svg';

/** Shape and word of each verdict. */
const LOOKS = {
  affected: ['high', 'Affected'],
  unaffected: ['clear', 'Not affected'],
  undecided: ['undecided', 'Undecided'],
};

/** The dataset, asked for once and only when somebody wants to know. */
let loaded;

for (const box of document.querySelectorAll('[data-purl]')) {
  const form = box.querySelector('form');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void answer(box, form.elements.version.value.trim());
  });
}

const stated = new URLSearchParams(location.hash.slice(1)).get('v');
const first = document.querySelector('[data-purl]');
if (stated && first) {
  first.querySelector('input').value = stated;
  void answer(first, stated);
}

async function answer(box, version) {
  const output = box.querySelector('output');
  if (!version) return void output.replaceChildren();
  output.textContent = 'Looking it up…';
  try {
    loaded ??= import(MODULE).then(({ openIndex }) => openIndex());
    const vet = await loaded;
    const { result, others } = vet.explain(`${box.dataset.purl}@${encodeURIComponent(version)}`);
    output.replaceChildren(...words(result, others, box.dataset.id));
    mark(box, version, vet);
  } catch (error) {
    output.textContent = error instanceof Error ? error.message : String(error);
  }
}

/** On the page of an advisory what it says; on the page of a package what all say. */
function words({ verdict, findings, reason, remedy }, others, id) {
  if (!id) {
    const texts = { affected: `Affected by ${findings.length}.`, unaffected: 'Not affected by any of these.' };
    return status(verdict, [texts[verdict] ?? reason?.text ?? '', remedy?.text ?? ''].filter(Boolean).join(' '));
  }
  const finding = findings.find((one) => one.id === id);
  if (finding) return status(verdict, finding.explanation);
  const other = others.find((one) => one.id === id);
  return status(other ? 'unaffected' : 'undecided', other?.explanation ?? reason?.text ?? '');
}

function status(verdict, text) {
  const [shape, word] = LOOKS[verdict];
  const label = document.createElement('span');
  label.className = `status ${shape}`;
  const icon = svg('svg', { class: 'shape', width: 16, height: 16, 'aria-hidden': 'true' });
  icon.append(svg('use', { href: `#s-${shape}` }));
  label.append(icon, word);
  return [label, text && ` ${text}`];
}

/** Between the versions that stand on the line, at one of them, or before and behind them all. */
function mark(box, version, vet) {
  const line = box.querySelector('.version-line');
  line?.querySelector('.yours')?.remove();
  if (!line) return;
  const ticks = [...line.querySelectorAll('.tick')];
  let from = 0;
  let to = line.viewBox.baseVal.width;
  for (const tick of ticks) {
    const order = vet.compare(box.dataset.ecosystem, version, tick.dataset.version);
    if (order === undefined) return;
    const x = Number(tick.dataset.x);
    if (order >= 0) from = x;
    if (order <= 0) {
      to = x;
      break;
    }
  }
  const at = (from + to) / 2;
  const group = svg('g', { class: 'yours' });
  const label = svg('text', { x: at, y: 10 });
  label.textContent = 'yours';
  group.append(svg('path', { d: `M${at - 5} 14h10l-5 8z` }), label);
  line.append(group);
}

function svg(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
