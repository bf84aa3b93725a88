import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { Kind } from '#kinds/kind.ts';
import { countedField } from '#core/metric-fields.ts';
import type { CountedUnit } from '#core/counted-units.ts';
import type { Filter } from '#core/metric.ts';
import { filterText } from '#core/metric-words.ts';
import { fieldText, NO_NAMES } from '#core/text.ts';
import { MetricDayFilter } from './MetricDayFilter.tsx';
import { useMoreCodes } from './use-more-codes.ts';
import { useYear } from './use-year.ts';
import { Button } from '#ui/Button.tsx';
import { ChipGroup, type Choice } from '#ui/ChipGroup.tsx';
import { TextBox } from '#ui/TextBox.tsx';
import {
  codeChoices,
  codesFilter,
  filterChoices,
  filterLabel,
  filterWay,
  isComplete,
  isDayFilter,
  newFilter,
  scaleOfFilter,
} from './metric-choices.ts';
import styles from './metric-editor.module.css';

export interface MetricFiltersProps {
  readonly kind: Kind;
  readonly filters: readonly Filter[];
  readonly onChange: (filters: readonly Filter[]) => void;
}

/**
 * 只算…: each filter narrows further; without any, every record of the ledger counts. A filter in which nothing has been
 * chosen yet stands here alone and is no part of the metric: it would leave everything out.
 */
export function MetricFilters({ kind, filters, onChange }: MetricFiltersProps) {
  const { villages } = useYear(NO_KINDS).context.units;
  const ownOf = useMoreCodes();
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<readonly string[]>([]);
  const [openDays, setOpenDays] = useState<readonly string[]>([]);
  const days = [
    ...new Set([...filters.filter((each) => isDayFilter(kind, each)).map(({ field }) => field), ...openDays]),
  ];
  const waiting = open.filter((field) => !filters.some((filter) => filter.field === field));
  const others = filterChoices(kind, villages.length > 1).filter(
    ({ id }) => !waiting.includes(id) && !days.includes(id) && !filters.some(({ field }) => field === id),
  );
  const begin = (field: string) => {
    const filter = newFilter(kind, field);
    if (isDayFilter(kind, filter)) {
      setOpenDays([...openDays, field]);
      return;
    }
    setOpen([...waiting, field]);
    if (isComplete(filter)) onChange([...filters, filter]);
  };
  const change = (at: number, filter: Filter) => {
    setOpen([...waiting, filter.field]);
    const rest = filters.filter((_, index) => index !== at);
    onChange(isComplete(filter) ? [...rest.slice(0, at), filter, ...rest.slice(at)] : rest);
  };
  const drop = (at: number, field: string) => {
    setOpen(waiting.filter((each) => each !== field));
    onChange(filters.filter((_, index) => index !== at));
  };
  const shown = [...filters, ...waiting.map((field) => newFilter(kind, field))];
  return (
    <div className={styles.filters}>
      {shown.map((filter, at) =>
        isDayFilter(kind, filter) ? null : (
          <div key={keyOf(shown, at)} className={styles.filter}>
            <div className={styles.filterHead}>
              <span>条件：{labelOf(kind, filter)}</span>
              <Button
                tone="quiet"
                icon={<X size={18} aria-hidden />}
                aria-label={`去掉条件：${labelOf(kind, filter)}`}
                onClick={() => drop(at, filter.field)}
              />
            </div>
            <FilterBody
              kind={kind}
              villages={villages}
              ownOf={ownOf}
              filter={filter}
              onChange={(next) => change(at, next)}
            />
          </div>
        ),
      )}
      {days.map((field) => {
        const ofDay = (filter: Filter): boolean => filter.field === field && isDayFilter(kind, filter);
        const rest = filters.filter((filter) => !ofDay(filter));
        return (
          <MetricDayFilter
            key={field}
            field={field}
            label={labelOf(kind, { field, operator: 'gte' })}
            filters={filters.filter(ofDay)}
            onChange={(next) => {
              setOpenDays([...new Set([...openDays, field])]);
              onChange([...rest, ...next]);
            }}
            onDrop={() => {
              setOpenDays(openDays.filter((each) => each !== field));
              onChange(rest);
            }}
          />
        );
      })}
      {adding && (
        <ChipGroup
          aria-label="按哪一栏筛选"
          choices={others}
          value={[]}
          onChange={([field]) => {
            setAdding(false);
            if (field !== undefined) begin(field);
          }}
        />
      )}
      {!adding && others.length > 0 && (
        <Button tone="quiet" icon={<Plus size={20} aria-hidden />} onClick={() => setAdding(true)}>
          {shown.length === 0 ? '只算其中一部分' : '再加一个条件'}
        </Button>
      )}
    </div>
  );
}

/** By its field, so that a filter keeps its focus when its first word makes it part of the metric. */
const keyOf = (shown: readonly Filter[], at: number): string => {
  const field = shown[at]?.field ?? '';
  return `${field}/${shown.slice(0, at).filter((filter) => filter.field === field).length}`;
};

const NO_KINDS: readonly string[] = [];

const labelOf = (kind: Kind, { field }: Filter): string => filterLabel(kind, field);

/** Whether this editor can change the filter; others are kept and said in words. */
function isOwn(kind: Kind, { field, operator }: Filter): boolean {
  const way = filterWay(kind, field);
  if (way === 'villages') return operator === 'in';
  if (way === 'codes') return operator === 'in' || operator === 'has' || operator === 'eq';
  if (way === 'flag') return operator === 'eq';
  if (way === 'number') return operator === 'gte' || operator === 'lte';
  return way === 'word' ? operator === 'has' || operator === 'filled' : operator === 'filled' || operator === 'empty';
}

const wordsOf = ({ value }: Filter): readonly string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' ? value : [];

interface FilterBodyProps {
  readonly kind: Kind;
  readonly villages: readonly CountedUnit[];
  readonly ownOf: (list: string) => readonly Choice[];
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

function FilterBody({ kind, villages, ownOf, filter, onChange }: FilterBodyProps) {
  const { field } = filter;
  const label = labelOf(kind, filter);
  const way = filterWay(kind, field);
  if (!isOwn(kind, filter))
    return (
      <p className={styles.hint}>{filterText(kind.name, filter, (each, value) => fieldText(each, value, NO_NAMES))}</p>
    );
  if (way === 'codes' || way === 'villages') {
    return (
      <ChipGroup
        multiple
        aria-label={label}
        limit={10}
        choices={
          way === 'villages' ? villages.map(({ id, name }) => ({ id, label: name })) : codeChoices(kind, field, ownOf)
        }
        value={wordsOf(filter)}
        onChange={(codes) => onChange(codesFilter(kind, field, codes))}
      />
    );
  }
  if (way === 'word' && filter.operator === 'has') {
    return (
      <WordsBox
        label={label}
        words={wordsOf(filter)}
        onChange={(value) => onChange({ field, operator: 'has', value })}
      />
    );
  }
  if (way === 'number') return <NumberBox kind={kind} filter={filter} label={label} onChange={onChange} />;
  const [yes, no] = way === 'flag' ? ['是', '否'] : ['已填', '未填'];
  const isYes = way === 'flag' ? filter.value === true : filter.operator === 'filled';
  return (
    <ChipGroup
      aria-label={label}
      aria-required
      choices={[
        { id: 'yes', label: yes },
        { id: 'no', label: no },
      ]}
      value={[isYes ? 'yes' : 'no']}
      onChange={([chosen]) =>
        onChange(
          way === 'flag'
            ? { field, operator: 'eq', value: chosen === 'yes' }
            : { field, operator: chosen === 'yes' ? 'filled' : 'empty' },
        )
      }
    />
  );
}

interface WordsBoxProps {
  readonly label: string;
  readonly words: readonly string[];
  readonly onChange: (words: readonly string[]) => void;
}

/** Several words, any of which will do; what is typed stays as it is while it is being typed. */
function WordsBox({ label, words, onChange }: WordsBoxProps) {
  const [typed, setTyped] = useState(words.join('、'));
  const change = (text: string) => {
    setTyped(text);
    onChange(text.split(/[、，,\s]+/u).filter((word) => word !== ''));
  };
  return (
    <TextBox
      label={`${label}里有这些字`}
      hint="几个词用顿号隔开，有一个就算"
      value={typed}
      max={60}
      onChange={change}
    />
  );
}

/** At least, or at most, so much; while nothing is typed the filter is no part of the metric. */
function NumberBox({
  kind,
  filter,
  label,
  onChange,
}: Omit<FilterBodyProps, 'villages' | 'ownOf'> & { readonly label: string }) {
  const { field, operator, value } = filter;
  const scale = scaleOfFilter(kind, field);
  const [typed, setTyped] = useState(typeof value === 'number' ? String(value / scale) : '');
  const change = (text: string) => {
    setTyped(text);
    const number = /^\d{1,9}$/.test(text.trim()) ? Number(text) * scale : null;
    onChange(number === null ? { field, operator } : { field, operator, value: number });
  };
  const unit = scale === 100 ? '元' : unitOf(kind, field);
  return (
    <>
      {value !== undefined && (
        <ChipGroup
          aria-label={`${label}怎么比`}
          aria-required
          choices={[
            { id: 'gte', label: '不少于' },
            { id: 'lte', label: '不多于' },
          ]}
          value={[operator]}
          onChange={([chosen]) => onChange({ field, operator: chosen === 'lte' ? 'lte' : 'gte', value })}
        />
      )}
      <TextBox
        label={`${label}${operator === 'lte' ? '不多于' : '不少于'}`}
        {...(unit === '' ? {} : { hint: `单位：${unit}` })}
        inputMode="numeric"
        value={typed}
        max={9}
        onChange={change}
      />
    </>
  );
}

function unitOf(kind: Kind, path: string): string {
  const field = countedField(kind, path);
  return field?.type === 'count' ? field.unit : '';
}
