/** A list as it stands on the screen: the same records in the same order, the same columns, masked alike. */
import type { Column } from '#core/columns.ts';
import type { CountedRow } from '#core/counted-units.ts';
import { headingOf, type Names } from '#core/text.ts';
import type { Kind } from '#kinds/kind.ts';
import { fieldColumn, numberedInPieces, textCell, type LedgerSheet } from './ledger-sheet.ts';

export interface ShownList {
  readonly kind: Kind;
  /** In the order shown. */
  readonly rows: readonly CountedRow[];
  /** Those that are shown, in their order. */
  readonly columns: readonly Column[];
  readonly names: Names;
  /** What narrows the list, in words. */
  readonly under: string;
}

/** `pause` is waited for between pieces of it. */
export async function listSheet(
  { kind, rows, columns, names, under }: ShownList,
  pause: () => Promise<void>,
): Promise<LedgerSheet> {
  const reading = { names, reveal: false };
  const made = await numberedInPieces(
    [
      { label: '名称', numeric: false, cell: (values) => textCell(headingOf(kind, values, reading)) },
      ...columns.map((column) => fieldColumn(column, names)),
    ],
    rows,
    pause,
  );
  return {
    title: kind.title,
    under: [under, `共 ${rows.length} 条`].filter((part) => part !== '').join('　'),
    ...made,
  };
}
