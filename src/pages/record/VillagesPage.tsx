/** 别的村也办了: one event recorded for several villages at once, as one action; only what differs is typed. */
import { useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { copyFor, NOTHING_TYPED, problemsOfTyped, unitsWith, type VillageTyped } from '#core/event-copies.ts';
import { zhDay } from '#core/day.ts';
import { headingOf } from '#core/text.ts';
import type { Values } from '#kinds/field.ts';
import { publicityEvent } from '#kinds/index.ts';
import type { StoredRow } from '#store/db.ts';
import { useRecord, useStore } from '#store/hooks.ts';
import { useRecords } from '#store/record-hooks.ts';
import { saveValues } from '#store/records.ts';
import { newId } from '#store/store.ts';
import { Button } from '#ui/Button.tsx';
import { Card } from '#ui/Card.tsx';
import { Loading } from '#ui/Loading.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import { useSay } from '#pages/shell/announcer.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { NoRight } from '#pages/shell/NoRight.tsx';
import { NotFound } from '#pages/shell/NotFound.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { tryWrite, type WriteFailure } from '#pages/shell/try-write.ts';
import { useLinked } from '#pages/shell/use-names.ts';
import { usePlace, type Unit } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { useKeptText } from '#pages/shell/use-kept-text.ts';
import styles from './record.module.css';

const TITLE = '别的村也办了';

export function VillagesPage() {
  const { id = '' } = useParams();
  const row = useRecord(publicityEvent.name, id);
  const { mayWrite } = useRights();
  if (row === undefined) return <Loading what="正在打开活动" />;
  if (row === null || row.removed !== null) return <NotFound />;
  if (!mayWrite(publicityEvent)) return <NoRight title={TITLE} />;
  return <Copies key={id} row={row} />;
}

type Chosen = { readonly [unit: string]: VillageTyped };

/** Kept as it is typed; of another shape after an update, it begins anew. */
function readChosen(text: string): Chosen {
  if (text === '') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return {};
    const entries = Object.entries(parsed as Record<string, Partial<VillageTyped>>);
    return Object.fromEntries(entries.map(([unit, typed]) => [unit, { ...NOTHING_TYPED, ...typed }]));
  } catch {
    return {};
  }
}

function Copies({ row }: { readonly row: StoredRow }) {
  const { units } = usePlace();
  const { mayWrite } = useRights();
  const { names } = useLinked(publicityEvent);
  const { rows: events, ready } = useRecords(publicityEvent.name);
  const { text, setText, failure: textFailure } = useKeptText(`villages/${row.id}`);
  const chosen = useMemo(() => readChosen(text), [text]);
  const values = row.values as Values;
  const has = useMemo(() => unitsWith({ values }, events), [values, events]);
  const others = units.filter(({ id }) => id !== row.unit && mayWrite(publicityEvent, id));
  const open = others.filter(({ id }) => chosen[id] !== undefined && !has.has(id));
  const hasProblem = open.some(({ id }) => Object.keys(problemsOfTyped(chosen[id] ?? NOTHING_TYPED)).length > 0);
  const { failure, saving, save } = useCopies(row, () => setText(''));
  const set = (unit: string, typed: VillageTyped | null) => {
    const { [unit]: _, ...rest } = chosen;
    setText(JSON.stringify(typed === null ? rest : { ...rest, [unit]: typed }));
  };
  return (
    <Screen
      title={TITLE}
      back={`/ledger/${publicityEvent.name}/${row.id}`}
      bottom={
        <Button
          tone="primary"
          wide
          disabled={saving || !ready || open.length === 0 || hasProblem}
          onClick={() => void save(open, chosen)}
        >
          {open.length === 0 ? '先选村' : `给 ${open.length} 个村各记一场`}
        </Button>
      }
    >
      <div className={styles.record}>
        <p>
          照“{headingOf(publicityEvent, values, { names, reveal: false })}”（
          {zhDay(typeof values['heldOn'] === 'string' ? values['heldOn'] : '')}
          ）给每个村各记一场。日期、主题、形式都一样，不一样的写在村名下面，不知道的空着以后补。
        </p>
        {(failure ?? textFailure) !== null && <FailureNotice failure={failure ?? textFailure ?? 'other'} />}
        <fieldset className={styles.fields} disabled={saving}>
          <Card flush>
            <ul className={styles.villages} aria-label="村">
              {others.map((unit) => (
                <OneVillage
                  key={unit.id}
                  unit={unit}
                  typed={chosen[unit.id] ?? null}
                  isThere={has.has(unit.id)}
                  onChange={(typed) => set(unit.id, typed)}
                />
              ))}
            </ul>
          </Card>
        </fieldset>
      </div>
    </Screen>
  );
}

interface OneVillageProps {
  readonly unit: Unit;
  /** null: not chosen. */
  readonly typed: VillageTyped | null;
  readonly isThere: boolean;
  readonly onChange: (typed: VillageTyped | null) => void;
}

function OneVillage({ unit: { name }, typed, isThere, onChange }: OneVillageProps) {
  if (isThere) {
    return (
      <li>
        <p className={styles.village}>
          <span>{name}</span>
          <small>已经记过这一场</small>
        </p>
      </li>
    );
  }
  const problems = typed === null ? {} : problemsOfTyped(typed);
  return (
    <li>
      <label className={styles.village}>
        <input
          type="checkbox"
          checked={typed !== null}
          onChange={(event) => onChange(event.currentTarget.checked ? NOTHING_TYPED : null)}
        />
        <span>{name}</span>
      </label>
      {typed !== null && (
        <div role="group" aria-label={name} className={styles.differing}>
          <TextBox
            label="地点"
            optional
            max={100}
            value={typed.place}
            onChange={(place) => onChange({ ...typed, place })}
          />
          <TextBox
            label="受众（人次）"
            optional
            inputMode="numeric"
            value={typed.audience}
            problem={problems.audience}
            onChange={(audience) => onChange({ ...typed, audience })}
          />
          <TextBox
            label="发放资料（份）"
            optional
            inputMode="numeric"
            value={typed.materials}
            problem={problems.materials}
            onChange={(materials) => onChange({ ...typed, materials })}
          />
        </div>
      )}
    </li>
  );
}

function useCopies(row: StoredRow, onSaved: () => void) {
  const store = useStore();
  const say = useSay();
  const navigate = useNavigate();
  const [failure, setFailure] = useState<WriteFailure | null>(null);
  const [saving, setSaving] = useState(false);
  const save = async (units: readonly Unit[], chosen: Chosen) => {
    setSaving(true);
    const entries = units.map(({ id }) => ({
      kind: publicityEvent,
      record: newId(store),
      unit: id,
      values: copyFor(row.values as Values, chosen[id] ?? NOTHING_TYPED),
    }));
    const done = await tryWrite(() => saveValues(store, entries));
    setSaving(false);
    setFailure(done.ok ? null : done.failure);
    if (!done.ok) return;
    onSaved();
    say(`已存本机：${units.length} 个村各一场`);
    await navigate(`/ledger/${publicityEvent.name}`, { replace: true });
  };
  return { failure, saving, save };
}
