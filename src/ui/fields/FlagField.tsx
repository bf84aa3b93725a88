import { FieldShell } from './FieldShell.tsx';
import type { FieldProps } from './form-api.ts';
import styles from './controls.module.css';

/** A switch at the end of its line, with the word beside it: colour and shape are not enough. */
export function FlagField(props: FieldProps<'flag'>) {
  const { path, raw, form } = props;
  const on = raw === true;
  return (
    <FieldShell {...props} as="row">
      {({ 'aria-required': _required, ...aria }) => (
        <label className={styles.switch}>
          <span aria-hidden>{on ? '是' : '否'}</span>
          <input
            {...aria}
            aria-labelledby={`${aria.id}-label`}
            type="checkbox"
            checked={on}
            onChange={(event) => form.onChange(path, event.currentTarget.checked)}
          />
        </label>
      )}
    </FieldShell>
  );
}
