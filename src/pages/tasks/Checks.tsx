import { useState } from 'react';
import { itemEntries } from '#kinds/conditions.ts';
import type { Group, Items, Values } from '#kinds/field.ts';
import { annualTask } from '#kinds/index.ts';
import { zhDay } from '#core/day.ts';
import type { StoredRow } from '#store/db.ts';
import type { Failure } from '#store/guarded.ts';
import { useRecord, useStore } from '#store/hooks.ts';
import { saveValues } from '#store/records.ts';
import { todayOf } from '#store/store.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import { Card, Section } from '#ui/Card.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import styles from './task.module.css';

/** The items of a task that is simply done or not; a tap ticks one off and says when. */
export function Checks({ task }: { readonly task: string }) {
  const row = useRecord('annualTask', task);
  const { failure, tick } = useTicking();
  const { mayChange } = useRights();
  if (!row) return null;
  const items = itemEntries((row.values as Values)['checks']);
  return (
    <Section title="完成事项">
      {failure !== null && <FailureNotice failure={failure} />}
      {items.length === 0 ? (
        <EmptyState>这项任务还没有列出事项。点“修改任务”，在完成情况里添加。</EmptyState>
      ) : (
        <Card flush>
          <ul className={styles.checks}>
            {items.map(([id, item]) => (
              <li key={id}>
                <label className={styles.check}>
                  <input
                    type="checkbox"
                    disabled={!mayChange(row)}
                    checked={item['doneOn'] !== undefined}
                    onChange={(event) => void tick(row, id, event.currentTarget.checked)}
                  />
                  <span>
                    {typeof item['title'] === 'string' ? item['title'] : '事项'}
                    {typeof item['doneOn'] === 'string' && <small>{zhDay(item['doneOn'])}完成</small>}
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Section>
  );
}

function useTicking() {
  const store = useStore();
  const say = useSay();
  const [failure, setFailure] = useState<Failure | null>(null);
  const tick = async (row: StoredRow, item: string, done: boolean) => {
    const { checks = {} } = row.values as { readonly checks?: Items };
    const { doneOn: _was, ...rest } = checks[item] ?? {};
    // With a wrong clock the day of ticking is not known; the year's last day would be a guess.
    const day = todayOf(store);
    const next: Group = done && day !== null ? { ...rest, doneOn: day } : rest;
    if (done && day === null) {
      say('本机日期不对，请在“修改任务”里填完成日期');
      return;
    }
    const values = { checks: { ...checks, [item]: next } };
    const saved = await saveValues(store, [{ kind: annualTask, record: row.id, unit: row.unit, values, row }]);
    setFailure(saved.ok ? null : saved.failure);
    if (saved.ok) say('已存本机');
  };
  return { failure, tick };
}
