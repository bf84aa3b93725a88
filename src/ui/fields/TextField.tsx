import { useId, type HTMLAttributes, type KeyboardEvent } from 'react';
import { classes } from '#ui/classes.ts';
import { asText } from '#ui/typed.ts';
import type { Aria } from '#ui/ChipGroup.tsx';
import { FieldShell } from './FieldShell.tsx';
import type { AnyFieldProps, FieldProps } from './form-api.ts';
import { useClean } from './use-clean.ts';
import styles from './controls.module.css';

interface LineProps extends AnyFieldProps {
  readonly type?: 'text' | 'tel';
  readonly inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  readonly unit?: string;
  readonly suggestions?: readonly string[];
  readonly capitals?: boolean;
}

/** One line of text with the keyboard that fits it; the text stays exactly as typed. */
function Line({ type = 'text', inputMode, unit, suggestions, capitals = false, ...props }: LineProps) {
  const { path, raw, form } = props;
  const list = useId();
  const { note, onText } = useClean((text) => form.onChange(path, text));
  const control = (aria: Aria) => (
    <div
      className={classes(
        props.line === undefined ? styles.box : styles.bare,
        unit !== undefined && styles.numberBox,
        aria['aria-invalid'] && styles.wrong,
      )}
    >
      <input
        {...aria}
        className={classes(styles.input, unit !== undefined && styles.number)}
        type={type}
        value={asText(raw)}
        autoComplete="off"
        spellCheck={false}
        {...(inputMode === undefined ? {} : { inputMode })}
        {...(props.line === undefined
          ? {}
          : {
              placeholder: props.line.short === props.field.label ? '' : props.field.label,
              enterKeyHint: 'next' as const,
              onKeyDown: toNext,
            })}
        {...(capitals ? { autoCapitalize: 'characters' } : {})}
        {...(suggestions === undefined ? {} : { list })}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      {unit !== undefined && <span className={styles.unit}>{unit}</span>}
      {suggestions !== undefined && (
        <datalist id={list}>
          {suggestions.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </datalist>
      )}
    </div>
  );
  return (
    <FieldShell {...props} as="control" note={note}>
      {control}
    </FieldShell>
  );
}

/** In a grouped box Enter goes on to the next line, as the key of the on-screen keyboard says; never while a word is being composed. */
function toNext(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  const lines = [...(event.currentTarget.closest('ul')?.querySelectorAll<HTMLInputElement>('input') ?? [])];
  const next = lines[lines.indexOf(event.currentTarget) + 1];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

export function TextField(props: FieldProps<'text'>) {
  const { suggestions } = props.field;
  return <Line {...props} {...(suggestions === undefined ? {} : { suggestions })} />;
}
export const YearField = (props: FieldProps<'year'>) => <Line {...props} inputMode="numeric" unit="年" />;
export const CountField = (props: FieldProps<'count'>) => (
  <Line {...props} inputMode="numeric" unit={props.field.unit} />
);
export const DecimalField = (props: FieldProps<'decimal'>) => (
  <Line {...props} inputMode="decimal" unit={props.field.unit} />
);
export const AmountField = (props: FieldProps<'amount'>) => <Line {...props} inputMode="decimal" unit="元" />;
export const PhoneField = (props: FieldProps<'phone'>) => <Line {...props} type="tel" inputMode="tel" />;
export const IdNumberField = (props: FieldProps<'idNumber'>) => <Line {...props} capitals />;
