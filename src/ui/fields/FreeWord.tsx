import { useEffect, useRef, useState } from 'react';
import { Button } from '#ui/Button.tsx';
import { chipButtonClass, chipSlotClass } from '#ui/ChipGroup.tsx';
import { withoutUnseen } from '#ui/clean.ts';
import styles from './FreeWord.module.css';

export interface FreeWordProps {
  /** What the word is for, as the input's name. */
  readonly label: string;
  /** What the chip says. */
  readonly chip: string;
  /** The word as it grows; every keystroke is kept in the draft. */
  readonly onWord: (word: string, before: string) => void;
}

/** 其他…: a chip that becomes an input; what is typed there becomes a choice of its own. */
export function FreeWord({ label, chip, onWord }: FreeWordProps) {
  const [word, setWord] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (word === '') input.current?.focus();
  }, [word]);
  if (word === null) {
    return (
      <div className={chipSlotClass}>
        <button type="button" className={chipButtonClass} onClick={() => setWord('')}>
          {chip}
        </button>
      </div>
    );
  }
  return (
    <div className={styles.line}>
      <input
        ref={input}
        className={styles.input}
        type="text"
        aria-label={`${label}：${chip.replace('…', '')}`}
        placeholder="写几个字"
        value={word}
        onChange={(event) => {
          const next = withoutUnseen(event.currentTarget.value);
          onWord(next, word);
          setWord(next);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          setWord(null);
        }}
      />
      <Button onClick={() => setWord(null)}>{word === '' ? '不填' : '好'}</Button>
    </div>
  );
}
