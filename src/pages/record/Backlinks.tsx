import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { Field, Group, Items, Value, Values } from '#kinds/field.ts';
import { calendarEntry, committee, kinds, mediationCase, unit, venue } from '#kinds/index.ts';
import type { Kind } from '#kinds/kind.ts';
import { zhDay } from '#core/day.ts';
import { personsOf } from '#core/row-index.ts';
import { dateOf, headingOf, type Names } from '#core/text.ts';
import { useRecordsOf } from '#store/record-hooks.ts';
import type { SlimRow } from '#store/projection.ts';
import { Card } from '#ui/Card.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { Loading } from '#ui/Loading.tsx';
import styles from './record.module.css';

/** So many are shown; the ledgers show all. */
const SHOWN = 50;

interface Pointer {
  readonly kind: Kind;
  readonly fields: readonly string[];
}

const pointersByKind = new Map<string, readonly Pointer[]>();

/** A field that names records of a kind: by itself, by the keys of its items, or in a part of a group or of its items. */
function pointsAt(field: Field, to: string): boolean {
  if (field.type === 'link' || field.type === 'links') return field.to === to;
  if (field.type === 'items' && field.keyedBy === to && field.internal !== true) return true;
  return 'fields' in field && Object.values(field.fields).some((part) => pointsAt(part, to));
}

/** Kinds with fields that name records of this kind. */
function pointersTo(to: string): readonly Pointer[] {
  const known = pointersByKind.get(to);
  if (known !== undefined) return known;
  const pointers = kinds
    .map((kind) => ({ kind, fields: Object.keys(kind.fields).filter((id) => pointsAt(kind.fields[id] as Field, to)) }))
    .filter(({ kind, fields }) => fields.length > 0 && kind.scope !== 'office')
    // Most cases of a village are its committee's: its people are what one looks for.
    .filter(({ kind }) => !(to === committee.name && kind.name === mediationCase.name));
  pointersByKind.set(to, pointers);
  return pointers;
}

/** Records that name this one: the trainings somebody attended, the events made out of a case. */
export function Backlinks({ kind, id, names }: { readonly kind: Kind; readonly id: string; readonly names: Names }) {
  const pointers = pointersTo(kind.name);
  // What a place or a day is for are the events held there.
  const [open, setOpen] = useState(kind.name === venue.name || kind.name === calendarEntry.name);
  // Every record has a unit: nothing would be learnt from such a list.
  if (pointers.length === 0 || kind.name === unit.name) return null;
  return (
    <div className={styles.fold}>
      <Disclosure label="相关记录" open={open} onToggle={setOpen}>
        <Found pointers={pointers} id={id} names={names} />
      </Disclosure>
    </div>
  );
}

function Found({
  pointers,
  id,
  names,
}: {
  readonly pointers: readonly Pointer[];
  readonly id: string;
  readonly names: Names;
}) {
  const wanted = useMemo(() => pointers.map(({ kind }) => kind.name), [pointers]);
  const { rows, ready } = useRecordsOf(wanted);
  const found = useMemo(() => {
    // What names a record that was merged into this one speaks of this one (SPEC N1).
    const { canonical } = personsOf(rows.get('person') ?? []);
    const others = (rows.get('person') ?? []).filter((row) => canonical(row.id) === canonical(id));
    const ids = [id, ...others.map((row) => row.id)];
    return pointers
      .map(({ kind, fields }) => ({
        kind,
        list: (rows.get(kind.name) ?? []).filter(({ values }) =>
          fields.some((field) => ids.some((one) => mentions(values, field, one))),
        ),
      }))
      .filter(({ list }) => list.length > 0);
  }, [pointers, rows, id]);
  if (!ready) return <Loading what="正在查找" />;
  if (found.length === 0) return <Card>还没有别的记录提到它。</Card>;
  return (
    <>
      {found.map(({ kind, list }) => (
        <Card key={kind.name} flush>
          <h3 className={styles.backHead}>
            {kind.title} {list.length}
          </h3>
          <ul className={styles.backlinks}>
            {newestFirst(kind, list)
              .slice(0, SHOWN)
              .map((row) => (
                <li key={row.id}>
                  <Link to={`/ledger/${kind.name}/${row.id}`}>
                    {headingOf(kind, row.values, { names, reveal: false })}
                    <small>{zhDay(dateOf(kind, row.values) ?? '')}</small>
                  </Link>
                </li>
              ))}
          </ul>
        </Card>
      ))}
    </>
  );
}

/** Whether a field's value names this id. */
function mentions(values: Values, field: string, id: string): boolean {
  return holds(values[field], id);
}

/** An id is unlike any other text. */
function holds(value: Value | undefined, id: string): boolean {
  if (typeof value === 'string') return value === id;
  if (Array.isArray(value)) return (value as readonly string[]).includes(id);
  if (typeof value !== 'object') return false;
  if (Object.prototype.hasOwnProperty.call(value, id)) return true;
  return Object.values(value as Group | Items).some((part) => holds(part, id));
}

const newestFirst = (kind: Kind, list: readonly SlimRow[]): SlimRow[] =>
  [...list].sort((a, b) => ((dateOf(kind, a.values) ?? '') < (dateOf(kind, b.values) ?? '') ? 1 : -1));
