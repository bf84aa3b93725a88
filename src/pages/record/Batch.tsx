import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { personRoles } from '#kinds/codes-people.ts';
import { person } from '#kinds/person.ts';
import type { Values } from '#kinds/field.ts';
import { useStore } from '#store/hooks.ts';
import { useRecords } from '#store/record-hooks.ts';
import { saveValues } from '#store/records.ts';
import { newId } from '#store/store.ts';
import { Button } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { ChipGroup } from '#ui/ChipGroup.tsx';
import { Select } from '#ui/Select.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import { useSay } from '#pages/shell/announcer.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { askToPersist } from '#pages/shell/persist.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { tryWrite, type WriteFailure } from '#pages/shell/try-write.ts';
import { usePlace } from '#pages/shell/use-place.ts';
import { peopleIn, type PersonLine } from './people-lines.ts';
import { useKeptText } from '#pages/shell/use-kept-text.ts';
import styles from './record.module.css';

const ROLES = personRoles.codes.map(({ id, zh }) => ({ id, label: zh }));

/** 批量添加: names pasted one a line, their roles chosen once, looked over, stored as one action. */
export function Batch() {
  const place = usePlace();
  const [unit, setUnit] = useState<string | null>(null);
  const { text, setText, failure: textFailure } = useKeptText('batchPeople');
  const [roles, setRoles] = useState<readonly string[]>([]);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [asked, setAsked] = useState(false);
  const into = unit ?? place.unit;
  const lines = useLines(text, into);
  const chosen = lines.filter(({ known }, at) => known === left.has(at));
  const { failure, saving, save } = useSavePeople();
  const why = failure ?? textFailure;
  const onSave = () => {
    setAsked(true);
    if (chosen.length > 0 && roles.length > 0) void save(chosen, roles, into, () => setText(''));
  };
  const toggle = (at: number) => {
    const next = new Set(left);
    if (!next.delete(at)) next.add(at);
    setLeft(next);
  };
  return (
    <Screen
      title="批量添加人员"
      back="/ledger/person"
      bottom={
        <Button tone="primary" wide disabled={saving} onClick={onSave}>
          {chosen.length > 0 ? `保存 ${chosen.length} 人` : '保存'}
        </Button>
      }
    >
      <div className={styles.form}>
        {/* A saved list empties the box: what was typed meanwhile would go with it. */}
        <fieldset className={styles.fields} disabled={saving}>
          <Card>
            <TextBox
              label="姓名"
              hint="一行一个，可以从表格里整列粘贴；后面跟手机号、男女也认得"
              lines={6}
              value={text}
              onChange={(next) => {
                setText(next);
                setLeft(new Set());
              }}
              problem={asked && lines.length === 0 ? '请先写上姓名' : undefined}
            />
            <div className={styles.roles}>
              <p id="batch-roles">
                <b>身份</b>
                {asked && roles.length === 0 && (
                  <span className={styles.wrong} role="alert">
                    　请选这些人的身份
                  </span>
                )}
              </p>
              <ChipGroup aria-labelledby="batch-roles" multiple choices={ROLES} value={roles} onChange={setRoles} />
            </div>
            {place.units.length > 1 && (
              <div className={styles.unit}>
                <span>加到</span>
                <Select
                  label="单位"
                  value={into}
                  options={place.units.map(({ id, name }) => ({ id, label: name }))}
                  onChange={setUnit}
                />
              </div>
            )}
          </Card>
        </fieldset>
        {why !== null && <FailureNotice failure={why} />}
        {lines.length > 0 && <Preview lines={lines} left={left} onToggle={toggle} />}
      </div>
    </Screen>
  );
}

interface CheckedLine extends PersonLine {
  /** Somebody of that name is on the roster, or stands further up: left out unless ticked. */
  readonly known: boolean;
  readonly why: string;
}

function useLines(text: string, unit: string): readonly CheckedLine[] {
  const { rows } = useRecords('person');
  return useMemo(() => {
    const names = new Set(rows.filter((row) => row.unit === unit).map(({ values }) => values['name']));
    const seen = new Set<string>();
    return peopleIn(text).map((line) => {
      const why = seen.has(line.name) ? '上面写过' : names.has(line.name) ? '名册里已有同名' : '';
      seen.add(line.name);
      return { ...line, known: why !== '', why };
    });
  }, [text, rows, unit]);
}

interface PreviewProps {
  readonly lines: readonly CheckedLine[];
  readonly left: ReadonlySet<number>;
  readonly onToggle: (at: number) => void;
}

function Preview({ lines, left, onToggle }: PreviewProps) {
  const doubled = lines.filter(({ known }) => known).length;
  return (
    <Section title={`认出 ${lines.length} 人`} {...(doubled > 0 ? { aside: `${doubled} 人重名，先不加` } : {})}>
      <Card flush>
        <ul className={styles.people} aria-label="将要添加的人">
          {lines.map(({ name, phone, sex, known, why }, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- a line has no identity but its place
            <li key={at}>
              <label>
                <input type="checkbox" checked={known === left.has(at)} onChange={() => onToggle(at)} />
                <span>{name}</span>
                <small>
                  {[sex === 'male' ? '男' : sex === 'female' ? '女' : '', phone, why]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </small>
              </label>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function useSavePeople() {
  const store = useStore();
  const say = useSay();
  const navigate = useNavigate();
  const [failure, setFailure] = useState<WriteFailure | null>(null);
  const [saving, setSaving] = useState(false);
  const save = async (people: readonly PersonLine[], roles: readonly string[], unit: string, after: () => void) => {
    setSaving(true);
    const entries = people.map(({ name, phone, sex }) => {
      const held = Object.fromEntries(roles.map((role) => [newId(store), { role }]));
      const values: Values = { name, roles: held, ...(phone === '' ? {} : { phone }), ...(sex === '' ? {} : { sex }) };
      return { kind: person, record: newId(store), unit, values };
    });
    const done = await tryWrite(() => saveValues(store, entries));
    setSaving(false);
    setFailure(done.ok ? null : done.failure);
    if (!done.ok) return;
    after();
    say(`已存本机，加了 ${people.length} 人`);
    void askToPersist();
    await navigate('/ledger/person', { replace: true });
  };
  return { failure, saving, save };
}
