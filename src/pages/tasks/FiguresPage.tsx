import { ChartColumn } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { mediationCase } from '#kinds/index.ts';
import type { CaseFigures, CaseGroup } from '#core/case-figures.ts';
import { usePaceWord } from '#pages/use-pace-word.ts';
import { CHART_KINDS } from '#core/charts/year-charts.ts';
import { FIGURE_LEDGERS } from '#core/figure-ledgers.ts';
import type { LedgerFigures } from '#core/ledger-figures.ts';
import { useKeepFigures, useKeptFigures } from '#pages/kept-figures.ts';
import { useYearTasks, type YearTasks } from '#pages/use-year.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { Button, buttonClass } from '#ui/Button.tsx';
import { Card, Section } from '#ui/Card.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { HBars, type Bar, type HBarsProps } from '#ui/charts/HBars.tsx';
import { MonthBars } from '#ui/charts/MonthBars.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import * as marks from '#core/marks.ts';
import { Tiles, type Ledgers, type Open } from './FigureTiles.tsx';
import { monthNames } from './month-names.ts';
import { paceText, targetText } from './progress-look.ts';
import { taskHref } from './task-views.ts';
import { useLedgerFigures, useOpen } from './use-ledger-figures.ts';
import { YearSelect } from '#pages/YearSelect.tsx';
import { UnitSelect, WHOLE } from './UnitSelect.tsx';
import { YearCharts } from './YearCharts.tsx';
import styles from './figures.module.css';

const CHARTED: readonly string[] = [...new Set([...FIGURE_LEDGERS, ...CHART_KINDS])];

/** The year in pictures; every mark opens the records it is drawn from. */
export function FiguresPage() {
  const [params, setParams] = useSearchParams();
  const asked = params.get('unit') ?? WHOLE;
  // Asked for before the records: a few figures are here long before all that they are counted from.
  const kept = useKeptFigures(usePlace().year, asked);
  const year = useYearTasks(CHARTED);
  useKeepFigures(year, asked);
  const unit = asked === WHOLE ? WHOLE : year.context.units.canonical(asked);
  const choose = (next: string) => setParams(next === WHOLE ? {} : { unit: next }, { replace: true });
  const { ready, rows } = year;
  const last = ready ? null : kept;
  const period = last?.figures.period ?? year.context.period;
  const names = useMemo(() => monthNames(period), [period]);
  const seesCases = useRights().maySee(mediationCase);
  return (
    <Screen
      title="图表"
      back="/tasks"
      full
      actions={<YearSelect />}
      under={<From records={last?.figures.records} rows={rows} pending={year.context.pending} seesCases={seesCases} />}
    >
      <div className={styles.page}>
        <div className={styles.tools}>
          <UnitSelect units={year.context.units} value={unit} onChange={choose} />
        </div>
        {!ready && <Loading what={waitWords(last?.isCurrent)} after={0} />}
        {!seesCases && (
          <Notice>
            案件无权查看明细，这里不画。<Link to="/ledger/mediationCase">看件数</Link>
          </Notice>
        )}
        {last === null ? (
          isWorthDrawing(year) && <Counted year={year} names={names} unit={unit} seesCases={seesCases} />
        ) : (
          <Pictures figures={last.figures} year={null} names={names} unit={unit} seesCases={seesCases} />
        )}
      </div>
    </Screen>
  );
}

/** What is awaited, and whether what stands here may still change. */
function waitWords(isCurrent: boolean | undefined): string {
  if (isCurrent === undefined) return '仍在载入，数字会变';
  return isCurrent ? '其余图表统计中' : '先列上次统计的数，仍在载入，数字会变';
}

/** Noughts that are about to change tell nothing, and drawing them holds up what is to be drawn. */
const isWorthDrawing = ({ ready, rows }: YearTasks): boolean =>
  ready || FIGURE_LEDGERS.some((kind) => (rows.get(kind)?.length ?? 0) > 0);

interface CountedProps {
  readonly year: YearTasks;
  readonly names: readonly number[];
  readonly unit: string;
  readonly seesCases: boolean;
}

function Counted(props: CountedProps) {
  return <Pictures {...props} figures={useLedgerFigures(props.year, props.unit)} />;
}

interface PicturesProps extends Omit<CountedProps, 'year'> {
  readonly figures: LedgerFigures;
  /** null until its records are here: what is counted from them then waits. */
  readonly year: YearTasks | null;
}

const Pictures = memo(function Pictures({ figures, year, names, unit, seesCases }: PicturesProps) {
  const open = useOpen(unit);
  const { cases, trainings, publicity } = figures;
  if (year?.ready === true && isLedgerEmpty(year)) return <NothingYet year={year} unit={unit} />;
  return (
    <>
      <Tiles cases={seesCases ? cases : null} trainings={trainings} publicity={publicity} open={open} />
      <div className={styles.grid}>
        <Months
          cases={seesCases ? cases : null}
          trainings={trainings}
          publicity={publicity}
          open={open}
          names={names}
        />
        {year !== null && <Targets year={year} unit={unit} />}
        {seesCases && (
          <>
            <DisputeTypes cases={cases} open={open} />
            <Outcomes cases={cases} open={open} />
            <BarSection
              title="案件来源"
              bars={cases.sources.map((source) => countBar(source))}
              unit="件"
              onOpen={(id) => open(marks.casesFrom(id))}
            />
          </>
        )}
        <BarSection
          title="普法主题"
          bars={publicity.themes.map(({ id, zh, count }) => ({ id, label: zh, value: count }))}
          unit="场"
          onOpen={(id) => open(marks.eventsOnTheme(id))}
        />
        <BarSection
          title="普法形式"
          bars={publicity.forms.map(({ id, zh, count }) => ({ id, label: zh, value: count }))}
          unit="场"
          onOpen={(id) => open(marks.eventsInForm(id))}
        />
        <BarSection
          title="培训学法类型"
          bars={trainings.types.map(({ id, zh, count }) => ({ id, label: zh, value: count }))}
          unit="场"
          onOpen={(id) => open(marks.trainingsOfType(id))}
        />
        {year !== null && <YearCharts year={year} unit={unit} seesCases={seesCases} />}
      </div>
    </>
  );
});

/** Nothing was recorded in any year: a page of noughts would say so fifteen times. */
const isLedgerEmpty = ({ rows }: YearTasks): boolean =>
  CHART_KINDS.every((kind) => kind === 'person' || (rows.get(kind)?.length ?? 0) === 0);

function NothingYet({ year, unit }: { readonly year: YearTasks; readonly unit: string }) {
  return (
    <>
      <EmptyState
        icon={<ChartColumn size={32} />}
        action={
          <Link className={buttonClass('primary')} to="/">
            去记一笔
          </Link>
        }
      >
        还没有可画的记录。记了调解、培训或普法，这里按月、按类型画出来，点一下就看到是哪些记录。
      </EmptyState>
      <Targets year={year} unit={unit} />
    </>
  );
}

interface FromProps {
  /** By kind, as they were kept; until the rows themselves are here. */
  readonly records: ReadonlyMap<string, number> | undefined;
  readonly rows: YearTasks['rows'];
  readonly pending: ReadonlySet<string> | undefined;
  readonly seesCases: boolean;
}

const SHOWN = [
  ['案件', 'mediationCase'],
  ['培训', 'training'],
  ['普法', 'publicityEvent'],
] as const;

/** From how many records all this is counted, and how many of them the township has not got yet. */
function From({ records, rows, pending, seesCases }: FromProps) {
  const shown = SHOWN.filter(([, kind]) => seesCases || kind !== 'mediationCase');
  const counts = shown
    .map(([label, kind]) => `${label} ${records?.get(kind) ?? rows.get(kind)?.length ?? 0}`)
    .join(' · ');
  const waiting = shown.flatMap(([, kind]) => (rows.get(kind) ?? []).filter(({ id }) => pending?.has(id) === true));
  return (
    <>
      各数都从已存本机的记录算出：{counts}
      {records === undefined && pending !== undefined && `，其中待上报 ${waiting.length}`}
    </>
  );
}

function Months({ cases, trainings, publicity, open, names }: Ledgers & { readonly names: readonly number[] }) {
  const [what, setWhat] = useState(cases === null ? 'training' : 'cases');
  const series = {
    ...(cases === null
      ? {}
      : {
          cases: {
            label: '调解',
            unit: '件',
            months: cases.months.map(({ accepted }) => accepted),
            mark: marks.acceptedCases,
          },
        }),
    training: { label: '培训', unit: '场', months: trainings.months, mark: marks.countedTrainings },
    publicity: { label: '普法', unit: '场', months: publicity.months, mark: marks.allEvents },
  };
  const { label, unit, months, mark } = series[what as 'training'];
  return (
    <Section title="按月">
      <Card>
        <Segmented
          label="看哪一项"
          choices={Object.entries(series).map(([id, each]) => ({ id, label: each.label }))}
          value={what}
          onChange={setWhat}
        />
        <div className={styles.months}>
          <MonthBars
            numbers
            description={`每月${label}`}
            months={months}
            names={names}
            unit={unit}
            onOpen={(month) => open(mark, month - 1)}
          />
        </div>
      </Card>
    </Section>
  );
}

/** Done against target, with the pace mark; what cannot be measured is left to the list. */
function Targets({ year: { tasks }, unit }: { readonly year: YearTasks; readonly unit: string }) {
  const navigate = useNavigate();
  const paceWord = usePaceWord();
  const bars = tasks.flatMap((progress): Bar[] => {
    const own = unit === WHOLE ? progress : progress.units.find((each) => each.unit === unit);
    if (own === undefined || own.done === null || own.target === null || own.target === 0) return [];
    const share = (value: number) => Math.min(100, Math.floor((100 * value) / (own.target ?? 1)));
    const { task } = progress;
    const { target, expected } = own;
    const paced = expected !== null && own.state !== 'done';
    const figure = `${own.done} / ${targetText({ task, target })}`;
    return [
      {
        id: task.id,
        label: task.title,
        value: share(own.done),
        target: 100,
        figure,
        spoken: `${task.title} ${figure}${paced ? `，${paceWord} ${paceText({ task, expected })}` : ''}`,
        ...(paced ? { pace: share(expected) } : {}),
      },
    ];
  });
  // Those furthest behind first: they are what one looks for.
  const ordered = [...bars].sort((a, b) => a.value - b.value);
  if (bars.length === 0) return null;
  return (
    <Section title="任务完成情况" aside={`金线是${paceWord}的位置`}>
      <Card>
        <LongBars description="任务完成与目标" bars={ordered} onOpen={(id) => void navigate(taskHref(id, unit))} />
      </Card>
    </Section>
  );
}

const countBar = ({ id, zh, accepted }: CaseGroup): Bar => ({ id, label: zh, value: accepted });

interface CasesProps {
  readonly cases: CaseFigures;
  readonly open: Open;
}

function DisputeTypes({ cases, open }: CasesProps) {
  const [list, setList] = useState('18');
  const groups = list === '18' ? cases.types : cases.types15;
  const bars = groups.filter(({ accepted }) => accepted > 0).sort((a, b) => b.accepted - a.accepted);
  return (
    <Section title="纠纷类型" aside={bars.length === 0 ? undefined : `共 ${cases.accepted} 件`}>
      <Card>
        <Segmented
          label="分类"
          choices={[
            { id: '18', label: '18类' },
            { id: '15', label: '15类' },
          ]}
          value={list}
          onChange={setList}
        />
        <HBars
          numbers
          description="受理案件按纠纷类型"
          unit="件"
          bars={bars.map((group) => ({ ...countBar(group), figure: `${group.accepted}` }))}
          onOpen={(id) => open(list === '18' ? marks.casesOfType([id]) : marks.casesOfType(marks.typesIn15(id)))}
        />
      </Card>
    </Section>
  );
}

function Outcomes({ cases, open }: CasesProps) {
  const bars: Bar[] = [
    { id: 'settled', label: '调解成功', value: cases.settled },
    { id: 'notSettled', label: '调解不成', value: cases.notSettled },
    { id: 'terminated', label: '终止调解', value: cases.terminated },
    { id: 'open', label: '在办（受理、调解中）', value: cases.open },
  ];
  return (
    <Section title="结果和协议">
      <Card>
        <HBars
          numbers
          description="受理案件按结果"
          unit="件"
          bars={bars}
          onOpen={(id) => open(marks.casesWithOutcome(id))}
        />
        <h3 className={styles.sub}>协议形式</h3>
        <HBars
          numbers
          description="调解成功的案件按协议形式"
          unit="件"
          bars={cases.forms.map(({ id, zh, settled }) => ({ id, label: zh, value: settled }))}
          onOpen={(id) => open(marks.casesWithForm(id))}
        />
      </Card>
    </Section>
  );
}

interface BarSectionProps {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly unit: string;
  readonly onOpen: (id: string) => void;
}

/** Only what happened, the most first. */
function BarSection({ title, bars, unit, onOpen }: BarSectionProps) {
  const shown = bars.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value);
  return (
    <Section title={title}>
      <Card>
        <LongBars description={title} bars={shown} unit={unit} onOpen={onOpen} />
      </Card>
    </Section>
  );
}

/** So many bars stand at once; the others follow on demand. */
const AT_ONCE = 8;

function LongBars({ bars, ...chart }: HBarsProps) {
  const [all, setAll] = useState(false);
  const folded = !all && bars.length > AT_ONCE + 1;
  return (
    <>
      <HBars numbers {...chart} bars={folded ? bars.slice(0, AT_ONCE) : bars} />
      {folded && (
        <Button tone="quiet" wide onClick={() => setAll(true)}>
          其余 {bars.length - AT_ONCE} 项
        </Button>
      )}
    </>
  );
}
