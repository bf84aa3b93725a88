import { ChevronDown, Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '#ui/Button.tsx';
import { ChipGroup } from '#ui/ChipGroup.tsx';
import { classes } from '#ui/classes.ts';
import { asText, asTexts } from '#ui/typed.ts';
import { FieldShell } from './FieldShell.tsx';
import type { FieldProps } from './form-api.ts';
import { Picker } from './Picker.tsx';
import styles from './Picker.module.css';

/** So few can be seen at once and need no search. */
const CHIPS = 6;

export function LinkField(props: FieldProps<'link'>) {
  const { field, path, raw, form } = props;
  const { to, role, label } = field;
  const value = asText(raw);
  const choices = form.choices(to, role);
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const create = form.create;
  const onCreate =
    create &&
    ((words: string) => {
      create(to, role, words, path);
      close();
    });
  const known = value === '' || choices.some(({ id }) => id === value);
  if (choices.length > 0 && choices.length <= CHIPS && create === undefined) {
    const all = known ? choices : [...choices, { id: value, label: form.nameOf(to, value) }];
    return (
      <FieldShell {...props} as="group">
        {(aria) => (
          <ChipGroup
            {...aria}
            choices={all}
            value={value === '' ? [] : [value]}
            onChange={([id]) => form.onChange(path, id ?? '')}
          />
        )}
      </FieldShell>
    );
  }
  const chosen =
    value === '' ? `选择${label}` : (choices.find(({ id }) => id === value)?.label ?? form.nameOf(to, value));
  return (
    <FieldShell {...props} as="control">
      {({ id, 'aria-required': _required, 'aria-invalid': _invalid, ...aria }) => (
        <>
          <button
            {...aria}
            ref={opener}
            id={id}
            type="button"
            className={styles.opener}
            aria-labelledby={`${id}-label ${id}-chosen`}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <span id={`${id}-chosen`} className={classes(value === '' && styles.empty)}>
              {chosen}
            </span>
            <ChevronDown size={20} aria-hidden />
          </button>
          {value !== '' && open && field.required !== true && (
            <Button tone="quiet" onClick={() => form.onChange(path, '')}>
              不选
            </Button>
          )}
          {open && (
            <Picker
              label={label}
              choices={choices}
              value={value === '' ? [] : [value]}
              onPick={(picked) => {
                form.onChange(path, picked);
                close();
              }}
              onClose={close}
              onCreate={onCreate}
            />
          )}
        </>
      )}
    </FieldShell>
  );
}

export function LinksField(props: FieldProps<'links'>) {
  const { field, path, raw, form } = props;
  const { to, role, label } = field;
  const value = asTexts(raw);
  const choices = form.choices(to, role);
  const [open, setOpen] = useState(false);
  const create = form.create;
  const set = (next: readonly string[]) => form.onChange(path, next);
  const toggle = (id: string) => set(value.includes(id) ? value.filter((one) => one !== id) : [...value, id]);
  const nameOf = (id: string) => choices.find((choice) => choice.id === id)?.label ?? form.nameOf(to, id);
  if (choices.length > 0 && choices.length <= CHIPS && create === undefined) {
    const others = value
      .filter((id) => !choices.some((choice) => choice.id === id))
      .map((id) => ({ id, label: nameOf(id) }));
    return (
      <FieldShell {...props} as="group">
        {(aria) => <ChipGroup {...aria} multiple choices={[...choices, ...others]} value={value} onChange={set} />}
      </FieldShell>
    );
  }
  return (
    <FieldShell {...props} as="group">
      {({ 'aria-required': _required, 'aria-invalid': _invalid, ...aria }) => (
        <div role="group" {...aria}>
          {value.length > 0 && (
            <ul className={styles.chosen}>
              {value.map((id) => (
                <li key={id}>
                  {nameOf(id)}
                  <button type="button" aria-label={`移去${nameOf(id)}`} onClick={() => toggle(id)}>
                    <X size={18} aria-hidden />
                  </button>
                </li>
              ))}
            </ul>
          )}
          <Button aria-expanded={open} icon={<Plus size={20} aria-hidden />} onClick={() => setOpen(!open)}>
            {open ? '选好了' : `选择${label}`}
          </Button>
          {open && (
            <Picker
              label={label}
              choices={choices}
              value={value}
              onPick={toggle}
              onClose={() => setOpen(false)}
              onCreate={create && ((words) => create(to, role, words, path))}
            />
          )}
        </div>
      )}
    </FieldShell>
  );
}
