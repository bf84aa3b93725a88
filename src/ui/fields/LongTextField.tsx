import { useLayoutEffect, useRef } from 'react';
import { lengthOf } from '#core/types/characters.ts';
import { classes } from '#ui/classes.ts';
import { asText } from '#ui/typed.ts';
import { FieldShell } from './FieldShell.tsx';
import type { FieldProps } from './form-api.ts';
import { useClean } from './use-clean.ts';
import styles from './controls.module.css';

/** Beyond this the box scrolls instead of growing: measuring long texts at every key would be felt. */
const GROWS_TO = 600;

export function LongTextField(props: FieldProps<'longText'>) {
  const { path, raw, form, field } = props;
  const text = asText(raw);
  const area = useRef<HTMLTextAreaElement>(null);
  const { note, onText } = useClean((typed) => form.onChange(path, typed));
  const grows = text.length <= GROWS_TO;
  useLayoutEffect(() => {
    const box = area.current;
    if (box === null || text.length > GROWS_TO) return;
    box.style.height = 'auto';
    if (box.scrollHeight > box.clientHeight) box.style.height = `${box.scrollHeight + 2}px`;
  }, [text]);
  return (
    <FieldShell {...props} as="control" note={note}>
      {(aria) => (
        <>
          <div className={classes(styles.box, aria['aria-invalid'] && styles.wrong)}>
            <textarea
              {...aria}
              ref={area}
              className={classes(styles.input, styles.area)}
              rows={grows ? 3 : 10}
              value={text}
              onChange={(event) => onText(event.currentTarget.value)}
            />
          </div>
          {text.length > field.max * 0.8 && (
            <p className={styles.count}>
              {lengthOf(text)} / {field.max} 字
            </p>
          )}
        </>
      )}
    </FieldShell>
  );
}
