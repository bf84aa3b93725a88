import { useState } from 'react';
import { PASSPHRASE_MIN, type NewPassphrase, type PassphraseProblems } from '#core/passphrase.ts';
import { TextBox } from './TextBox.tsx';
import styles from './PassphraseFields.module.css';

export interface PassphraseFieldsProps {
  readonly typed: NewPassphrase;
  readonly onChange: (typed: NewPassphrase) => void;
  /** Shown once something was refused. */
  readonly problems: PassphraseProblems;
}

/** A new passphrase, twice, and what will remind of it. */
export function PassphraseFields({ typed, onChange, problems }: PassphraseFieldsProps) {
  const [shown, setShown] = useState(false);
  const type = shown ? 'text' : 'password';
  return (
    <div>
      <TextBox
        label="备份口令"
        type={type}
        value={typed.passphrase}
        hint={`至少 ${PASSPHRASE_MIN} 个字，比如一句只有自己知道的话。忘了口令，这份备份谁也打不开。`}
        problem={problems.passphrase}
        onChange={(passphrase) => onChange({ ...typed, passphrase })}
      />
      <TextBox
        label="再输一遍"
        type={type}
        value={typed.again}
        problem={problems.again}
        onChange={(again) => onChange({ ...typed, again })}
      />
      <label className={styles.show}>
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
        <span>显示口令</span>
      </label>
      <TextBox
        label="口令提示"
        optional
        max={100}
        value={typed.hint}
        hint="打开备份时会显示，帮自己想起口令。别写口令本身。"
        problem={problems.hint}
        onChange={(hint) => onChange({ ...typed, hint })}
      />
    </div>
  );
}
