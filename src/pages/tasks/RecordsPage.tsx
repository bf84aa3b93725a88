import { FileText } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'react-router';
import { kindOf, reportParagraph } from '#kinds/index.ts';
import { countedUnits } from '#core/counted-units.ts';
import { createFigures, notCovered, recordsBehind } from '#core/figures.ts';
import { kindsOf, type Countable, type Metric } from '#core/metric.ts';
import { asOfDay, type Period } from '#core/period.ts';
import { zhSpan } from '#core/tables/build.ts';
import { metricText, readingText } from '#core/metric-words.ts';
import { figureOfMetric } from '#core/report/figure-list.ts';
import { fieldText } from '#core/text.ts';
import { useYear, type Year } from '#pages/use-year.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { useLinked } from '#pages/shell/use-names.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { buttonClass } from '#ui/Button.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { BehindList } from './BehindList.tsx';
import { readBehind } from './behind-link.ts';
import { monthTitle } from './month-names.ts';
import styles from './records.module.css';

/** The records behind a figure, or behind one village's or month's share of it. */
export function RecordsPage() {
  const [params] = useSearchParams();
  const { metric, also, ...asked } = readBehind(params);
  return (
    <Screen title="数字背后的记录" back="/tasks">
      {metric.ok ? (
        <>
          <Said />
          <Behind metric={metric.metric} {...asked} />
          {also !== null && <Behind metric={also} {...asked} />}
        </>
      ) : (
        <Notice tone="warn">这个数现在不能计算：{metric.reason}。更新软件后再看。</Notice>
      )}
    </Screen>
  );
}

/** What the cell said from which one came; kept by the history entry, for it stands in no address. */
function Said() {
  const { state } = useLocation() as { readonly state: unknown };
  const said = typeof state === 'object' && state !== null && 'said' in state ? state.said : null;
  return typeof said === 'string' ? <Notice>{`${said}，从下面的记录来。`}</Notice> : null;
}

interface Asked {
  readonly unit: string | null;
  readonly month: number | null;
  readonly period: Period | null;
}
interface BehindProps extends Omit<Asked, 'period'> {
  readonly metric: Metric;
}

type Side = 'part' | 'whole';

function Behind({ metric, unit, month, period }: Asked & { readonly metric: Metric }) {
  const chosen = useYear(kindsOf(metric));
  const year = useDays(chosen, period);
  const [side, setSide] = useState<Side>('part');
  const { maySee } = useRights();
  if (kindsOf(metric).some((kind) => !maySee(kindOf(kind)))) {
    return <Notice>无权查看明细。这个数是服务器按件数公布的，记录只有办理的人能看。</Notice>;
  }
  if (metric.measure === 'done') return <EmptyState>这项任务按完成事项打勾，没有台账记录。</EmptyState>;
  const shown = metric.measure === 'rate' ? metric[side] : metric;
  return (
    <div className={styles.behind}>
      <Summary metric={metric} unit={unit} month={month} year={year} />
      {metric.measure === 'rate' && (
        <Segmented
          label="分子或分母"
          choices={[
            { id: 'part', label: '分子' },
            { id: 'whole', label: '分母' },
          ]}
          value={side}
          onChange={(next) => setSide(next as Side)}
        />
      )}
      <Rows metric={shown} unit={unit} month={month} year={year} />
      <NotCovered metric={metric} unit={unit} year={year} />
      {unit === null && month === null && year === chosen && <InReport metric={metric} />}
    </div>
  );
}

/** The same records over other days than the chosen year's; counted for this screen alone. */
function useDays(year: Year, period: Period | null): Year {
  const { context, rows, today } = year;
  const [from, to] = [period?.from, period?.to];
  return useMemo(() => {
    if (from === undefined || to === undefined || (from === context.period.from && to === context.period.to))
      return year;
    const days = { from, to };
    const own = {
      ...context,
      period: days,
      asOf: asOfDay(days, today),
      units: countedUnits(rows.get('unit') ?? [], days),
    };
    return { ...year, context: own, figuresOf: (metrics) => createFigures().of(metrics, rows, own) };
  }, [year, context, rows, today, from, to]);
}

/** The sentence of the annual report that says this figure. */
function InReport({ metric }: { readonly metric: Metric }) {
  const figure = figureOfMetric(metric);
  const { maySee } = useRights();
  if (figure === undefined || !maySee(reportParagraph)) return null;
  const to = `/tasks/report?figure=${encodeURIComponent(figure.label)}`;
  return (
    <Link to={to} className={buttonClass('secondary', true)}>
      <FileText size={20} aria-hidden />
      <span>看年度报告里的这一句</span>
    </Link>
  );
}

/** What is counted, for whom and when, and what comes out. */
function Summary({ metric, unit, month, year }: BehindProps & { readonly year: Year }) {
  const { context, figuresOf } = year;
  const { names } = useLinked(kindOf(metric.measure === 'rate' ? metric.part.kind : (metric as Countable).kind));
  const figure = figuresOf([metric])[0];
  if (figure === undefined) return null;
  const where = unit === null ? '' : (context.units.list.find(({ id }) => id === unit)?.name ?? '其他单位');
  const when = month === null ? zhSpan(context.period) : monthTitle(context.period, month);
  const reading =
    month === null
      ? unit === null
        ? figure.total
        : (figure.byUnit.get(unit) ?? { n: 0 })
      : unit === null
        ? (figure.byMonth[month] ?? { n: 0 })
        : figure.cell(unit, month);
  return (
    <div className={styles.summary}>
      <p className={styles.what}>{[where, when].filter((part) => part !== '').join(' · ')}</p>
      <p className={styles.figure}>{readingText(metric, reading)}</p>
      <p className={styles.how}>{metricText(metric, (field, value) => fieldText(field, value, names))}</p>
      {month === null && unit === null && figure.undated > 0 && (
        <p className={styles.how}>另有 {figure.undated} 条没有填日期，没有计入。</p>
      )}
    </div>
  );
}

function Rows({ metric, unit, month, year }: BehindProps & { readonly metric: Countable; readonly year: Year }) {
  const { rows, context, ready } = year;
  const behind = recordsBehind(metric, rows, context, {
    ...(unit === null ? {} : { unit }),
    ...(month === null ? {} : { month }),
  });
  if (behind.length === 0) return ready ? <EmptyState>没有记录计入这个数。</EmptyState> : <Loading what="仍在载入" />;
  return (
    <>
      <BehindList kind={kindOf(metric.kind)} rows={behind} />
      {!ready && <Loading what="仍在载入" />}
    </>
  );
}

/** Who on the roster is missing: whom to invite next. */
function NotCovered({ metric, unit, year }: Omit<BehindProps, 'month'> & { readonly year: Year }) {
  const missing = notCovered(metric, year.rows, year.context, unit ?? undefined);
  if (missing.length === 0) return null;
  return (
    <section aria-label="还没有参加的人" className={styles.missing}>
      <h2>还没有参加的 {missing.length} 人</h2>
      {metric.measure === 'coverage' && metric.kind === 'training' && (
        <Link className={buttonClass('quiet')} to={`/tasks/coverage?role=${metric.roster}`}>
          按村看名单，排补训
        </Link>
      )}
      <ul>
        {missing.map(({ id, values }) => (
          <li key={id}>
            <Link to={`/ledger/person/${id}`}>{typeof values['name'] === 'string' ? values['name'] : '未填姓名'}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
