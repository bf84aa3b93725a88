import { FieldShell } from './FieldShell.tsx';
import type { FieldProps } from './form-api.ts';
import styles from './controls.module.css';

export function FlagField(props: FieldProps<'flag'>) {
  const { path, raw, form, field } = props;
  return (
    <FieldShell {...props} as="control">
      {({ 'aria-required': required, ...aria }) => (
        <label className={styles.switch}>
          <input
            {...aria}
            className={styles.check}
            type="checkbox"
            aria-label={field.label}
            checked={raw === true}
            required={required === true}
            onChange={(event) => form.onChange(path, event.currentTarget.checked)}
          />
          <span>是</span>
        </label>
      )}
    </FieldShell>
  );
}
