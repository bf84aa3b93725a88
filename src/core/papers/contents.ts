import { blank, label, title, type Block, type Cell, type TableRow } from '#core/document.ts';

export interface ContentsEntry {
  readonly key: string;
  readonly title: string;
  /** As counted; '' where the paper is not part of the file that was made. */
  readonly page: string;
}

/** A list that is added to by hand has room. */
const LEAST_ROWS = 14;

/** 卷内目录: 序号、文书名称、页号、备注 (domain.md §1.3, F1). */
export function contentsBlocks(entries: readonly ContentsEntry[]): Block[] {
  const centred = (line: Cell['lines'][number]): Cell => ({ lines: [line], align: 'center' });
  const rows = entries.map(({ key, title: name, page }, at): TableRow => ({
    cells: [
      centred([String(at + 1)]),
      { lines: [[name]] },
      centred(page === '' ? [blank('', 0)] : [{ pageOf: key, at: page }]),
      centred([blank('', 0)]),
    ],
  }));
  const free = Array.from({ length: Math.max(0, LEAST_ROWS - rows.length) }, (): TableRow => ({
    cells: [0, 1, 2, 3].map(() => centred([blank('', 0)])),
  }));
  const head = { cells: ['序号', '文　书　名　称', '页号', '备注'].map((each) => label(each)) };
  return [
    title('卷内目录'),
    { is: 'table', size: 'large', widths: [20, 88, 22, 26], headed: 1, rows: [head, ...rows, ...free] },
  ];
}
