import { ChevronDown } from 'lucide-react';
import type { Choice } from './ChipGroup.tsx';
import styles from './Select.module.css';

export interface SelectProps {
  /** The accessible name; the chosen word explains itself to the eye. */
  readonly label: string;
  readonly value: string;
  readonly options: readonly Choice[];
  readonly onChange: (value: string) => void;
}

/** A choice that takes no more room than its word: year, unit, order of a list. */
export function Select({ label, value, options, onChange }: SelectProps) {
  return (
    <span className={styles.select}>
      <select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown size={18} aria-hidden />
    </span>
  );
}
