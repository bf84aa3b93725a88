import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { addDays, isDay, monthEnd, weekOf, zhPeriod, zhSpan } from '#core/day.ts';
import { Button } from '#ui/Button.tsx';
import { ChipGroup } from '#ui/ChipGroup.tsx';
import { asMap, asText } from '#ui/typed.ts';
import { FieldShell } from './FieldShell.tsx';
import type { FieldProps } from './form-api.ts';
import controls from './controls.module.css';
import styles from './PeriodField.module.css';

interface Span {
  readonly from: string;
  readonly to: string;
}

const monthOf = (day: string): Span => ({ from: `${day.slice(0, 8)}01`, to: monthEnd(day) });

type Unit = 'week' | 'month' | 'days';
const units = [
  { id: 'week', label: '按周' },
  { id: 'month', label: '按月' },
  { id: 'days', label: '自选日期' },
];

const unitOf = ({ from, to }: Span): Unit => {
  if (!isDay(from) || !isDay(to)) return from === '' && to === '' ? 'week' : 'days';
  const same = (span: Span) => span.from === from && span.to === to;
  return same(monthOf(from)) ? 'month' : same(weekOf(from)) ? 'week' : 'days';
};

/** A week or a month by stepping, any two days by choice. */
export function PeriodField(props: FieldProps<'period'>) {
  const { path, raw, form, field } = props;
  const span = { from: asText(asMap(raw).from), to: asText(asMap(raw).to) };
  const [unit, setUnit] = useState<Unit>(() =>
    // Inside an item it is a term or a validity: years, not weeks.
    form.context.today === null || (path.includes('.') && span.from === '') ? 'days' : unitOf(span),
  );
  const at = isDay(span.from) ? span.from : form.context.today;
  const around = unit === 'month' ? monthOf : weekOf;
  const set = (next: Span) => form.onChange(path, next);
  const step = (days: number) => at !== null && set(around(addDays(days < 0 ? around(at).from : around(at).to, days)));
  const said = isDay(span.from) && isDay(span.to) ? zhPeriod(span.from, span.to) : '';
  const chosen = zhSpan(span.from, span.to);
  return (
    <FieldShell {...props} as="group">
      {(aria) => (
        <div role="group" {...aria} aria-required={undefined} aria-invalid={undefined} className={styles.period}>
          <ChipGroup
            aria-label={`${field.label}的单位`}
            aria-required
            choices={units}
            value={[unit]}
            onChange={([next]) => {
              setUnit(next as Unit);
              if (next !== 'days' && at !== null) set(next === 'month' ? monthOf(at) : weekOf(at));
            }}
          />
          {unit === 'days' || at === null ? (
            <div className={styles.two}>
              {(['from', 'to'] as const).map((end) => (
                <label key={end}>
                  {end === 'from' ? '从' : '到'}
                  <span className={controls.box}>
                    <input
                      className={controls.input}
                      type="date"
                      value={span[end]}
                      onChange={(event) => set({ ...span, [end]: event.currentTarget.value })}
                    />
                  </span>
                </label>
              ))}
              {/* The boxes follow the language of the system. */}
              {chosen !== '' && <span className={styles.chosen}>{chosen}</span>}
            </div>
          ) : (
            <div className={styles.step}>
              <Button
                aria-label={unit === 'month' ? '上一月' : '上一周'}
                icon={<ChevronLeft size={22} aria-hidden />}
                onClick={() => step(-1)}
              />
              <button type="button" className={styles.said} onClick={() => set(around(at))}>
                {said === '' ? `选${unit === 'month' ? '本月' : '本周'}` : said}
              </button>
              <Button
                aria-label={unit === 'month' ? '下一月' : '下一周'}
                icon={<ChevronRight size={22} aria-hidden />}
                onClick={() => step(1)}
              />
            </div>
          )}
        </div>
      )}
    </FieldShell>
  );
}
