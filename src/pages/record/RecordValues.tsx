import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { itemEntries, partOf } from '#kinds/conditions.ts';
import type { Field, Group, GroupField, ItemsField, Value, Values } from '#kinds/field.ts';
import type { Kind } from '#kinds/kind.ts';
import { fieldText, type Names } from '#core/text.ts';
import { isFirst } from '#core/validate.ts';
import { Card, Section } from '#ui/Card.tsx';
import { phoneHref } from './phone-href.ts';
import styles from './record.module.css';

export interface RecordValuesProps {
  readonly kind: Kind;
  readonly values: Values;
  readonly names: Names;
  /** Paths whose value was lawfully erased. */
  readonly erased: readonly string[];
}

/** What the record says, under the headings of its form; what was never filled takes no room. */
export function RecordValues({ kind, values, names, erased }: RecordValuesProps) {
  const groups = new Map<string, Entry[]>();
  for (const id of Object.keys(kind.fields)) {
    const field = kind.fields[id] as Field;
    const title = isFirst(field, values, { record: values, today: null })
      ? '主要内容'
      : (field.group ?? (field.internal === true ? '来源' : '其他'));
    const entries = entriesOf(id, field, { kind, values, names, erased });
    if (entries.length > 0) groups.set(title, [...(groups.get(title) ?? []), ...entries]);
  }
  return (
    <>
      {[...groups].map(([title, entries]) => (
        <Section key={title} title={title}>
          <Card>
            <dl className={styles.values}>
              {entries.map(({ id, label, said, wide }) => (
                <div key={id} className={wide ? styles.wide : undefined}>
                  <dt>{label}</dt>
                  <dd>{said}</dd>
                </div>
              ))}
            </dl>
          </Card>
        </Section>
      ))}
    </>
  );
}

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly said: ReactNode;
  readonly wide: boolean;
}

/** What one field says, and the line that follows it. */
function entriesOf(id: string, field: Field, { kind, values, names, erased }: RecordValuesProps): Entry[] {
  const entries: Entry[] = [];
  const isHere = values[id] !== undefined || erased.some((path) => path.split('.')[0] === id);
  // A value that is no longer asked for is kept and shown: it was written down once. So is where a record came from.
  if (isHere && field.type !== 'photos' && (field.internal !== true || field.type === 'link')) {
    const said = erased.includes(id) ? '（已依法删除）' : valueNode(field, values[id], names);
    entries.push({ id, label: field.label, said, wide: isWide(field) });
  }
  const line = kind.lines?.[id];
  const sum = line?.text(values, names.person) ?? '';
  return line === undefined || sum === ''
    ? entries
    : [...entries, { id: `${id} line`, label: line.label, said: sum, wide: true }];
}

const isWide = ({ type }: Field): boolean => type === 'longText' || type === 'items' || type === 'group';

function valueNode(field: Field, value: Value | undefined, names: Names): ReactNode {
  if (value === undefined) return '（已依法删除）';
  if (field.type === 'items' && field.keyedBy !== undefined)
    return <Roster field={field} value={value} names={names} />;
  if (field.type === 'items') {
    return (
      <ol className={styles.items}>
        {itemEntries(value).map(([id, item]) => (
          <OneItem key={id} field={field} item={item} names={names} />
        ))}
      </ol>
    );
  }
  if (field.type === 'group') return <GroupParts field={field} value={value} names={names} />;
  return plainNode(field, value, names);
}

/** What one simple value says; what names another record leads there. */
function plainNode(field: Field, value: Value | undefined, names: Names): ReactNode {
  const words = fieldText(field, value, names);
  if (field.type === 'phone' && typeof value === 'string') return <a href={phoneHref(value)}>{words}</a>;
  if (field.type === 'link' && typeof value === 'string') return <Target to={field.to} id={value} names={names} />;
  if (field.type === 'links' && Array.isArray(value)) {
    return (
      <span className={styles.targets}>
        {(value as readonly string[]).map((id) => (
          <Target key={id} to={field.to} id={id} names={names} />
        ))}
      </span>
    );
  }
  return <span className={styles.words}>{words}</span>;
}

interface TargetProps {
  readonly to: string;
  readonly id: string;
  readonly names: Names;
}

/** A record that is named; one that may not be seen here says so and leads nowhere. */
function Target({ to, id, names }: TargetProps) {
  const name = names.link(to, id);
  return name === '' ? <span className={styles.words}>无权查看</span> : <Link to={`/ledger/${to}/${id}`}>{name}</Link>;
}

/** A group with a link in it, as 移交: the new case; others as words. */
function GroupParts({
  field,
  value,
  names,
}: {
  readonly field: GroupField;
  readonly value: Value;
  readonly names: Names;
}) {
  const linked = Object.keys(field.fields).filter(
    (id) => field.fields[id]?.type === 'link' && partOf(value, id) !== undefined,
  );
  const rest = Object.fromEntries(Object.entries(value as Group).filter(([id]) => !linked.includes(id)));
  return (
    <>
      <span className={styles.words}>{fieldText(field, rest, names)}</span>
      {linked.map((id) => (
        <p key={id}>{plainNode(field.fields[id] as Field, partOf(value, id), names)}</p>
      ))}
    </>
  );
}

interface OneItemProps {
  readonly field: ItemsField;
  readonly item: Group;
  readonly names: Names;
}

/** A party, a session, a visit: who or what in bold, codes as plain words beside it, everything else below. */
function OneItem({ field, item, names }: OneItemProps) {
  const ids = Object.keys(field.fields).filter(
    (one) => item[one] !== undefined && field.fields[one]?.internal !== true,
  );
  const isCode = (one: string) => ['code', 'codes', 'flag'].includes(field.fields[one]?.type ?? '');
  const say = (one: string) => fieldText(field.fields[one] as Field, item[one], names);
  const lead = ids.find((one) => field.fields[one]?.required === true);
  const words = ids
    .filter((one) => one !== lead && isCode(one) && !isUsual(field.fields[one] as Field, item[one]))
    .map(say);
  const rest = ids.filter((one) => one !== lead && !isCode(one));
  return (
    <li>
      <p>
        <b>{lead === undefined ? '' : say(lead)}</b>
        {words.length > 0 && <span className={styles.small}>　{words.join(' · ')}</span>}
      </p>
      {rest.map((one) => (
        <p key={one} className={styles.words}>
          <span className={styles.small}>{field.fields[one]?.label}　</span>
          {plainNode(field.fields[one] as Field, item[one], names)}
        </p>
      ))}
    </li>
  );
}

/** What stands there unless somebody says otherwise needs no saying: 自然人. */
const isUsual = ({ initially }: Field, value: Value | undefined): boolean =>
  initially !== undefined && initially({ today: null, unit: '', me: null, committee: null }) === value;

/** The name as it was written then: who came stays readable after the person left the roster (SPEC S5). */
const snapshot = (item: Group): string => (typeof item['name'] === 'string' ? item['name'] : '');

interface RosterProps {
  readonly field: ItemsField;
  readonly value: Value;
  readonly names: Names;
}

/** Who came, who did not: names under each state, so that fifty people are still read at a glance. */
function Roster({ field, value, names }: RosterProps) {
  const ids = Object.keys(field.fields).filter((id) => field.fields[id]?.internal !== true);
  const state = ids.find((id) => field.fields[id]?.type === 'code');
  const rest = ids.filter((id) => id !== state);
  const groups = new Map<string, { readonly id: string; readonly name: string; readonly more: string }[]>();
  for (const [id, item] of itemEntries(value)) {
    const title = state === undefined ? '' : fieldText(field.fields[state] as Field, item[state], names);
    const more = rest
      .map((one) => fieldText(field.fields[one] as Field, item[one], names))
      .filter((part) => part !== '');
    const name = (field.keyedBy === undefined ? '' : names.link(field.keyedBy, id)) || snapshot(item) || '不在名册';
    groups.set(title, [
      ...(groups.get(title) ?? []),
      { id, name, more: more.length === 0 ? '' : `（${more.join('，')}）` },
    ]);
  }
  return (
    <ul className={styles.items}>
      {[...groups].map(([title, people]) => (
        <li key={title}>
          <b>
            {title} {people.length}
          </b>
          <p className={styles.targets}>
            {people.map(({ id, name, more }) => (
              <span key={id}>
                {field.keyedBy !== undefined && names.link(field.keyedBy, id) !== '' ? (
                  <Link to={`/ledger/${field.keyedBy}/${id}`}>{name}</Link>
                ) : (
                  name
                )}
                {more}
              </span>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}
