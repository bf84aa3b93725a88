import { Download, Printer } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { kindOf, ledgerKinds, mediationCase } from '#kinds/index.ts';
import { namesOf } from '#core/names.ts';
import { sentTable, sheetAsSent } from '#core/report/appendix.ts';
import { differencesOf, keptTable } from '#core/report/kept.ts';
import { sentOf } from '#core/report/sent.ts';
import type { StatTable } from '#core/tables/model.ts';
import { statTables } from '#core/tables/all.ts';
import { ledgerSheetOf } from '#core/tables/ledger-sheet.ts';
import { handOver } from '#pages/save-file.ts';
import { Screen } from '#pages/shell/Screen.tsx';
import { useRights } from '#pages/shell/use-rights.ts';
import { useStore } from '#store/hooks.ts';
import { Button } from '#ui/Button.tsx';
import { Loading } from '#ui/Loading.tsx';
import { Notice } from '#ui/Notice.tsx';
import { Segmented } from '#ui/Segmented.tsx';
import { Select } from '#ui/Select.tsx';
import { StatSheet } from './StatSheet.tsx';
import { SentCard } from './SentCard.tsx';
import { OWN_DAYS, useAskedTable, type AskedTable } from './use-tables.ts';
import { YearSelect } from '#pages/YearSelect.tsx';
import { UnitSelect } from './UnitSelect.tsx';
import styles from './tables.module.css';

/** Once it was sent a table stays as it was; the one of today is a choice away. */
type Which = 'sent' | 'now';
const WHICH = [
  { id: 'sent', label: '报送时的' },
  { id: 'now', label: '按现在的记录' },
];

/** 统计表: chosen, looked at, printed, taken along as a spreadsheet, and kept as it was sent. */
export function TablesPage() {
  const asked = useAskedTable();
  const { table, year, scope, place, period, unit } = asked;
  const { maySee } = useRights();
  const hidden = table.kinds.some((kind) => kind === mediationCase.name && !maySee(kindOf(kind)));
  const made = useMemo(() => table.make(year.rows, scope, place), [table, year.rows, scope, place]);
  const now = useMemo(() => keptTable(made), [made]);
  const sent = useMemo(
    () => sentOf(year.rows.get('submission') ?? [], table.id, period, unit),
    [year.rows, table.id, period, unit],
  );
  const asSent = useMemo(() => (sent === null ? null : sheetAsSent(sent.kept)), [sent]);
  const [which, setWhich] = useState<Which>('sent');
  const shown = asSent === null || which === 'now' ? made : asSent;
  const differences = sent === null ? [] : differencesOf(sent.kept, now, scope.units.canonical);
  return (
    <Screen title="统计表" back="/tasks" full sheet actions={<YearSelect />}>
      <div className={styles.page}>
        <Tools asked={asked} />
        {!year.ready && <Loading what="仍在载入，数字会变" after={0} />}
        {hidden ? (
          <Notice>
            案件无权查看明细，这张表不列。<Link to="/ledger/mediationCase">看件数</Link>
          </Notice>
        ) : (
          <>
            {asSent !== null && (
              <Segmented label="看哪一份" choices={WHICH} value={which} onChange={(next) => setWhich(next as Which)} />
            )}
            <StatSheet table={shown} period={asked.period} />
            <Take asked={asked} table={shown} ready={year.ready} />
            <div className={styles.sent}>
              <SentCard
                sent={sent}
                differences={differences}
                made={() => ({ ...now, sheet: sentTable(made) })}
                today={year.today}
                request={{ content: table.id, year: year.year, span: period, unit }}
                what={`${made.title}（${made.under.replace('　', '，')}）`}
              />
            </div>
          </>
        )}
      </div>
    </Screen>
  );
}

function Tools({ asked }: { readonly asked: AskedTable }) {
  const { table, spans, span, period, unit, decimals, set } = asked;
  const { identity } = useStore();
  return (
    <div className={styles.tools}>
      <div className={styles.choices}>
        <Select
          label="哪张表"
          value={table.id}
          options={statTables.map(({ id, label }) => ({ id, label }))}
          onChange={(id) => set({ table: id })}
        />
        <Select
          label="时段"
          value={span}
          options={[...spans.map(({ id, label }) => ({ id, label })), { id: OWN_DAYS, label: '自定起止' }]}
          onChange={(id) => set(id === OWN_DAYS ? { span: id, from: period.from, to: period.to } : { span: id })}
        />
        {identity.mode !== 'village' && (
          <UnitSelect units={asked.scope.units} value={unit} onChange={(next) => set({ unit: next })} />
        )}
        <Select
          label="百分率小数"
          value={String(decimals)}
          options={['0', '1', '2'].map((id) => ({ id, label: id === '0' ? '百分率取整' : `百分率${id}位小数` }))}
          onChange={(next) => set({ decimals: next })}
        />
      </div>
      {span === OWN_DAYS && (
        <div className={styles.days}>
          {(['from', 'to'] as const).map((end) => (
            <label key={end}>
              {end === 'from' ? '从（含）' : '到（含）'}
              <input
                type="date"
                defaultValue={period[end]}
                min="1900-01-01"
                max="2100-12-31"
                onChange={(event) => set({ [end]: event.currentTarget.value })}
              />
            </label>
          ))}
        </div>
      )}
    </div>
  );
}

/** Print, this table, or all of them; the library that writes spreadsheets comes when it is asked for. */
interface TakeProps {
  readonly asked: AskedTable;
  /** As it is shown: of today, or as it was sent. */
  readonly table: StatTable;
  readonly ready: boolean;
}

function Take({ asked, table: shown, ready }: TakeProps) {
  const { table, year, place, period } = asked;
  const [said, setSaid] = useState('');
  const save = async () => {
    setSaid('正在做表格…');
    try {
      const { xlsxOf } = await import('#files/xlsx-write.ts');
      const names = namesOf(year.rows);
      const kinds = ledgerKinds.filter(({ name }) => table.kinds.includes(name));
      const ledgers = kinds.map((kind) => ledgerSheetOf(kind, year.rows.get(kind.name) ?? [], names));
      const blob = await xlsxOf([shown], [table.label], ledgers);
      const name = `${place}${table.label}${period.from}至${period.to}.xlsx`;
      setSaid(await handOver({ name, blob }));
    } catch {
      setSaid('没有做成。请再试一次；还不行，请在电脑上打开。');
    }
  };
  return (
    <div className={styles.tools}>
      <div className={styles.buttons}>
        <Button tone="primary" icon={<Download size={20} aria-hidden />} disabled={!ready} onClick={() => void save()}>
          下载表格（.xlsx）
        </Button>
        <Button icon={<Printer size={20} aria-hidden />} disabled={!ready} onClick={() => window.print()}>
          打印
        </Button>
      </div>
      <p role="status">{said}</p>
    </div>
  );
}
