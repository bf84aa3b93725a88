import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '#ui/Button.tsx';
import { classes } from '#ui/classes.ts';
import { asMap } from '#ui/typed.ts';
import { AttendanceField } from './AttendanceField.tsx';
import { FieldShell } from './FieldShell.tsx';
import { problemsUnder, type FieldProps } from './form-api.ts';
import { ItemCard } from './ItemCard.tsx';
import { itemStart, shortSide, sideOf } from './item-start.ts';
import styles from './ItemsField.module.css';

export function ItemsField(props: FieldProps<'items'>) {
  return props.field.keyedBy === undefined ? <RepeatedField {...props} /> : <AttendanceField {...props} />;
}

/** Several sub-forms under one label. What is removed can be taken back until the form is left. */
function RepeatedField(props: FieldProps<'items'>) {
  const { field, path, raw, problems, warnings, hidden, form } = props;
  const entries = asMap(raw);
  const ids = Object.keys(entries).filter((id) => entries[id] !== null);
  const [removed, setRemoved] = useState<{ readonly id: string; readonly raw: unknown } | null>(null);
  // Items that were here when the form opened fold together when they are many; a new one is open.
  const [folded] = useState(() => (ids.length > 2 && field.first !== true ? new Set(ids) : new Set<string>()));
  const added = useRef<string | null>(null);
  const remove = (id: string) => {
    setRemoved({ id, raw: entries[id] });
    form.onChange(`${path}.${id}`, null);
  };
  const side = sideOf(field);
  const add = (chosen?: string) => {
    const id = form.newItemId();
    added.current = id;
    const start = itemStart(field, entries, form.context);
    form.onChange(`${path}.${id}`, side === null || chosen === undefined ? start : { ...start, [side.id]: chosen });
  };
  const addButton = (label: string, chosen?: string) => (
    <Button key={label} tone="quiet" icon={<Plus size={20} aria-hidden />} onClick={() => add(chosen)}>
      添加{label}
    </Button>
  );
  const rankOf = (id: string): number => {
    const same =
      side === null ? [] : ids.filter((other) => asMap(entries[other])[side.id] === asMap(entries[id])[side.id]);
    return same.indexOf(id) + 1;
  };
  return (
    <FieldShell {...props} as="group">
      {({ id: domId, 'aria-labelledby': named, 'aria-describedby': described }) => (
        <div id={domId} role="group" aria-labelledby={named} aria-describedby={described}>
          <ul className={classes(field.first === true ? styles.slots : styles.items, ids.length === 0 && styles.none)}>
            {ids.map((id, at) => (
              <ItemCard
                key={id}
                field={field}
                path={`${path}.${id}`}
                raw={entries[id]}
                problems={problemsUnder(problems, `${path}.${id}`)}
                warnings={problemsUnder(warnings, `${path}.${id}`)}
                hidden={hidden}
                form={form}
                number={at + 1}
                rank={rankOf(id)}
                folded={folded.has(id)}
                focused={added.current === id}
                onRemove={at < (field.min ?? 0) && field.first === true ? undefined : () => remove(id)}
              />
            ))}
          </ul>
          {removed !== null && !ids.includes(removed.id) && (
            <p className={styles.undo} role="status">
              已移去一{field.item === '当事人' ? '名' : '项'}
              {field.item}
              <Button
                tone="quiet"
                onClick={() => {
                  form.onChange(`${path}.${removed.id}`, removed.raw);
                  setRemoved(null);
                }}
              >
                撤销
              </Button>
            </p>
          )}
          {side === null
            ? addButton(field.item)
            : side.codes.map(({ id, zh }) => addButton(shortSide(zh, field.label), id))}
        </div>
      )}
    </FieldShell>
  );
}
