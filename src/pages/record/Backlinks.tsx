import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Field, Values } from '#kinds/field.ts';
import { kinds } from '#kinds/index.ts';
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

const pointsAt = (field: Field, to: string): boolean =>
  ((field.type === 'link' || field.type === 'links') && field.to === to) ||
  (field.type === 'items' && field.keyedBy === to && field.internal !== true);

/** Kinds with fields that name records of this kind. */
function pointersTo(to: string): readonly Pointer[] {
  const known = pointersByKind.get(to);
  if (known !== undefined) return known;
  const pointers = kinds
    .map((kind) => ({ kind, fields: Object.keys(kind.fields).filter((id) => pointsAt(kind.fields[id] as Field, to)) }))
    .filter(({ kind, fields }) => fields.length > 0 && kind.scope !== 'office');
  pointersByKind.set(to, pointers);
  return pointers;
}

/** Records that name this one: the trainings somebody attended, the events made out of a case. */
export function Backlinks({ kind, id, names }: { readonly kind: Kind; readonly id: string; readonly names: Names }) {
  const pointers = pointersTo(kind.name);
  // Every record has a unit and most a committee: nothing would be learnt from such a list.
  if (pointers.length === 0 || kind.scope === 'shared') return null;
  return (
    <div className={styles.fold}>
      <Disclosure label="相关记录">
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
  const value = values[field];
  if (typeof value === 'string') return value === id;
  if (Array.isArray(value)) return (value as readonly string[]).includes(id);
  return typeof value === 'object' && Object.prototype.hasOwnProperty.call(value, id);
}

const newestFirst = (kind: Kind, list: readonly SlimRow[]): SlimRow[] =>
  [...list].sort((a, b) => ((dateOf(kind, a.values) ?? '') < (dateOf(kind, b.values) ?? '') ? 1 : -1));
