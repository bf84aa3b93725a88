import { useState, type KeyboardEvent } from 'react';
import type { ItemsField } from '#kinds/field.ts';
import { Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { Segmented } from '#ui/Segmented.tsx';
import type { Typed } from '#ui/typed.ts';
import { attendedCodes, stateOf } from './attendance-state.ts';
import type { FormApi, LinkChoice } from './form-api.ts';
import { addGuests } from './guests.ts';
import { PasteNames } from './PasteNames.tsx';
import controls from './controls.module.css';
import styles from './AttendanceField.module.css';

interface AttendanceToolsProps {
  readonly field: ItemsField;
  readonly path: string;
  readonly entries: Typed;
  readonly roster: readonly LinkChoice[];
  readonly others: readonly LinkChoice[];
  readonly form: FormApi;
  readonly onTick: (people: readonly LinkChoice[], as?: string) => void;
  /** What a tick says from now on. */
  readonly as: string | undefined;
  readonly onAs: (as: string) => void;
  readonly all: boolean;
  readonly onAll: (all: boolean) => void;
  /** How many of those listed were not there. */
  readonly missing: number;
  readonly missingOnly: boolean;
  readonly onMissingOnly: (only: boolean) => void;
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly onEnter: (event: KeyboardEvent) => void;
  readonly searched: boolean;
}

/** Above the roster: all at once, late comers and make-ups, a pasted list, and how to find somebody among many. */
export function AttendanceTools(props: AttendanceToolsProps) {
  const { field, path, entries, roster, others, form, onTick, as, onAs } = props;
  const { all, onAll, missing, missingOnly, onMissingOnly, words, onWords, onEnter, searched } = props;
  const [cleared, setCleared] = useState<Typed | null>(null);
  const state = stateOf(field);
  const isEmpty = Object.keys(entries).length === 0;
  const undo = isEmpty ? cleared : null;
  return (
    <div className={styles.tools}>
      <Button onClick={() => onTick(roster, state?.field.list.codes[0]?.id)}>全部到会</Button>
      {undo === null ? (
        <Button
          tone="quiet"
          disabled={isEmpty}
          onClick={() => {
            setCleared(entries);
            form.onChange(path, {});
          }}
        >
          全部清除
        </Button>
      ) : (
        <Button tone="quiet" onClick={() => form.onChange(path, undo)}>
          撤销清除
        </Button>
      )}
      {searched && (
        <span className={classes(controls.box, styles.wide)}>
          <input
            className={controls.input}
            type="search"
            enterKeyHint="done"
            aria-label={`查找${field.item}`}
            placeholder="姓名或拼音"
            value={words}
            onChange={(event) => onWords(event.currentTarget.value)}
            onKeyDown={onEnter}
          />
        </span>
      )}
      {state !== null && (
        <div className={classes(styles.wide, styles.as)}>
          <span aria-hidden>勾上算作</span>
          <Segmented
            label="勾上算作"
            choices={attendedCodes(state).map(({ id, zh }) => ({ id, label: zh }))}
            value={as ?? ''}
            onChange={onAs}
          />
        </div>
      )}
      {(others.length > 0 || missingOnly || (missing > 0 && !isEmpty)) && (
        <span className={classes(styles.wide, styles.narrow)}>
          {(missingOnly || (missing > 0 && !isEmpty)) && (
            <Button tone="quiet" onClick={() => onMissingOnly(!missingOnly)}>
              {missingOnly ? '看全部' : `只看没到的 ${missing} 人`}
            </Button>
          )}
          {others.length > 0 && (
            <Button tone="quiet" onClick={() => onAll(!all)}>
              {all ? '只显示所选对象' : `显示全部人员（另有 ${others.length} 人）`}
            </Button>
          )}
        </span>
      )}
      <span className={styles.wide}>
        <PasteNames
          roster={roster}
          others={others}
          onFound={(ids) => onTick([...roster, ...others].filter((person) => ids.includes(person.id)))}
          onGuests={(names) => addGuests(form, names)}
        />
      </span>
    </div>
  );
}
