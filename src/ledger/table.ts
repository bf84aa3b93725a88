/** Tables for a terminal, in which a Chinese character is as wide as two others. */

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** Joined to the character before them. */
const NARROWEST = /[\p{Mn}\p{Me}]/u;

const widthOfLetter = (letter: string): number => (NARROWEST.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1);
const widthOf = (text: string): number => Array.from(text).reduce((sum, letter) => sum + widthOfLetter(letter), 0);

/** One line without what would steer the terminal or turn the writing round. */
const plain = (text: string): string =>
  text
    .replace(/\p{Z}+|\p{Cc}+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();

function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const letter of Array.from(text)) {
    if (widthOf(kept) + widthOfLetter(letter) > width - 1) break;
    kept += letter;
  }
  return `${kept}…`;
}

export interface TableColumn {
  readonly label: string;
  readonly right?: boolean;
}

const MAX_WIDTH = 40;

/** Columns that are empty in every row are left out. */
export function tableText(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => cut(plain(cell), MAX_WIDTH)));
  const shown = columns.map((_, i) => i).filter((i) => cells.some((row) => row[i] !== ''));
  const widths = new Map(
    shown.map((i) => [
      i,
      cells.reduce((most, row) => Math.max(most, widthOf(row[i] ?? '')), widthOf(columns[i]?.label ?? '')),
    ]),
  );
  const line = (row: readonly string[]): string =>
    shown
      .map((i) => {
        const space = ' '.repeat((widths.get(i) ?? 0) - widthOf(row[i] ?? ''));
        return columns[i]?.right === true ? space + (row[i] ?? '') : (row[i] ?? '') + space;
      })
      .join('  ')
      .trimEnd();
  const rule = shown.map((i) => '-'.repeat(widths.get(i) ?? 0)).join('  ');
  return [line(columns.map(({ label }) => label)), rule, ...cells.map(line)].join('\n');
}
