/** What pages can do beyond being read: copy an id, mark your version on a line, work offline. */

for (const button of document.querySelectorAll('button.copy')) {
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy ?? '');
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = 'Copy'), 1500);
  });
}

const root = new URL('..', import.meta.url);

// Behind `#`, what is searched stays in the browser; without a script, the form sends it as a form does.
document.querySelector('header .search')?.addEventListener('submit', (event) => {
  event.preventDefault();
  const { value } = event.target.elements.q;
  location.assign(new URL(`search/#q=${encodeURIComponent(value)}`, root));
});

// The site opens without a network once it was read; without the worker, pages are as they are.
if ('serviceWorker' in navigator && !navigator.connection?.saveData) {
  addEventListener('load', async () => {
    // Hosts that demand Trusted Types name this policy in their header, or go without the worker.
    try {
      const policy = globalThis.trustedTypes?.createPolicy('mcpvet-site', { createScriptURL: String });
      const worker = new URL('sw.js', root).href;
      await navigator.serviceWorker.register(policy?.createScriptURL(worker) ?? worker, { scope: root.href });
    } catch {
      // Reading needs no worker.
    }
  });
}
