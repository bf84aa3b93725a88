import { useMemo } from 'react';
import { zhDay } from '#core/day.ts';
import { dateOf, fieldText, headingOf } from '#core/text.ts';
import type { CountedUnit } from '#core/counted-units.ts';
import { recordsBehind, type Figure } from '#core/figures.ts';
import { kindsOf, parseMetric, type Metric } from '#core/metric.ts';
import { metricText, readingText, unitWord } from '#core/metric-words.ts';
import { kindOf } from '#kinds/index.ts';
import { Disclosure } from '#ui/Disclosure.tsx';
import { Loading } from '#ui/Loading.tsx';
import { useLinked } from './shell/use-names.ts';
import { useYear } from './use-year.ts';
import type { RawMetric } from './metric-choices.ts';
import styles from './metric-editor.module.css';

/** A metric that is meant for a dozen records is wrong long before a hundredth has to be looked at. */
const SHOWN = 100;

/** What the metric would count this year, and from which records. */
export function MetricPreview({ raw }: { readonly raw: RawMetric }) {
  const text = JSON.stringify(raw);
  const parsed = useMemo(() => parseMetric(JSON.parse(text)), [text]);
  if (!parsed.ok) return <p className={styles.hint}>还不能计算：{parsed.reason}</p>;
  return parsed.metric.measure === 'done' ? null : <Counted metric={parsed.metric} />;
}

function Counted({ metric }: { readonly metric: Exclude<Metric, { readonly measure: 'done' }> }) {
  const { year, rows, context, ready, figuresOf } = useYear(kindsOf(metric));
  const kind = kindOf(metric.measure === 'rate' ? metric.part.kind : metric.kind);
  const { names } = useLinked(kind);
  const figure = figuresOf([metric])[0];
  if (figure === undefined) return null;
  const behind = recordsBehind(metric, rows, context);
  return (
    <div className={styles.preview} role="status">
      <p className={styles.previewHead}>{year}年现在算出</p>
      <p className={styles.previewFigure}>{readingText(metric, figure.total)}</p>
      <p>{metricText(metric, (field, value) => fieldText(field, value, names))}</p>
      <p>目标值的单位：{unitWord(metric)}</p>
      {!ready && <Loading what="仍在载入" />}
      <ByVillage metric={metric} byUnit={figure.byUnit} villages={context.units.villages} />
      {behind.length > 0 && (
        <Disclosure label="看是哪些记录" note={`${behind.length} 条`}>
          <ul>
            {behind.slice(0, SHOWN).map(({ id, values }) => {
              const day = dateOf(kind, values);
              return (
                <li key={id}>
                  {day === null ? '' : `${zhDay(day)} `}
                  {headingOf(kind, values, { names, reveal: false })}
                </li>
              );
            })}
            {behind.length > SHOWN && <li>另有 {behind.length - SHOWN} 条，存好任务以后在任务页里看。</li>}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

interface ByVillageProps {
  readonly metric: Metric;
  readonly byUnit: Figure['byUnit'];
  readonly villages: readonly CountedUnit[];
}

/** A task of the township is asked about village by village. */
function ByVillage({ metric, byUnit, villages }: ByVillageProps) {
  if (villages.length < 2) return null;
  return (
    <Disclosure label="看各村是多少" note={`${villages.length} 个村`}>
      <ul>
        {villages.map(({ id, name }) => (
          <li key={id}>
            {name}：{readingText(metric, byUnit.get(id) ?? { n: 0 })}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
