import { X } from 'lucide-react';
import { useState } from 'react';
import { isDay, zhDay } from '#core/day.ts';
import type { Filter } from '#core/metric.ts';
import { Button } from '#ui/Button.tsx';
import { ChipGroup } from '#ui/ChipGroup.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import styles from './metric-editor.module.css';

export interface MetricDayFilterProps {
  readonly field: string;
  readonly label: string;
  /** All that are put on this day. */
  readonly filters: readonly Filter[];
  readonly onChange: (filters: readonly Filter[]) => void;
  readonly onDrop: () => void;
}

type Bound = 'gte' | 'lte' | 'olderThan';
const isFilled = ({ operator }: Filter): boolean => operator === 'filled' || operator === 'empty';

const BOUNDS = [
  ['gte', '从这天起'],
  ['lte', '到这天止'],
] as const;

/** From a day, to a day, how long ago, filled or not: what stays empty asks for nothing. */
export function MetricDayFilter({ field, label, filters, onChange, onDrop }: MetricDayFilterProps) {
  const valueOf = (operator: Bound): string => {
    const found = filters.find((filter) => filter.operator === operator)?.value;
    return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
  };
  const [days, setDays] = useState(valueOf('olderThan'));
  const set = (operator: Bound, value: string | number | null) => {
    const others = filters.filter((filter) => filter.operator !== operator);
    onChange(value === null ? others : [...others, { field, operator, value }]);
  };
  const setAge = (text: string) => {
    setDays(text);
    set('olderThan', /^[1-9]\d{0,3}$/u.test(text.trim()) ? Number(text) : null);
  };
  const setFilled = (operator: string | undefined) => {
    const others = filters.filter((filter) => !isFilled(filter));
    onChange(operator === 'filled' || operator === 'empty' ? [...others, { field, operator }] : others);
  };
  return (
    <div className={styles.filter}>
      <div className={styles.filterHead}>
        <span>条件：{label}</span>
        <Button tone="quiet" icon={<X size={18} aria-hidden />} aria-label={`去掉条件：${label}`} onClick={onDrop} />
      </div>
      <div className={styles.days}>
        {BOUNDS.map(([operator, words]) => {
          const day = valueOf(operator);
          return (
            <TextBox
              key={operator}
              label={`${label}${words}`}
              optional
              type="date"
              {...(isDay(day) ? { hint: zhDay(day) } : {})}
              value={day}
              onChange={(next) => set(operator, isDay(next) ? next : null)}
            />
          );
        })}
        <TextBox
          label={`${label}到今天已超过几天`}
          optional
          hint="填 30，就是 30 天以前的"
          inputMode="numeric"
          max={4}
          value={days}
          onChange={setAge}
        />
        <div>
          <p aria-hidden className={styles.ask}>
            {label}填没填
          </p>
          <ChipGroup
            aria-label={`${label}填没填`}
            choices={[
              { id: 'filled', label: '已填' },
              { id: 'empty', label: '未填' },
            ]}
            value={filters.filter(isFilled).map(({ operator }) => operator)}
            onChange={([chosen]) => setFilled(chosen)}
          />
        </div>
      </div>
    </div>
  );
}
