import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { taskSections } from '#kinds/codes-work.ts';
import { annualTask } from '#kinds/index.ts';
import { parseMetric } from '#core/metric.ts';
import { zhDay } from '#core/day.ts';
import { amountText } from '#core/progress.ts';
import type { Proposal } from '#core/plan.ts';
import type { Failure } from '#store/guarded.ts';
import { useStore } from '#store/hooks.ts';
import { saveValues } from '#store/records.ts';
import { newId } from '#store/store.ts';
import { useSay } from '#pages/shell/announcer.ts';
import { FailureNotice } from '#pages/shell/FailureNotice.tsx';
import { Screen } from '#pages/shell/Screen.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { NoRight } from '#pages/shell/NoRight.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import { useWriting } from '#pages/shell/use-writing.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { LastPartThree } from './LastPartThree.tsx';
import { usePlan, type Plan, type PlanSource } from './use-plan.ts';
import { YearSelect } from '#pages/YearSelect.tsx';
import styles from './plan.module.css';

/** The plan of the year: tasks to pick, from ready-made ones, last year's plan or what last year's report promised. */
export function PlanPage() {
  return useRights().mayWrite(annualTask) ? <Choice /> : <NoRight title="下达任务" />;
}

const SOURCES = [
  { id: 'presets', label: '现成任务' },
  { id: 'last', label: '去年任务' },
  { id: 'report', label: '去年报告' },
] as const;

const sourceOf = (asked: string | null): PlanSource => SOURCES.find(({ id }) => id === asked)?.id ?? 'presets';

function underOf(source: PlanSource, year: number, isVillage: boolean): string {
  if (source === 'last') return `${year - 1}年的任务，日期往后推一年，完成情况重新算。目标和时限加进来后可以改。`;
  if (source === 'report') return `${year - 1}年报告第三部分写了要做的事，一句一项。目标和时限加进来后可以改。`;
  return `取自双泉乡2024年法治政府建设报告，每一项都附原文。${isVillage ? '目标已按一个村折算；' : ''}目标和时限加进来后可以改。`;
}

function Choice() {
  const { year } = usePlace();
  const [params, setParams] = useSearchParams();
  const source = sourceOf(params.get('from'));
  const plan = usePlan(source);
  const isVillage = useStore().identity.mode === 'village';
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  useWriting(picked.size > 0);
  const { failure, adding, add } = useAdding(year);
  const chosen = plan.proposals.filter(({ id, title }) => picked.has(id) && !plan.titles.has(title));
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
      title="编年度任务"
      back="/tasks"
      actions={<YearSelect />}
      under={underOf(source, year, isVillage)}
      bottom={
        <Button tone="primary" wide disabled={adding || chosen.length === 0} onClick={() => void add(chosen)}>
          {words}
        </Button>
      }
    >
      {failure !== null && <FailureNotice failure={failure} />}
      <Segmented
        label="从哪里选"
        choices={SOURCES}
        value={source}
        onChange={(from) => setParams({ from }, { replace: true })}
      />
      {source === 'report' && <LastPartThree plan={plan} />}
      <Proposals plan={plan} source={source} picked={picked} onToggle={toggle} />
    </Screen>
  );
}

interface ProposalsProps {
  readonly plan: Plan;
  readonly source: PlanSource;
  readonly picked: ReadonlySet<string>;
  readonly onToggle: (ids: readonly string[], on: boolean) => void;
}

function Proposals({ plan, source, picked, onToggle }: ProposalsProps) {
  const { proposals, titles, ready } = plan;
  if (!ready) return <Loading what="正在载入任务" />;
  if (proposals.length === 0 && source === 'last') {
    return (
      <EmptyState
        action={
          <Link className={buttonClass('primary')} to="/tasks/presets" replace>
            从现成任务里选
          </Link>
        }
      >
        去年没有下达任务。
      </EmptyState>
    );
  }
  const known: readonly { readonly id: string; readonly zh: string }[] = taskSections.codes;
  const sections = [...known, { id: '', zh: '其他任务' }].map(({ id, zh }) => ({
    id,
    zh,
    own: proposals.filter(({ section }) => (known.some((each) => each.id === section) ? section : '') === id),
  }));
  return sections
    .filter(({ own }) => own.length > 0)
    .map(({ id, zh, own }) => {
      const open = own.filter(({ title }) => !titles.has(title)).map((proposal) => proposal.id);
      const all = open.length > 0 && open.every((each) => picked.has(each));
      return (
        <Section
          key={id}
          title={zh}
          aside={
            open.length > 0 && (
              <Button tone="quiet" onClick={() => onToggle(open, !all)}>
                {all ? '全不选' : '全选'}
              </Button>
            )
          }
        >
          <Card flush>
            <ul aria-label={zh} className={styles.list}>
              {own.map((proposal) => (
                <ProposalLine
                  key={proposal.id}
                  proposal={proposal}
                  outcome={plan.outcomes.get(proposal.id)}
                  there={titles.has(proposal.title)}
                  checked={picked.has(proposal.id)}
                  onToggle={(on) => onToggle([proposal.id], on)}
                />
              ))}
            </ul>
          </Card>
        </Section>
      );
    });
}

function useAdding(year: number) {
  const store = useStore();
  const say = useSay();
  const navigate = useNavigate();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [adding, setAdding] = useState(false);
  const add = async (chosen: readonly Proposal[]) => {
    // Minted within one millisecond ids come in any order, and tasks stand in the order of theirs.
    const ids = Array.from({ length: 8 * chosen.length }, () => newId(store)).sort((a, b) => (a < b ? -1 : 1));
    let taken = 0;
    const id = () => ids[taken++] ?? newId(store);
    const entries = chosen.map((proposal) => ({
      kind: annualTask,
      record: id(),
      unit: store.identity.township,
      values: proposal.values(id),
    }));
    setAdding(true);
    const done = await saveValues(store, entries).finally(() => setAdding(false));
    setFailure(done.ok ? null : done.failure);
    if (!done.ok) return;
    say(`已存本机，添加了${year}年${entries.length}项任务`);
    void navigate('/tasks', { replace: true });
  };
  return { failure, adding, add };
}

interface ProposalLineProps {
  readonly proposal: Proposal;
  /** What became of it last year. */
  readonly outcome: string | undefined;
  readonly there: boolean;
  readonly checked: boolean;
  readonly onToggle: (on: boolean) => void;
}

function ProposalLine({ proposal, outcome, there, checked, onToggle }: ProposalLineProps) {
  const { title, quote, target, metric, due, remark } = proposal;
  const parsed = parseMetric(metric);
  const aim = parsed.ok ? amountText(parsed.metric, target) : '';
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
          <span className={styles.aim}>{there ? '已添加' : `目标 ${aim}，${zhDay(due).replace(/^\d+年/u, '')}前`}</span>
          {outcome !== undefined && <span className={styles.aim}>{outcome}</span>}
          {quote !== undefined && <q className={styles.quote}>{quote}</q>}
          {remark !== undefined && <span className={styles.remark}>{remark}</span>}
        </span>
      </label>
    </li>
  );
}
