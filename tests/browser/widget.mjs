/** What the tests of `<mcp-vet>` share: texts, and the hands of a person. */
import { pages, ready } from './browser.mjs';

export const MARKUP = '<img src=x onerror=alert(1)>';

export const CONFIG = `{
  "mcpServers": {
    "pinned": { "command": "npx", "args": ["-y", "mcp-remote@0.1.15", "https://example.com"] },
    "floating": { "command": "npx", "args": ["-y", "mcp-remote", "https://example.com"] }
  }
}
`;

/** A lockfile with so many packages, most of them harmless, and one finding at its end. */
export function lockOf(count) {
  const packages = { '': { name: 'app' } };
  for (let i = 0; i < count; i += 1) {
    const resolved = `https://registry.example/package-${i}/-/package-${i}-1.0.0.tgz`;
    packages[`node_modules/package-${i}`] = { version: '1.0.0', resolved, integrity: 'x'.repeat(88) };
  }
  packages['node_modules/mcp-remote'] = { version: '0.1.15' };
  return JSON.stringify({ name: 'app', lockfileVersion: 3, packages }, null, 2);
}

/** A lockfile of some megabytes. */
export const largeLock = () => lockOf(40_000);

/** Opens pages of the demo site with the element on them; to be called once in a test file. */
export function widgets() {
  const open = pages();
  const openWidget = async (options, path = '/one.html') => {
    const opened = await open(path, options);
    await ready(opened.page);
    return { ...opened, ...partsOf(opened.page) };
  };
  return { open, openWidget };
}

export const partsOf = (page) => ({ element: page.locator('mcp-vet').first(), textarea: page.locator('mcp-vet textarea').first() });

/** Pastes as a person does, without a clipboard. */
export const paste = (target, text) =>
  target.evaluate((node, data) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', data);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true });
    if (!node.dispatchEvent(event)) return;
    node.value = data;
    node.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, text);

/** Drops files, given as `[name, bytes or text]`. */
export const drop = (target, ...files) =>
  target.evaluate(
    (node, all) => {
      const dataTransfer = new DataTransfer();
      for (const [name, base64] of all) {
        dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      }
      node.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    files.map(([name, content]) => [name, Buffer.from(content).toString('base64')]),
  );

/** Drops what lies on the disk, folders too, as the system would. */
export async function dropPaths(page, target, ...paths) {
  const { x, y, width, height } = await target.boundingBox();
  const client = await page.context().newCDPSession(page);
  const place = { x: x + width / 2, y: y + Math.min(height, 400) / 2 };
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) await client.send('Input.dispatchDragEvent', { type, ...place, data });
}

/** Returns how to learn which texts went to the worker from now on. */
export async function watchSent(page) {
  await page.evaluate(() => {
    globalThis.sent = [];
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...more) {
      if (message.type === 'set') globalThis.sent.push(message.item.text);
      return postMessage.call(this, message, ...more);
    };
  });
  return () => page.evaluate(() => globalThis.sent);
}
