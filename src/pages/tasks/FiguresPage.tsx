import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
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
import { monthNames } from './month-names.ts';
import { NothingToDraw } from './NothingToDraw.tsx';
import { UnitSelect, WHOLE } from './UnitSelect.tsx';
import { useLedgerFigures } from './use-ledger-figures.ts';
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
          <Counted year={year} names={names} unit={unit} seesCases={seesCases} />
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
const isNought = ({ cases, trainings, publicity }: LedgerFigures): boolean =>
  cases.accepted + cases.registered + cases.declined + publicity.events === 0 &&
  trainings.types.every(({ count }) => count === 0);

interface CountedProps {
  readonly year: YearTasks;
  readonly names: readonly number[];
  readonly unit: string;
  readonly seesCases: boolean;
}

function Counted(props: CountedProps) {
  const { year, unit } = props;
  const figures = useLedgerFigures(year, unit);
  if (!isNought(figures)) return <Pictures {...props} figures={figures} />;
  return year.ready ? <Nought {...props} figures={figures} /> : null;
}

/** Every row has to be looked at for the years: only where this one has nothing else to show. */
function Nought(props: CountedProps & { readonly figures: LedgerFigures }) {
  const { year, unit } = props;
  const { rows } = year;
  const years = useMemo(() => yearsWithRecords(rows, yearBoundsOf(rows.get('setting')?.[0]?.values)), [rows]);
  if (!years.includes(year.year)) return <NothingToDraw year={year} unit={unit} years={years} />;
  return <Pictures {...props} />;
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
