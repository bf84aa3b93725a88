import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Column } from '#core/columns.ts';
import { headingOf, type Names } from '#core/text.ts';
import type { Kind } from '#kinds/kind.ts';
import type { SlimRow } from '#store/projection.ts';
import { StandingBadge } from '#ui/StandingBadge.tsx';
import { RecordTable } from '#ui/RecordTable.tsx';
import type { Sort } from '#ui/sort-rows.ts';
import { StateBadge } from '#ui/StateBadge.tsx';
import type { StandingOf } from './use-standing.ts';

export interface TableViewProps {
  readonly kind: Kind;
  readonly rows: readonly SlimRow[];
  readonly columns: readonly Column[];
  readonly shown: readonly string[];
  readonly names: Names;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort | null) => void;
  readonly standingOf: StandingOf;
}

function markOf({ missing }: SlimRow, standing: ReturnType<StandingOf>) {
  if (standing !== undefined) return <StandingBadge standing={standing} />;
  return missing.length > 0 ? <StateBadge>缺{missing.length}项</StateBadge> : null;
}

/** The list on the desktop; in a chunk of its own, phones never load it. */
export function TableView({ kind, rows, names, standingOf, ...table }: TableViewProps) {
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
      markOf={(row) => markOf(row, standingOf(row))}
    />
  );
}
