import { useMemo, type MouseEvent } from 'react';
import { reportFigures } from '#core/report/figure-list.ts';
import { factLabels } from '#core/report/facts.ts';
import { createReader } from '#core/report/reading.ts';
import { runText } from '#core/report/report.ts';
import { kindsOf } from '#core/metric.ts';
import { useYear } from '#pages/use-year.ts';
import { Disclosure } from '#ui/Disclosure.tsx';
import { Loading } from '#ui/Loading.tsx';
import styles from './metric-editor.module.css';

const KINDS: readonly string[] = [
  ...new Set([...reportFigures.flatMap(({ metric }) => kindsOf(metric)), 'calendarEntry', 'codeEntry']),
];

export interface FigurePickerProps {
  /** The text as it stands. */
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** 插入数字: the figures that a report may quote, with what they say now; a tap puts one where the cursor stood. */
export function FigurePicker({ text, onText }: FigurePickerProps) {
  const insert = (event: MouseEvent<HTMLButtonElement>, label: string) => {
    const area = event.currentTarget.closest('[data-field]')?.querySelector('textarea');
    const at = area?.selectionEnd ?? text.length;
    onText(`${text.slice(0, at)}{${label}}${text.slice(at)}`);
  };
  return (
    <Disclosure label="插入数字" note="数随记录更新">
      <Figures onPick={insert} />
    </Disclosure>
  );
}

function Figures({ onPick }: { readonly onPick: (event: MouseEvent<HTMLButtonElement>, label: string) => void }) {
  const { year, rows, context, figuresOf, ready } = useYear(KINDS);
  const figures = useMemo(() => {
    if (!ready) return null;
    const of = { of: (metrics: Parameters<typeof figuresOf>[0]) => [...figuresOf(metrics)] };
    const { runsOf } = createReader({ year, rows, context, figures: of, decimals: 1 });
    return [...factLabels, ...reportFigures.map(({ label }) => label)].map((label) => {
      const runs = runsOf(`{${label}}`);
      return { label, text: runs.some(({ problem }) => problem !== undefined) ? '—' : runText(runs) };
    });
  }, [ready, year, rows, context, figuresOf]);
  if (figures === null) return <Loading what="正在算全年的数" />;
  return (
    <div className={styles.figures}>
      <p className={styles.hint}>
        加“|约”写约数，如 {'{受众|约}'}；加“@村名”写一个村的数，如 {'{受理案件@城墙村}'}。
      </p>
      {figures.map(({ label, text }) => (
        <button key={label} type="button" onClick={(event) => onPick(event, label)}>
          {label} <b>{text}</b>
        </button>
      ))}
    </div>
  );
}
