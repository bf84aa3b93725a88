import {
  isBlank,
  TABLE,
  type Block,
  type Cell,
  type DocumentModel,
  type Line,
  type Piece,
  type TableBlock,
  type TableRow,
  type TextBlock,
} from '#core/document.ts';
import { isTorn } from '#core/page-count.ts';
import { classes } from '#ui/classes.ts';
import { Hidden } from '#ui/Hidden.tsx';
import styles from './paper-view.module.css';

interface PaperViewProps {
  readonly model: DocumentModel;
  /** As wide as the screen; else as large as it can be read, and moved sideways. */
  readonly fitted?: boolean;
}

/** A document as it stands on paper: the same lines as the .docx. */
export function PaperView({ model: { parts, foot }, fitted = false }: PaperViewProps) {
  return (
    <div className={classes(styles.sheets, fitted && styles.fitted)} lang="zh-CN">
      {parts.map(({ key, blocks, numbered }) => (
        <article key={key} className={classes(styles.sheet, numbered && styles.numbered)}>
          {blocks.map((block, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- blocks have no other name, and a document never changes its order
            <BlockView key={at} block={block} />
          ))}
          {foot !== undefined && <p className={styles.foot}>{foot}</p>}
        </article>
      ))}
    </div>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.is) {
    case 'title':
      return (
        <h2
          className={classes(
            styles.title,
            block.large === true && styles.coverTitle,
            block.goesOn === true && styles.goesOn,
          )}
        >
          {block.text}
        </h2>
      );
    case 'heading':
      return (
        <p className={classes(styles.text, block.level === 1 && styles.level1, block.level === 2 && styles.level2)}>
          {block.text}
        </p>
      );
    case 'text':
      return (
        <p className={textClass(block)}>
          <LineView line={block.line} />
        </p>
      );
    case 'ruled':
      return (
        <>
          {Array.from({ length: block.lines }, (_, at) => (
            <p key={at} className={styles.rule}>
              {at === 0 && <Hidden>（待填：{block.blank}）</Hidden>}
            </p>
          ))}
        </>
      );
    case 'picture':
      return <p className={styles.text}>{block.words}</p>;
    case 'gap':
      return (
        <>
          {Array.from({ length: block.lines }, (_, at) => (
            <div key={at} className={styles.gap} />
          ))}
        </>
      );
    case 'table':
    default:
      return <TableView table={block} />;
  }
}

const textClass = ({ align, flush, keep, roomy, small }: TextBlock): string =>
  classes(
    styles.text,
    roomy === true && styles.signed,
    small === true && styles.small,
    (flush === true || align !== undefined) && styles.flush,
    align === 'center' && styles.center,
    align === 'right' && styles.right,
    keep === true && styles.keep,
  );

function LineView({ line }: { readonly line: Line }) {
  return (
    <>
      {line.map((piece, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- pieces of one line, never moved
        <PieceView key={at} piece={piece} />
      ))}
    </>
  );
}

function PieceView({ piece }: { readonly piece: Piece }) {
  if (typeof piece === 'string') return piece;
  if (!isBlank(piece)) return 'strong' in piece ? <b>{piece.strong}</b> : piece.at;
  return (
    <>
      <span className={styles.blank} style={{ width: `${piece.width}em` }} aria-hidden />
      {piece.blank !== '' && <Hidden>（待填：{piece.blank}）</Hidden>}
    </>
  );
}

function TableView({ table }: { readonly table: TableBlock }) {
  const { widths, rows, headed = 0, size = 'form' } = table;
  const { line, inset } = TABLE[size];
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const rowView = (row: TableRow, at: number) => (
    <tr
      key={at}
      className={isTorn(row, table) ? undefined : styles.whole}
      style={{ height: `calc(var(--pt) * ${(row.tall ?? 1) * line + 2 * inset})` }}
    >
      {row.cells.map((cell, column) => (
        // oxlint-disable-next-line react/no-array-index-key -- cells never move
        <CellView key={column} cell={cell} />
      ))}
    </tr>
  );
  return (
    <table className={classes(styles.table, size !== 'form' && styles[size], table.newPage === true && styles.turned)}>
      <colgroup>
        {widths.map((width, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- columns never move
          <col key={at} style={{ width: `${(width / whole) * 100}%` }} />
        ))}
      </colgroup>
      {headed > 0 && <thead>{rows.slice(0, headed).map(rowView)}</thead>}
      <tbody>{rows.slice(headed).map(rowView)}</tbody>
    </table>
  );
}

function CellView({ cell: { lines, label, across, down, align } }: { readonly cell: Cell }) {
  const place = align ?? (label === true ? 'center' : 'left');
  return (
    <td
      colSpan={across ?? 1}
      rowSpan={down ?? 1}
      className={classes(place === 'center' && styles.center, place === 'right' && styles.right)}
    >
      {lines.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines of one cell, never moved
        <p key={at}>
          <LineView line={line} />
        </p>
      ))}
    </td>
  );
}
