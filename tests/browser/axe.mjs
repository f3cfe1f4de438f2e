/** What axe-core finds fault with on a page: WCAG 2.2 AA and its own best practice. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { source: AXE } = createRequire(fileURLToPath(new URL('../package.json', import.meta.url)))('axe-core');

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Each violation with the first elements that it is about; nothing where all is well. */
export async function violations(page) {
  if (!(await page.evaluate(() => Boolean(globalThis.axe)))) await page.evaluate(AXE);
  return page.evaluate(async (runOnly) => {
    const { violations: all } = await globalThis.axe.run(document, { runOnly });
    const about = ({ html, any }) => `${html} ${any[0]?.message ?? ''}`;
    return all.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(about).join(' | ')}`);
  }, RULES);
}
