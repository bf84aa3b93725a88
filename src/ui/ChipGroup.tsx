import { Check } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './ChipGroup.module.css';

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** Heading under which neighbouring choices stand. */
  readonly parent?: string;
}

/** What ties a control to its label, hint and message. */
export interface Aria {
  readonly id?: string;
  readonly 'aria-labelledby'?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
  readonly 'aria-required'?: boolean;
}

export interface ChipGroupProps extends Aria {
  readonly choices: readonly Choice[];
  readonly value: readonly string[];
  /** Radio chips hold one value; a second tap on it clears unless the choice is required. */
  readonly multiple?: boolean;
  readonly onChange: (value: readonly string[]) => void;
  /** How many stand at once; the others follow behind one chip. */
  readonly limit?: number;
  /** After the last chip. */
  readonly children?: ReactNode;
}

/** Choices as chips: native radios or checkboxes underneath, so that keys and screen readers find what they know. */
export function ChipGroup({
  choices,
  value,
  multiple = false,
  onChange,
  limit = Infinity,
  children,
  ...aria
}: ChipGroupProps) {
  const name = useId();
  const [all, setAll] = useState(false);
  const folded = !all && choices.length > limit + 1;
  const shown = folded ? choices.filter(({ id }, at) => at < limit || value.includes(id)) : choices;
  const { 'aria-required': required = false, 'aria-invalid': invalid = false, ...named } = aria;
  const radio = multiple ? {} : { 'aria-required': required, 'aria-invalid': invalid };
  const toggle = (id: string, on: boolean) => {
    if (multiple) onChange(on ? [...value, id] : value.filter((one) => one !== id));
    else if (on) onChange([id]);
    else if (!required) onChange([]);
  };
  return (
    <div role={multiple ? 'group' : 'radiogroup'} {...named} {...radio} className={styles.chips}>
      {shown.map(({ id, label, parent }, at) => {
        const checked = value.includes(id);
        const heading = parent !== undefined && parent !== shown[at - 1]?.parent ? parent : null;
        return [
          heading === null ? null : (
            <div key={heading} className={styles.parent}>
              {heading}
            </div>
          ),
          <label key={id} className={styles.slot}>
            <input
              className={styles.input}
              type={multiple ? 'checkbox' : 'radio'}
              name={name}
              checked={checked}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
              onClick={() => !multiple && checked && toggle(id, false)}
              onKeyDown={(event) => {
                if (!multiple && (event.key === 'Backspace' || event.key === 'Delete')) toggle(id, false);
              }}
            />
            <span className={styles.chip}>
              <Check size={18} className={styles.tick} aria-hidden />
              {label}
            </span>
          </label>,
        ];
      })}
      {folded && (
        <div className={styles.slot}>
          <button type="button" className={classes(styles.chip, styles.more)} onClick={() => setAll(true)}>
            其余 {choices.length - shown.length} 项…
          </button>
        </div>
      )}
      {children}
    </div>
  );
}

/** The class of a button that stands among chips. */
export const chipButtonClass = classes(styles.chip, styles.more);
export const chipSlotClass = styles.slot;
