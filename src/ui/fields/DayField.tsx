import { useState } from 'react';
import { addDays, isDay, weekday, zhDay } from '#core/day.ts';
import { parseField } from '#core/types/all.ts';
import { classes } from '#ui/classes.ts';
import { asText } from '#ui/typed.ts';
import { FieldShell } from './FieldShell.tsx';
import type { FieldProps } from './form-api.ts';
import styles from './controls.module.css';

let native: boolean | undefined;
/** Whether this browser brings a calendar of its own. */
function hasDateInput(): boolean {
  if (native !== undefined) return native;
  const input = document.createElement('input');
  input.type = 'date';
  input.value = 'x';
  native = input.type === 'date' && input.value === '';
  return native;
}

const sayDay = (day: unknown): string =>
  isDay(day) ? `${zhDay(day)} 周${'一二三四五六日'.charAt(weekday(day) - 1)}` : '';

/** The system's calendar, with the day in Chinese beside it: the calendar follows the system's language. */
export function DayField(props: FieldProps<'day'>) {
  const { path, raw, form, field } = props;
  const text = asText(raw);
  const { today } = form.context;
  // A calendar cannot show 2024-02-30 or 三月九日; such text stays text, so that it is seen and can be put right.
  const [plain] = useState(() => !hasDateInput() || (text !== '' && !isDay(text)));
  const [broken, setBroken] = useState(false);
  const said = sayDay(parseField(field, text).value);
  return (
    <FieldShell
      {...props}
      as="control"
      aside={said === '' ? undefined : said}
      message={broken ? '日期没有填全，或没有这一天' : undefined}
    >
      {(aria) => (
        <div className={classes(styles.box, styles.dayBox, aria['aria-invalid'] && styles.wrong)}>
          <input
            {...aria}
            className={styles.input}
            type={plain ? 'text' : 'date'}
            value={text}
            {...(plain
              ? { placeholder: '如 2024-03-09', inputMode: 'numeric' as const }
              : { min: '1900-01-01', max: '2100-12-31' })}
            onChange={(event) => {
              setBroken(false);
              form.onChange(path, event.currentTarget.value);
            }}
            onBlur={(event) => setBroken(event.currentTarget.validity.badInput)}
          />
          {today !== null && field.past === true && field.sensitive !== true && (
            <div className={styles.quicks}>
              {[['今天', today] as const, ['昨天', addDays(today, -1)] as const].map(([label, day]) => (
                <button
                  key={label}
                  type="button"
                  className={styles.quick}
                  aria-pressed={text === day}
                  aria-label={`${field.label}：${label}`}
                  onClick={() => {
                    setBroken(false);
                    form.onChange(path, day);
                  }}
                >
                  {label}
                </button>
              ))}
            </div>
          )}
        </div>
      )}
    </FieldShell>
  );
}
