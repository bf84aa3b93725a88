import {
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { totalText, type Column } from '#core/columns.ts';
import type { Names } from '#core/text.ts';
import type { FieldType, Values } from '#kinds/field.ts';
import { classes } from './classes.ts';
import type { LinkComponent } from './link.ts';
import type { Sort } from './sort-rows.ts';
import { useTop } from './use-top.ts';
import styles from './RecordTable.module.css';

/** A record as the projection carries it. */
export interface TableRow {
  readonly id: string;
  readonly values: Values;
}

export interface RecordTableProps<R extends TableRow> {
  /** The kind's title: the accessible name. */
  readonly title: string;
  /** In the order shown (sortRows). */
  readonly rows: readonly R[];
  /** Those of columnsOf(kind), or of one's own making. */
  readonly columns: readonly Column[];
  /** Ids of the columns shown, in any order; all when absent. */
  readonly shown?: readonly string[];
  readonly names: Names;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort | null) => void;
  /** First cell of every row: what the record is; it leads to the record. */
  readonly leadOf: (row: R) => string;
  readonly hrefOf: (row: R) => string;
  readonly link: LinkComponent;
  /** Behind the first cell: state of sync, conflicts. */
  readonly markOf?: (row: R) => ReactNode;
}

const ROW = 44;
/** Left free under the table. */
const BELOW = 20;
/** Width of the first column, in rem. */
const LEAD = 13;
const features = tableFeatures({ columnVisibilityFeature, rowSortingFeature });

/** The ledger on the desktop: sticky head and totals, sorted by any column, drawn only where one looks. */
export function RecordTable<R extends TableRow>(props: RecordTableProps<R>) {
  const { title, rows, columns, shown, names, sort, onSort, leadOf, hrefOf, link: Link, markOf } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const top = useTop(scroller);
  const defs = useMemo(() => {
    const helper = createColumnHelper<typeof features, R>();
    return columns.map((column) =>
      helper.accessor((row): unknown => column.value(row.values, names), { id: column.id, header: column.label }),
    );
  }, [columns, names]);
  const visibility = useMemo(
    () => Object.fromEntries(columns.map(({ id }) => [id, shown === undefined || shown.includes(id)])),
    [columns, shown],
  );
  const table = useTable({
    features,
    columns: defs,
    data: rows,
    manualSorting: true,
    getRowId: ({ id }) => id,
    state: { sorting: sort === null ? [] : [sort], columnVisibility: visibility },
    onSortingChange: (next) =>
      onSort((typeof next === 'function' ? next(sort === null ? [] : [sort]) : next)[0] ?? null),
  });
  const model = table.getRowModel().rows;
  // oxlint-disable-next-line react/incompatible-library -- its functions are called where they are made, never handed on
  const virtualizer = useVirtualizer({
    count: model.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight(),
    overscan: 8,
    getItemKey: (at) => model[at]?.id ?? at,
  });
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const seen = columns.filter(({ id }) => visibility[id]);
  const totals = useMemo(() => {
    const values = rows.map((row) => row.values);
    return new Map(columns.filter(({ total }) => total).map((column) => [column.id, totalText(column, values, names)]));
  }, [rows, columns, names]);
  const widths = seen.map((column) => widthOf(column, totals.get(column.id) ?? ''));
  const grid = {
    gridTemplateColumns: [
      `minmax(${LEAD}rem, 3fr)`,
      ...widths.map(([rem, share]) => `minmax(${rem}rem, ${share}fr)`),
    ].join(' '),
    // Narrower screens scroll sideways rather than squeeze.
    minWidth: `${widths.reduce((sum, [rem]) => sum + rem, LEAD)}rem`,
  };

  /** Arrow keys walk from record to record, also to those not drawn yet. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = Number(event.currentTarget.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? NaN);
    const steps: { readonly [key: string]: number } = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
      Home: -at,
      End: model.length,
    };
    const step = steps[event.key];
    if (Number.isNaN(at) || step === undefined) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(model.length - 1, at + step));
    virtualizer.scrollToIndex(to);
    const focus = (tries: number) => {
      const link = scroller.current?.querySelector<HTMLElement>(`[data-index="${to}"] a`);
      if (link) link.focus();
      else if (tries > 0) requestAnimationFrame(() => focus(tries - 1));
    };
    focus(10);
  };

  return (
    <div ref={scroller} className={styles.scroller} style={{ maxHeight: `calc(100vh - ${top + BELOW}px)` }}>
      <div
        role="table"
        aria-label={title}
        aria-rowcount={model.length + 2}
        aria-colcount={seen.length + 1}
        className={styles.table}
      >
        <div role="rowgroup" className={styles.head}>
          {table.getHeaderGroups().map((group) => (
            <div key={group.id} role="row" aria-rowindex={1} className={styles.row} style={grid}>
              <div role="columnheader" className={classes(styles.cell, styles.lead)}>
                名称
              </div>
              {group.headers.map((header) => {
                const direction = header.column.getIsSorted();
                const Arrow = direction === 'asc' ? ArrowUp : direction === 'desc' ? ArrowDown : ChevronsUpDown;
                return (
                  <div
                    key={header.id}
                    role="columnheader"
                    aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : 'none'}
                    className={classes(styles.headCell, byId.get(header.column.id)?.numeric && styles.number)}
                  >
                    <button type="button" onClick={() => header.column.toggleSorting(undefined, false)}>
                      <span>{byId.get(header.column.id)?.label}</span>
                      <Arrow size={16} aria-hidden className={classes(direction === false && styles.unsorted)} />
                    </button>
                  </div>
                );
              })}
            </div>
          ))}
        </div>
        <div
          role="rowgroup"
          className={styles.body}
          style={{ height: virtualizer.getTotalSize(), minWidth: grid.minWidth }}
        >
          {virtualizer.getVirtualItems().map(({ key, index, start, size }) => {
            const row = model[index];
            if (row === undefined) return null;
            return (
              <div
                key={key}
                role="row"
                aria-rowindex={index + 2}
                data-index={index}
                className={classes(styles.row, styles.line)}
                style={{ ...grid, height: size, transform: `translateY(${start}px)` }}
              >
                <div role="cell" className={classes(styles.cell, styles.lead)}>
                  <Link to={hrefOf(row.original)} className={styles.link ?? ''} onKeyDown={onKeyDown}>
                    {leadOf(row.original)}
                  </Link>
                  {markOf?.(row.original)}
                </div>
                {row.getVisibleCells().map((cell) => {
                  const column = byId.get(cell.column.id);
                  const text = column?.text(row.original.values, names) ?? '';
                  return (
                    <div
                      key={cell.id}
                      role="cell"
                      className={classes(styles.cell, column?.numeric && styles.number)}
                      title={text}
                    >
                      {text}
                    </div>
                  );
                })}
              </div>
            );
          })}
        </div>
        <div role="rowgroup" className={styles.foot}>
          <div role="row" aria-rowindex={model.length + 2} className={styles.row} style={grid}>
            <div role="cell" className={classes(styles.cell, styles.lead)}>
              合计 {model.length} 条
            </div>
            {seen.map((column) => (
              <div key={column.id} role="cell" className={classes(styles.cell, column.numeric && styles.number)}>
                {totals.get(column.id) ?? ''}
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

/** 44 px, more where the reader wants larger type. */
const rowHeight = (): number =>
  Math.max(ROW, Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 2.3));

/** Widths follow the type, never the content: rows are drawn one by one and must stand under each other. In rem, and shares. */
const WIDTHS: { readonly [T in FieldType]: readonly [rem: number, share: number] } = {
  count: [5, 1],
  decimal: [5, 1],
  year: [5, 1],
  flag: [5, 1],
  amount: [8.2, 1],
  day: [8.4, 1],
  code: [7, 1.5],
  link: [8, 1.5],
  phone: [8, 1],
  idNumber: [11, 1],
  text: [9, 2],
  codes: [10, 2],
  links: [10, 2],
  items: [10, 2],
  photos: [6, 1],
  period: [11, 1.5],
  group: [10, 2],
  metric: [10, 2],
  longText: [14, 3],
};

function widthOf({ field, label }: Column, total: string): readonly [rem: number, share: number] {
  const [rem, share] = WIDTHS[field.type];
  // The head needs room for its label and the arrow; a sum is wider than its parts, and no figure is cut off.
  return [Math.max(rem, label.length * 0.9 + 2.8, roomFor(total)), share];
}

/** In rem, with the cell's padding: Chinese characters are square, digits and commas narrower. */
const roomFor = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (character > '\u2e7f' ? 1 : 0.65), 1.6);
