import { useState } from 'react';
import { useNavigate } from 'react-router';
import { taskSections } from '#kinds/codes-work.ts';
import { annualTask } from '#kinds/index.ts';
import { parseMetric } from '#core/metric.ts';
import { amountText } from '#core/progress.ts';
import { presets, presetValues, type Preset } from '#core/presets.ts';
import type { Failure } from '#store/guarded.ts';
import { useStore } from '#store/hooks.ts';
import { useRecords } from '#store/record-hooks.ts';
import { saveValues } from '#store/records.ts';
import { newId } from '#store/store.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { NoRight } from '#pages/shell/NoRight.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import { Button } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { YearSelect } from './YearBar.tsx';
import styles from './presets.module.css';

/** Tasks to pick from: one for every undertaking of the report of 2024, each with its own words. */
export function PresetsPage() {
  return useRights().mayWrite(annualTask) ? <Choice /> : <NoRight title="下达任务" />;
}

function Choice() {
  const { year } = usePlace();
  const { rows } = useRecords('annualTask');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const { failure, adding, add } = useAdding(year);
  const titles = new Set(rows.filter(({ values }) => values['year'] === year).map(({ values }) => values['title']));
  const isThere = ({ title }: Preset) => titles.has(title);
  const chosen = presets.filter((preset) => picked.has(preset.id) && !isThere(preset));
  const toggle = (ids: readonly string[], on: boolean) => {
    const next = new Set(picked);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setPicked(next);
  };
  const words = chosen.length === 0 ? '选好任务再添加' : `添加 ${chosen.length} 项到${year}年`;
  return (
    <Screen
      title="从报告任务里选"
      back="/tasks"
      actions={<YearSelect />}
      under="取自双泉乡2024年法治政府建设报告，每一项都附原文。目标和时限加进来后可以改。"
      bottom={
        <Button tone="primary" wide disabled={adding || chosen.length === 0} onClick={() => void add(chosen)}>
          {words}
        </Button>
      }
    >
      {failure !== null && <FailureNotice failure={failure} />}
      {taskSections.codes.map(({ id, zh }) => {
        const own = presets.filter(({ section }) => section === id);
        const open = own.filter((preset) => !isThere(preset)).map((preset) => preset.id);
        const all = open.length > 0 && open.every((each) => picked.has(each));
        return (
          <Section
            key={id}
            title={zh}
            aside={
              open.length > 0 && (
                <Button tone="quiet" onClick={() => toggle(open, !all)}>
                  {all ? '全不选' : '全选'}
                </Button>
              )
            }
          >
            <Card flush>
              <ul aria-label={zh} className={styles.list}>
                {own.map((preset) => (
                  <PresetLine
                    key={preset.id}
                    preset={preset}
                    there={isThere(preset)}
                    checked={picked.has(preset.id)}
                    onToggle={(on) => toggle([preset.id], on)}
                  />
                ))}
              </ul>
            </Card>
          </Section>
        );
      })}
    </Screen>
  );
}

function useAdding(year: number) {
  const store = useStore();
  const say = useSay();
  const navigate = useNavigate();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [adding, setAdding] = useState(false);
  const add = async (chosen: readonly Preset[]) => {
    // Minted within one millisecond ids come in any order, and tasks stand in the order of theirs.
    const ids = Array.from({ length: 8 * chosen.length }, () => newId(store)).sort((a, b) => (a < b ? -1 : 1));
    let taken = 0;
    const id = () => ids[taken++] ?? newId(store);
    const entries = chosen.map((preset) => ({
      kind: annualTask,
      record: id(),
      unit: store.identity.township,
      values: presetValues(preset, year, id),
    }));
    setAdding(true);
    const done = await saveValues(store, entries).finally(() => setAdding(false));
    setFailure(done.ok ? null : done.failure);
    if (!done.ok) return;
    say(`已存本机，添加了${entries.length}项任务`);
    void navigate('/tasks', { replace: true });
  };
  return { failure, adding, add };
}

interface PresetLineProps {
  readonly preset: Preset;
  readonly there: boolean;
  readonly checked: boolean;
  readonly onToggle: (on: boolean) => void;
}

function PresetLine({ preset, there, checked, onToggle }: PresetLineProps) {
  const { title, quote, target, metric, due, remark } = preset;
  const parsed = parseMetric(metric);
  const aim = parsed.ok ? amountText(parsed.metric, target) : '';
  const [month, day] = due.split('-').map(Number);
  return (
    <li>
      <label className={styles.preset}>
        <input
          type="checkbox"
          checked={checked || there}
          disabled={there}
          onChange={(event) => onToggle(event.currentTarget.checked)}
        />
        <span className={styles.words}>
          <span className={styles.title}>{title}</span>
          <span className={styles.aim}>{there ? '已添加' : `目标 ${aim}，${month}月${day}日前`}</span>
          <q className={styles.quote}>{quote}</q>
          {remark !== undefined && <span className={styles.remark}>{remark}</span>}
        </span>
      </label>
    </li>
  );
}
