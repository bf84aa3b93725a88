import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import {
  coverageBars,
  villageBars,
  wasKept,
  yearPairs,
  type YearBar,
  type YearPair,
} from '#core/charts/year-charts.ts';
import { countedUnits } from '#core/counted-units.ts';
import type { FigureContext } from '#core/figures.ts';
import * as marks from '#core/marks.ts';
import { asOfDay, periodOfYear, yearBoundsOf } from '#core/period.ts';
import { keptByNumber } from '#core/report/by-number.ts';
import { placesOf } from '#core/work-figures.ts';
import type { Year } from '#pages/use-year.ts';
import { Card, Section } from '#ui/Card.tsx';
import { HBars, type Bar } from '#ui/charts/HBars.tsx';
import { Disclosure } from '#ui/Disclosure.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { behindLink } from './behind-link.ts';
import { WHOLE } from './UnitSelect.tsx';
import styles from './figures.module.css';

export interface YearChartsProps {
  readonly year: Year;
  readonly unit: string;
  readonly seesCases: boolean;
}

/** Settlement by village, coverage, the villages' publicity, and the year before. */
export function YearCharts({ year, unit, seesCases }: YearChartsProps) {
  const whole = unit === WHOLE;
  return (
    <>
      {seesCases && whole && <SettlementByVillage year={year} />}
      <Coverage year={year} unit={unit} />
      {whole && <VillagesPublicity year={year} />}
      <YearBefore year={year} unit={unit} seesCases={seesCases} />
    </>
  );
}

/** Bars of one metric each; a tap opens the records of that very bar. */
function Bars({
  description,
  bars,
  whole,
}: {
  readonly description: string;
  readonly bars: readonly YearBar[];
  readonly whole?: number;
}) {
  const navigate = useNavigate();
  const open = (id: string) => {
    const bar = bars.find((each) => each.id === id);
    if (bar === undefined) return;
    const { metric, unit } = bar;
    void navigate(behindLink({ metric, ...(unit === undefined ? {} : { unit }) }));
  };
  const drawn = bars.map(({ id, label, value, text }): Bar => ({
    id,
    label,
    value: value ?? 0,
    figure: text,
    spoken: `${label} ${text}`,
    ...(whole === undefined ? {} : { target: whole }),
  }));
  return <HBars numbers description={description} bars={drawn} onOpen={open} />;
}

function SettlementByVillage({ year }: Pick<YearChartsProps, 'year'>) {
  const bars = villageBars(marks.settlementRate, year.figuresOf, year.context);
  if (bars.length === 0) return null;
  return (
    <Section title="各村调解成功率" aside="成功 ÷ 受理，在办的计入受理">
      <Card>
        <Bars description={`${year.year}年各村调解成功率`} bars={bars} whole={100} />
      </Card>
    </Section>
  );
}

function Coverage({ year, unit }: Omit<YearChartsProps, 'seesCases'>) {
  const { rows, context } = year;
  const bars = coverageBars(year.figuresOf, unit);
  const metrics = bars.map(({ metric }) => metric);
  const unnamed = new Set(
    metrics
      .flatMap((metric) => keptByNumber(metric, rows, context))
      .filter(({ unit: home, values }) => unit === WHOLE || placesOf(home, values).includes(unit)),
  );
  return (
    <Section title="覆盖">
      <Card>
        <Bars description={`${year.year}年队伍和村的覆盖`} bars={bars} whole={100} />
        {unnamed.size > 0 && (
          <div className={styles.note}>
            <Notice>{unnamed.size} 场培训只记了人数，没有名单，没有算进参加过培训的比例，实际可能更高。</Notice>
          </div>
        )}
      </Card>
    </Section>
  );
}

const PUBLICITY = [
  { id: 'audience', label: '受众', mark: marks.eventAudience },
  { id: 'materials', label: '资料', mark: marks.materials },
  { id: 'events', label: '场次', mark: marks.allEvents },
] as const;

function VillagesPublicity({ year }: Pick<YearChartsProps, 'year'>) {
  const [what, setWhat] = useState('audience');
  const { label, mark } = PUBLICITY.find(({ id }) => id === what) ?? PUBLICITY[0];
  return (
    <Section title="各村普法" aside="覆盖几个村的，每个村各算一次">
      <Card>
        <Segmented label="看哪一项" choices={PUBLICITY} value={what} onChange={setWhat} />
        <Bars description={`各村普法${label}`} bars={villageBars(mark, year.figuresOf, year.context)} />
      </Card>
    </Section>
  );
}

/** Counted when it is opened: last year's records are read for it alone. */
function YearBefore(props: YearChartsProps) {
  return (
    <Section title={`与${props.year.year - 1}年比`}>
      <Card>
        <Disclosure label={`比较${props.year.year}年和${props.year.year - 1}年`}>
          <Pairs {...props} />
        </Disclosure>
      </Card>
    </Section>
  );
}

function Pairs({ year, unit, seesCases }: YearChartsProps) {
  const navigate = useNavigate();
  const { rows, figuresOf, today } = year;
  const last = useMemo((): FigureContext => {
    const period = periodOfYear(year.year - 1, yearBoundsOf(rows.get('setting')?.[0]?.values));
    return { period, asOf: asOfDay(period, today), units: countedUnits(rows.get('unit') ?? [], period) };
  }, [year.year, rows, today]);
  const pairs = useMemo(
    () => yearPairs(figuresOf, rows, last, { unit, seesCases }),
    [figuresOf, rows, last, unit, seesCases],
  );
  return (
    <div className={styles.pairs}>
      {year.ready && !wasKept(pairs) && (
        <Notice>{`台账里没有${year.year - 1}年的记录，下面的 0 不是当年的数。`}</Notice>
      )}
      {pairs.map((pair) => (
        <div key={pair.id}>
          <h3 className={styles.sub}>{pair.label}</h3>
          <HBars
            description={`${pair.label}，${year.year}年和${year.year - 1}年`}
            bars={barsOf(pair, year.year)}
            onOpen={(id) => {
              const { metric } = pair;
              const own = { metric, ...(pair.unit === undefined ? {} : { unit: pair.unit }) };
              void navigate(behindLink(id === 'last' ? { ...own, period: last.period } : own));
            }}
          />
        </div>
      ))}
    </div>
  );
}

/** Both against the larger one. */
function barsOf({ label, value, text, last }: YearPair, year: number): Bar[] {
  const target = Math.max(1, value ?? 0, last.value);
  return [
    { id: 'now', label: `${year}年`, value: value ?? 0, figure: text, spoken: `${label} ${year}年 ${text}`, target },
    {
      id: 'last',
      label: `${year - 1}年`,
      value: last.value,
      figure: last.text,
      spoken: `${label} ${year - 1}年 ${last.text}`,
      target,
      faint: true,
    },
  ];
}
