/** One question at a time, along a tree that was grown from the decision table when the site was built. */

const box = document.getElementById('scope');
if (box) await start(box);

async function start(box) {
  const response = await fetch(new URL(box.dataset.tree, location.href));
  const tree = await response.json();
  const path = [tree.nodes.length - 1];
  const show = () => {
    const node = tree.nodes[path.at(-1)];
    box.replaceChildren(...('ask' in node ? question(node) : decision(tree.rules[node.rule])), back());
  };

  function question({ ask, answers }) {
    const { text, why, answers: known } = tree.questions.find(({ name }) => name === ask);
    const wording = new Map(known);
    const choices = answers.map(({ word, next }) =>
      element('li', element('button', { type: 'button', onclick: () => go(next) }, wording.get(word) ?? word)),
    );
    return [
      element('p', { className: 'step' }, `Question ${path.length}`),
      element('h3', { tabIndex: -1 }, text),
      element('p', { className: 'why' }, why),
      element('ul', { className: 'choices' }, ...choices),
    ];
  }

  function decision(rule) {
    const source = element('a', { href: rule.source, rel: 'noreferrer' }, 'the text it rests on');
    const basis = rule.basis === 'stated' ? 'The policy says so: ' : 'It follows from the policy: ';
    return [
      element('p', { className: 'step' }, rule.name),
      element('h3', { tabIndex: -1 }, rule.title),
      element('p', {}, rule.text),
      ...(rule.gap ? [element('p', { className: 'notice' }, 'The policy has a gap here.')] : []),
      ...(rule.report_to ? [element('p', {}, element('strong', {}, 'Where: '), rule.report_to)] : []),
      ...(rule.write ? [element('p', {}, element('strong', {}, 'What to write: '), rule.write)] : []),
      ...(rule.note ? [element('p', { className: 'why' }, rule.note)] : []),
      element('p', { className: 'why' }, basis, source, '.'),
    ];
  }

  function back() {
    if (path.length === 1) return '';
    const step = element('button', { type: 'button', onclick: () => (path.pop(), changed()) }, 'One step back');
    const all = element('button', { type: 'button', onclick: () => ((path.length = 1), changed()) }, 'Start again');
    return element('p', { className: 'back' }, step, ' ', all);
  }

  function go(next) {
    path.push(next);
    changed();
  }

  function changed() {
    show();
    box.querySelector('h3').focus();
  }

  show();
}

function element(tag, properties, ...children) {
  const node = document.createElement(tag);
  if (properties instanceof Node) children.unshift(properties);
  else Object.assign(node, properties);
  node.append(...children);
  return node;
}
