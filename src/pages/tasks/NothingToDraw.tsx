import { ChartColumn } from 'lucide-react';
import { Link } from 'react-router';
import { CHART_KINDS } from '#core/charts/year-charts.ts';
import type { YearTasks } from '#pages/use-year.ts';
import { buttonClass } from '#ui/Button.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Targets } from './Targets.tsx';

/** Nothing was recorded in any year: a page of noughts would say so fifteen times. */
export const isLedgerEmpty = ({ rows }: YearTasks): boolean =>
  CHART_KINDS.every((kind) => kind === 'person' || (rows.get(kind)?.length ?? 0) === 0);

export function NothingYet({ year, unit }: { readonly year: YearTasks; readonly unit: string }) {
  return (
    <>
      <EmptyState
        icon={<ChartColumn size={32} />}
        action={
          <Link className={buttonClass('primary')} to="/">
            去记一笔
          </Link>
        }
      >
        还没有可画的记录。记了调解、培训或普法，这里按月、按类型画出来，点一下就看到是哪些记录。
      </EmptyState>
      <Targets year={year} unit={unit} />
    </>
  );
}
