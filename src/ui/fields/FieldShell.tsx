import { CircleAlert, Info } from 'lucide-react';
import { useState, type FocusEvent, type ReactNode } from 'react';
import { fieldText, NO_NAMES } from '#core/text.ts';
import { parseField } from '#core/types/all.ts';
import { classes } from '#ui/classes.ts';
import type { Aria } from '#ui/ChipGroup.tsx';
import { Hidden } from '#ui/Hidden.tsx';
import { isBlank } from '#ui/typed.ts';
import { domIdOf, type AnyFieldProps } from './form-api.ts';
import styles from './FieldShell.module.css';

export interface FieldShellProps extends AnyFieldProps {
  /** `control`: the label is tied to one input; `row`: so, and the input stands at the end of its line; `group`: it names several. */
  readonly as: 'control' | 'row' | 'group';
  /** Beside the label at the right. */
  readonly aside?: ReactNode;
  /** A message of the control itself, shown before those of validation. */
  readonly message?: string | undefined;
  /** A quiet remark under the control. */
  readonly note?: string | undefined;
  readonly children: (aria: Aria & { readonly id: string }) => ReactNode;
}

const ASSUMED = '自动填的，不对可以改';

/** Label, required mark, hint and message around a control, tied together for assistive technology. */
export function FieldShell({
  field,
  path,
  raw,
  problems,
  warnings,
  form,
  line,
  proposal,
  assumed,
  slot,
  as,
  aside,
  message,
  note,
  children,
}: FieldShellProps) {
  const [left, setLeft] = useState(false);
  const id = domIdOf(form, path);
  const own = problems.find((problem) => problem.field === path)?.message;
  // Before the first failed save an empty field is not yet wrong, and nothing is said while the text is being typed.
  const shown = message ?? (form.failed > 0 || (left && !isBlank(raw)) ? own : undefined);
  const warned = warnings.filter((problem) => problem.field === path).map((problem) => problem.message);
  const remarks = note !== undefined ? [note] : warned.length === 0 && assumed === true ? [ASSUMED] : warned;
  const required = field.required === true;
  const described = [
    required && `${id}-required`,
    field.hint !== undefined && `${id}-hint`,
    shown !== undefined && `${id}-message`,
    remarks.length > 0 && `${id}-note`,
  ].filter((one) => one !== false);
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setLeft(true);
  };
  const control = children({
    id,
    ...(as === 'group' ? { 'aria-labelledby': `${id}-label` } : {}),
    ...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {}),
    ...(required ? { 'aria-required': true } : {}),
    ...(shown !== undefined ? { 'aria-invalid': true } : {}),
  });
  const under = (
    <>
      {proposal !== undefined && (
        <button type="button" className={styles.proposal} onClick={() => form.onChange(path, proposal)}>
          填入：{fieldText(field, parseField(field, proposal).value ?? undefined, NO_NAMES)}
        </button>
      )}
      {shown !== undefined && (
        <p className={styles.message} id={`${id}-message`} role="alert">
          <CircleAlert size={18} aria-hidden />
          {shown}
        </p>
      )}
      {remarks.length > 0 && (
        <div className={styles.notes} id={`${id}-note`} role="status">
          {remarks.map((remark) => (
            <p key={remark} className={styles.note}>
              <Info size={18} aria-hidden />
              {remark}
            </p>
          ))}
        </div>
      )}
      {slot}
    </>
  );
  if (line !== undefined) {
    return (
      <div className={classes(styles.line, shown !== undefined && styles.wrong)} onBlur={onBlur} data-field={path}>
        <label className={styles.lineLabel} id={`${id}-label`} htmlFor={id}>
          <span aria-hidden>{line.short}</span>
          <Hidden>
            {line.full} {field.label}
          </Hidden>
        </label>
        {control}
        {required && <Hidden id={`${id}-required`}>必填</Hidden>}
        <div className={styles.lineUnder}>{under}</div>
      </div>
    );
  }
  return (
    <div
      className={classes(styles.field, as === 'row' && styles.row, shown !== undefined && styles.wrong)}
      onBlur={onBlur}
      data-field={path}
    >
      <div className={styles.head}>
        {as !== 'group' ? (
          <label className={styles.label} id={`${id}-label`} htmlFor={id}>
            {field.label}
          </label>
        ) : (
          <span className={styles.label} id={`${id}-label`}>
            {field.label}
          </span>
        )}
        {required && (
          <span className={styles.required} id={`${id}-required`}>
            必填
          </span>
        )}
        {aside !== undefined && <span className={styles.aside}>{aside}</span>}
      </div>
      {field.hint !== undefined && (
        <p className={styles.hint} id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      {control}
      {under}
    </div>
  );
}
