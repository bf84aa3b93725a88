import { useId } from 'react';
import type { Choice } from './ChipGroup.tsx';
import styles from './Segmented.module.css';

export interface SegmentedProps {
  /** The accessible name of the choice. */
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One of two to four views of the same thing. */
export function Segmented({ label, choices, value, onChange }: SegmentedProps) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={styles.track}>
      {choices.map((choice) => (
        <label key={choice.id} className={styles.slot}>
          <input
            className={styles.input}
            type="radio"
            name={name}
            checked={choice.id === value}
            onChange={() => onChange(choice.id)}
          />
          <span className={styles.label}>{choice.label}</span>
        </label>
      ))}
    </div>
  );
}
