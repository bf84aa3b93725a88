import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { personRoles, sexes } from '#kinds/codes-people.ts';
import { attendedOf } from '#kinds/attendance.ts';
import { person } from '#kinds/index.ts';
import { rolesOf } from '#kinds/person.ts';
import { supersededIn } from '#core/row-index.ts';
import { chosenPair, likelySame, likenessWords, type Likeness } from '#core/same-person.ts';
import { useStore } from '#store/hooks.ts';
import { keepApart, mergePersons, unmergePerson } from '#store/merge-person.ts';
import type { SlimRow } from '#store/projection.ts';
import { useRecordsOf } from '#store/record-hooks.ts';
import { todayOf } from '#store/store.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { useSounds } from '#pages/shell/use-sounds.ts';
import { useWrite, type RunWrite } from '#pages/shell/use-write.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Loading } from '#ui/Loading.tsx';
import styles from './people.module.css';

const KINDS = ['person', 'training'];
const NONE: readonly SlimRow[] = [];

/** Who may stand twice on the rosters, side by side; and what was merged, to be taken back (SPEC N). */
export function SamePage() {
  const { rows, ready } = useRecordsOf(KINDS);
  const { standsFor } = usePlace();
  const soundsOf = useSounds();
  const { failure, run } = useWrite();
  const people = rows.get('person') ?? NONE;
  const alike = useMemo(() => likelySame(people, standsFor, soundsOf), [people, standsFor, soundsOf]);
  const [params] = useSearchParams();
  const chosen = chosenPair(people, [params.get('one') ?? '', params.get('other') ?? '']);
  const pairs =
    chosen === null
      ? alike
      : [chosen, ...alike.filter(({ one, other }) => one.id !== chosen.one.id || other.id !== chosen.other.id)];
  const times = useTimes(rows.get('training') ?? NONE);
  return (
    <Screen
      title="可能是同一人"
      back="/ledger/person"
      under="同一个人写成两个名字、或登记了两次的，合并以后统计只算一人，参加过的培训都归在一起，随时可以撤销。"
    >
      <div className={styles.page}>
        {failure !== null && <FailureNotice failure={failure} />}
        {!ready && <Loading what="正在查找" after={0} />}
        {ready && pairs.length === 0 && (
          <EmptyState
            action={
              <Link className={buttonClass('secondary')} to="/ledger/person">
                看人员名册
              </Link>
            }
          >
            没有发现像是同一个人的。知道有的，点开其中一个人，选“和另一人是同一人”。
          </EmptyState>
        )}
        <ul className={styles.pairs} aria-label="可能是同一人">
          {pairs.map((pair) => (
            <Pair key={`${pair.one.id}/${pair.other.id}`} pair={pair} times={times} run={run} />
          ))}
        </ul>
        <Merged people={people} run={run} />
      </div>
    </Screen>
  );
}

/** How often somebody came, by the record's own id: the fuller record is usually the right one. */
function useTimes(trainings: readonly SlimRow[]): ReadonlyMap<string, number> {
  return useMemo(() => {
    const times = new Map<string, number>();
    for (const { values } of trainings) for (const id of attendedOf(values)) times.set(id, (times.get(id) ?? 0) + 1);
    return times;
  }, [trainings]);
}

const nameOf = ({ values }: SlimRow): string => (typeof values['name'] === 'string' ? values['name'] : '未填姓名');

interface PairProps {
  readonly pair: Likeness<SlimRow>;
  readonly times: ReadonlyMap<string, number>;
  readonly run: RunWrite;
}

function Pair({ pair: { one, other, why }, times, run }: PairProps) {
  const store = useStore();
  const { mayWrite } = useRights();
  const [a, b] = [nameOf(one), nameOf(other)];
  const merge = (from: SlimRow, into: SlimRow) =>
    void run(() => mergePersons(store, from.id, into.id), `已合并到${nameOf(into)}，已存本机`);
  const may = mayWrite(person, one.unit) && mayWrite(person, other.unit);
  return (
    <li>
      <Card>
        <p className={styles.why}>{likenessWords[why]}</p>
        <div className={styles.two}>
          <Facts row={one} times={times} />
          <Facts row={other} times={times} />
        </div>
        {may ? (
          <div className={styles.buttons}>
            <Button onClick={() => merge(other, one)}>{a === b ? '是同一人，合并' : `合并，用“${a}”`}</Button>
            {a !== b && <Button onClick={() => merge(one, other)}>{`合并，用“${b}”`}</Button>}
            <Button tone="quiet" onClick={() => void run(() => keepApart(store, one.id, other.id), '记下了，不再提示')}>
              不是同一人
            </Button>
          </div>
        ) : (
          <p className={styles.small}>有一人是别的单位登记的，请司法所合并。</p>
        )}
      </Card>
    </li>
  );
}

function Facts({ row, times }: { readonly row: SlimRow; readonly times: ReadonlyMap<string, number> }) {
  const { units, standsFor } = usePlace();
  const today = todayOf(useStore());
  const { sex, birthYear, group } = row.values;
  const roles = rolesOf(row.values, today).map((id) => personRoles.codes.find((code) => code.id === id)?.zh ?? id);
  const facts = [
    units.length > 1 ? (units.find(({ id }) => id === standsFor(row.unit))?.name ?? '') : '',
    typeof group === 'string' ? group : '',
    sexes.codes.find(({ id }) => id === sex)?.zh ?? '',
    typeof birthYear === 'number' ? `${birthYear}年生` : '',
    ...roles,
    `参训 ${times.get(row.id) ?? 0} 次`,
  ];
  return (
    <div className={styles.facts}>
      <Link to={`/ledger/person/${row.id}`}>{nameOf(row)}</Link>
      <p>{facts.filter((fact) => fact !== '').join(' · ')}</p>
    </div>
  );
}

/** Every merge that stands, to be taken back. */
function Merged({ people, run }: { readonly people: readonly SlimRow[]; readonly run: RunWrite }) {
  const store = useStore();
  const { mayWrite } = useRights();
  const superseded = supersededIn(people);
  const merged = people.filter(({ id }) => superseded.has(id));
  if (merged.length === 0) return null;
  const into = ({ values }: SlimRow) => people.find(({ id }) => id === values['mergedInto']);
  return (
    <Section title={`已合并的 ${merged.length} 人`}>
      <Card flush>
        <ul className={styles.merged} aria-label="已合并的人">
          {merged.map((row) => {
            const other = into(row);
            return (
              <li key={row.id}>
                <span>
                  {nameOf(row)} 并入 {other === undefined ? '另一人' : nameOf(other)}
                </span>
                {mayWrite(person, row.unit) && (
                  <Button
                    tone="quiet"
                    aria-label={`撤销合并${nameOf(row)}`}
                    onClick={() => void run(() => unmergePerson(store, row.id), '已撤销合并，已存本机')}
                  >
                    撤销
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      </Card>
    </Section>
  );
}
