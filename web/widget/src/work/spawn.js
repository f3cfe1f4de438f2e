/** How the worker comes to life: for bundlers, for pages without one, and for pages that hold scripts to Trusted Types. */

/** @param {string} name @returns {Worker} */
export function spawn(name) {
  const trusted = trustedUrl();
  if (trusted) return new Worker(trusted, { type: 'module', name });
  // Bundlers look for exactly this.
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name });
}

/** @type {{ createScriptURL: (url: string) => any } | undefined} */
let policy;

/**
 * The worker beside this file as a trusted address, where the browser knows such and this file is itself: in a bundle
 * it bears another name, and the bundler's own settings say whom to trust. The policy is named `mcp-vet`.
 */
function trustedUrl() {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  if (!trustedTypes || !/^https?:.*\/work\/spawn\.js$/.test(import.meta.url)) return undefined;
  const worker = import.meta.url.replace(/spawn\.js$/, 'worker.js');
  policy ??= trustedTypes.createPolicy('mcp-vet', { createScriptURL: (/** @type {string} */ url) => (url === worker ? url : '') });
  return policy?.createScriptURL(worker);
}
