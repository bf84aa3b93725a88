import { asMap } from '#ui/typed.ts';
import { FieldShell } from './FieldShell.tsx';
import { isHidden, problemsUnder, type FieldProps } from './form-api.ts';
import styles from './GroupField.module.css';

/** A document with name, number and date: several inputs under one label. */
export function GroupField(props: FieldProps<'group'>) {
  const { field, path, raw, problems, warnings, hidden, form } = props;
  const values = asMap(raw);
  return (
    <FieldShell {...props} as="group">
      {({ id, 'aria-labelledby': named, 'aria-describedby': described }) => (
        <div id={id} role="group" aria-labelledby={named} aria-describedby={described} className={styles.group}>
          {Object.keys(field.fields).map((key) => {
            const below = field.fields[key];
            const at = `${path}.${key}`;
            if (below === undefined || below.internal === true || isHidden(hidden, at)) return null;
            return (
              <form.Field
                key={key}
                field={below}
                path={at}
                raw={values[key]}
                problems={problemsUnder(problems, at)}
                warnings={problemsUnder(warnings, at)}
                hidden={hidden}
                form={form}
              />
            );
          })}
        </div>
      )}
    </FieldShell>
  );
}
