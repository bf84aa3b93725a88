import { ChartColumn } from 'lucide-react';
import { Link } from 'react-router';
import { usePlace } from '#pages/shell/use-place.ts';
import type { YearTasks } from '#pages/use-year.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Targets } from './Targets.tsx';
import styles from './figures.module.css';

export interface NothingToDrawProps {
  readonly year: YearTasks;
  readonly unit: string;
  /** Those that have records, the newest first. */
  readonly years: readonly number[];
}

/** Instead of a page of noughts, which would say fifteen times that the year has no record. */
export function NothingToDraw({ year, unit, years }: NothingToDrawProps) {
  return (
    <>
      <EmptyState icon={<ChartColumn size={32} />} action={years.length === 0 ? <Begin /> : <Years years={years} />}>
        {years.length === 0
          ? `${nameOf(year, unit)}还没有可画的记录。记了调解、培训或普法，这里按月、按类型画出来，点一下就看到是哪些记录。`
          : `${nameOf(year, unit)}${year.year}年还没有可画的记录，有记录的年度在下面，点一下就看。`}
      </EmptyState>
      <Targets year={year} unit={unit} />
    </>
  );
}

/** Of the village that is shown alone: the others may have much to draw. */
const nameOf = ({ context }: YearTasks, unit: string): string =>
  context.units.list.find(({ id }) => id === unit)?.name ?? '';

function Begin() {
  return (
    <Link className={buttonClass('primary')} to="/">
      去记一笔
    </Link>
  );
}

function Years({ years }: Pick<NothingToDrawProps, 'years'>) {
  const { setYear } = usePlace();
  const open = (year: number) => {
    setYear(year);
    // The button goes with the year it was shown for.
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  return (
    <div role="group" aria-label="有记录的年度" className={styles.years}>
      {years.map((year) => (
        <Button key={year} onClick={() => open(year)}>
          {year}年
        </Button>
      ))}
    </div>
  );
}
