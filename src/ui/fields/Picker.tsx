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
}

const matches = ({ label, detail, search }: LinkChoice, words: string): boolean =>
  words === '' || [label, detail, search].some((one) => one !== undefined && one.toLowerCase().includes(words));

/** A list that narrows as one types; works by finger and by arrow keys alike. */
export function Picker({ label, choices, value, onPick, onClose, onCreate }: PickerProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const many = choices.length > MANY;
  useEffect(() => {
    if (many) input.current?.focus();
  }, [many]);
  const [words, setWords] = useState('');
  const [at, setAt] = useState(-1);
  const wanted = words.trim().toLowerCase();
  const found = choices.filter((choice) => matches(choice, wanted));
  const shown = found.slice(0, ROWS);
  const creates = onCreate !== undefined && wanted !== '' && !choices.some((choice) => choice.label === words.trim());
  const last = shown.length - 1 + (creates ? 1 : 0);
  const pick = (row: number) => {
    const choice = shown[row];
    if (choice !== undefined) onPick(choice.id);
    else if (creates && row === shown.length) onCreate?.(words.trim());
  };
  const go = (row: number) => {
    setAt(row);
    list.current?.children[row]?.scrollIntoView({ block: 'nearest' });
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
          placeholder="输入姓名或拼音"
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setAt(-1);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className={styles.list}>
        {shown.map((choice, row) => (
          <button
            type="button"
            tabIndex={-1}
            key={choice.id}
            id={`${id}-${row}`}
            role="option"
            aria-selected={value.includes(choice.id)}
            className={classes(styles.row, row === at && styles.at)}
            onClick={() => pick(row)}
          >
            <span>
              {choice.label}
              {choice.detail !== undefined && <small>{choice.detail}</small>}
            </span>
            {value.includes(choice.id) && <Check size={20} aria-hidden />}
          </button>
        ))}
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
          : found.length > ROWS
            ? `还有 ${found.length - ROWS} 个，再输几个字`
            : ''}
      </p>
    </div>
  );
}
