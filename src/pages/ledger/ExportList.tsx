import { Download } from 'lucide-react';
import { zhPeriod, zhDay } from '#core/day.ts';
import type { Filter } from '#ui/FilterBar.tsx';
import { Button } from '#ui/Button.tsx';
import { usePlace } from '#pages/shell/use-place.ts';
import { useTaking } from '#pages/take-sheets.ts';
import { useStore } from '#store/hooks.ts';
import { todayOf } from '#store/store.ts';
import type { LedgerState } from './use-ledger.ts';
import styles from './ledger.module.css';

interface ExportListProps {
  readonly ledger: LedgerState;
  readonly filters: readonly Filter[];
}

/** The list as it stands, as a spreadsheet: filters, order and columns are those of the screen. */
export function ExportList({ ledger, filters }: ExportListProps) {
  const { kind, rows, columns, shown, names, ready, searching, query } = ledger;
  const { unitName } = usePlace();
  const today = todayOf(useStore());
  const { said, busy, take } = useTaking();
  if (rows.length === 0) return null;
  const only = (id: string) => filters.find((filter) => filter.id === id);
  const words = filters.flatMap(({ label, value, choices }) => {
    const chosen = choices.find((choice) => choice.id === value);
    return chosen === undefined ? [] : [`${label}：${chosen.label}`];
  });
  const days = daysAsked(query.from, query.to);
  // Typed words may be a name: the file says that something was looked for, not what.
  const looked = ledger.typed.trim() === '' ? [] : ['按查找结果'];
  const place = only('unit')?.choices.find(({ id }) => id === query.unit)?.label ?? unitName;
  const save = () =>
    take(`${place}${kind.title}${today ?? ''}`, async (pause) => {
      const { listSheet } = await import('#core/tables/list-sheet.ts');
      const seen = columns.filter(({ id }) => shown.includes(id));
      const under = [place, ...words.filter((word) => !word.endsWith(`：${place}`)), ...days, ...looked].join('　');
      return [await listSheet({ kind, rows, columns: seen, names, under }, pause)];
    });
  return (
    <>
      <Button
        tone="quiet"
        icon={<Download size={20} aria-hidden />}
        disabled={busy || !ready || searching}
        onClick={save}
      >
        导出表格
      </Button>
      {said !== '' && (
        <p role="status" className={styles.said}>
          {said}
        </p>
      )}
    </>
  );
}

function daysAsked(from: string, to: string): string[] {
  if (from !== '' && to !== '') return [zhPeriod(from, to)];
  if (from !== '') return [`${zhDay(from)}起`];
  return to === '' ? [] : [`到${zhDay(to)}`];
}
