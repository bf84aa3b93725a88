import { UsersRound } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { person } from '#kinds/index.ts';
import { personsOf, standingOf } from '#core/row-index.ts';
import type { StoredRow } from '#store/db.ts';
import { useStore } from '#store/hooks.ts';
import type { SlimRow } from '#store/projection.ts';
import { useRecordsOf } from '#store/record-hooks.ts';
import { todayOf } from '#store/store.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { useSounds } from '#pages/shell/use-sounds.ts';
import { Button } from '#ui/Button.tsx';
import { Picker } from '#ui/fields/Picker.tsx';
import { choiceOfPerson } from './use-choices.ts';
import styles from './record.module.css';

const KINDS = [person.name];
const NONE: readonly SlimRow[] = [];

/** Two whom nothing but somebody's knowledge makes one: another name, another village (SPEC N). Both are looked at side by side first. */
export function MergeByHand({ row }: { readonly row: StoredRow }) {
  return row.kind === person.name && row.removed === null ? <Choose row={row} /> : null;
}

function Choose({ row }: { readonly row: StoredRow }) {
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const people = useRecordsOf(KINDS).rows.get(person.name) ?? NONE;
  const choices = useOthers(people, row.id);
  if (personsOf(people).canonical(row.id) !== row.id || choices.length === 0) return null;
  return (
    <>
      <div className={styles.removal}>
        <Button
          tone="quiet"
          icon={<UsersRound size={20} aria-hidden />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          和另一人是同一人
        </Button>
      </div>
      {open && (
        <div ref={broughtIntoView}>
          <Picker
            label="同一人"
            choices={choices}
            value={[]}
            onPick={(other) => void navigate(`/ledger/person/same?one=${row.id}&other=${other}`)}
            onClose={() => setOpen(false)}
            onCreate={undefined}
          />
        </div>
      )}
    </>
  );
}

/** The button stands at the page's end: what it opens would begin behind the bar below. */
const broughtIntoView = (list: HTMLDivElement | null): void => list?.scrollIntoView({ block: 'start' });

const SILENT = () => [];

/** Everybody else who stands on a roster and whose record may be written here. */
function useOthers(people: readonly SlimRow[], own: string) {
  const { units } = usePlace();
  const { mayWrite } = useRights();
  const soundsOf = useSounds() ?? SILENT;
  const today = todayOf(useStore());
  return useMemo(() => {
    const unitNames = units.length > 1 ? new Map(units.map(({ id, name }) => [id, name])) : null;
    return standingOf(people)
      .filter(({ id, unit }) => id !== own && mayWrite(person, unit))
      .map((each) => choiceOfPerson(each, unitNames, today, soundsOf));
  }, [people, own, units, mayWrite, today, soundsOf]);
}
