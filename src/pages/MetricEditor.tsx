import { Segmented } from '#ui/Segmented.tsx';
import { Select } from '#ui/Select.tsx';
import {
  asRaw,
  filtersOf,
  kindChoices,
  kindOfRaw,
  measureChoices,
  measureId,
  rosterChoices,
  timesChoices,
  withMeasure,
  timesIn,
  withTimes,
  type RawMetric,
} from './metric-choices.ts';
import { MetricFilters } from './MetricFilters.tsx';
import { MetricPreview } from './MetricPreview.tsx';
import styles from './metric-editor.module.css';

export interface MetricEditorProps {
  /** As it stands in the form; anything may stand there. */
  readonly value: unknown;
  readonly onChange: (raw: RawMetric) => void;
}

type Form = 'one' | 'rate' | 'done';
const FIRST: RawMetric = { measure: 'count', kind: 'training', where: [] };

const formOf = ({ measure }: RawMetric): Form => (measure === 'rate' || measure === 'done' ? measure : 'one');

function rawFor(form: Form, raw: RawMetric): RawMetric {
  const one = formOf(raw) === 'one' && raw.kind !== undefined ? raw : formOf(raw) === 'rate' ? asRaw(raw.part) : FIRST;
  if (form === 'done') return { measure: 'done' };
  return form === 'rate' ? { measure: 'rate', part: one, whole: { ...one, where: [] } } : one;
}

/** How a task is counted, put together from choices; below stands at once what it would count. */
export function MetricEditor({ value, onChange }: MetricEditorProps) {
  const raw = asRaw(value);
  const form = formOf(raw);
  return (
    <div className={styles.editor}>
      <Segmented
        label="怎么计"
        choices={[
          { id: 'one', label: '数台账' },
          { id: 'rate', label: '算比率' },
          { id: 'done', label: '打勾' },
        ]}
        value={raw.measure === undefined ? '' : form}
        onChange={(next) => onChange(rawFor(next as Form, raw))}
      />
      {raw.measure === undefined && (
        <p className={styles.hint}>选一种办法。多数任务用“数台账”；只有做没做两样的，用“打勾”。</p>
      )}
      {raw.measure !== undefined && form === 'one' && <Source raw={raw} onChange={onChange} />}
      {form === 'rate' && (
        <>
          <fieldset className={styles.side}>
            <legend>分子</legend>
            <Source raw={asRaw(raw.part)} onChange={(part) => onChange({ ...raw, part })} />
          </fieldset>
          <fieldset className={styles.side}>
            <legend>分母</legend>
            <Source raw={asRaw(raw.whole)} onChange={(whole) => onChange({ ...raw, whole })} />
          </fieldset>
        </>
      )}
      {form === 'done' && (
        <p className={styles.hint}>在下面“完成情况”里列出事项，做完一项勾一项；目标值填事项的数目。</p>
      )}
      {raw.measure !== undefined && form !== 'done' && <MetricPreview raw={raw} />}
    </div>
  );
}

interface SourceProps {
  readonly raw: RawMetric;
  readonly onChange: (raw: RawMetric) => void;
}

/** Which ledger, how, and only which of its records. */
function Source({ raw, onChange }: SourceProps) {
  const kind = kindOfRaw(raw);
  if (kind === undefined) return <p className={styles.hint}>这个口径来自新版软件，更新后再改。</p>;
  return (
    <div className={styles.source}>
      <div className={styles.line}>
        <span aria-hidden>台账</span>
        <Select
          label="台账"
          value={kind.name}
          options={
            kindChoices.some(({ id }) => id === kind.name)
              ? kindChoices
              : [...kindChoices, { id: kind.name, label: kind.title }]
          }
          // Another ledger has other fields: its filters begin anew.
          onChange={(name) => onChange({ measure: 'count', kind: name, where: [] })}
        />
      </div>
      <div className={styles.line}>
        <span aria-hidden>数什么</span>
        <Select
          label="数什么"
          value={measureId(raw)}
          options={measureChoices(kind)}
          onChange={(id) => onChange(withMeasure(raw, id))}
        />
      </div>
      {raw.measure === 'coverage' && (
        <div className={styles.line}>
          <span aria-hidden>名册</span>
          <Select
            label="名册"
            value={String(raw.roster)}
            options={rosterChoices}
            onChange={(roster) => onChange({ ...raw, roster })}
          />
        </div>
      )}
      {(raw.measure === 'coverage' || raw.measure === 'people') && (
        <div className={styles.line}>
          <span aria-hidden>几次才算</span>
          <Select
            label="几次才算"
            value={timesIn(raw)}
            options={timesChoices}
            onChange={(times) => onChange(withTimes(raw, times))}
          />
        </div>
      )}
      <MetricFilters kind={kind} filters={filtersOf(raw)} onChange={(where) => onChange({ ...raw, where })} />
    </div>
  );
}
