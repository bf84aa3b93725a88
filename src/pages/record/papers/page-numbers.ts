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

/** So many characters take the room in 9 pt. */
const ROOMY = 25;

/**
 * Prints words at the foot of every page, outside the text, until the answer is called; where there are no margin boxes, papers
 * carry them below their last line (paper-view.module.css).
 */
export function printInMargin(words: string): (() => void) | undefined {
  if (!printsPageNumbers()) return undefined;
  const sheet = new CSSStyleSheet();
  // Beside a page number in the middle there are 66 mm: code and seal stand in one line there only when they are small.
  const size = words.length > ROOMY ? 7 : 9;
  const box = `@bottom-right { content: ${JSON.stringify(words)}; width: 66mm; font-size: ${size}pt; white-space: nowrap; }`;
  sheet.replaceSync(`@page paper { ${box} } @page numbered { ${box} }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const { dataset } = document.documentElement;
  dataset['printFoot'] = 'margin';
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    delete dataset['printFoot'];
  };
}
