import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#ui/Button.tsx';
import { ColumnChoice } from '#ui/ColumnChoice.tsx';
import { FilterBar, type Filter } from '#ui/FilterBar.tsx';
import { ListTools } from '#ui/ListTools.tsx';
import { SearchBox } from '#ui/SearchBox.tsx';
import { Select } from '#ui/Select.tsx';
import type { Kind } from '#kinds/kind.ts';
import { ExportList } from './ExportList.tsx';
import { codeFilters, isNarrowed, NOT_NARROWED, type Only } from './list-query.ts';
import type { LedgerState } from './use-ledger.ts';
import styles from './ledger.module.css';

export interface LedgerToolsProps {
  readonly kind: Kind;
  readonly ledger: LedgerState;
  readonly wide: boolean;
}

const ONLY = [
  { id: 'missing', label: '还缺内容的' },
  { id: 'conflict', label: '两处改动不一致' },
  { id: 'removed', label: '已移除的' },
];

/** Search, filters, order and how many there are. */
export function LedgerTools({ kind, ledger, wide }: LedgerToolsProps) {
  const { typed, setTyped, query, setQuery, columns, shown, setShown } = ledger;
  const [open, setOpen] = useState(false);
  const setFilter = (id: string, value: string) => {
    if (id === 'unit' || id === 'year') setQuery({ [id]: value });
    else if (id === 'only') setQuery({ only: value as Only });
    else {
      const { [id]: _old, ...codes } = query.codes;
      setQuery({ codes: value === '' ? codes : { ...codes, [id]: value } });
    }
  };
  const filters = filtersOf(kind, ledger);
  const bar = (
    <FilterBar
      filters={filters}
      onFilter={setFilter}
      {...(kind.date === undefined ? {} : { range: { from: query.from, to: query.to }, onRange: setQuery })}
      onClear={() => setQuery(NOT_NARROWED)}
    />
  );
  const active = filters.filter(({ value }) => value !== '').length + Number(query.from !== '' || query.to !== '');
  return (
    <>
      <ListTools
        search={<SearchBox label={`查找${kind.title}`} value={typed} onChange={setTyped} />}
        {...(wide ? { filters: bar, more: <ColumnChoice columns={columns} shown={shown} onShown={setShown} /> } : {})}
      />
      {!wide && (
        <div className={styles.narrow}>
          <Button
            tone={active > 0 ? 'primary' : 'secondary'}
            icon={<SlidersHorizontal size={20} aria-hidden />}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {active > 0 ? `筛选 ${active} 项` : '筛选'}
          </Button>
          <Order ledger={ledger} />
        </div>
      )}
      {!wide && open && <div className={styles.filters}>{bar}</div>}
      <div className={styles.found}>
        <p role="status" className={styles.line}>
          {countLine(ledger)}
        </p>
        <ExportList ledger={ledger} filters={filters} />
      </div>
    </>
  );
}

function filtersOf(kind: Kind, { query, units, years }: LedgerState): readonly Filter[] {
  const codes = codeFilters(kind).map(({ id, label, list }): Filter => ({
    id,
    label,
    choices: list.codes.map((code) => ({ id: code.id, label: code.zh })),
    value: query.codes[id] ?? '',
  }));
  return [
    ...(units.length > 1
      ? [{ id: 'unit', label: '单位', choices: units.map(({ id, name }) => ({ id, label: name })), value: query.unit }]
      : []),
    ...(kind.date === undefined
      ? []
      : [
          {
            id: 'year',
            label: '年份',
            choices: years.map((year) => ({ id: year, label: `${year}年` })),
            value: query.year,
          },
        ]),
    ...codes,
    { id: 'only', label: '情况', choices: ONLY, value: query.only },
  ];
}

function countLine({ rows, total, ready, searching, typed, query }: LedgerState): string {
  const narrowed = typed.trim() !== '' || isNarrowed(query);
  const loading = ready && !searching ? '' : '，仍在载入';
  return narrowed ? `找到 ${rows.length} 条${loading}` : `共 ${total} 条${loading}`;
}

/** The order of the cards; tables have it in their heads. */
function Order({ ledger: { kind, columns, query, setSort } }: { readonly ledger: LedgerState }) {
  const sortable = columns.filter(({ id }) => id === kind.date || kind.fields[id]?.first === true || id === kind.state);
  const value = query.sort === null ? '' : `${query.sort.desc ? '-' : ''}${query.sort.id}`;
  const options = [
    { id: '', label: kind.date === undefined ? '最近修改在前' : '最近日期在前' },
    ...sortable.map(({ id, label, numeric }) =>
      id === kind.date
        ? { id, label: `${label}：早的在前` }
        : numeric
          ? { id: `-${id}`, label: `${label}：多的在前` }
          : { id, label: `按${label}` },
    ),
  ];
  return (
    <Select
      label="排序"
      value={value}
      options={options}
      onChange={(next) => setSort(next === '' ? null : { id: next.replace(/^-/, ''), desc: next.startsWith('-') })}
    />
  );
}
