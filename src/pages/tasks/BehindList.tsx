import { useMemo } from 'react';
import { Link } from 'react-router';
import { zhDay } from '#core/day.ts';
import { dateOf, headingOf, summaryOf, type Names } from '#core/text.ts';
import type { Kind } from '#kinds/kind.ts';
import type { SlimRow } from '#store/projection.ts';
import { useLinked } from '#pages/shell/use-names.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { Card } from '#ui/Card.tsx';
import { RecordList, type CardLine } from '#ui/RecordList.tsx';
import styles from './records.module.css';

export interface BehindListProps {
  readonly kind: Kind;
  readonly rows: readonly SlimRow[];
}

/** Records as cards, the latest first; parties masked as in every list. */
export function BehindList({ kind, rows }: BehindListProps) {
  const lineOfRow = useLines(kind);
  const ordered = useMemo(() => latestFirst(kind, rows), [rows, kind]);
  return (
    <RecordList
      title={kind.title}
      rows={ordered}
      lineOf={lineOfRow}
      hrefOf={({ id }) => `/ledger/${kind.name}/${id}`}
      link={Link}
    />
  );
}

export function latestFirst(kind: Kind, rows: readonly SlimRow[]): SlimRow[] {
  const dated = rows.map((row) => ({ row, day: dateOf(kind, row.values) ?? '' }));
  return dated.sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1)).map(({ row }) => row);
}

/** The few that stand on another page, as lines of one card. */
export function BehindLines({ kind, rows }: BehindListProps) {
  const lineOfRow = useLines(kind);
  return (
    <Card flush>
      <ul aria-label={kind.title} className={styles.lines}>
        {rows.map((row) => {
          const { title, second } = lineOfRow(row);
          return (
            <li key={row.id}>
              <Link to={`/ledger/${kind.name}/${row.id}`}>
                <span>{title}</span>
                <small>{second}</small>
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function useLines(kind: Kind): (row: SlimRow) => CardLine {
  const { names } = useLinked(kind);
  const { units } = usePlace();
  return useMemo(() => {
    const unitNames = new Map(units.length > 1 ? units.map(({ id, name }) => [id, name]) : []);
    return (row) => lineOf(kind, row, names, unitNames.get(row.unit) ?? '');
  }, [kind, names, units]);
}

function lineOf(kind: Kind, { values, conflict }: SlimRow, names: Names, unit: string): CardLine {
  const reading = { names, reveal: false };
  const isPeriod = kind.date !== undefined && kind.fields[kind.date]?.type === 'period';
  const day = isPeriod ? null : dateOf(kind, values);
  const summary = summaryOf(kind, values, reading);
  // The place of an event is mostly the village itself.
  const parts = [day === null ? '' : zhDay(day), summary.split(' · ').includes(unit) ? '' : unit, summary];
  return {
    title: headingOf(kind, values, reading),
    second: parts.filter((part) => part !== '').join(' · '),
    ...(conflict ? { standing: 'conflict' as const } : {}),
  };
}
