import { useMemo, useState, type KeyboardEvent } from 'react';
import type { ItemsField } from '#kinds/field.ts';
import { Button } from '#ui/Button.tsx';
import { asMap, asText, type Typed } from '#ui/typed.ts';
import { PersonRow } from './AttendanceRow.tsx';
import { AttendanceTools } from './AttendanceTools.tsx';
import { isAttended, startOf, stateOf } from './attendance-state.ts';
import { FieldShell } from './FieldShell.tsx';
import { NO_PROBLEMS, problemsUnder, type FieldProps, type FormApi, type LinkChoice } from './form-api.ts';
import { addGuests, guestNames } from './guests.ts';
import styles from './AttendanceField.module.css';

/** A roster to tick: everybody at once, then untick who was missing; the state of one person in two taps. */
export function AttendanceField(props: FieldProps<'items'>) {
  const { field, path, raw, problems, form } = props;
  const entries = asMap(raw);
  const [words, setWords] = useState('');
  const [all, setAll] = useState(false);
  const [missingOnly, setMissingOnly] = useState(false);
  const state = stateOf(field);
  const [as, setAs] = useState(state?.field.list.codes[0]?.id);
  const { roster, others, came, gone } = useRoster(field, entries, form);
  const people = [...roster, ...came, ...gone];
  const isHere = (id: string) => isAttended(entries[id], state);
  const everybody = [...roster, ...others, ...gone];
  // Whoever is searched is somebody in particular: found on whichever roster.
  const listed = all || words.trim() !== '' ? everybody : people;
  const shown = listed.filter((person) => isMeant(person, words) && !(missingOnly && isHere(person.id)));
  const tick = (list: readonly LinkChoice[], code = as) => {
    let next: Typed = entries;
    for (const person of list) if (!(person.id in next)) next = { ...next, [person.id]: startOf(field, person, code) };
    form.onChange(path, next);
  };
  const here = people.filter(({ id }) => isHere(id)).length;
  const onEnter = (event: KeyboardEvent) => {
    const [only, more] = shown;
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (only === undefined || more !== undefined) return;
    tick([only]);
    setWords('');
  };
  return (
    <FieldShell {...props} as="group" aside={people.length > 0 ? `到会 ${here} / ${people.length}` : undefined}>
      {({ id, 'aria-labelledby': named, 'aria-describedby': described }) => (
        <div id={id} role="group" aria-labelledby={named} aria-describedby={described} className={styles.roster}>
          {everybody.length === 0 ? (
            <p className={styles.none}>名册里还没有人。先选对象，或到“人员”里批量添加。</p>
          ) : (
            <AttendanceTools
              field={field}
              path={path}
              entries={entries}
              roster={roster}
              others={others}
              form={form}
              onTick={tick}
              as={as}
              onAs={setAs}
              all={all}
              onAll={setAll}
              missing={people.length - here}
              missingOnly={missingOnly}
              onMissingOnly={setMissingOnly}
              words={words}
              onWords={setWords}
              onEnter={onEnter}
              searched={listed.length > SEARCHED || words !== ''}
            />
          )}
          <ul className={styles.people}>
            {shown.map((person) => (
              <PersonRow
                key={person.id}
                field={field}
                path={`${path}.${person.id}`}
                person={person}
                as={as}
                raw={entries[person.id]}
                problems={problems.length === 0 ? NO_PROBLEMS : problemsUnder(problems, `${path}.${person.id}`)}
                form={form}
              />
            ))}
          </ul>
          {shown.length === 0 && everybody.length > 0 && (
            <NobodyFound words={words} form={form} onTaken={() => setWords('')} />
          )}
        </div>
      )}
    </FieldShell>
  );
}

/** From so many on the list gets a search. */
const SEARCHED = 8;

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

interface NobodyFoundProps {
  readonly words: string;
  readonly form: FormApi;
  readonly onTaken: () => void;
}

/** Somebody who came and stands on no roster is a guest, by name, in one tap. */
function NobodyFound({ words, form, onTaken }: NobodyFoundProps) {
  const name = words.trim();
  if (name === '') return <p className={styles.none}>名册上的人都点到了。</p>;
  const isTaken = guestNames(form).includes(name);
  return (
    <div className={styles.none}>
      <p>{isTaken ? `“${name}”已经记在名册外人员里` : `名册上没有“${name}”`}</p>
      {!isTaken && (
        <Button
          onClick={() => {
            addGuests(form, [name]);
            onTaken();
          }}
        >
          记为名册外人员
        </Button>
      )}
    </div>
  );
}
