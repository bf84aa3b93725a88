import { ChevronDown, Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#ui/Button.tsx';
import { chipButtonClass, ChipGroup, chipSlotClass } from '#ui/ChipGroup.tsx';
import { classes } from '#ui/classes.ts';
import { asText, asTexts } from '#ui/typed.ts';
import { FieldShell } from './FieldShell.tsx';
import type { AnyFieldProps, FieldProps } from './form-api.ts';
import { Picker } from './Picker.tsx';
import { useLinks } from './use-links.ts';
import styles from './Picker.module.css';

export function LinkField(props: FieldProps<'link'>) {
  const { field, path, raw, form } = props;
  const { to, role, label } = field;
  const value = asText(raw) === '' ? [] : [asText(raw)];
  const set = (id: string | undefined) => form.onChange(path, id ?? '');
  const links = useLinks(props, { to, role, label, value, onPick: set, single: true });
  const { open, opener, toggle, chosen, picker } = links;
  if (links.chips.length > 0) return <LinkChips {...props} links={links} onChange={([id]) => set(id)} />;
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
            onClick={toggle}
          >
            <span id={`${id}-chosen`} className={classes(chosen.length === 0 && styles.empty)}>
              {chosen[0]?.label ?? `选择${label}`}
            </span>
            <ChevronDown size={20} aria-hidden />
          </button>
          {open && value.length > 0 && field.required !== true && (
            <Button tone="quiet" onClick={() => set('')}>
              不选
            </Button>
          )}
          {open && <Picker {...picker} />}
        </>
      )}
    </FieldShell>
  );
}

export function LinksField(props: FieldProps<'links'>) {
  const { field, path, raw, form } = props;
  const { to, role, label } = field;
  const value = asTexts(raw);
  const set = (next: readonly string[]) => form.onChange(path, next);
  const onPick = (id: string) => set(value.includes(id) ? value.filter((one) => one !== id) : [...value, id]);
  const links = useLinks(props, { to, role, label, value, onPick, single: false });
  const { open, opener, toggle, chosen, picker } = links;
  if (links.chips.length > 0) return <LinkChips {...props} links={links} multiple onChange={set} />;
  return (
    <FieldShell {...props} as="group">
      {({ 'aria-required': _required, 'aria-invalid': _invalid, ...aria }) => (
        <div role="group" {...aria}>
          {chosen.length > 0 && (
            <ul className={styles.chosen}>
              {chosen.map(({ id, label: name }) => (
                <li key={id}>
                  {name}
                  <button type="button" aria-label={`移去${name}`} onClick={() => onPick(id)}>
                    <X size={18} aria-hidden />
                  </button>
                </li>
              ))}
            </ul>
          )}
          <Button
            ref={opener}
            aria-expanded={open}
            icon={open ? null : <Plus size={20} aria-hidden />}
            onClick={toggle}
          >
            {open ? '选好了' : `选择${label}`}
          </Button>
          {open && <Picker {...picker} />}
        </div>
      )}
    </FieldShell>
  );
}

interface LinkChipsProps extends AnyFieldProps {
  readonly links: ReturnType<typeof useLinks>;
  readonly multiple?: boolean;
  readonly onChange: (value: readonly string[]) => void;
}

/** Few to choose from, or the likeliest of many with a way to the others. */
function LinkChips({ links, multiple = false, onChange, ...props }: LinkChipsProps): ReactNode {
  const { chips, chosen, more, open, opener, toggle, picker } = links;
  return (
    <FieldShell {...props} as="group">
      {(aria) => (
        <>
          <ChipGroup
            {...aria}
            multiple={multiple}
            choices={chips}
            value={chosen.map(({ id }) => id)}
            onChange={onChange}
          >
            {more !== null && (
              <div className={chipSlotClass}>
                <button
                  ref={opener}
                  type="button"
                  className={chipButtonClass}
                  aria-expanded={open}
                  aria-label={`${props.field.label}：${open ? '选好了' : more}`}
                  onClick={toggle}
                >
                  {open ? '选好了' : more}
                </button>
              </div>
            )}
          </ChipGroup>
          {open && <Picker {...picker} />}
        </>
      )}
    </FieldShell>
  );
}
