import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Column } from '#core/columns.ts';
import { headingOf, type Names } from '#core/text.ts';
import type { Kind } from '#kinds/kind.ts';
import type { SlimRow } from '#store/projection.ts';
import { RecordTable } from '#ui/RecordTable.tsx';
import type { Sort } from '#ui/sort-rows.ts';
import { StateBadge } from '#ui/StateBadge.tsx';

export interface TableViewProps {
  readonly kind: Kind;
  readonly rows: readonly SlimRow[];
  readonly columns: readonly Column[];
  readonly shown: readonly string[];
  readonly names: Names;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort | null) => void;
}

function markOf({ conflict, missing }: SlimRow) {
  if (conflict) return <StateBadge tone="soon">两处不一致</StateBadge>;
  return missing.length > 0 ? <StateBadge>缺{missing.length}项</StateBadge> : null;
}

/** The list on the desktop; in a chunk of its own, phones never load it. */
export function TableView({ kind, rows, names, ...table }: TableViewProps) {
  const reading = useMemo(() => ({ names, reveal: false }), [names]);
  return (
    <RecordTable
      {...table}
      title={kind.title}
      rows={rows}
      names={names}
      leadOf={({ values }) => headingOf(kind, values, reading)}
      hrefOf={({ id }) => `/ledger/${kind.name}/${id}`}
      link={Link}
      markOf={markOf}
    />
  );
}
