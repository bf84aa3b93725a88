/** The pictures of 图表, one section each, over figures that are counted or kept. */
import { memo, useState } from 'react';
import type { CaseFigures, CaseGroup } from '#core/case-figures.ts';
import type { LedgerFigures } from '#core/ledger-figures.ts';
import * as marks from '#core/marks.ts';
import { useDrawn } from '#pages/drawn.ts';
import type { YearTasks } from '#pages/use-year.ts';
import { Card, Section } from '#ui/Card.tsx';
import { HBars, type Bar } from '#ui/charts/HBars.tsx';
import { MonthBars } from '#ui/charts/MonthBars.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { Tiles, type Ledgers, type Open } from './FigureTiles.tsx';
import { LongBars } from './LongBars.tsx';
import { Targets } from './Targets.tsx';
import { useOpen } from './use-ledger-figures.ts';
import { YearCharts } from './YearCharts.tsx';
import styles from './figures.module.css';

interface PicturesProps {
  readonly figures: LedgerFigures;
  /** null until its records are here: what is counted from them then waits. */
  readonly year: YearTasks | null;
  readonly names: readonly number[];
  readonly unit: string;
  readonly seesCases: boolean;
  /** Else the first pictures are on the screen a frame before those that stand below them. */
  readonly atOnce: boolean;
}

/** Every mark opens the records it is drawn from. */
export const Pictures = memo(function Pictures({ figures, year, names, unit, seesCases, atOnce }: PicturesProps) {
  const open = useOpen(unit);
  const isDrawn = useDrawn(atOnce);
  const { cases, trainings, publicity } = figures;
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
        {isDrawn && year !== null && <Targets year={year} unit={unit} />}
        {isDrawn && <More figures={figures} open={open} seesCases={seesCases} />}
        {isDrawn && year !== null && <YearCharts year={year} unit={unit} seesCases={seesCases} />}
      </div>
    </>
  );
});

interface MoreProps extends Pick<PicturesProps, 'figures' | 'seesCases'> {
  readonly open: Open;
}

function More({ figures: { cases, trainings, publicity }, open, seesCases }: MoreProps) {
  return (
    <>
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
    training: {
      label: '培训',
      unit: '场',
      months: trainings.months,
      mark: marks.trainingsOfTypes(trainings.counting),
    },
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
