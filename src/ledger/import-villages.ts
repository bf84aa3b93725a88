/** For a table that is read into nothing: which villages it speaks of. */
import type { Sheet } from '#core/sheets.ts';
import type { SheetProposal } from '#core/sheets/import.ts';
import { dataRowsOf, textAt } from '#core/sheets/outline.ts';

const BEHIND = /(人民)?(调解委员会|调委会)$|(村民委员会|村委会)$/;
const VILLAGE = /[\p{Script=Han}]{2,4}?(村|社区)/u;

/** Names in the column of villages; without one, those in sheet names and titles. */
export function villagesIn(sheets: readonly Sheet[], proposals: readonly SheetProposal[]): string[] {
  const names = new Set<string>();
  proposals.forEach(({ outline, hidden, name }, i) => {
    const sheet = sheets[i];
    if (outline === null || hidden || sheet === undefined) return;
    const column = outline.mapping.indexOf('@unit');
    const written =
      column < 0 ? [] : dataRowsOf(sheet, outline).rows.map((row) => textAt(row, column).replace(BEHIND, ''));
    const found = written.filter((word) => word !== '').map((word) => (/[村区乡镇]$/.test(word) ? word : `${word}村`));
    if (found.length > 0) found.forEach((each) => names.add(each));
    else for (const words of [name, outline.title]) if (VILLAGE.test(words)) names.add(VILLAGE.exec(words)?.[0] ?? '');
  });
  return [...names];
}
