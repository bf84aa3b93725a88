import { ChevronDown } from 'lucide-react';
import { memo, useState } from 'react';
import type { CodeField, Field, ItemsField } from '#kinds/field.ts';
import type { Problem } from '#core/validate.ts';
import { Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { asMap, asText, withTyped, type Typed } from '#ui/typed.ts';
import { FieldShell } from './FieldShell.tsx';
import { NO_PROBLEMS, problemsUnder, type FieldProps, type FormApi, type LinkChoice } from './form-api.ts';
import controls from './controls.module.css';
import styles from './AttendanceField.module.css';

/** From so many on the list gets a search. */
const SEARCHED = 8;

/** A roster to tick: everybody at once, then untick who was missing; the state of one person in two taps. */
export function AttendanceField(props: FieldProps<'items'>) {
  const { field, path, raw, problems, form } = props;
  const entries = asMap(raw);
  const [words, setWords] = useState('');
  const offered = form.choices(field.keyedBy ?? '');
  const unlisted = Object.keys(entries).filter((id) => entries[id] !== null && !offered.some((one) => one.id === id));
  const people: readonly LinkChoice[] = [
    ...offered,
    ...unlisted.map((id) => ({ id, label: asText(asMap(entries[id]).name) || form.nameOf(field.keyedBy ?? '', id) })),
  ];
  const state = stateOf(field);
  const present = state?.field.list.codes[0]?.id;
  const isHere = (id: string) =>
    id in entries && (state === null || hasAttended(state.field, asMap(entries[id])[state.id]));
  const wanted = words.trim().toLowerCase();
  const shown =
    wanted === ''
      ? people
      : people.filter(({ label, detail, search }) =>
          [label, detail, search].some((one) => one?.toLowerCase().includes(wanted)),
        );
  const here = people.filter(({ id }) => isHere(id)).length;
  const everybody = () => {
    let next: Typed = entries;
    for (const person of people)
      if (!(person.id in next)) next = { ...next, [person.id]: startOf(field, person, present, state?.id) };
    form.onChange(path, next);
  };
  return (
    <FieldShell {...props} as="group" aside={people.length > 0 ? `到会 ${here} / ${people.length}` : undefined}>
      {({ id, 'aria-labelledby': named, 'aria-describedby': described }) => (
        <div id={id} role="group" aria-labelledby={named} aria-describedby={described} className={styles.roster}>
          {people.length === 0 ? (
            <p className={styles.none}>名册里还没有人。先选对象，或到“人员”里批量添加。</p>
          ) : (
            <div className={styles.tools}>
              <Button onClick={everybody}>全部到会</Button>
              <Button tone="quiet" disabled={Object.keys(entries).length === 0} onClick={() => form.onChange(path, {})}>
                全部清除
              </Button>
              {people.length > SEARCHED && (
                <span className={classes(controls.box, styles.search)}>
                  <input
                    className={controls.input}
                    type="search"
                    aria-label={`查找${field.item}`}
                    placeholder="姓名或拼音"
                    value={words}
                    onChange={(event) => setWords(event.currentTarget.value)}
                  />
                </span>
              )}
            </div>
          )}
          <ul className={styles.people}>
            {shown.map((person) => (
              <PersonRow
                key={person.id}
                field={field}
                path={`${path}.${person.id}`}
                person={person}
                raw={entries[person.id]}
                problems={problems.length === 0 ? NO_PROBLEMS : problemsUnder(problems, `${path}.${person.id}`)}
                form={form}
              />
            ))}
          </ul>
          {shown.length === 0 && people.length > 0 && <p className={styles.none}>没有找到“{words}”</p>}
        </div>
      )}
    </FieldShell>
  );
}

interface PersonRowProps {
  readonly field: ItemsField;
  readonly path: string;
  readonly person: LinkChoice;
  readonly raw: unknown;
  readonly problems: readonly Problem[];
  readonly form: FormApi;
}

const PersonRow = memo(function PersonRow({ field, path, person, raw, problems, form }: PersonRowProps) {
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
            onChange={(event) =>
              form.onChange(path, event.currentTarget.checked ? startOf(field, person, first, state?.id) : null)
            }
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

/** The code that says how somebody attended; its first code is the plain one. */
function stateOf(field: ItemsField): { readonly id: string; readonly field: CodeField } | null {
  for (const id of Object.keys(field.fields)) {
    const below = field.fields[id];
    if (below?.type === 'code') return { id, field: below };
  }
  return null;
}

const hasAttended = ({ list }: CodeField, chosen: unknown): boolean =>
  list.codes.some(({ id, attended }) => id === chosen && attended === true);

/** A ticked person: present, with the name as it is today (SPEC S5). */
function startOf(field: ItemsField, person: LinkChoice, present: string | undefined, state: string | undefined): Typed {
  return {
    ...(state !== undefined && present !== undefined ? { [state]: present } : {}),
    ...('name' in field.fields ? { name: person.label } : {}),
    ...('unit' in field.fields && person.unit !== undefined ? { unit: person.unit } : {}),
  };
}
