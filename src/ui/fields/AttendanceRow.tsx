import { ChevronDown } from 'lucide-react';
import { memo, useState } from 'react';
import type { Field, ItemsField } from '#kinds/field.ts';
import type { Problem } from '#core/validate.ts';
import { classes } from '#ui/classes.ts';
import { asMap, asText, withTyped } from '#ui/typed.ts';
import { startOf, stateOf } from './attendance-state.ts';
import { NO_PROBLEMS, problemsUnder, type FormApi, type LinkChoice } from './form-api.ts';
import controls from './controls.module.css';
import styles from './AttendanceField.module.css';

interface PersonRowProps {
  readonly field: ItemsField;
  readonly path: string;
  readonly person: LinkChoice;
  /** What a tick says: 到, or 迟到 while late comers are taken down. */
  readonly as: string | undefined;
  readonly raw: unknown;
  readonly problems: readonly Problem[];
  readonly form: FormApi;
}

/** One person of a roster: a big tick, the state beside it, score and hours behind an arrow. */
export const PersonRow = memo(function PersonRow(props: PersonRowProps) {
  const { field, path, person, as, raw, problems, form } = props;
  const values = asMap(raw);
  const ticked = raw !== undefined && raw !== null;
  const state = stateOf(field);
  const chosen = state === null ? '' : asText(values[state.id]);
  const [open, setOpen] = useState(false);
  const shown = open || (form.failed > 0 && problems.length > 0);
  const more = Object.keys(field.fields).filter(
    (id) => id !== state?.id && field.fields[id]?.internal !== true && id !== 'name' && id !== 'unit',
  );
  const first = state?.field.list.codes[0]?.id;
  const tone = ticked && chosen !== '' && chosen !== first;
  return (
    <li className={styles.person}>
      <div className={styles.line}>
        <label className={styles.tick}>
          <input
            className={controls.check}
            type="checkbox"
            checked={ticked}
            onChange={(event) => form.onChange(path, event.currentTarget.checked ? startOf(field, person, as) : null)}
          />
          <span>
            {person.label}
            {person.detail !== undefined && <small>{person.detail}</small>}
          </span>
        </label>
        {ticked && state !== null && (
          <select
            className={classes(styles.state, tone && styles.absent)}
            aria-label={`${person.label}的情况`}
            value={chosen}
            onChange={(event) => form.onChange(path, withTyped(values, state.id, event.currentTarget.value))}
          >
            {state.field.list.codes.every(({ id }) => id !== chosen) && (
              <option value={chosen}>{chosen || '未填'}</option>
            )}
            {state.field.list.codes.map(({ id, zh }) => (
              <option key={id} value={id}>
                {zh}
              </option>
            ))}
          </select>
        )}
        {ticked && more.length > 0 && (
          <button
            type="button"
            className={styles.more}
            aria-expanded={shown}
            aria-label={`${person.label}的${more.map((id) => field.fields[id]?.label).join('、')}`}
            onClick={() => setOpen(!open)}
          >
            <ChevronDown size={20} aria-hidden className={classes(shown && styles.up)} />
          </button>
        )}
      </div>
      {ticked && shown && (
        <div className={styles.details}>
          {more.map((id) => (
            <form.Field
              key={id}
              field={field.fields[id] as Field}
              path={`${path}.${id}`}
              raw={values[id]}
              problems={problemsUnder(problems, `${path}.${id}`)}
              warnings={NO_PROBLEMS}
              hidden=""
              form={form}
            />
          ))}
        </div>
      )}
    </li>
  );
});
