import { useMemo, useState } from 'react';
import { Link, NavigationType, useNavigationType, useSearchParams } from 'react-router';
import { mediationCase } from '#kinds/index.ts';
import { CHART_KINDS, yearsWithRecords } from '#core/charts/year-charts.ts';
import { FIGURE_LEDGERS } from '#core/figure-ledgers.ts';
import type { LedgerFigures } from '#core/ledger-figures.ts';
import { yearBoundsOf } from '#core/period.ts';
import { useKeepFigures, useKeptFigures } from '#pages/kept-figures.ts';
import { useYearTasks, type YearTasks } from '#pages/use-year.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { useRights } from '#pages/shell/use-rights.ts';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { YearSelect } from '#pages/YearSelect.tsx';
import { Pictures } from './FigurePictures.tsx';
import { Tiles } from './FigureTiles.tsx';
import { monthNames } from './month-names.ts';
import { NothingToDraw } from './NothingToDraw.tsx';
import { UnitSelect, WHOLE } from './UnitSelect.tsx';
import { useLedgerFigures, useOpen } from './use-ledger-figures.ts';
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
  const { ready } = year;
  // Who comes back to a place further down finds it there at once.
  const isBack = useNavigationType() === NavigationType.Pop;
  const [atOnce] = useState(ready && isBack);
  const last = ready || kept === null || isNought(kept.figures) ? null : kept;
  const period = last?.figures.period ?? year.context.period;
  const names = useMemo(() => monthNames(period), [period]);
  const seesCases = useRights().maySee(mediationCase);
  return (
    <Screen
      title="图表"
      back="/tasks"
      full
      actions={<YearSelect />}
      under={<From records={last?.figures.records} year={year} seesCases={seesCases} />}
    >
      <div className={styles.page}>
        <div className={styles.tools}>
          <UnitSelect units={year.context.units} value={unit} onChange={choose} />
          {!ready && <Loading slim what={waitWords(last?.isCurrent)} after={0} />}
        </div>
        {!seesCases && (
          <Notice>
            案件无权查看明细，这里不画。<Link to="/ledger/mediationCase">看件数</Link>
          </Notice>
        )}
        <Figures last={last?.figures} year={year} names={names} unit={unit} seesCases={seesCases} atOnce={atOnce} />
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
const isNought = ({ cases, trainings, publicity }: LedgerFigures): boolean =>
  cases.accepted + cases.registered + cases.declined + publicity.events === 0 &&
  trainings.types.every(({ count }) => count === 0);

interface FiguresProps {
  /** Of the last visit, until this one's are counted. */
  readonly last: LedgerFigures | undefined;
  readonly year: YearTasks;
  readonly names: readonly number[];
  readonly unit: string;
  readonly seesCases: boolean;
  readonly atOnce: boolean;
}

const NO_ROWS: YearTasks['rows'] = new Map();

/** While records still arrive only the tiles grow with them: each picture is drawn once. */
function Figures({ last, year, ...props }: FiguresProps) {
  const { unit, seesCases } = props;
  const { context, rows, ready } = year;
  const counted = useLedgerFigures({ context, rows: last === undefined ? rows : NO_ROWS }, unit);
  const open = useOpen(unit);
  if (last !== undefined) return <Pictures {...props} figures={last} year={null} />;
  if (ready)
    return isNought(counted) ? (
      <Nought {...props} year={year} figures={counted} />
    ) : (
      <Pictures {...props} figures={counted} year={year} />
    );
  const { cases, trainings, publicity } = counted;
  return isNought(counted) ? null : (
    <Tiles cases={seesCases ? cases : null} trainings={trainings} publicity={publicity} open={open} />
  );
}

/** Every row has to be looked at for the years: only where this one has nothing else to show. */
function Nought(props: Omit<FiguresProps, 'last'> & { readonly figures: LedgerFigures }) {
  const { year, unit } = props;
  const { rows, context } = year;
  const years = useMemo(() => {
    const { canonical } = context.units;
    const isShown = (place: string) => unit === WHOLE || canonical(place) === unit;
    return yearsWithRecords(rows, yearBoundsOf(rows.get('setting')?.[0]?.values), isShown);
  }, [rows, context, unit]);
  if (!years.includes(year.year)) return <NothingToDraw year={year} unit={unit} years={years} />;
  return <Pictures {...props} />;
}

interface FromProps {
  /** By kind, as they were kept; until the rows themselves are here. */
  readonly records: ReadonlyMap<string, number> | undefined;
  readonly year: YearTasks;
  readonly seesCases: boolean;
}

const SHOWN = [
  ['案件', 'mediationCase'],
  ['培训', 'training'],
  ['普法', 'publicityEvent'],
] as const;

/** How many records there are, of which the pictures show one year, and how many of them the township has not got yet. */
function From({ records, year: { year, rows, context }, seesCases }: FromProps) {
  const { pending } = context;
  const shown = SHOWN.filter(([, kind]) => seesCases || kind !== 'mediationCase');
  const counts = shown
    .map(([label, kind]) => `${label} ${records?.get(kind) ?? rows.get(kind)?.length ?? 0}`)
    .join(' · ');
  const waiting = shown.flatMap(([, kind]) => (rows.get(kind) ?? []).filter(({ id }) => pending?.has(id) === true));
  return (
    <>
      已存本机：{counts}
      {records === undefined && pending !== undefined && `（待上报 ${waiting.length}）`}
      ，各年合计；下面只数{year}年的
    </>
  );
}
