import { useId, type ClipboardEvent, type HTMLAttributes, type Ref } from 'react';
import { CircleAlert } from 'lucide-react';
import { classes } from './classes.ts';
import { withoutUnseen } from './clean.ts';
import shell from './fields/FieldShell.module.css';
import styles from './fields/controls.module.css';

export interface TextBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** Beside the label, for what may stay empty. */
  readonly optional?: boolean;
  readonly problem?: string | undefined;
  /** More than one line. */
  readonly lines?: number;
  readonly type?: 'text' | 'password' | 'search' | 'date';
  readonly inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  readonly placeholder?: string;
  readonly max?: number;
  readonly onPaste?: (event: ClipboardEvent<HTMLInputElement | HTMLTextAreaElement>) => void;
  readonly onBlur?: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One labelled box of text outside a record's form: names on the start screen, a reason, a passphrase. */
export function TextBox({
  label,
  value,
  onChange,
  hint,
  optional = false,
  problem,
  lines,
  type = 'text',
  max,
  ref,
  ...rest
}: TextBoxProps) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`]
    .filter(Boolean)
    .join(' ');
  const common = {
    id,
    value,
    autoComplete: 'off',
    spellCheck: false,
    'aria-invalid': problem !== undefined,
    ...(described === '' ? {} : { 'aria-describedby': described }),
    ...(max === undefined ? {} : { maxLength: max }),
  } as const;
  const { inputMode, placeholder, onPaste, onBlur } = rest;
  const typed = {
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(onPaste === undefined ? {} : { onPaste }),
    ...(onBlur === undefined ? {} : { onBlur }),
  };
  return (
    <div className={classes(shell.field, problem !== undefined && shell.wrong)}>
      <div className={shell.head}>
        <label className={shell.label} htmlFor={id}>
          {label}
        </label>
        {optional && <span className={shell.aside}>可不填</span>}
      </div>
      {hint !== undefined && (
        <p className={shell.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div className={classes(styles.box, problem !== undefined && styles.wrong)}>
        {lines === undefined ? (
          <input
            {...common}
            {...typed}
            ref={ref}
            type={type}
            className={styles.input}
            {...(inputMode === undefined ? {} : { inputMode })}
            onChange={(event) => onChange(withoutUnseen(event.currentTarget.value))}
          />
        ) : (
          <textarea
            {...common}
            {...typed}
            rows={lines}
            className={classes(styles.input, styles.area)}
            onChange={(event) => onChange(withoutUnseen(event.currentTarget.value))}
          />
        )}
      </div>
      {problem !== undefined && (
        <p className={shell.message} id={`${id}-problem`} role="alert">
          <CircleAlert size={18} aria-hidden />
          {problem}
        </p>
      )}
    </div>
  );
}
