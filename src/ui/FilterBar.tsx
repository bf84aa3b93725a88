import { CalendarDays, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { zhSpan } from '#core/day.ts';
import { Button } from './Button.tsx';
import type { Choice } from './ChipGroup.tsx';
import { classes } from './classes.ts';
import styles from './FilterBar.module.css';

export interface Filter {
  readonly id: string;
  /** What is filtered; stands in the closed box while nothing is chosen. */
  readonly label: string;
  readonly choices: readonly Choice[];
  /** '' lets everything through. */
  readonly value: string;
  /** What '' says when the label alone would not do: 全部年份. */
  readonly all?: string;
}

export interface FilterBarProps {
  /** Codes, unit, year. */
  readonly filters: readonly Filter[];
  readonly onFilter: (id: string, value: string) => void;
  /** Both days of a range, '' where open; absent where no day is asked. */
  readonly range?: { readonly from: string; readonly to: string };
  readonly onRange?: (range: { readonly from: string; readonly to: string }) => void;
  readonly onClear: () => void;
}

/** What narrows a list: native selects in one row, blue where they hold something back. */
export function FilterBar({ filters, onFilter, range, onRange, onClear }: FilterBarProps) {
  const ranged = range !== undefined && (range.from !== '' || range.to !== '');
  const [dated, setDated] = useState(ranged);
  const active = ranged || filters.some(({ value }) => value !== '');
  return (
    <div role="group" aria-label="筛选" className={styles.bar}>
      {filters.map(({ id, label, choices, value, all }) => (
        <span key={id} className={classes(styles.filter, value !== '' && styles.active)}>
          <select aria-label={label} value={value} onChange={(event) => onFilter(id, event.currentTarget.value)}>
            <option value="">{all ?? label}</option>
            {choices.map((choice) => (
              <option key={choice.id} value={choice.id}>
                {choice.label}
              </option>
            ))}
          </select>
          <ChevronDown size={18} aria-hidden />
        </span>
      ))}
      {range !== undefined && onRange !== undefined && !dated && !ranged && (
        <Button tone="quiet" icon={<CalendarDays size={20} aria-hidden />} onClick={() => setDated(true)}>
          按日期
        </Button>
      )}
      {range !== undefined && onRange !== undefined && (dated || ranged) && (
        <span className={styles.range}>
          {(['from', 'to'] as const).map((end) => (
            <label key={end} className={classes(styles.day, range[end] !== '' && styles.active)}>
              {end === 'from' ? '从' : '到'}
              <input
                type="date"
                value={range[end]}
                onChange={(event) => onRange({ ...range, [end]: event.currentTarget.value })}
              />
            </label>
          ))}
        </span>
      )}
      {/* The boxes follow the language of the system. */}
      {range !== undefined && ranged && <span className={styles.said}>{zhSpan(range.from, range.to)}</span>}
      {active && (
        <Button tone="quiet" onClick={onClear}>
          清除筛选
        </Button>
      )}
    </div>
  );
}
