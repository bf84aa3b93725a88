/**
 * Whether this browser prints numbers at the foot of pages: margin boxes came with Chromium 131, and neither Firefox nor
 * Safari has them. Asked of its parser, which drops what it does not know.
 */
export function printsPageNumbers(): boolean {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("@page { @bottom-center { content: '1' } }");
    return (sheet.cssRules[0]?.cssText ?? '').includes('bottom-center');
  } catch {
    // Safari before 16.4 and Firefox before 101 cannot make one.
    return false;
  }
}
