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

const TOWNSHIP = /^(?:.{2,6}?(?:自治县|县|区|州|市))?([\p{Script=Han}]{2,4}?(?:乡|镇|街道))(?!村|居|振兴|风)/u;

/** The township that a title begins with, or the file's name: 清溪镇 of 清溪镇2025年人民调解案件台账. */
export function townshipIn(proposals: readonly SheetProposal[], file: string): string | null {
  for (const words of [...proposals.map(({ outline }) => outline?.title ?? ''), file]) {
    const [, name] = TOWNSHIP.exec(words.replace(/\s/gu, '')) ?? [];
    if (name !== undefined && !/^[各本全]/u.test(name) && !name.startsWith('城乡')) return name;
  }
  return null;
}
