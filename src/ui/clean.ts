/**
 * Characters that cannot be seen and break names, searches and papers: controls other than tab and line feed,
 * zero-width spaces, marks of direction. The joiner U+200D and variation selectors stay: emoji and rare Han characters
 * are made with them.
 */
const isUnseen = (unit: number): boolean =>
  (unit < 0x20 && unit !== 0x09 && unit !== 0x0a) ||
  (unit >= 0x7f && unit <= 0x9f) ||
  (unit >= 0x200b && unit <= 0x200f && unit !== 0x200d) ||
  (unit >= 0x2028 && unit <= 0x202e) ||
  (unit >= 0x2060 && unit <= 0x2069) ||
  unit === 0xfeff;

export function withoutUnseen(typed: string): string {
  const text = typed.replace(/\r\n?/g, '\n');
  let kept = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (!isUnseen(text.charCodeAt(at))) continue;
    kept += text.slice(from, at);
    from = at + 1;
  }
  return from === 0 ? text : kept + text.slice(from);
}
