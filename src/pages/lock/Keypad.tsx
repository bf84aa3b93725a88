import { Delete } from 'lucide-react';
import { useEffect } from 'react';
import styles from './lock.module.css';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

export interface KeypadProps {
  readonly disabled: boolean;
  readonly onDigit: (digit: string) => void;
  readonly onErase: () => void;
  readonly onForgot: () => void;
}

/** Large keys for the thumb; the keyboard of a desk works as well. */
export function Keypad({ disabled, onDigit, onErase, onForgot }: KeypadProps) {
  useEffect(() => {
    if (disabled) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      if (/^\d$/.test(event.key)) onDigit(event.key);
      else if (event.key === 'Backspace') onErase();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [disabled, onDigit, onErase]);
  const key = (digit: string) => (
    <button key={digit} type="button" className={styles.key} disabled={disabled} onClick={() => onDigit(digit)}>
      {digit}
    </button>
  );
  return (
    <div role="group" aria-label="数字键" className={styles.pad}>
      {DIGITS.map(key)}
      <button type="button" className={styles.word} onClick={onForgot}>
        忘记 PIN
      </button>
      {key('0')}
      <button type="button" className={styles.word} disabled={disabled} aria-label="删除一位" onClick={onErase}>
        <Delete size={28} aria-hidden />
      </button>
    </div>
  );
}
