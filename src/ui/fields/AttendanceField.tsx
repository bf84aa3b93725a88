import { ChevronDown } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import type { CodeField, Field, ItemsField } from '#kinds/field.ts';
import type { Problem } from '#core/validate.ts';
import { Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { asMap, asText, withTyped, type Typed } from '#ui/typed.ts';
import { FieldShell } from './FieldShell.tsx';
import { NO_PROBLEMS, problemsUnder, type FieldProps, type FormApi, type LinkChoice } from './form-api.ts';
import { PasteNames } from './PasteNames.tsx';
import controls from './controls.module.css';
import styles from './AttendanceField.module.css';

/** Where people go who are on no roster: 名册外人数 of the same record (kinds/training.ts). */
const GUESTS = 'extraAttendees';

/** From so many on the list gets a search. */
const SEARCHED = 8;

/** A roster to tick: everybody at once, then untick who was missing; the state of one person in two taps. */
export function AttendanceField(props: FieldProps<'items'>) {
  const { field, path, raw, problems, form } = props;
  const entries = asMap(raw);
  const [words, setWords] = useState('');
  const [all, setAll] = useState(false);
  const { roster, others, came, gone } = useRoster(field, entries, form);
  const people = [...roster, ...came, ...gone];
  const listed = all ? [...roster, ...others, ...gone] : people;
  const state = stateOf(field);
  const present = state?.field.list.codes[0]?.id;
  const isHere = (id: string) =>
    id in entries && (state === null || hasAttended(state.field, asMap(entries[id])[state.id]));
  const shown = listed.filter((person) => isMeant(person, words));
  const here = people.filter(({ id }) => isHere(id)).length;
  const tick = (list: readonly LinkChoice[]) => {
    let next: Typed = entries;
    for (const person of list)
      if (!(person.id in next)) next = { ...next, [person.id]: startOf(field, person, present, state?.id) };
    form.onChange(path, next);
  };
  return (
    <FieldShell {...props} as="group" aside={people.length > 0 ? `到会 ${here} / ${people.length}` : undefined}>
      {({ id, 'aria-labelledby': named, 'aria-describedby': described }) => (
        <div id={id} role="group" aria-labelledby={named} aria-describedby={described} className={styles.roster}>
          {listed.length === 0 ? (
            <p className={styles.none}>名册里还没有人。先选对象，或到“人员”里批量添加。</p>
          ) : (
            <div className={styles.tools}>
              <Button onClick={() => tick(roster)}>全部到会</Button>
              <Button tone="quiet" disabled={Object.keys(entries).length === 0} onClick={() => form.onChange(path, {})}>
                全部清除
              </Button>
              {others.length > 0 && (
                <span className={styles.wide}>
                  <Button tone="quiet" onClick={() => setAll(!all)}>
                    {all ? '只显示所选对象' : `显示全部人员（另有 ${others.length} 人）`}
                  </Button>
                </span>
              )}
              <span className={styles.wide}>
                <PasteNames
                  roster={roster}
                  others={others}
                  onFound={(ids) => tick([...roster, ...others].filter((person) => ids.includes(person.id)))}
                  onGuests={(count) => form.onChange(`${GUESTS}.${form.newItemId()}`, { people: String(count) })}
                />
              </span>
              {listed.length > SEARCHED && <Search item={field.item} words={words} onChange={setWords} />}
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
          {shown.length === 0 && listed.length > 0 && (
            <p className={styles.none}>
              {all || others.length === 0 ? `没有找到“${words}”` : `所选对象里没有“${words}”，可以点“显示全部人员”`}
            </p>
          )}
        </div>
      )}
    </FieldShell>
  );
}

interface Roster {
  /** On the rosters that were chosen. */
  readonly roster: readonly LinkChoice[];
  /** Everybody else, and those of them who are ticked. */
  readonly others: readonly LinkChoice[];
  readonly came: readonly LinkChoice[];
  /** Ticked and no longer to be found: the name as it was then. */
  readonly gone: readonly LinkChoice[];
}

function useRoster(field: ItemsField, entries: Typed, form: FormApi): Roster {
  const to = field.keyedBy ?? '';
  const roster = form.choices(to);
  const everybody = form.choices(to, undefined, true);
  const others = useMemo(() => {
    const ids = new Set(roster.map(({ id }) => id));
    return everybody.filter(({ id }) => !ids.has(id));
  }, [roster, everybody]);
  const known = new Set([...roster, ...others].map(({ id }) => id));
  const isTicked = (id: string) => entries[id] !== undefined && entries[id] !== null;
  const gone = Object.keys(entries)
    .filter((id) => isTicked(id) && !known.has(id))
    .map((id) => ({ id, label: asText(asMap(entries[id]).name) || form.nameOf(to, id) }));
  return { roster, others, came: others.filter(({ id }) => isTicked(id)), gone };
}

function isMeant({ label, detail, search }: LinkChoice, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  return wanted === '' || [label, detail, search].some((one) => one?.toLowerCase().includes(wanted) === true);
}

interface SearchProps {
  readonly item: string;
  readonly words: string;
  readonly onChange: (words: string) => void;
}

function Search({ item, words, onChange }: SearchProps) {
  return (
    <span className={classes(controls.box, styles.wide)}>
      <input
        className={controls.input}
        type="search"
        aria-label={`查找${item}`}
        placeholder="姓名或拼音"
        value={words}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </span>
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
