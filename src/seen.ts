/**
 * Looks at the real workspace while everything else of the app is still being evaluated, and asks for the code of a screen of the year, which the app
 * would ask for only then. Imported first, and for that alone apart from main.
 */
import { glanceAt } from '#store/glance.ts';
import { REAL_DB } from '#store/schema.ts';

const ofYear = location.pathname.startsWith('/tasks');

export const seen = glanceAt(REAL_DB, ofYear);
if (ofYear) askAhead();

/** The build writes into the page which files these are (vite.config.ts). Kernels that know no such links wait as before. */
function askAhead(): void {
  const files = document.querySelector<HTMLMetaElement>('meta[name="of-year"]')?.content ?? '';
  for (const href of files.split(' ').filter(Boolean)) {
    const link = document.createElement('link');
    const isStyle = href.endsWith('.css');
    link.rel = isStyle ? 'preload' : 'modulepreload';
    if (isStyle) link.as = 'style';
    link.crossOrigin = '';
    link.href = href;
    document.head.append(link);
  }
}
