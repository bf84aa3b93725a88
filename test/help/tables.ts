/** Tables as they come out of files, and what is read from them. */
import { expect } from 'vitest';
import { placeOf, type Cell, type Merge, type Sheet } from '#core/sheets.ts';
import type { ImportContext, KnownUnit } from '#core/sheets/context.ts';
import { proposeSheets, readSheets, type FileReading } from '#core/sheets/import.ts';
import type { Fixed } from '#core/sheets/row-reader.ts';
import { kindOf } from '#kinds/index.ts';

export const units: readonly KnownUnit[] = [
  { id: 'xiang', names: ['双泉乡'], whole: true },
  { id: 'yongxiang', names: ['永祥村'] },
  { id: 'changpu', names: ['菖蒲村'] },
  { id: 'chengqiang', names: ['城墙村'] },
];

function mergeOf(range: string): Merge {
  const [from, to] = range.split(':').map((each) => placeOf(each));
  return { top: from?.row ?? 0, bottom: to?.row ?? 0, left: from?.column ?? 0, right: to?.column ?? 0 };
}

export function sheetOf(
  name: string,
  rows: readonly (readonly (string | number)[])[],
  merges: readonly string[] = [],
): Sheet {
  const cellOf = (cell: string | number): Cell | undefined =>
    cell === '' ? undefined : { kind: typeof cell === 'number' ? 'number' : 'text', text: String(cell) };
  return {
    name,
    hidden: false,
    merges: merges.map(mergeOf),
    rows: rows.map((cells, at) => ({ number: at + 1, cells: cells.map(cellOf) })),
  };
}

export function read(kind: string, sheet: Sheet, more: Partial<ImportContext> = {}, ofAll: Fixed = {}): FileReading {
  let minted = 0;
  const proposals = proposeSheets(kindOf(kind), [sheet], () => null, more.file);
  const choices = proposals.flatMap(({ name, outline, fixed }) =>
    outline === null ? [] : [{ sheet: name, outline, fixed: { ...fixed, ...ofAll } }],
  );
  expect(choices).toHaveLength(1);
  const committees = units.map(({ id, names: [name = ''] }) => ({
    id: `${id} committee`,
    unit: id,
    name: `${name}人民调解委员会`,
  }));
  const context = { units, unit: null, year: null, today: '2025-01-10', persons: [], committees, venues: [], ...more };
  return readSheets(kindOf(kind), [sheet], choices, { ...context, existing: new Set() }, () => `id-${(minted += 1)}`);
}
