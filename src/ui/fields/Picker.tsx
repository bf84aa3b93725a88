import { Check, Plus, Search } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { classes } from '#ui/classes.ts';
import type { LinkChoice } from './form-api.ts';
import styles from './Picker.module.css';

/** Rows drawn at once; more ask for another letter. */
const ROWS = 50;
/** So many want to be searched at once; fewer are looked over, and the keyboard would only hide them. */
const MANY = 12;

export interface PickerProps {
  /** What is searched: 调解员. */
  readonly label: string;
  readonly choices: readonly LinkChoice[];
  readonly value: readonly string[];
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
  /** Makes a new record from the words typed. */
  readonly onCreate: ((words: string) => void) | undefined;
  readonly placeholder?: string;
  /** How many are drawn at once. */
  readonly rows?: number;
}

const matches = ({ label, detail, group, search }: LinkChoice, words: string): boolean =>
  words === '' || [label, detail, group, search].some((one) => one !== undefined && one.toLowerCase().includes(words));

/** A list that narrows as one types; works by finger and by arrow keys alike. */
export function Picker({ label, choices, value, onPick, onClose, onCreate, placeholder, rows = ROWS }: PickerProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const many = choices.length > MANY;
  useEffect(() => {
    if (many) input.current?.focus();
  }, [many]);
  const [words, setWords] = useState('');
  const [at, setAt] = useState(-1);
  const wanted = words.trim().toLowerCase();
  const found = choices.filter((choice) => matches(choice, wanted));
  const shown = found.slice(0, rows);
  const creates = onCreate !== undefined && wanted !== '' && !choices.some((choice) => choice.label === words.trim());
  const last = shown.length - 1 + (creates ? 1 : 0);
  const pick = (row: number) => {
    const choice = shown[row];
    if (choice !== undefined) onPick(choice.id);
    else if (creates && row === shown.length) onCreate?.(words.trim());
  };
  const go = (row: number) => {
    setAt(row);
    document.getElementById(`${id}-${row}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') go(at >= last ? 0 : at + 1);
    else if (event.key === 'ArrowUp') go(at <= 0 ? last : at - 1);
    else if (event.key === 'Enter') pick(at < 0 && last === 0 ? 0 : at);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.picker}>
      <div className={styles.search}>
        <Search size={20} aria-hidden />
        <input
          type="text"
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-label={`查找${label}`}
          {...(at >= 0 && at <= last ? { 'aria-activedescendant': `${id}-${at}` } : {})}
          autoComplete="off"
          ref={input}
          placeholder={placeholder ?? '输入姓名或拼音'}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setAt(-1);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={label} className={styles.list}>
        {groupsOf(shown).map(({ name, from, choices: own }) => {
          const options = own.map((choice, place) => (
            <Option
              key={choice.id}
              id={`${id}-${from + place}`}
              choice={choice}
              chosen={value.includes(choice.id)}
              at={from + place === at}
              onPick={() => pick(from + place)}
            />
          ));
          return name === undefined ? (
            options
          ) : (
            <div key={name} role="group" aria-label={name}>
              <p aria-hidden className={styles.group}>
                {name}
              </p>
              {options}
            </div>
          );
        })}
        {creates && (
          <button
            type="button"
            tabIndex={-1}
            id={`${id}-${shown.length}`}
            role="option"
            aria-selected={false}
            className={classes(styles.row, styles.create, at === shown.length && styles.at)}
            onClick={() => pick(shown.length)}
          >
            <span>新增“{words.trim()}”</span>
            <Plus size={20} aria-hidden />
          </button>
        )}
      </div>
      <p className={styles.foot} role="status">
        {found.length === 0
          ? choices.length === 0
            ? `还没有可选的${label}`
            : '没有找到'
          : found.length > rows
            ? `还有 ${found.length - rows} 个，再输几个字`
            : ''}
      </p>
    </div>
  );
}

interface ChoiceGroup {
  readonly name: string | undefined;
  /** Place of its first choice among all. */
  readonly from: number;
  readonly choices: readonly LinkChoice[];
}

/** Choices that follow each other under one heading. */
function groupsOf(choices: readonly LinkChoice[]): ChoiceGroup[] {
  const starts = choices.flatMap(({ group }, at) => (at === 0 || group !== choices[at - 1]?.group ? [at] : []));
  return starts.map((from, place) => ({
    name: choices[from]?.group,
    from,
    choices: choices.slice(from, starts[place + 1] ?? choices.length),
  }));
}

interface OptionProps {
  readonly id: string;
  readonly choice: LinkChoice;
  readonly chosen: boolean;
  /** The arrow keys stand on it. */
  readonly at: boolean;
  readonly onPick: () => void;
}

const Option = ({ id, choice, chosen, at, onPick }: OptionProps) => (
  <button
    type="button"
    tabIndex={-1}
    id={id}
    role="option"
    aria-selected={chosen}
    className={classes(styles.row, at && styles.at)}
    onClick={onPick}
  >
    <span>
      {choice.label}
      {choice.detail !== undefined && <small>{choice.detail}</small>}
    </span>
    {chosen && <Check size={20} aria-hidden />}
  </button>
);
